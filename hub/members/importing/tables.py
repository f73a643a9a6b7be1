"""Writing many rows at once, in the session's transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import sql
from sqlalchemy import func, select

from hub.db import db


def next_ids(table: str, count: int) -> list[int]:
    """That many fresh ids of the table."""
    if not count:
        return []
    sequence = func.pg_get_serial_sequence(table, "id")
    numbers = func.generate_series(1, count).table_valued("n")
    return list(db.session.scalars(select(func.nextval(sequence)).select_from(numbers)))


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert the rows by COPY, which takes a tenth of the time of inserts."""
    db.session.flush()
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    cursor: Any = db.session.connection().connection.cursor()
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
