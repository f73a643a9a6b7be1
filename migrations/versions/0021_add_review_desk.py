"""Add the review desk: the promise, claims, phrases, messages, undone decisions, bulk approvals."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0019"

DECISIONS = "('approved', 'returned', 'rejected')"
REFUSALS = "('own', 'claimed', 'taken_back', 'changed', 'decided')"


def upgrade() -> None:
    _add_promise()
    _add_claims()
    _add_phrases()
    _add_undoing()
    _add_steps_to_mend()
    _add_messages()
    _add_batches()


def _instant(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False)


def _ref(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _fk(table: str, column: str, to: str, **kwargs: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, **kwargs)


def _add_promise() -> None:
    rules = op.create_table(
        "review_rules",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("promise_hours", sa.BigInteger(), server_default="72", nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_review_rules_one")),
        sa.CheckConstraint(
            "promise_hours BETWEEN 1 AND 2160", name=op.f("ck_review_rules_promise_hours")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_rules")),
    )
    op.bulk_insert(rules, [{"id": 1}])
    op.add_column("attempts", _instant("due_at", nullable=True))
    op.execute("UPDATE attempts SET due_at = handed_in_at + interval '72 hours'")
    op.create_check_constraint(
        op.f("ck_attempts_due"), "attempts", "state <> 'waiting' OR due_at IS NOT NULL"
    )
    op.drop_index("ix_attempts_waiting", table_name="attempts")
    op.create_index(
        "ix_attempts_waiting",
        "attempts",
        ["due_at", "id"],
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "promise_breaches",
        _ref("attempt_id"),
        _instant("due_at"),
        _instant("told_at"),
        _fk("promise_breaches", "attempt_id", "attempts"),
        sa.PrimaryKeyConstraint("attempt_id", "due_at", name=op.f("pk_promise_breaches")),
    )
    op.add_column("members", _instant("queue_word_off_since", nullable=True))


def _add_claims() -> None:
    op.create_table(
        "review_claims",
        _ref("attempt_id"),
        _ref("member_id"),
        _instant("claimed_at"),
        _instant("until"),
        _fk("review_claims", "attempt_id", "attempts"),
        _fk("review_claims", "member_id", "members"),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_review_claims")),
    )
    op.create_index("ix_review_claims_member_id", "review_claims", ["member_id"])


def _add_phrases() -> None:
    op.create_table(
        "review_phrases",
        _id(),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _instant("created_at"),
        _ref("created_by_id", nullable=True),
        _instant("retired_at", nullable=True),
        sa.CheckConstraint(f"decision IN {DECISIONS}", name=op.f("ck_review_phrases_decision")),
        sa.CheckConstraint("title <> '' AND words <> ''", name=op.f("ck_review_phrases_said")),
        _fk("review_phrases", "created_by_id", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_phrases")),
    )


def _add_undoing() -> None:
    op.add_column("reviews", _ref("badge_award_id", nullable=True))
    op.add_column("reviews", _instant("undone_at", nullable=True))
    op.add_column("reviews", _ref("undone_by_id", nullable=True))
    op.add_column(
        "reviews", sa.Column("undone_because", sa.Text(), server_default="", nullable=False)
    )
    op.create_foreign_key(
        op.f("fk_reviews_badge_award_id"),
        "reviews",
        "badge_awards",
        ["badge_award_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        op.f("fk_reviews_undone_by_id"), "reviews", "members", ["undone_by_id"], ["id"]
    )
    op.create_check_constraint(
        op.f("ck_reviews_undone"), "reviews", "(undone_at IS NULL) = (undone_by_id IS NULL)"
    )
    op.create_index("ix_reviews_badge_award_id", "reviews", ["badge_award_id"])


def _add_steps_to_mend() -> None:
    op.create_table(
        "review_steps",
        _ref("review_id"),
        _ref("step_id"),
        _fk("review_steps", "review_id", "reviews"),
        _fk("review_steps", "step_id", "steps", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("review_id", "step_id", name=op.f("pk_review_steps")),
    )
    op.create_index("ix_review_steps_step_id", "review_steps", ["step_id"])


def _add_messages() -> None:
    op.create_table(
        "attempt_messages",
        _id(),
        _ref("attempt_id"),
        _ref("author_id"),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        _instant("written_at"),
        sa.CheckConstraint(
            "char_length(body) BETWEEN 1 AND 4000", name=op.f("ck_attempt_messages_body")
        ),
        _fk("attempt_messages", "attempt_id", "attempts"),
        _fk("attempt_messages", "author_id", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt_messages")),
        sa.UniqueConstraint("token", name=op.f("uq_attempt_messages_token")),
    )
    op.create_index("ix_attempt_messages_attempt_id", "attempt_messages", ["attempt_id", "id"])


def _add_batches() -> None:
    op.create_table(
        "approval_batches",
        _id(),
        sa.Column("token", sa.Text(), nullable=False),
        _ref("member_id"),
        _instant("begun_at"),
        _fk("approval_batches", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_batches")),
        sa.UniqueConstraint("token", name=op.f("uq_approval_batches_token")),
    )
    op.create_table(
        "approval_batch_lines",
        _ref("batch_id"),
        _ref("attempt_id"),
        sa.Column("refusal", sa.Text(), nullable=True),
        _instant("at"),
        sa.CheckConstraint(
            f"refusal IS NULL OR refusal IN {REFUSALS}",
            name=op.f("ck_approval_batch_lines_refusal"),
        ),
        _fk("approval_batch_lines", "batch_id", "approval_batches"),
        _fk("approval_batch_lines", "attempt_id", "attempts"),
        sa.PrimaryKeyConstraint("batch_id", "attempt_id", name=op.f("pk_approval_batch_lines")),
    )
    op.create_index("ix_approval_batch_lines_attempt_id", "approval_batch_lines", ["attempt_id"])
