"""Rows that are found by words: what is kept for it, and how typed words are compared with it.

Migration 0010 says why nothing is stemmed, and what the functions named `words_…` do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar

from sqlalchemy import (
    ColumnElement,
    Computed,
    Index,
    Select,
    Text,
    case,
    false,
    func,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from hub.db import db
from hub.misspelt import resembles, swaps

# Of the letters in threes of what was typed, about how many a name must share to be looked at.
NEAR = 0.4
LOOKED_AT = 100
NOTHING = "''::text"


class Searchable:
    """A row that is found by `FOUND_BY`: expressions for its names, its summary, its description.

    The names weigh most, and they alone are found when they are misspelt. The database keeps the
    columns; nobody reads them but its own conditions.
    """

    FOUND_BY: ClassVar[tuple[str, str, str]]

    @declared_attr
    def search_names(cls) -> Mapped[str | None]:
        made_of = Computed(f"words_plain({cls.FOUND_BY[0]})", persisted=True)
        return mapped_column(Text, made_of, deferred=True, deferred_raiseload=True)

    @declared_attr
    def search_words(cls) -> Mapped[str | None]:
        made_of = Computed(f"words_weighted({', '.join(cls.FOUND_BY)})", persisted=True)
        return mapped_column(TSVECTOR, made_of, deferred=True, deferred_raiseload=True)


def said(column: str) -> str:
    """What a translatable row says there, in every language."""
    return f"words_said({column}, translations, '{column}'::text)"


def search_indexes(table: str, *, where: str | None = None) -> tuple[Index, Index]:
    """The indexes that a searchable table needs, of the rows that fit `where`."""
    only = None if where is None else text(where)
    names, words = "search_names", "search_words"
    return (
        Index(
            f"ix_{table}_{names}",
            names,
            postgresql_using="gin",
            postgresql_ops={names: "gin_trgm_ops"},
            postgresql_where=only,
        ),
        Index(
            f"ix_{table}_{words}",
            words,
            postgresql_using="gin",
            postgresql_ops={words: "tsvector_ops"},
            postgresql_where=only,
        ),
    )


@dataclass(frozen=True)
class Wanted:
    """What is looked for, and which part of what fits: `limit` rows after the first `skip`.

    `near` takes names that come near instead of the words themselves; see `forgive`.
    """

    typed: str
    near: bool = False
    limit: int = 5
    skip: int = 0


@dataclass(frozen=True)
class Found:
    """The best of what fits, and how much fits altogether."""

    items: Sequence[Any]
    count: int


def forgive() -> None:
    """From now on in this transaction, names that share enough letters come near."""
    name = "pg_trgm.word_similarity_threshold"
    db.session.execute(select(func.set_config(name, str(NEAR), True)))


def find(among: Select, model: Any, wanted: Wanted, *first: Any, words: Any = None) -> Found:
    """What fits of the rows of `model` that `among` selects, the best first, in one select.

    In: `first`, an order that counts more than how well a row fits; `words`, what a row is found
    by if that is more than its own words.
    """
    if wanted.near:
        return nearest(among.order_by(*first), model.search_names, wanted)
    condition, order = _exactly(model, model.search_words if words is None else words, wanted.typed)
    return part(among.where(condition).order_by(*first, *order, model.id.desc()), wanted)


def part(statement: Select, wanted: Wanted) -> Found:
    """The wanted part of what the statement selects, and how much there is, in one select."""
    counted = statement.add_columns(func.count().over())
    rows = db.session.execute(counted.limit(wanted.limit).offset(wanted.skip)).all()
    return Found([row[0] for row in rows], rows[0][1] if rows else 0)


def nearest(among: Select, names: Any, wanted: Wanted) -> Found:
    """Rows whose names may be what was meant, the likeliest first.

    In: `names`, folded as the database does it. Its letters in threes only say where to look: many
    names share some and are others. Of a short word, two letters that changed places leave too few
    of them, so there each pair is put back in its turn.
    """
    plain = func.words_plain(wanted.typed, type_=Text)
    swapped_back = _swapped_back(names, wanted.typed)
    # Where it is enough that one is true, the cheap one stands first.
    near = or_(swapped_back, plain.op("<%", is_comparison=True)(names))
    likely = (
        among.add_columns(plain, names)
        .where(near)
        .order_by(case((swapped_back, 1.0), else_=func.word_similarity(plain, names)).desc())
        .limit(LOOKED_AT)
    )
    meant = [row[0] for row in db.session.execute(likely) if resembles(row[1], row[2])]
    return Found(meant[wanted.skip : wanted.skip + wanted.limit], len(meant))


def _swapped_back(names: Any, typed: str) -> ColumnElement[bool]:
    """Whether a word of the names is the one typed with two neighbours changed back."""
    words: list[ColumnElement[str]] = [func.words_plain(word, type_=Text) for word in swaps(typed)]
    if not words:
        return false()
    # Folded, they hold nothing that a pattern reads as an operator.
    any_of_them = reduce(lambda some, word: some + "|" + word, words)
    return names.regexp_match(literal(r"\m(") + any_of_them + r")\M")


def _exactly(
    model: Any, words: Any, typed: str
) -> tuple[ColumnElement[bool], list[ColumnElement[Any]]]:
    """All the words; a name that begins with them comes first, then whatever they weigh more in."""
    query = func.words_wanted(typed)
    line = func.chr(10, type_=Text)
    plain = func.words_plain(typed, type_=Text)
    begins = func.strpos(line + model.search_names, line + plain) > 0
    # Divided by the length, roughly: one word of two is more than one of a hundred.
    rank = func.ts_rank(words, query, 1)
    return words.op("@@")(query), [begins.desc(), rank.desc()]
