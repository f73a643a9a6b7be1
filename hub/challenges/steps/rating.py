"""A number on a scale."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.kind import Content, Posted, Settings, StepKind, Wrong, stripped

SCALES = (5, 10)


class Rating(StepKind):
    """Settings: most, low_text, high_text. Content: {"rating": 4}."""

    key = "rating"
    words = _l("Rate on a scale")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        words = {name: stripped(typed[name]) for name in ("low_text", "high_text")}
        return {"most": typed["most"], **words}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        if settings.get("most") not in SCALES:
            return "most", _l("Choose a scale to 5 or to 10.")
        return None

    def texts(self, settings: Settings) -> list[str]:
        return [settings.get("low_text") or "", settings.get("high_text") or ""]

    def posted(self, form: Posted, name: str) -> Content:
        return {"rating": form.get(name, type=int)}

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        chosen = content.get("rating")
        return {"rating": chosen} if chosen in range(1, step.settings["most"] + 1) else {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        chosen = (submission.content if submission else {}).get("rating")
        most = step.settings["most"]
        if chosen is None:
            return _l("Choose a number from 1 to %(most)s.", most=most)
        return (
            None if chosen <= most else _l("The scale has changed since you chose. Choose again.")
        )
