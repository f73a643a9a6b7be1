"""From a challenge to text, and from text to drafts."""

from collections.abc import Sequence
from typing import Any

import yaml
from sqlalchemy import select

from hub.advocacy.models import ActKind
from hub.challenges.gallery.shape import ChallengeText
from hub.challenges.models import Challenge
from hub.challenges.operations import ChallengePlan, create
from hub.db import db
from hub.members.models import Member

_COLUMNS = ("title", "summary", "description", "kind", "points", "minutes")


def add_drafts(texts: Sequence[ChallengeText], by: Member) -> list[Challenge]:
    """A draft of each. A kind of act that this hub does not have is left out.

    Raises `RatingRule`: then there is none.
    """
    slugs = [text.act for text in texts if text.act]
    rows = db.session.execute(
        select(ActKind.slug, ActKind.id).where(
            ActKind.slug.in_(slugs), ActKind.retired_at.is_(None)
        )
    )
    kinds = {row.slug: row.id for row in rows}
    return [create(_plan(text, kinds.get(text.act or "")), by) for text in texts]


def _plan(text: ChallengeText, act_kind_id: int | None) -> ChallengePlan:
    return ChallengePlan(
        **{name: getattr(text, name) for name in _COLUMNS},
        act_kind_id=act_kind_id,
        steps=[step.plan() for step in text.steps],
    )


def as_yaml(challenge: Challenge) -> str:
    """The challenge as text that can be imported, here or into another hub.

    Who sees it, its badge and picture are this hub's own and stay here.
    """
    value: dict[str, Any] = {name: getattr(challenge, name) for name in _COLUMNS}
    if challenge.act_kind is not None and challenge.act_kind.slug:
        value["act"] = challenge.act_kind.slug
    value["steps"] = [
        {"kind": step.kind, "title": step.title, "help": step.help, **step.settings}
        for step in challenge.steps
        if step.retired_at is None
    ]
    return yaml.safe_dump([value], allow_unicode=True, sort_keys=False, width=100)
