"""Add when, how often and by whom a challenge is done, and what members decide about it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"

ATTEMPT_STATES = (
    "state IN ('in_progress', 'waiting', 'returned', 'approved', 'rejected', 'given_up')"
)
OPEN = "state IN ('in_progress', 'waiting', 'returned')"
REASONS = "reason IN ('no_time', 'not_allowed', 'not_my_topic', 'too_few_points', 'other')"
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _limit_challenges()
    _number_rounds()
    _add_asides()
    _add_opinions()
    _add_waits()


def _limit_challenges() -> None:
    for column in (
        sa.Column("opens_at", AT, nullable=True),
        sa.Column("announced", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("again", sa.Text(), server_default="once", nullable=False),
        sa.Column("again_number", sa.BigInteger(), nullable=True),
        sa.Column("seats", sa.BigInteger(), nullable=True),
        sa.Column("requires_challenge_id", sa.BigInteger(), nullable=True),
        sa.Column("requires_tier_id", sa.BigInteger(), nullable=True),
        sa.Column("requires_badge_id", sa.BigInteger(), nullable=True),
        sa.Column("requires_event_id", sa.BigInteger(), nullable=True),
        sa.Column("shown_locked", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    ):
        op.add_column("challenges", column)
    for name, rule in (
        ("opens_before", "closes_at > opens_at"),
        ("again", "again IN ('once', 'days', 'times')"),
        ("again_number", "(again = 'once') = (again_number IS NULL)"),
        ("again_number_positive", "again_number > 0"),
        ("seats", "seats > 0"),
        ("seats_once", "seats IS NULL OR again = 'once'"),
        ("requires_another", "requires_challenge_id <> id"),
    ):
        op.create_check_constraint(op.f(f"ck_challenges_{name}"), "challenges", rule)
    for what, gone in (
        ("challenge", None), ("tier", "SET NULL"), ("badge", None), ("event", None),
    ):  # fmt: skip
        op.create_foreign_key(
            op.f(f"fk_challenges_requires_{what}_id"),
            "challenges",
            f"{what}s",
            [f"requires_{what}_id"],
            ["id"],
            ondelete=gone,
        )
    op.create_index(
        op.f("ix_challenges_requires_challenge_id"), "challenges", ["requires_challenge_id"]
    )


def _number_rounds() -> None:
    op.add_column(
        "attempts", sa.Column("round", sa.BigInteger(), server_default="1", nullable=False)
    )
    op.add_column("attempts", sa.Column("given_up_at", AT, nullable=True))
    op.drop_constraint(op.f("uq_attempts_challenge_id_member_id"), "attempts", type_="unique")
    op.create_unique_constraint(
        op.f("uq_attempts_challenge_id_member_id_round"),
        "attempts",
        ["challenge_id", "member_id", "round"],
    )
    op.drop_constraint(op.f("ck_attempts_state"), "attempts", type_="check")
    op.create_check_constraint(op.f("ck_attempts_state"), "attempts", ATTEMPT_STATES)
    op.create_check_constraint(op.f("ck_attempts_round"), "attempts", "round > 0")
    op.create_check_constraint(
        op.f("ck_attempts_given_up"),
        "attempts",
        "(state = 'given_up') = (given_up_at IS NOT NULL)",
    )
    op.create_index(
        "uq_attempts_open",
        "attempts",
        ["challenge_id", "member_id"],
        unique=True,
        postgresql_where=sa.text(OPEN),
    )


def _of_both(table: str) -> tuple[sa.Column | sa.Constraint, ...]:
    """The columns of a row about a challenge and a member."""
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("challenge_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name=op.f(f"fk_{table}_challenge_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f(f"fk_{table}_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _add_asides() -> None:
    op.create_table(
        "challenge_asides",
        *_of_both("challenge_asides"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("put_at", AT, nullable=False),
        sa.Column("back_at", AT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('later', 'not_for_me')", name=op.f("ck_challenge_asides_kind")
        ),
        sa.CheckConstraint(REASONS, name=op.f("ck_challenge_asides_reason")),
        sa.CheckConstraint(
            "kind = 'not_for_me' OR (reason IS NULL AND words = '')",
            name=op.f("ck_challenge_asides_reasons_of_no"),
        ),
        sa.CheckConstraint("char_length(words) <= 1000", name=op.f("ck_challenge_asides_words")),
    )
    op.create_index(
        "uq_challenge_asides_open",
        "challenge_asides",
        ["member_id", "challenge_id"],
        unique=True,
        postgresql_where=sa.text("back_at IS NULL"),
    )
    op.create_index("ix_challenge_asides_challenge_id", "challenge_asides", ["challenge_id", "id"])


def _add_opinions() -> None:
    op.create_table(
        "challenge_opinions",
        *_of_both("challenge_opinions"),
        sa.Column("up", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("said_at", AT, nullable=False),
        sa.CheckConstraint("char_length(words) <= 1000", name=op.f("ck_challenge_opinions_words")),
        sa.UniqueConstraint(
            "challenge_id", "member_id", name=op.f("uq_challenge_opinions_challenge_id_member_id")
        ),
    )
    op.create_index("ix_challenge_opinions_member_id", "challenge_opinions", ["member_id"])


def _add_waits() -> None:
    op.create_table(
        "challenge_waits",
        *_of_both("challenge_waits"),
        sa.Column("joined_at", AT, nullable=False),
        sa.Column("offered_at", AT, nullable=True),
        sa.Column("offer_ends_at", AT, nullable=True),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(offered_at IS NULL) = (offer_ends_at IS NULL)", name=op.f("ck_challenge_waits_offer")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_challenge_waits_ended")
        ),
        sa.CheckConstraint(
            "ended_by IN ('began', 'left', 'lapsed')", name=op.f("ck_challenge_waits_ended_by")
        ),
    )
    op.create_index(
        "uq_challenge_waits_open",
        "challenge_waits",
        ["challenge_id", "member_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_challenge_waits_member_id", "challenge_waits", ["member_id"])
