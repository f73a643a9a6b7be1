"""Add the ask guard: its rules, asks, members' wishes, crises and health of companies."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

# What an ask of the kind weighs, and how many days lie between two of them.
ASKS = {
    "review": (2, 60),
    "testimonial": (2, 90),
    "case-study": (5, 365),
    "reference-call": (5, 30),
    "referral": (3, 60),
    "webinar-speaker": (5, 180),
    "conference-speaker": (6, 180),
    "panel": (4, 90),
    "podcast": (4, 180),
    "survey-answer": (1, 30),
    "beta-test": (3, 60),
    "board-meeting": (4, 30),
    "user-group-host": (5, 90),
    "co-authored-paper": (6, 365),
    # Members come with these by themselves: nobody is asked.
    "idea": (0, 0),
    "event_attended": (0, 0),
}


def upgrade() -> None:
    _weigh_kinds()
    _add_rules()
    _add_asks()
    _add_wishes()
    _add_companies_state()


def _weigh_kinds() -> None:
    op.add_column(
        "act_kinds", sa.Column("weight", sa.BigInteger(), nullable=False, server_default="1")
    )
    op.add_column(
        "act_kinds", sa.Column("gap_days", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.create_check_constraint(op.f("ck_act_kinds_weight"), "act_kinds", "weight >= 0")
    op.create_check_constraint(op.f("ck_act_kinds_gap_days"), "act_kinds", "gap_days >= 0")
    for slug, (weight, days) in ASKS.items():
        op.execute(
            sa.text(
                "UPDATE act_kinds SET weight = :weight, gap_days = :days"
                " WHERE slug = :slug AND direction = 'withdrawal'"
            ).bindparams(slug=slug, weight=weight, days=days)
        )


def _add_rules() -> None:
    op.create_table(
        "ask_rules",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *(
            sa.Column(f"{rule}_on", sa.Boolean(), nullable=False, server_default="true")
            for rule in (
                "first_value", "crisis", "pause", "opt_out", "member_budget", "company_budget",
                "bank", "gap",
            )
        ),
        sa.Column("crisis_days", sa.BigInteger(), nullable=False, server_default="14"),
        sa.Column("window_days", sa.BigInteger(), nullable=False, server_default="90"),
        sa.Column("member_budget", sa.BigInteger(), nullable=False, server_default="10"),
        sa.Column("company_budget", sa.BigInteger(), nullable=False, server_default="40"),
        sa.Column("bank_floor", sa.BigInteger(), nullable=False, server_default="-60"),
        sa.CheckConstraint("id = 1", name=op.f("ck_ask_rules_one")),
        sa.CheckConstraint(
            "crisis_days >= 0 AND window_days > 0 AND member_budget >= 0 AND company_budget >= 0",
            name=op.f("ck_ask_rules_numbers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_rules")),
    )  # fmt: skip
    op.execute("INSERT INTO ask_rules (id) VALUES (1)")


def _add_asks() -> None:
    op.create_table(
        "asks",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("kind_id", sa.BigInteger(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("overridden_rule", sa.Text(), nullable=True),
        sa.Column("overridden_because", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("weight >= 0 AND value >= 0", name=op.f("ck_asks_numbers")),
        sa.CheckConstraint(
            "(overridden_rule IS NULL) = (overridden_because IS NULL)",
            name=op.f("ck_asks_overridden"),
        ),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_asks_closed")),
        sa.CheckConstraint(
            "outcome IN ('done', 'declined', 'lapsed')", name=op.f("ck_asks_outcome")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_asks_member_id")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_asks_company_id")),
        sa.ForeignKeyConstraint(["kind_id"], ["act_kinds.id"], name=op.f("fk_asks_kind_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["members.id"], name=op.f("fk_asks_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
        sa.UniqueConstraint("source", name=op.f("uq_asks_source")),
    )
    op.create_index("ix_asks_member_id", "asks", ["member_id", "asked_on", "id"])
    op.create_index("ix_asks_company_id", "asks", ["company_id", "asked_on", "id"])
    op.create_index(op.f("ix_asks_kind_id"), "asks", ["kind_id"])
    for whose in ("member", "company"):
        op.create_index(
            f"ix_asks_{whose}_open",
            "asks",
            [f"{whose}_id"],
            postgresql_include=["value"],
            postgresql_where=sa.text("closed_at IS NULL"),
        )


def _add_wishes() -> None:
    op.create_table(
        "ask_pauses",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_ask_pauses_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_ask_pauses")),
    )
    op.create_table(
        "ask_opt_outs",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("kind_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_ask_opt_outs_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["act_kinds.id"], name=op.f("fk_ask_opt_outs_kind_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "kind_id", name=op.f("pk_ask_opt_outs")),
    )
    op.create_index(op.f("ix_ask_opt_outs_kind_id"), "ask_opt_outs", ["kind_id"])


def _add_companies_state() -> None:
    op.create_table(
        "crises",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by_id", sa.BigInteger(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_crises_reason")),
        sa.CheckConstraint("closed_on >= opened_on", name=op.f("ck_crises_order")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_crises_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["members.id"], name=op.f("fk_crises_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["members.id"], name=op.f("fk_crises_closed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crises")),
    )
    op.create_index(
        "uq_crises_open",
        "crises",
        ["company_id"],
        unique=True,
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index("ix_crises_company_id", "crises", ["company_id", "closed_on"])
    op.create_table(
        "health_reports",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "health IN ('good', 'watch', 'at_risk')", name=op.f("ck_health_reports_health")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_health_reports_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["members.id"], name=op.f("fk_health_reports_reported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_reports")),
    )
    op.create_index("ix_health_reports_company_id", "health_reports", ["company_id", "id"])
