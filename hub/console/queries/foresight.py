"""What would come of an ask before it is published: the guard, the history, the queue."""

import math
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from hub.advocacy.judging import Wanted
from hub.advocacy.models import ActKind
from hub.advocacy.queries import DryRun, dry_run
from hub.console.expecting import LEAST, Range, Share, widest
from hub.console.queries import history
from hub.console.queries.history import Queue, Tried


@dataclass(frozen=True)
class Foresight:
    """Ranges are None where there is too little history; nothing in here is guessed."""

    run: DryRun
    points_each: int
    asks: Share
    tried: Tried
    queue: Queue
    spent: Share | None

    @property
    def can_be_asked(self) -> int:
        return self.run.effect.can_be_asked

    @property
    def by_asks(self) -> Range | None:
        """Completions, if everybody is asked one by one."""
        return self.asks.among(self.can_be_asked)

    @property
    def by_challenge(self) -> Range | None:
        """Completions, if it is a challenge that everybody sees."""
        return self.tried.share.among(self.can_be_asked)

    @property
    def completions(self) -> Range | None:
        return widest(self.by_asks, self.by_challenge)

    @property
    def points(self) -> Range | None:
        return self.completions.times(self.points_each) if self.completions else None

    @property
    def most_points(self) -> int:
        return self.can_be_asked * self.points_each

    @property
    def points_spent(self) -> Range | None:
        """Of these points, those that go into rewards if members spend as they have so far."""
        if self.points is None or self.spent is None:
            return None
        share = self.spent.done / self.spent.of
        return Range(math.floor(self.points.low * share), math.ceil(self.points.high * share))

    @property
    def reviews_each(self) -> float:
        """Decisions until one is approved: once at least, more where work was sent back."""
        tried = self.tried
        return max(1.0, tried.reviews / tried.approved) if tried.approved >= LEAST else 1.0

    @property
    def reviews(self) -> Range | None:
        if self.completions is None:
            return None
        each = self.reviews_each
        low, high = self.completions.low, self.completions.high
        return Range(math.floor(low * each), math.ceil(high * each))


def foresee(kind: ActKind, wanted: Wanted, who: ColumnElement[bool], points: int) -> Foresight:
    """Everything a manager should know before asking `who` for an act of `kind`.

    In: `points` that each completion would earn, 0 for none.
    """
    return Foresight(
        run=dry_run(wanted, who),
        points_each=points,
        asks=history.answered(kind),
        tried=history.tried(kind),
        queue=history.queue(),
        spent=history.spent() if points else None,
    )
