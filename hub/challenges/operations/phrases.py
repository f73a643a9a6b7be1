"""Saved phrases: managers add, change and retire them."""

from hub import audit, clock
from hub.challenges.models import Phrase
from hub.db import db, locked
from hub.members.models import Member


def add_phrase(decision: str, title: str, words: str, *, by: Member) -> Phrase:
    """Words to use again with that decision."""
    phrase = Phrase(decision=decision, title=title, words=words, created_by_id=by.id)
    with audit.recorded(by, "phrase.added", phrase):
        db.session.add(phrase)
    return phrase


def change_phrase(phrase: Phrase, decision: str, title: str, words: str, *, by: Member) -> None:
    """Say it differently. What was sent with the old words stays as it was."""
    with audit.recorded(by, "phrase.changed", phrase):
        phrase.decision, phrase.title, phrase.words = decision, title, words


def retire_phrase(phrase: Phrase, *, by: Member) -> None:
    """Nobody is offered it any more; retiring twice is retiring once."""
    _set_retired(phrase, True, by)


def reinstate_phrase(phrase: Phrase, *, by: Member) -> None:
    """It is offered again."""
    _set_retired(phrase, False, by)


def _set_retired(phrase: Phrase, retired: bool, by: Member) -> None:
    row = locked(Phrase, phrase.id)
    assert row is not None, "phrases are never deleted"
    with audit.recorded(by, "phrase.retired" if retired else "phrase.reinstated", row):
        row.retired_at = (row.retired_at or clock.now()) if retired else None
