"""Tables of this room."""

from hub.events.models.chapters import Chapter, ChapterLeader
from hub.events.models.events import Event
from hub.events.models.registrations import CheckIn, Registration

__all__ = ["Chapter", "ChapterLeader", "CheckIn", "Event", "Registration"]
