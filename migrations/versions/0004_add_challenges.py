"""Add challenges."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "challenges",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), server_default="everyone", nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("badge_id", sa.BigInteger(), nullable=True),
        sa.Column("act_kind_id", sa.BigInteger(), nullable=True),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "audience IN ('everyone', 'alumni')", name=op.f("ck_challenges_audience")
        ),
        sa.CheckConstraint(
            "kind IN ('review', 'testimonial', 'case_study', 'reference', 'referral', 'webinar', 'social', 'survey', 'idea', 'beta', 'board', 'quiz', 'feedback', 'profile', 'onboarding', 'meetup', 'event', 'learning', 'alumni')",
            name=op.f("ck_challenges_kind"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_challenges_title")),
        sa.CheckConstraint(
            "closed_at IS NULL OR published_at IS NOT NULL", name=op.f("ck_challenges_closed_after")
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_challenges_minutes")),
        sa.CheckConstraint("points > 0", name=op.f("ck_challenges_points")),
        sa.ForeignKeyConstraint(
            ["act_kind_id"], ["act_kinds.id"], name=op.f("fk_challenges_act_kind_id")
        ),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_challenges_badge_id")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["members.id"], name=op.f("fk_challenges_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_challenges_picture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenges")),
    )
    op.create_index(
        "ix_challenges_published_at", "challenges", ["published_at", "id"], unique=False
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("challenge_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'waiting' OR handed_in_at IS NOT NULL", name=op.f("ck_attempts_handed_in")
        ),
        sa.CheckConstraint(
            "state IN ('in_progress', 'waiting', 'returned', 'approved', 'rejected')",
            name=op.f("ck_attempts_state"),
        ),
        sa.CheckConstraint("points > 0", name=op.f("ck_attempts_points")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name=op.f("fk_attempts_challenge_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_attempts_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint(
            "challenge_id", "member_id", name=op.f("uq_attempts_challenge_id_member_id")
        ),
    )
    op.create_index("ix_attempts_member_id", "attempts", ["member_id", "state"], unique=False)
    op.create_index(
        "ix_attempts_waiting",
        "attempts",
        ["handed_in_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("challenge_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("help", sa.Text(), server_default="", nullable=False),
        sa.Column("settings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('link', 'answer', 'picture', 'choice')", name=op.f("ck_steps_kind")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_steps_title")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name=op.f("fk_steps_challenge_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
        sa.UniqueConstraint(
            "challenge_id",
            "place",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_steps_challenge_id_place"),
        ),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("attempt_id", sa.BigInteger(), nullable=False),
        sa.Column("reviewer_id", sa.BigInteger(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision = 'approved' OR message <> ''", name=op.f("ck_reviews_message")
        ),
        sa.CheckConstraint(
            "decision IN ('approved', 'returned', 'rejected')", name=op.f("ck_reviews_decision")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_reviews_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["members.id"], name=op.f("fk_reviews_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index("ix_reviews_attempt_id", "reviews", ["attempt_id", "id"], unique=False)
    op.create_table(
        "submissions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("attempt_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_submissions_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_submissions_picture_id")
        ),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_submissions_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint(
            "attempt_id", "step_id", name=op.f("uq_submissions_attempt_id_step_id")
        ),
    )
    op.create_index(op.f("ix_submissions_step_id"), "submissions", ["step_id"], unique=False)
