"""Add notes about members and companies."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.BigInteger(), nullable=False),
        sa.Column("struck_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_out_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("num_nonnulls(member_id, company_id) = 1", name=op.f("ck_notes_about")),
        sa.CheckConstraint("char_length(body) BETWEEN 1 AND 4000", name=op.f("ck_notes_body")),
        sa.CheckConstraint(
            "(struck_out_at IS NULL) = (struck_out_by_id IS NULL)",
            name=op.f("ck_notes_struck_out"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_notes_member_id")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_notes_company_id")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["members.id"], name=op.f("fk_notes_written_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["struck_out_by_id"], ["members.id"], name=op.f("fk_notes_struck_out_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    for whose in ("member_id", "company_id"):
        op.create_index(
            f"ix_notes_{whose}",
            "notes",
            [whose, "id"],
            postgresql_where=sa.text(f"{whose} IS NOT NULL"),
        )
