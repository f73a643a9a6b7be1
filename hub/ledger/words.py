"""What a line of a statement says: the reason, and the rule behind the number."""

from flask_babel import gettext as _

from hub.ledger.queries.stories import Story


def reason_of(story: Story) -> str:
    """What happened to the points."""
    reason = story.line.transfer.reason
    if reason == "hold":
        return _("Spent on a reward") if story.settled else _("Set aside for a reward")
    if reason == "reverse":
        return _("Given back") if story.line.points > 0 else _("Taken back")
    return {
        "award": _("Earned"),
        "release": _("Given back"),
        "expire": _("Expired"),
        "settle": _("Spent on a reward"),
    }[reason]


def rule_of(story: Story) -> str:
    """Which rule makes the number what it is."""
    transfer = story.line.transfer
    if story.undoes is not None:
        return _(
            "This undoes line %(number)s, to the point. That line stays on record.",
            number=story.undoes.id,
        )
    if transfer.reason == "hold":
        return _("The price of the reward at the moment it was redeemed.")
    if transfer.reason == "release":
        return _("All that was set aside for the reward came back. It does not count twice.")
    if transfer.reason == "expire":
        return _("Points that were not spent in time.")
    return {
        "attempts": _("What the challenge promised when it was started."),
        "registrations": _("What the event gives to everyone who is there."),
    }.get(transfer.subject_type, _("Points given for what is noted here."))


def counted_of(story: Story) -> str:
    """For what the number counts once, however often somebody tries."""
    return {
        "attempts": _("Once for this challenge"),
        "registrations": _("Once for this event"),
        "redemptions": _("Once for this reward"),
    }.get(story.line.transfer.subject_type, _("Once"))
