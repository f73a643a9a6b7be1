"""The part of a form that says who sees something: an audience, and a space."""

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField

from hub.db import db
from hub.members.models import Audience
from hub.members.queries.audiences import audience_names
from hub.members.queries.spaces import space_names
from hub.web.ids import row_number


@dataclass(frozen=True, kw_only=True)
class ForWhom:
    """The columns of `ForSome`, for details that a manager types. None is everybody, no space."""

    audience_id: int | None = None
    space_id: int | None = None


EVERYBODY = ForWhom()


def narrowed_to() -> Audience | None:
    """The audience that a list of the console is narrowed to by its address."""
    id = request.args.get("audience", type=row_number)
    return db.session.get(Audience, id) if id else None


class ForSomeForm:
    """Mixed into a form, before its base; 0 is everybody, and no space."""

    audience_id = SelectField(
        _l("Who sees it"),
        coerce=int,
        default=0,
        description=_l("For an audience only: nobody else learns that it exists."),
    )
    space_id = SelectField(
        _l("Where it belongs"),
        coerce=int,
        # A new thing begins in the space whose page led to its form.
        default=lambda: request.args.get("space", type=row_number) or 0,
        description=_l("In a space only its people see it, and only while they are in."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience_id.choices = [
            SelectChoice(0, _("Everybody")),
            *(SelectChoice(id, name) for id, name in audience_names()),
        ]
        self.space_id.choices = [
            SelectChoice(0, _("The whole hub")),
            *(SelectChoice(id, name) for id, name in space_names(self.space_id.data)),
        ]

    def for_whom(self) -> ForWhom:
        """What was chosen."""
        return ForWhom(
            audience_id=self.audience_id.data or None, space_id=self.space_id.data or None
        )

    def leave_whom(self, audience_id: int | None, space_id: int | None) -> None:
        """Offer no other choice than this one, to those who may not say who sees it."""
        for field, kept in ((self.audience_id, audience_id), (self.space_id, space_id)):
            field.choices = [one for one in field.choices or () if one.value == (kept or 0)]
