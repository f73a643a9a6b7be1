"""Steps that the hub completes itself: by a profile, by an act, told by another system."""

import re
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, func, select

from hub import clock
from hub.advocacy.models import Act, ActKind
from hub.advocacy.occasions import OCCASIONS
from hub.challenges.models import OPEN, Attempt, Step, Submission
from hub.challenges.steps.kind import Content, Settings, StepKind, Wrong, stripped
from hub.db import db
from hub.members.models import Member

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Told(StepKind):
    """Done as soon as `found` has something; members write nothing here."""

    kept = "told"
    missing: ClassVar[Any]

    def problem(self, step: Step, submission: Submission | None) -> Any:
        return None if submission and submission.found else self.missing


class Looked(Told):
    """Known in the hub's own tables, so that it can be looked up at any time."""

    def facts(self, step: Step, member_ids: Collection[int]) -> dict[int, Content]:
        """For whom of these members it is so now, with what was found."""
        raise NotImplementedError


PARTS = {
    "picture": _l("A picture"),
    "about": _l("A few words about them"),
    "city": _l("Their city"),
    "country": _l("Their country"),
}
_HAS: dict[str, ColumnElement[bool]] = {
    "picture": Member.picture_id.is_not(None),
    "about": Member.bio != "",
    "city": Member.city != "",
    "country": func.coalesce(Member.country, "") != "",
}
_MISSING = {
    "picture": _l("Add a picture to your profile."),
    "about": _l("Say a few words about you on your profile."),
    "city": _l("Say on your profile in which city you are."),
    "country": _l("Say on your profile in which country you are."),
}


class Profile(Looked):
    """Settings: part. Found: {"on": …}."""

    key = "profile"
    words = _l("Complete the profile")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {"part": typed["part"]}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        return None if settings.get("part") in PARTS else ("part", _l("Choose what is asked for."))

    def facts(self, step: Step, member_ids: Collection[int]) -> dict[int, Content]:
        there = select(Member.id).where(Member.id.in_(member_ids), _HAS[step.settings["part"]])
        return {id: {"on": clock.today().isoformat()} for id in db.session.scalars(there)}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        done = submission is not None and submission.found
        return None if done else _MISSING[step.settings["part"]]


class ByAct(Looked):
    """Done by an act since the challenge was published, which no earlier round was completed by.

    Found: {"act": id, "on": …}.
    """

    # Which acts they are, by the slug of their kind.
    slug: ClassVar[str]

    def facts(self, step: Step, member_ids: Collection[int]) -> dict[int, Content]:
        acts = db.session.execute(
            select(Act.member_id, func.min(Act.id), func.min(Act.occurred_on))
            .join(ActKind, ActKind.id == Act.kind_id)
            .where(
                Act.member_id.in_(member_ids),
                Act.taken_back_at.is_(None),
                Act.created_at >= step.challenge.published_at,
                Act.id.not_in(_used(step, member_ids)),
                self.counts(step),
            )
            .group_by(Act.member_id)
        )
        return {row[0]: {"act": row[1], "on": row[2].isoformat()} for row in acts}

    def counts(self, step: Step) -> ColumnElement[bool]:
        """Whether an act of that kind completes the step."""
        return ActKind.slug == self.slug


def _used(step: Step, member_ids: Collection[int]) -> Select[Any]:
    """The acts that completed the step in rounds which are over."""
    act = cast(Submission.found["act"].astext, BigInteger)
    return (
        select(act)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .where(
            Submission.step_id == step.id,
            Submission.found.has_key("act"),
            Attempt.member_id.in_(member_ids),
            Attempt.state.not_in(OPEN),
        )
    )


class Attend(ByAct):
    """Settings: event_id, or None for any event."""

    key, slug = "attend", "event_attended"
    words = _l("Be at an event")
    missing = _l("Check in at the event. This is ticked off by itself.")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {"event_id": typed["event_id"] or None}

    def typed(self, settings: Settings) -> dict[str, Any]:
        return {"event_id": settings.get("event_id") or 0}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        chosen = settings.get("event_id")
        if chosen is not None and chosen not in OCCASIONS["event"].names([chosen]):
            return "event_id", _l("Choose an event that is there.")
        return None

    def counts(self, step: Step) -> ColumnElement[bool]:
        chosen = step.settings.get("event_id")
        any_event = super().counts(step)
        return any_event if chosen is None else and_(any_event, Act.about == f"event:{chosen}")


class Refer(ByAct):
    """No settings."""

    key, slug = "refer", "referral"
    words = _l("Refer a peer")
    missing = _l("Refer somebody. This is ticked off as soon as we have put it on record.")


class Board(ByAct):
    """No settings."""

    key, slug = "board", "board-meeting"
    words = _l("Sit at a board meeting")
    missing = _l("Take part in a meeting of the board. This is ticked off by itself.")


class Elsewhere(Told):
    """Settings: key, as another system names the step. Found: {"by": id, "note": …, "on": …}."""

    key = "elsewhere"
    words = _l("Done in another system")
    missing = _l("This is ticked off for you as soon as we hear that it is done.")

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {"key": stripped(typed["key"])}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        if _KEY.fullmatch(settings.get("key") or ""):
            return None
        return "key", _l("Use small letters, digits and hyphens, such as course-101.")
