"""The pages of those who run events: managers all, chapter leaders those of their chapters."""

from hub.events.manage import attendance, events  # noqa: F401 - importing them adds their pages
from hub.events.manage.access import blueprint

__all__ = ["blueprint"]
