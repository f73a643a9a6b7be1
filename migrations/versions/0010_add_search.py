"""Add search.

What is searched is written in many languages, often several in one row, so that no stemmer fits:
English rules would cut German and French words in wrong places. Words are only folded, without
accents, capitals and punctuation; the last one typed counts by its beginning, which finds most
endings, too. Scripts that put no spaces between words are taken apart into characters, and a
word of theirs is a row of them. Misspelt names are found by their trigrams.

The functions are IMMUTABLE, so that generated columns may hold what they make of a row. That is
a promise about `unaccent`, whose rules only another version of PostgreSQL changes.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0010"
down_revision = "0009"

EXTENSIONS = ("pg_trgm", "unaccent")
# Thai, Lao, Burmese, Khmer, kana and Han.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
FUNCTIONS = (
    # Folded, lines kept apart.
    """
    words_plain(words text) RETURNS text
    RETURN btrim(regexp_replace(lower(unaccent(words)), '[!-/:-@[-`{-~ ]+', ' ', 'g'))
    """,
    # With spaces around what is a word of its own though no space says so.
    f"""
    words_spaced(plain text) RETURNS text
    RETURN regexp_replace(plain, '([{UNSPACED}])', ' \\1 ', 'g')
    """,
    # What managers said there, in the original and every other language, each on its line.
    """
    words_said(original text, translations jsonb, name text) RETURNS text
    RETURN concat_ws(chr(10), original, (
        SELECT string_agg(said.value #>> ARRAY[name, 'words'], chr(10))
        FROM jsonb_each(
            CASE jsonb_typeof(translations) WHEN 'object' THEN translations ELSE '{}' END
        ) AS said
    ))
    """,
    """
    words_weighted(names text, summary text, description text) RETURNS tsvector
    RETURN setweight(to_tsvector('simple'::regconfig, words_spaced(words_plain(names))), 'A')
        || setweight(to_tsvector('simple'::regconfig, words_spaced(words_plain(summary))), 'B')
        || setweight(to_tsvector('simple'::regconfig, words_spaced(words_plain(description))), 'C')
    """,
    # All of the words, the last by its beginning. Whatever is typed, nothing in it is an operator;
    # NULL where there is no word in it.
    r"""
    words_wanted(typed text) RETURNS tsquery
    RETURN (nullif(websearch_to_tsquery(
        'simple'::regconfig,
        '"' || words_spaced(regexp_replace(words_plain(typed), '\s+', '" "', 'g')) || '"'
    )::text, '') || ':*')::tsquery
    """,
)


def said(name: str) -> str:
    return f"words_said({name}, translations, '{name}'::text)"


FOUND_BY = {
    "challenges": (said("title"), said("summary"), said("description")),
    "events": (said("title"), said("summary"), said("description")),
    "rewards": (said("title"), said("summary"), said("description")),
    "chapters": (said("name"), "city", said("description")),
    # Of those who agreed to be found, and their names in either order.
    "members": (
        "CASE WHEN findable_since IS NOT NULL THEN given_name || ' '::text || family_name"
        " || chr(10) || family_name || ' '::text || given_name ELSE NULL::text END",
        "''::text",
        "''::text",
    ),
}


def upgrade() -> None:
    for name in EXTENSIONS:
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    for function in FUNCTIONS:
        head, body = function.split("RETURN ", 1)
        op.execute(
            sa.text(
                f"CREATE FUNCTION {head} LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN {body}".replace(
                    ":", r"\:"
                )
            )
        )
    op.add_column("members", sa.Column("findable_since", sa.DateTime(timezone=True), nullable=True))
    for table, (names, summary, description) in FOUND_BY.items():
        weighted = f"words_weighted({names}, {summary}, {description})"
        _add(table, "search_names", sa.Text(), f"words_plain({names})", "gin_trgm_ops")
        _add(table, "search_words", TSVECTOR(), weighted, "tsvector_ops")


def _add(table: str, name: str, type_: sa.types.TypeEngine, made_of: str, operators: str) -> None:
    """A column that follows the row by itself, and its index."""
    op.add_column(table, sa.Column(name, type_, sa.Computed(made_of, persisted=True)))
    only = sa.text("findable_since IS NOT NULL") if table == "members" else None
    op.create_index(
        f"ix_{table}_{name}",
        table,
        [name],
        postgresql_using="gin",
        postgresql_ops={name: operators},
        postgresql_where=only,
    )
