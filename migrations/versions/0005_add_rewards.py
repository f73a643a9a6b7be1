"""Add rewards."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "rewards",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("stock", sa.BigInteger(), nullable=True),
        sa.Column("per_member", sa.BigInteger(), nullable=True),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('digital_code', 'physical', 'donation', 'experience', 'swag', 'perk', 'product_access')",
            name=op.f("ck_rewards_kind"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_rewards_title")),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_rewards_cost")),
        sa.CheckConstraint("per_member > 0", name=op.f("ck_rewards_per_member")),
        sa.CheckConstraint("stock >= 0", name=op.f("ck_rewards_stock")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["members.id"], name=op.f("fk_rewards_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_rewards_picture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rewards")),
    )
    op.create_index("ix_rewards_cost", "rewards", ["cost", "id"], unique=False)
    op.create_table(
        "redemptions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("reward_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'sent', 'declined', 'cancelled')",
            name=op.f("ck_redemptions_state"),
        ),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_redemptions_cost")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_redemptions_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["reward_id"], ["rewards.id"], name=op.f("fk_redemptions_reward_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redemptions")),
        sa.UniqueConstraint("request_key", name=op.f("uq_redemptions_request_key")),
    )
    op.create_index("ix_redemptions_member_id", "redemptions", ["member_id", "id"], unique=False)
    op.create_index(
        "ix_redemptions_open",
        "redemptions",
        ["requested_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('requested', 'approved')"),
    )
    op.create_index(
        "ix_redemptions_reward_id", "redemptions", ["reward_id", "member_id"], unique=False
    )
    op.create_table(
        "redemption_moves",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("redemption_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state <> 'declined' OR message <> ''", name=op.f("ck_redemption_moves_message")
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'sent', 'declined', 'cancelled')",
            name=op.f("ck_redemption_moves_state"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["members.id"], name=op.f("fk_redemption_moves_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["redemption_id"], ["redemptions.id"], name=op.f("fk_redemption_moves_redemption_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redemption_moves")),
    )
    op.create_index(
        "ix_redemption_moves_redemption_id",
        "redemption_moves",
        ["redemption_id", "id"],
        unique=False,
    )
