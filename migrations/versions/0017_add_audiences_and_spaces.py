"""Add audiences, lists and spaces, and let content belong to them.

A challenge for alumni becomes one for an audience of that name, so that there is one way to say
who sees something.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"

PERSONAS = "('administrator', 'power_user', 'occasional_user', 'executive_sponsor')"
FOR_SOME = ("challenges", "events", "news_items", "rewards")


def upgrade() -> None:
    op.add_column("members", sa.Column("persona", sa.Text(), nullable=True))
    op.create_check_constraint(op.f("ck_members_persona"), "members", f"persona IN {PERSONAS}")
    _add_audiences()
    _add_spaces()
    for table in FOR_SOME:
        for name, target in (("audience_id", "audiences"), ("space_id", "spaces")):
            op.add_column(table, sa.Column(name, sa.BigInteger(), nullable=True))
            op.create_foreign_key(op.f(f"fk_{table}_{name}"), table, target, [name], ["id"])
            op.create_index(f"ix_{table}_{name}", table, [name])
    _move_alumni()


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _add_audiences() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("audience_versions")))
    op.create_table(
        "audiences",
        _id(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("rule", JSONB(), nullable=True),
        sa.Column(
            "version",
            sa.BigInteger(),
            server_default=sa.text("nextval('audience_versions')"),
            nullable=False,
        ),
        _moment("created_at"),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        _moment("changed_at"),
        sa.Column("people", sa.BigInteger(), nullable=True),
        _moment("counted_at", nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_audiences_named")),
        sa.CheckConstraint("jsonb_typeof(rule) = 'object'", name=op.f("ck_audiences_rule_object")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["members.id"], name=op.f("fk_audiences_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
    )
    op.create_index("uq_audiences_name", "audiences", [sa.text("lower(name)")], unique=True)
    op.create_table(
        "audience_entries",
        sa.Column("audience_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        _moment("added_at"),
        sa.Column("added_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_audience_entries_lower_case")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["members.id"], name=op.f("fk_audience_entries_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["audiences.id"],
            name=op.f("fk_audience_entries_audience_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("audience_id", "email", name=op.f("pk_audience_entries")),
    )
    op.create_index("ix_audience_entries_email", "audience_entries", ["email"])


def _add_spaces() -> None:
    op.create_table(
        "spaces",
        _id(),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("welcome", sa.Text(), server_default="", nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("audience_id", sa.BigInteger(), nullable=True),
        sa.Column("translations", JSONB(), server_default="{}", nullable=False),
        _moment("created_at"),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        _moment("published_at", nullable=True),
        _moment("closed_at", nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_spaces_named")),
        sa.CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name=op.f("ck_spaces_slug")),
        sa.CheckConstraint(
            "num_nonnulls(company_id, audience_id) = 1", name=op.f("ck_spaces_for_whom")
        ),
        sa.CheckConstraint(
            "closed_at IS NULL OR published_at IS NOT NULL", name=op.f("ck_spaces_closed_after")
        ),
        sa.CheckConstraint(
            "jsonb_typeof(translations) = 'object'",
            name=op.f("ck_spaces_translations_object"),
        ),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_spaces_{name}"))
            for name, target in (
                ("audience_id", "audiences.id"),
                ("company_id", "companies.id"),
                ("created_by_id", "members.id"),
                ("picture_id", "pictures.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spaces")),
        sa.UniqueConstraint("slug", name=op.f("uq_spaces_slug")),
    )
    op.create_index("ix_spaces_audience_id", "spaces", ["audience_id"])
    op.create_index(
        "uq_spaces_company_id",
        "spaces",
        ["company_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "space_readers",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        _moment("since"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_space_readers_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name=op.f("fk_space_readers_space_id")
        ),
        sa.PrimaryKeyConstraint("space_id", "member_id", name=op.f("pk_space_readers")),
    )
    op.create_index("ix_space_readers_member_id", "space_readers", ["member_id"])


def _move_alumni() -> None:
    op.execute(
        """
        WITH made AS (
            INSERT INTO audiences (name, rule, created_at, changed_at)
            SELECT 'Alumni', '{"field": "alumni", "is": "yes", "values": []}', now(), now()
            WHERE EXISTS (SELECT FROM challenges WHERE audience = 'alumni')
            RETURNING id
        )
        UPDATE challenges SET audience_id = made.id FROM made WHERE audience = 'alumni'
        """
    )
    op.drop_constraint(op.f("ck_challenges_audience"), "challenges", type_="check")
    op.drop_column("challenges", "audience")
