"""Options to choose from."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.kind import Content, Posted, Settings, StepKind, Wrong

MOST_OPTIONS = 20


class Choice(StepKind):
    """Settings: options, multiple. Content: {"options": […]}."""

    key = "choice"
    words = _l("Choose from options")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {"options": lines(typed["options"]), "multiple": typed["multiple"]}

    def typed(self, settings: Settings) -> dict[str, Any]:
        return {**settings, "options": "\n".join(settings.get("options") or [])}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        options = settings.get("options") or []
        if len(options) < 2:
            return "options", _l("Write at least two options, one on each line.")
        if len(options) > MOST_OPTIONS:
            return "options", _l("Keep it to %(most)s options.", most=MOST_OPTIONS)
        if len(set(options)) < len(options):
            return "options", _l("Two options are the same.")
        return None

    def texts(self, settings: Settings) -> list[str]:
        return settings.get("options") or []

    def posted(self, form: Posted, name: str) -> Content:
        return {"options": form.getlist(name)}

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        chosen = content.get("options") or []
        kept = [option for option in step.settings.get("options", []) if option in chosen]
        if not step.settings.get("multiple"):
            kept = kept[:1]
        return {"options": kept} if kept else {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        chosen = (submission.content if submission else {}).get("options", [])
        if not chosen:
            multiple = step.settings.get("multiple")
            return (
                _l("Choose at least one option.") if multiple else _l("Choose one of the options.")
            )
        if not set(chosen) <= set(step.settings.get("options", [])):
            return _l("The options have changed since you chose. Choose again.")
        return None


def lines(text: str | None) -> list[str]:
    """The lines on which there is something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
