"""Add translations of what managers write."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"

TABLES = ("badges", "challenges", "chapters", "events", "news_items", "rewards", "steps", "tiers")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(
            table, sa.Column("translations", JSONB(), server_default="{}", nullable=False)
        )
        op.create_check_constraint(
            op.f(f"ck_{table}_translations_object"),
            table,
            "jsonb_typeof(translations) = 'object'",
        )
