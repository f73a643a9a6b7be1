"""Add address claims."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "address_claims",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("made_from_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_address_claims_lower_case")),
        sa.ForeignKeyConstraint(
            ["made_from_id"],
            ["addresses.id"],
            name=op.f("fk_address_claims_made_from_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_address_claims_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_claims")),
        sa.UniqueConstraint("member_id", "email", name=op.f("uq_address_claims_member_id_email")),
    )
    op.create_index("ix_address_claims_email", "address_claims", ["email"], unique=False)
    op.create_index(
        "ix_address_claims_made_from_id", "address_claims", ["made_from_id"], unique=False
    )
