"""A link to read or watch."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.kind import Content, Posted, Settings, StepKind, Wrong


class Link(StepKind):
    """Settings: url, link_text. Content: {"done": true}."""

    key = "link"
    words = _l("Read or watch a link")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {
            "url": (typed["url"] or "").strip(),
            "link_text": (typed["link_text"] or "").strip(),
        }

    def settings_problem(self, settings: Settings) -> Wrong | None:
        return address_problem(settings)

    def posted(self, form: Posted, name: str) -> Content:
        return {"done": name in form}

    def cleaned(self, step: Step, content: Content) -> Content:
        return {"done": True} if content.get("done") else {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        content = submission.content if submission else {}
        return None if content.get("done") else _l("Open the link, then tick that you are done.")


def address_problem(settings: Settings) -> Wrong | None:
    """What is wrong with the address that members are sent to."""
    try:
        parts = urlsplit(settings.get("url") or "")
    except ValueError:
        return "url", _l("This is not an address we can read.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "url", _l("Give a full address that starts with https:// or http://.")
    return None
