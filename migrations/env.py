"""Alembic's entry: one linear chain over the hub's own metadata."""

from alembic import context

import hub.app  # noqa: F401 - imports every table
from hub.db import Base, db


def run() -> None:
    """Apply in one transaction, on the connection of the app."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            # Two servers that start at once must not migrate at once.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(727001)")
            context.run_migrations()


run()
