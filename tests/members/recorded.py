"""What the console left behind."""

from sqlalchemy import select

from hub.audit import AuditEntry
from hub.outbox import OutboxJob


def jobs(db, name):
    return db.session.scalars(select(OutboxJob).where(OutboxJob.name == name)).all()


def actions(db):
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
