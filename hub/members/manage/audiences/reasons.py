"""Why a person is in or out, for a page."""

from dataclasses import dataclass
from typing import Any

from hub.db import db
from hub.members.audiences.reading import Reason, explain
from hub.members.audiences.rules import Rule
from hub.members.models import Member
from hub.members.queries.people import Search, found_by, member_at, member_for_console, with_all
from hub.members.queries.rulebook import facts_and_book

MOST = 8


@dataclass(frozen=True)
class Why:
    """Who was meant, or several who could be; and the answer, part by part."""

    asked: str
    people: list[Member]
    reason: Reason | None = None

    @property
    def member(self) -> Member | None:
        return self.people[0] if len(self.people) == 1 else None


def why(asked: str, rule: Rule | None) -> Why | None:
    """The answer about whoever is called that or has that address; None where nobody is asked."""
    asked = asked.strip()[:200]
    if not asked:
        return None
    known = _member(asked)
    people = [known] if known is not None else _called(asked)
    if len(people) != 1 or rule is None:
        return Why(asked, people)
    facts, book = facts_and_book(people[0].id)
    return Why(people[0].email or people[0].name, people, explain(rule, facts, book))


def _member(asked: str) -> Member | None:
    """By address, or by the number that a button of several of one name sends."""
    if asked.isdecimal() and len(asked) < 18:
        return member_for_console(int(asked))
    return member_at(asked) if "@" in asked else None


def _called(name: str) -> list[Any]:
    statement = with_all(found_by(Search(q=name))).order_by(Member.id).limit(MOST)
    return list(db.session.scalars(statement))
