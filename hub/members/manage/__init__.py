"""The manager's pages of members, companies and imports."""

from hub.members.manage import (
    changing,
    companies,
    health,
    health_lines,
    imports,
    listing,
    notes,
    roles,
)
from hub.members.manage.pages import blueprint

__all__ = [
    "blueprint",
    "changing",
    "companies",
    "health",
    "health_lines",
    "imports",
    "listing",
    "notes",
    "roles",
]
