"""Add kinds of steps, and what of them is done."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"

KINDS = (
    "link", "answer", "picture", "choice", "rating", "quiz", "document", "proof", "review_site",
    "share", "code", "consent", "profile", "attend", "refer", "board", "elsewhere",
)  # fmt: skip


def upgrade() -> None:
    op.drop_constraint(op.f("ck_steps_kind"), "steps")
    op.create_check_constraint(op.f("ck_steps_kind"), "steps", f"kind IN {KINDS}")
    _add_documents()
    _add_tries()
    _say_what_acts_were_about()
    op.add_column(
        "submissions",
        sa.Column("found", postgresql.JSONB(), nullable=False, server_default="{}"),
    )
    op.add_column(
        "submissions", sa.Column("done", sa.Boolean(), nullable=False, server_default="false")
    )
    _count_what_is_done()


def _add_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_documents_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.add_column("submissions", sa.Column("document_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_submissions_document_id"), "submissions", "documents", ["document_id"], ["id"]
    )


def _add_tries() -> None:
    op.create_table(
        "quiz_tries",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("attempt_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("number_right", sa.BigInteger(), nullable=False),
        sa.Column("number_asked", sa.BigInteger(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_quiz_tries_number")),
        sa.CheckConstraint(
            "number_right BETWEEN 0 AND number_asked", name=op.f("ck_quiz_tries_number_right")
        ),
        *_of_a_step("quiz_tries"),
        sa.UniqueConstraint(
            "attempt_id", "step_id", "number", name=op.f("uq_quiz_tries_attempt_id_step_id_number")
        ),
    )
    op.create_index(op.f("ix_quiz_tries_step_id"), "quiz_tries", ["step_id"])
    op.create_table(
        "code_tries",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("attempt_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        *_of_a_step("code_tries"),
    )
    op.create_index(op.f("ix_code_tries_step_id"), "code_tries", ["step_id"])
    op.create_index("ix_code_tries_attempt_id", "code_tries", ["attempt_id", "step_id", "tried_at"])


def _of_a_step(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f(f"fk_{table}_attempt_id")
        ),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f(f"fk_{table}_step_id")),
    ]


def _say_what_acts_were_about() -> None:
    """Check-ins so far name their event, so that a step can ask for one event."""
    op.add_column("acts", sa.Column("about", sa.Text(), nullable=True))
    op.execute(
        "UPDATE acts SET about = 'event:' || registrations.event_id FROM check_ins"
        " JOIN registrations ON registrations.id = check_ins.registration_id"
        " WHERE acts.source = 'check-in:' || check_ins.id"
    )


def _count_what_is_done() -> None:
    """What counted so far, of the kinds there were."""
    op.execute(
        r"""
        UPDATE submissions SET done = coalesce(CASE steps.kind
          WHEN 'link' THEN content ? 'done'
          WHEN 'answer' THEN
            char_length(regexp_replace(content ->> 'text', '^\s+|\s+$', '', 'g')) BETWEEN
              greatest(coalesce((settings ->> 'min_length')::int, 0), 1)
              AND coalesce(nullif((settings ->> 'max_length')::int, 0), 20000)
          WHEN 'choice' THEN
            jsonb_array_length(content -> 'options') > 0
            AND settings -> 'options' @> (content -> 'options')
          ELSE picture_id IS NOT NULL
        END, false)
        FROM steps WHERE steps.id = submissions.step_id
        """
    )
