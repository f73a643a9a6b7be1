"""The manager's pages of members, companies and imports."""

from hub.members.manage import (
    audiences,
    changing,
    companies,
    describing,
    health,
    health_lines,
    imports,
    listing,
    notes,
    roles,
)
from hub.members.manage.pages import blueprint

__all__ = [
    "audiences",
    "blueprint",
    "changing",
    "companies",
    "describing",
    "health",
    "health_lines",
    "imports",
    "listing",
    "notes",
    "roles",
]
