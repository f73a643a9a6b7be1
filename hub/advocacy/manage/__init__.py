"""Pages for managers and CSMs: acts, their kinds, and the banks."""

from hub.advocacy.manage import acts, asks, banks, guard, kinds, lines
from hub.advocacy.manage.pages import blueprint

__all__ = ["acts", "asks", "banks", "blueprint", "guard", "kinds", "lines"]
