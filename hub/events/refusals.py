"""What taking part in events, and running them, can be refused for."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from hub.refusals import NotAllowed, Refusal


class EventCancelled(Refusal):
    """It does not take place."""

    def __init__(self) -> None:
        super().__init__(_l("This event was cancelled."))


class EventOver(Refusal):
    """It has taken place."""

    def __init__(self) -> None:
        super().__init__(_l("This event is over."))


class EventFull(Refusal):
    """Every seat is taken."""

    def __init__(self) -> None:
        super().__init__(_l("The last seat has just gone. Look again later: people do cancel."))


class NotPublished(Refusal):
    """It is still a draft."""

    def __init__(self) -> None:
        super().__init__(_l("This event is not published yet."))


class NotForYou(NotAllowed):
    """It is for others."""

    def __init__(self) -> None:
        super().__init__(_l("This event is for others."))


class NotRegistered(Refusal):
    """Only those who have a place can be checked in."""

    def __init__(self) -> None:
        super().__init__(_l("Register for this event first."))


class AlreadyThere(Refusal):
    """Whoever has been checked in was there."""

    def __init__(self) -> None:
        super().__init__(_l("You are checked in, so you cannot give your place back any more."))


class WrongCode(Refusal):
    """Not the code that the host says aloud."""

    def __init__(self) -> None:
        super().__init__(_l("That is not the code of this event. Ask your host to show it again."))


class CheckInClosed(Refusal):
    """Too early or too late to check in."""

    def __init__(self) -> None:
        super().__init__(
            _l("Check-in is open from an hour before the start until twelve hours after the end.")
        )


class AlreadyUndone(Refusal):
    """Somebody has taken that check-in back."""

    def __init__(self) -> None:
        super().__init__(_l("Somebody has undone this check-in already."))


class PointsSpent(Refusal):
    """The points of a check-in are gone, so it cannot be undone."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _l("%(name)s has spent these points already, so the check-in stays.", name=name)
        )


class TooManyPoints(Refusal):
    """A chapter leader would give more than their events are worth."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _l(
                "Events of a chapter earn up to %(most)s points. For more, ask the people who "
                "run the hub.",
                most=most,
            )
        )


class TooFewSeats(Refusal):
    """Fewer seats than people who have one."""

    def __init__(self, registered: int) -> None:
        self.registered = registered
        super().__init__(
            _ln(
                "%(num)d person is registered already. Keep at least as many seats.",
                "%(num)d people are registered already. Keep at least as many seats.",
                registered,
            )
        )
