"""Tables of this room."""

from hub.members.models.addresses import Address, OneTimeLink, Tombstone
from hub.members.models.companies import Company, Position
from hub.members.models.health import HEALTHS, Crisis, HealthReport
from hub.members.models.imports import ImportRun
from hub.members.models.members import Member, Role, RoleGrant

__all__ = [
    "HEALTHS",
    "Address",
    "Company",
    "Crisis",
    "HealthReport",
    "ImportRun",
    "Member",
    "OneTimeLink",
    "Position",
    "Role",
    "RoleGrant",
    "Tombstone",
]
