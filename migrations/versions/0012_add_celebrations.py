"""Add celebrations of first badges, and indexes for the numbers by week."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column(
        "badge_awards", sa.Column("celebrated_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(
        "ix_reviews_approved",
        "reviews",
        ["decided_at"],
        postgresql_where=sa.text("decision = 'approved'"),
    )
    op.create_index("ix_registrations_registered_at", "registrations", ["registered_at"])
