"""The manager's pages of members, companies and imports."""

from hub.members.manage import changing, companies, imports, listing, roles
from hub.members.manage.pages import blueprint

__all__ = ["blueprint", "changing", "companies", "imports", "listing", "roles"]
