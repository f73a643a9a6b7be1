"""Tables of this room."""

from hub.members.models.addresses import Address, OneTimeLink, Tombstone
from hub.members.models.companies import Company, Position
from hub.members.models.health import HEALTHS, Crisis, HealthReport
from hub.members.models.imports import ImportRun
from hub.members.models.members import Member, Role, RoleGrant
from hub.members.models.notes import LONGEST_NOTE, Note

__all__ = [
    "HEALTHS",
    "LONGEST_NOTE",
    "Address",
    "Company",
    "Crisis",
    "HealthReport",
    "ImportRun",
    "Member",
    "Note",
    "OneTimeLink",
    "Position",
    "Role",
    "RoleGrant",
    "Tombstone",
]
