"""Add which page a draft was saved from, so that two pages cannot overwrite each other."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("saved_from", sa.Text(), nullable=True))
    op.add_column(
        "submissions", sa.Column("turn", sa.BigInteger(), nullable=False, server_default="0")
    )
