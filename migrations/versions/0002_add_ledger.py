"""Add ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "badges",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges")),
        sa.UniqueConstraint("name", name=op.f("uq_badges_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_badges_slug")),
    )
    op.create_table(
        "tiers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("benefits", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "tone IN ('stone', 'bronze', 'silver', 'gold', 'platinum')", name=op.f("ck_tiers_tone")
        ),
        sa.CheckConstraint("threshold >= 0", name=op.f("ck_tiers_threshold")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tiers")),
        sa.UniqueConstraint("name", name=op.f("uq_tiers_name")),
        sa.UniqueConstraint("threshold", name=op.f("uq_tiers_threshold")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.Column("lifetime", sa.BigInteger(), nullable=True),
        sa.Column("tier_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'member') = (member_id IS NOT NULL) AND (kind = 'member') = (balance IS NOT NULL) AND (kind = 'member') = (lifetime IS NOT NULL)",
            name=op.f("ck_accounts_member"),
        ),
        sa.CheckConstraint(
            "kind IN ('member', 'issued', 'held', 'spent', 'expired')",
            name=op.f("ck_accounts_kind"),
        ),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_accounts_balance")),
        sa.CheckConstraint("lifetime >= 0", name=op.f("ck_accounts_lifetime")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_accounts_member_id")),
        sa.ForeignKeyConstraint(["tier_id"], ["tiers.id"], name=op.f("fk_accounts_tier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("member_id", name=op.f("uq_accounts_member_id")),
    )
    op.create_index(
        "ix_accounts_lifetime",
        "accounts",
        [sa.literal_column("lifetime DESC"), "id"],
        unique=False,
        postgresql_where=sa.text("kind = 'member'"),
    )
    op.create_index(op.f("ix_accounts_tier_id"), "accounts", ["tier_id"], unique=False)
    op.create_index(
        "uq_accounts_system",
        "accounts",
        ["kind"],
        unique=True,
        postgresql_where=sa.text("kind <> 'member'"),
    )
    op.create_table(
        "badge_awards",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("badge_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("awarded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["members.id"], name=op.f("fk_badge_awards_actor_id")
        ),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_badge_awards_badge_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_badge_awards_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_awards")),
        sa.UniqueConstraint(
            "member_id", "badge_id", name=op.f("uq_badge_awards_member_id_badge_id")
        ),
    )
    op.create_index(op.f("ix_badge_awards_badge_id"), "badge_awards", ["badge_id"], unique=False)
    op.create_table(
        "transfers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("destination_id", sa.BigInteger(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reason = 'reverse') = (reverses_id IS NOT NULL)", name=op.f("ck_transfers_reversal")
        ),
        sa.CheckConstraint(
            "reason IN ('award', 'hold', 'settle', 'release', 'reverse', 'expire')",
            name=op.f("ck_transfers_reason"),
        ),
        sa.CheckConstraint("points > 0", name=op.f("ck_transfers_points")),
        sa.CheckConstraint("source_id <> destination_id", name=op.f("ck_transfers_two_accounts")),
        sa.ForeignKeyConstraint(["actor_id"], ["members.id"], name=op.f("fk_transfers_actor_id")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["accounts.id"], name=op.f("fk_transfers_destination_id")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["transfers.id"], name=op.f("fk_transfers_reverses_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["accounts.id"], name=op.f("fk_transfers_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
        sa.UniqueConstraint("key", name=op.f("uq_transfers_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_transfers_reverses_id")),
    )
    op.create_index(
        "ix_transfers_destination_id", "transfers", ["destination_id", "id"], unique=False
    )
    op.create_index("ix_transfers_source_id", "transfers", ["source_id", "id"], unique=False)
    op.create_index(
        "ix_transfers_subject", "transfers", ["subject_type", "subject_id"], unique=False
    )
    op.create_table(
        "tier_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("from_tier_id", sa.BigInteger(), nullable=True),
        sa.Column("to_tier_id", sa.BigInteger(), nullable=True),
        sa.Column("transfer_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["members.id"], name=op.f("fk_tier_changes_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_tier_id"],
            ["tiers.id"],
            name=op.f("fk_tier_changes_from_tier_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_tier_changes_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_tier_id"],
            ["tiers.id"],
            name=op.f("fk_tier_changes_to_tier_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfers.id"], name=op.f("fk_tier_changes_transfer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tier_changes")),
    )
    op.create_index("ix_tier_changes_member_id", "tier_changes", ["member_id", "id"], unique=False)
    op.create_index("ix_tier_changes_from_tier_id", "tier_changes", ["from_tier_id"], unique=False)
    op.create_index("ix_tier_changes_to_tier_id", "tier_changes", ["to_tier_id"], unique=False)
    op.execute(
        "CREATE TRIGGER transfers_append_only BEFORE UPDATE OR DELETE ON transfers"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute("INSERT INTO accounts (kind) VALUES ('issued'), ('held'), ('spent'), ('expired')")
