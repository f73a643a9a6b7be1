"""An uploaded document."""

import uuid

from sqlalchemy import CheckConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, CreatedAt


class Document(Base):
    """A file as it came, whose kind its content told. Served by the room that owns it, to save."""

    __tablename__ = "documents"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    # As the member called it, with an ending that fits what it is.
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    created_at: Mapped[CreatedAt]

    @property
    def key(self) -> str:
        return f"documents/{self.id}"

    def every_key(self) -> list[str]:
        return [self.key]
