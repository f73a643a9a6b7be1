"""Find members by their city, too: those who agreed to be found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0018"
down_revision = "0017"

NAMES = (
    "CASE WHEN findable_since IS NOT NULL THEN given_name || ' '::text || family_name"
    " || chr(10) || family_name || ' '::text || given_name || chr(10) || city"
    " ELSE NULL::text END"
)
COLUMNS = (
    ("search_names", sa.Text(), f"words_plain({NAMES})", "gin_trgm_ops"),
    ("search_words", TSVECTOR(), f"words_weighted({NAMES}, ''::text, ''::text)", "tsvector_ops"),
)


def upgrade() -> None:
    # Before PostgreSQL 17 a generated column cannot be told another expression. The indexes go with
    # their columns.
    op.execute("ALTER TABLE members DROP COLUMN search_names, DROP COLUMN search_words")
    for name, type_, made_of, operators in COLUMNS:
        op.add_column("members", sa.Column(name, type_, sa.Computed(made_of, persisted=True)))
        op.create_index(
            f"ix_members_{name}",
            "members",
            [name],
            postgresql_using="gin",
            postgresql_ops={name: operators},
            postgresql_where=sa.text("findable_since IS NOT NULL"),
        )
