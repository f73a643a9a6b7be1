"""The shape of challenges in YAML, and the one sentence that says what is wrong with a text."""

from typing import Annotated, Any, Literal

import yaml
from flask_babel import lazy_gettext as _l
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from hub.challenges.models.challenges import KINDS
from hub.challenges.operations import MOST_STEPS, StepPlan
from hub.challenges.steps import KINDS as STEP_KINDS
from hub.challenges.steps import settings_problem
from hub.refusals import Refusal

# In characters, and in challenges.
LONGEST = 400_000
MOST = 100

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Flag = Annotated[bool, Field(strict=True)]


class TextRefused(Refusal):
    """Nothing was kept; the sentence says where to look."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QuestionText(_Strict):
    """One question of a quiz; `right` counts its options from 0."""

    text: Line
    options: list[Line]
    right: list[Count]


class StepText(_Strict):
    """One step. Which of the settings it has depends on its kind: see `hub.challenges.steps`."""

    kind: Line
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    help: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    url: Line = ""
    link_text: Line = ""
    min_length: Count | None = None
    max_length: Count | None = None
    multiline: Flag = False
    options: list[Line] = []
    multiple: Flag = False
    most: Count = 5
    low_text: Line = ""
    high_text: Line = ""
    questions: list[QuestionText] = []
    pass_percent: Count = 100
    tries: Count = 0
    public: Flag = False
    accepts: Literal["link", "picture", "either"] = "either"
    site: Line = ""
    text: Text = ""
    codes: list[Line] = []
    uses: list[Line] = []
    part: Line = ""
    event_id: Count | None = None
    key: Line = ""

    def plan(self) -> StepPlan:
        """The step to be made of it. Raises `TextRefused`."""
        kind = STEP_KINDS.get(self.kind)
        if kind is None:
            raise TextRefused(_l("There is no kind of step called “%(kind)s”.", kind=self.kind))
        given = self.model_dump(exclude=_NO_SETTINGS, exclude_unset=True)
        every = self.model_dump(exclude=_NO_SETTINGS)
        settings = kind.settings({**every, **kind.typed(every)})
        if unknown := set(given) - set(settings):
            raise TextRefused(
                _l(
                    "The step “%(title)s” has no setting “%(name)s”.",
                    title=self.title,
                    name=min(unknown),
                )
            )
        if wrong := settings_problem(self.kind, settings):
            raise TextRefused(
                _l("The step “%(title)s”: %(wrong)s", title=self.title, wrong=wrong[1])
            )
        return StepPlan(kind=self.kind, title=self.title, help=self.help, settings=settings)


_NO_SETTINGS = {"kind", "title", "help"}


class ChallengeText(_Strict):
    """One challenge. `act` is the slug of the kind of act that completing it counts as.

    `slug` and `when` name it in the gallery and say what it is good for.
    """

    slug: Line = ""
    when: Line = ""
    title: Title
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    description: Text = ""
    kind: Literal[KINDS]  # type: ignore[valid-type]
    act: Line | None = None
    points: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    minutes: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    steps: Annotated[list[StepText], Field(max_length=MOST_STEPS)] = []


class _NoAliases(yaml.SafeLoader):
    """Aliases let a short text grow without bounds, and no challenge needs one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise TextRefused(_l("Write it out: “*” and “&” references are not taken."))
        return super().compose_node(parent, index)


def parse(text: str) -> list[ChallengeText]:
    """The challenges in the text: one, or a list of them. Raises `TextRefused`."""
    if len(text) > LONGEST:
        raise TextRefused(_l("This text is too long. Import it in parts."))
    value = _value(text.replace("\x00", ""))
    found = value if isinstance(value, list) else [value]
    if not found or found == [None]:
        raise TextRefused(_l("There is no challenge in this text."))
    if len(found) > MOST:
        raise TextRefused(_l("At most %(most)s challenges at once.", most=MOST))
    return [_challenge(number, one) for number, one in enumerate(found, start=1)]


def _value(text: str) -> Any:
    try:
        # The loader makes plain values only, as SafeLoader does.
        return yaml.load(text, Loader=_NoAliases)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TextRefused(_l("This is not YAML: look at line %(line)s.", line=line)) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise TextRefused(_l("This is not YAML that can be read.")) from None


def _challenge(number: int, value: Any) -> ChallengeText:
    try:
        found = ChallengeText.model_validate(value)
        for step in found.steps:
            step.plan()
    except ValidationError as error:
        raise TextRefused(_sentence(number, value, error)) from None
    except TextRefused as refusal:
        raise TextRefused(_said(number, value, refusal)) from None
    return found


def _sentence(number: int, value: Any, error: ValidationError) -> Any:
    errors = error.errors()
    # A name that is mistyped is unknown and missing: the first of the two says which.
    first = min(errors, key=lambda one: one["type"] != "extra_forbidden")
    where = " › ".join(
        str(place + 1) if isinstance(place, int) else str(place) for place in first["loc"]
    )
    if first["type"] == "extra_forbidden":
        return _said(number, value, _l("“%(where)s” is nothing that a challenge has.", where=where))
    if first["type"] == "missing":
        return _said(number, value, _l("“%(where)s” is missing.", where=where))
    return _said(number, value, _l("“%(where)s” cannot be like this.", where=where or "–"))


def _said(number: int, value: Any, sentence: Any) -> Any:
    title = value.get("title") if isinstance(value, dict) else None
    return _l(
        "Challenge %(number)s (%(title)s): %(sentence)s",
        number=number,
        title=str(title or "–")[:80],
        sentence=sentence,
    )
