"""An answer to a step, as it is kept while the member works at it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Submission, digest
from hub.challenges.steps import Content
from hub.refusals import Refusal


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
