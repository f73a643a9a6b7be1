"""Consent to be quoted, in words that are kept as they were read."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub import clock
from hub.challenges.models import Step, Submission
from hub.challenges.steps.choice import lines
from hub.challenges.steps.kind import Content, NotKept, Posted, Settings, StepKind, Wrong, stripped

MOST_USES = 20
LONGEST_TEXT = 4000


class WordsChanged(NotKept):
    """What was agreed to is not what it says now."""

    def __init__(self) -> None:
        super().__init__(
            _l("These words were changed while you read them. Read them again before you agree.")
        )


class Consent(StepKind):
    """Settings: text, uses. Content: {"agreed": true, "on": day, "text": …, "uses": […]}, the words
    as they were read; after a withdrawal with "withdrawn_on" in the place of "agreed".
    """

    key = "consent"
    words = _l("Agree to be quoted")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {"text": stripped(typed["text"]), "uses": lines(typed["uses"])}

    def typed(self, settings: Settings) -> dict[str, Any]:
        return {**settings, "uses": "\n".join(settings.get("uses") or [])}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        text, uses = settings.get("text") or "", settings.get("uses") or []
        if not text:
            return "text", _l("Write what they agree to.")
        if len(text) > LONGEST_TEXT:
            return "text", _l("Keep it to %(most)s characters.", most=LONGEST_TEXT)
        if not uses:
            return "uses", _l("Say what it is used for, each use on a line of its own.")
        if len(uses) > MOST_USES:
            return "uses", _l("Keep it to %(most)s uses.", most=MOST_USES)
        return None

    def texts(self, settings: Settings) -> list[str]:
        return [settings.get("text") or "", *(settings.get("uses") or [])]

    def posted(self, form: Posted, name: str) -> Content:
        return {"agreed": name in form, "words": form.get(f"words-{name}")}

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        if not content.get("agreed"):
            return {}
        if content.get("words") not in (None, self.mark(step.settings)):
            raise WordsChanged
        agreed = {"agreed": True, "text": step.settings["text"], "uses": step.settings["uses"]}
        # Saved once more, it was still agreed to on the first day.
        same = before.get("agreed") and {**before, **agreed} == before
        return before if same else {**agreed, "on": clock.today().isoformat()}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        content = submission.content if submission else {}
        if not content.get("agreed"):
            return _l("Tick the box if you agree. Without it this one cannot be handed in.")
        same = all(content[name] == step.settings[name] for name in ("text", "uses"))
        return None if same else _l("The words have changed since you agreed. Read them again.")

    def mark(self, settings: Settings) -> str:
        """A short name for exactly these words, by which a page says what was read."""
        words = json.dumps([settings["text"], settings["uses"]], ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()[:16]
