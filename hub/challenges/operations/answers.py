"""An answer to a step, as it is kept while the member works at it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import LONGEST_ANSWER, Step, Submission, digest
from hub.refusals import Refusal

Content = dict[str, Any]


class TooLong(Refusal):
    """An answer is longer than anything that anybody would read."""

    def __init__(self) -> None:
        super().__init__(
            _l("This is longer than %(most)s characters. Shorten it.", most=LONGEST_ANSWER)
        )


class ChangedElsewhere(Refusal):
    """Another page has saved a different answer since this one was opened."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "You changed this answer in another window or on another device. Keep what is "
                "typed here, or take what is saved."
            )
        )


@dataclass(frozen=True)
class Seen:
    """What the page had seen that a draft comes from.

    `page` names the page, `turn` orders its saves where script counts them, `digests` are of the
    contents it was opened with or whose replacement it was told to carry out. `continues` are
    earlier pages whose unsent words it took over, each with the last turn of those words.
    """

    page: str
    turn: int | None
    digests: Set[str]
    continues: Mapping[str, int] = field(default_factory=dict)

    def knows(self, submission: Submission) -> bool:
        """Whether what is saved is what the page was opened with, or goes on from."""
        turn = self.continues.get(submission.saved_from or "", -1)
        return digest(submission.content) in self.digests or submission.turn <= turn


def put(submission: Submission, content: Content, seen: Seen | None) -> None:
    """Write the content, unless that would overwrite what `seen` has not seen.

    Nothing is written where the page changed nothing, or has meanwhile sent something newer.
    Raises `ChangedElsewhere`.
    """
    if seen is not None:
        if submission.saved_from == seen.page:
            if seen.turn is not None and seen.turn < submission.turn:
                return
        elif not seen.knows(submission) and submission.content != content:
            if digest(content) in seen.digests:
                return
            raise ChangedElsewhere
        submission.saved_from, submission.turn = seen.page, seen.turn or 0
    submission.content = content


def cleaned(step: Step, content: Content) -> Content:
    """The content as it is kept: {} when nothing was given. Raises `TooLong`."""
    if step.kind == "link":
        return {"done": True} if content.get("done") else {}
    if step.kind == "answer":
        return _text(content.get("text") or "")
    if step.kind == "choice":
        return _options(step, content.get("options") or [])
    return {}


def _text(text: str) -> Content:
    # Browsers send line ends as two characters; PostgreSQL stores no NUL.
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST_ANSWER:
        raise TooLong
    return {"text": text} if text.strip() else {}


def _options(step: Step, chosen: list[str]) -> Content:
    kept = [option for option in step.settings.get("options", []) if option in chosen]
    if not step.settings.get("multiple"):
        kept = kept[:1]
    return {"options": kept} if kept else {}
