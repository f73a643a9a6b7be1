"""What this room knows about the person."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import ARRAY, ColumnElement, Text, and_, cast, func, select

from hub.db import db
from hub.members.audiences.employment import current
from hub.members.audiences.fields import Choice, Flag, register
from hub.members.audiences.shapes import Rows, column_of, moment_of
from hub.members.models import Member, Position, Role, RoleGrant
from hub.members.words import PERSONA_NAMES, ROLE_NAMES
from hub.web.countries import countries
from hub.web.languages import LANGUAGES

SUGGESTED = 300


def _tags() -> Sequence[tuple[str, str]]:
    tag = func.unnest(Member.tags).label("tag")
    statement = select(tag).distinct().order_by(tag).limit(SUGGESTED)
    return [(value, value) for value in db.session.scalars(statement)]


def itself(values: Collection[str]) -> Mapping[str, str]:
    """The names of words that mean what they say."""
    return {value: value for value in values}


def typed(text: str) -> Sequence[tuple[str, str]]:
    """A word that nobody uses yet may be used tomorrow."""
    return [(text, text)] if text else []


_worked = Rows(Position.member_id)


def _left(many: bool) -> ColumnElement[bool]:
    """Has worked somewhere, and works nowhere now: few have left, and many have not."""
    now = current.id.is_not(None) if many else _worked.there(False, Position.ended_on.is_(None))
    return and_(_worked.there(many, Position.ended_on.is_not(None)), ~now)


register(
    Rows(RoleGrant.member_id, RoleGrant.role_id == Role.id).choice(
        "role", _l("Role"), Role.name, options=lambda: list(ROLE_NAMES.items())
    ),
    column_of(
        "persona",
        _l("Persona"),
        Member.persona,
        options=lambda: list(PERSONA_NAMES.items()),
    ),
    Choice(
        name="tag",
        label=_l("Tag"),
        fact=Member.tags,
        one_of=lambda values, many: Member.tags.bool_op("&&")(cast(values, ARRAY(Text))),
        known=lambda many: func.cardinality(Member.tags) > 0,
        options=_tags,
        names=itself,
        find=typed,
    ),
    column_of("country", _l("Country"), Member.country, options=countries),
    column_of(
        "language",
        _l("Language"),
        # A CRM may say "de-AT".
        func.lower(func.split_part(func.replace(Member.locale, "-", "_"), "_", 1)),
        options=lambda: list(LANGUAGES.items()),
    ),
    Flag(name="alumni", label=_l("Alumni"), fact=_left(False), holds=_left),
    moment_of("joined", _l("Joined the hub"), Member.joined_at),
    moment_of("seen", _l("Last seen"), Member.last_seen_at),
)
