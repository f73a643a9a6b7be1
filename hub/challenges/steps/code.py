"""A secret code that is said somewhere else."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.choice import lines
from hub.challenges.steps.kind import Settings, StepKind, Wrong

MOST_CODES = 50


class Code(StepKind):
    """Settings: codes. Once one of them was given, `found` is {"on": …}; no code is kept there."""

    key = "code"
    words = _l("Give a secret code")
    kept = "tries"

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {"codes": lines(typed["codes"])}

    def typed(self, settings: Settings) -> dict[str, Any]:
        return {"codes": "\n".join(settings.get("codes") or [])}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        codes = [sounded(code) for code in settings.get("codes") or []]
        if not codes:
            return "codes", _l("Write at least one code, each on a line of its own.")
        if not all(codes):
            return "codes", _l("A code has letters or digits in it.")
        if len(codes) > MOST_CODES:
            return "codes", _l("Keep it to %(most)s codes.", most=MOST_CODES)
        if len(set(codes)) < len(codes):
            return "codes", _l("Two codes are the same, but for case, spaces and accents.")
        return None

    def problem(self, step: Step, submission: Submission | None) -> Any:
        if submission is not None and submission.found:
            return None
        return _l("Type the code, then press “Check the code”.")


def is_right(step: Step, typed: str) -> bool:
    """Whether it is one of the codes, as it sounds."""
    return sounded(typed) in {sounded(code) for code in step.settings["codes"]}


def sounded(code: str) -> str:
    """A code without case, accents and spaces."""
    apart = unicodedata.normalize("NFKD", code.casefold())
    return "".join(s for s in apart if not s.isspace() and not unicodedata.combining(s))
