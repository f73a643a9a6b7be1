"""A company in a form: its name is typed, and suggested while it is."""

from typing import Any

from wtforms import StringField

from hub.members.manage.forms import the_company
from hub.members.models import Company
from hub.web.fields import trimmed


class CompanyField(StringField):
    """The name of a company, or its account where several have the name. `found` is the company
    after validation, None where nothing was typed.

    Filled from its object it keeps that company for as long as the name stays as it was. The page
    has the names to suggest in a datalist of the id "company-names".
    """

    found: Company | None = None
    _kept: Company | None = None

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("filters", [trimmed])
        kwargs.setdefault("render_kw", {"list": "company-names", "autocomplete": "off"})
        super().__init__(label, **kwargs)

    def process_data(self, value: Company | None) -> None:
        self._kept = value
        self.data = value.name if value else ""

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        if self._kept and self.data == self._kept.name:
            self.found = self._kept
            return
        self.found = the_company(self.data)
