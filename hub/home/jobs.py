"""What profiles and forms leave behind."""

from datetime import timedelta

from sqlalchemy import delete, exists

from hub import clock
from hub.db import Base, db
from hub.files import files
from hub.outbox import job, later
from hub.pictures import SIZES, Picture

# Whoever chose a picture has this long to put the rest of the form right.
UNUSED_FOR = timedelta(days=2)


@job("home.delete_files")
def delete_files(keys: list[str]) -> None:
    """Delete uploads that no row knows any more; deleting twice is deleting once."""
    for key in keys:
        files().delete(key)


@job("home.prune_pictures")
def prune_pictures() -> None:
    """Forget pictures that nothing shows: left in a form, or replaced by another."""
    users = [
        key.parent
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.references(Base.metadata.tables[Picture.__tablename__])
    ]
    gone = db.session.scalars(
        delete(Picture)
        .where(Picture.created_at < clock.now() - UNUSED_FOR)
        .where(*(~exists().where(column == Picture.id) for column in users))
        .returning(Picture)
    ).all()
    for picture in gone:
        later("home.delete_files", keys=[picture.key(size) for size in SIZES])
