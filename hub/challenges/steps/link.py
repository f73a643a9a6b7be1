"""A link to read or watch."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.addresses import address_problem
from hub.challenges.steps.kind import Content, Posted, Settings, StepKind, Wrong, stripped


class Link(StepKind):
    """Settings: url, link_text. Content: {"done": true}."""

    key = "link"
    words = _l("Read or watch a link")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {name: stripped(typed[name]) for name in ("url", "link_text")}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        return address_problem(settings)

    def posted(self, form: Posted, name: str) -> Content:
        return {"done": name in form}

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        return {"done": True} if content.get("done") else {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        content = submission.content if submission else {}
        return None if content.get("done") else _l("Open the link, then tick that you are done.")
