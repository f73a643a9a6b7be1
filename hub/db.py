"""The database: base class, naming convention, and the only place that commits."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from psycopg.errors import QueryCanceled
from sqlalchemy import BigInteger, DateTime, Identity, MetaData, Text, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, registry

from hub import clock

T = TypeVar("T")

# Names given by rule, so that a later migration can drop any constraint by name.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's base. Strings are text, numbers 64 bits, instants aware."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: DateTime(timezone=True), str: Text(), int: BigInteger()},
    )


Id = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
CreatedAt = Annotated[datetime, mapped_column(DateTime(timezone=True), default=clock.now)]

# Objects stay usable after a commit: every request or job is one transaction, and what it wrote
# is what it shows.
#
# The join mode matters only to tests, which run each test on one connection inside a transaction
# that is rolled back: a commit of the code under test then releases a savepoint.
db = SQLAlchemy(
    model_class=Base,
    session_options={
        "expire_on_commit": False,
        "join_transaction_mode": "create_savepoint",
    },
)


@contextmanager
def transaction() -> Iterator[Session]:
    """One request's or job's unit of work: commits when the block ends, rolls back when it raises.

    Views, manage, jobs, api and cli open it, once. Operations never do: they take part in it.
    """
    session = db.session()
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def locked(model: type[T], id: int) -> T | None:
    """The row of `model` with that id, locked until the transaction ends, as it is now.

    What the session had loaded before is overwritten: a decision taken on stale data is how
    points get paid twice. Keys stay readable (`FOR NO KEY UPDATE`), so that rows elsewhere which
    merely refer to this one neither wait nor deadlock.
    """
    statement = (
        select(model)
        .where(model.id == id)  # type: ignore[attr-defined]
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(statement)


def changed_rows(statement: Any) -> int:
    """Execute an INSERT, UPDATE or DELETE. Returns how many rows it wrote."""
    result = db.session.execute(statement)
    return result.rowcount  # type: ignore[attr-defined]


def in_time(milliseconds: int, look: Callable[[], T], work_mem: str = "") -> T | None:
    """What `look` finds, or None where one of its statements would take longer than that.

    In: `work_mem`, how much memory its statements may use for each hash; as ever where empty.
    """
    settings = {"statement_timeout": str(milliseconds)} | (
        {"work_mem": work_mem} if work_mem else {}
    )
    try:
        with db.session.begin_nested():
            before = {name: db.session.scalar(func.current_setting(name)) for name in settings}
            set_local(settings)
            found = look()
            set_local(before)
    except OperationalError as error:
        if not isinstance(error.orig, QueryCanceled):
            raise
        return None
    return found


def set_local(settings: Mapping[str, str]) -> None:
    """Settings of the database that hold until the transaction ends."""
    db.session.execute(select(*(func.set_config(name, to, True) for name, to in settings.items())))
