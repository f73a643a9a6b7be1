"""Add the loyalty bank: kinds that every programme begins with, directions, acts taken back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"

# slug, name, direction, value
KINDS = (
    ("review", "Public review", "withdrawal", 8),
    ("testimonial", "Testimonial", "withdrawal", 5),
    ("case-study", "Case study", "withdrawal", 16),
    ("reference-call", "Reference call", "withdrawal", 12),
    ("referral", "Referral", "withdrawal", 10),
    ("webinar-speaker", "Webinar talk", "withdrawal", 14),
    ("conference-speaker", "Conference talk", "withdrawal", 18),
    ("panel", "Panel", "withdrawal", 10),
    ("podcast", "Podcast interview", "withdrawal", 9),
    ("social-share", "Social post", "withdrawal", 2),
    ("survey-answer", "Survey answer", "withdrawal", 1),
    ("idea", "Product idea", "withdrawal", 2),
    ("beta-test", "Beta test", "withdrawal", 6),
    ("board-meeting", "Board meeting", "withdrawal", 15),
    ("user-group-host", "Meet-up hosted", "withdrawal", 20),
    ("co-authored-paper", "Co-authored paper", "withdrawal", 25),
    ("event_attended", "Event attended", "withdrawal", 1),
    ("training", "Training", "deposit", 8),
    ("early-access", "Early access", "deposit", 6),
    ("escalated-support", "Escalated support", "deposit", 8),
    ("promotion", "Promotion of their work", "deposit", 10),
    ("reward", "Reward", "deposit", 4),
    ("visit", "Visit", "deposit", 10),
    ("gift", "Gift", "deposit", 5),
    ("introduction", "Introduction to a peer", "deposit", 7),
    ("success-review", "Success review", "deposit", 12),
)


def upgrade() -> None:
    op.add_column(
        "act_kinds",
        sa.Column("translations", postgresql.JSONB(), nullable=False, server_default="{}"),
    )
    op.create_check_constraint(
        op.f("ck_act_kinds_translations_object"),
        "act_kinds",
        "jsonb_typeof(translations) = 'object'",
    )
    op.create_check_constraint(op.f("ck_act_kinds_named"), "act_kinds", "name <> ''")
    op.create_unique_constraint(op.f("uq_act_kinds_id_direction"), "act_kinds", ["id", "direction"])
    _add_kinds()
    _change_acts()


def _add_kinds() -> None:
    """Kinds of a programme that has them by that slug or name already stay as they are."""
    for slug, name, direction, value in KINDS:
        op.execute(
            sa.text(
                "INSERT INTO act_kinds (slug, name, direction, value)"
                " VALUES (:slug, :name, :direction, :value) ON CONFLICT DO NOTHING"
            ).bindparams(slug=slug, name=name, direction=direction, value=value)
        )


def _change_acts() -> None:
    op.add_column("acts", sa.Column("direction", sa.Text(), nullable=True))
    op.execute("UPDATE acts SET direction = k.direction FROM act_kinds k WHERE k.id = acts.kind_id")
    op.alter_column("acts", "direction", nullable=False)
    op.drop_constraint("fk_acts_kind_id", "acts")
    op.create_foreign_key(
        "fk_acts_kind_id_direction",
        "acts",
        "act_kinds",
        ["kind_id", "direction"],
        ["id", "direction"],
    )
    op.add_column("acts", sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("acts", sa.Column("taken_back_by_id", sa.BigInteger(), nullable=True))
    op.add_column("acts", sa.Column("taken_back_because", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_acts_taken_back_by_id"), "acts", "members", ["taken_back_by_id"], ["id"]
    )
    op.create_check_constraint(
        op.f("ck_acts_taken_back"),
        "acts",
        "(taken_back_at IS NULL) = (taken_back_because IS NULL)",
    )
    op.drop_index("ix_acts_kind_id", "acts")
    op.create_index("ix_acts_kind_id", "acts", ["kind_id", "occurred_on", "id"])
    op.create_index("ix_acts_occurred_on", "acts", ["occurred_on", "id"])
    for whose in ("member", "company"):
        op.create_index(
            f"ix_acts_{whose}_bank",
            "acts",
            [f"{whose}_id"],
            postgresql_include=["direction", "value"],
            postgresql_where=sa.text("taken_back_at IS NULL"),
        )
