"""What every kind of step answers for itself."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from hub.challenges.models import LONGEST_ANSWER, Step, Submission
from hub.refusals import Refusal

Content = dict[str, Any]
Settings = dict[str, Any]
# The name of the setting that is wrong, and a sentence.
Wrong = tuple[str, Any]
# What a browser sent, by name.
Posted = MultiDict[str, str]


class NotKept(Refusal):
    """What was given at a step cannot be kept; what was typed is shown again."""


class TooLong(NotKept):
    """An answer is longer than anything that anybody would read."""

    def __init__(self) -> None:
        super().__init__(
            _l("This is longer than %(most)s characters. Shorten it.", most=LONGEST_ANSWER)
        )


class StepKind:
    """One kind of step. `templates/challenges/steps/<key>.html` shows it, in macros:

    `settings(form)` in the editor, `work(piece, at)` to work at, `read(piece)` when it is handed
    in, and `stored(piece)` beside what was typed elsewhere, where anything is typed; `beside(piece,
    at)` where a picture goes with it.
    """

    key: ClassVar[str]
    # What it is called in the editor.
    words: ClassVar[Any]
    # How the member's side is kept: as it is typed, as files that are chosen, by tries that are
    # counted, or not at all, where the hub is told from elsewhere.
    kept: ClassVar[Literal["draft", "file", "tries", "told"]] = "draft"
    # What an upload at it is, where there can be one.
    takes: ClassVar[Literal["picture", "document"] | None] = None
    # What a new step of it has in the editor's form, as a browser would send it.
    fresh: ClassVar[Mapping[str, list[str]]] = {}

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        """The settings that the editor's fields say."""
        return {}

    def typed(self, settings: Settings) -> dict[str, Any]:
        """What stands in the editor's fields: `settings()` the other way round."""
        return dict(settings)

    def settings_problem(self, settings: Settings) -> Wrong | None:
        """What is wrong with the settings."""
        return None

    def texts(self, settings: Settings) -> list[str]:
        """The words among the settings that members read."""
        return []

    def posted(self, form: Posted, name: str) -> Content | None:
        """What was sent under `name`, as `Submission.content` has it; None where nothing was."""
        return None

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        """The content as it is kept: {} when nothing was given.

        In: `before`, what is kept so far. Raises `NotKept`.
        """
        return {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        """What is missing before it can be handed in, in one sentence; None when it is done."""
        raise NotImplementedError


def stripped(typed: str | None) -> str:
    """Words of a setting without the space around them."""
    return (typed or "").strip()
