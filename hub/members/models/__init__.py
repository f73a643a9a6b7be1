"""Tables of this room."""

from hub.members.models.addresses import Address, OneTimeLink, Tombstone
from hub.members.models.audiences import VERSIONS, Audience, AudienceEntry, ForSome
from hub.members.models.companies import Company, Position
from hub.members.models.health import HEALTHS, Crisis, HealthReport
from hub.members.models.imports import ImportRun
from hub.members.models.members import PERSONAS, Member, Role, RoleGrant
from hub.members.models.notes import LONGEST_NOTE, Note
from hub.members.models.spaces import Space, SpaceReader

__all__ = [
    "HEALTHS",
    "LONGEST_NOTE",
    "PERSONAS",
    "VERSIONS",
    "Address",
    "Audience",
    "AudienceEntry",
    "Company",
    "Crisis",
    "ForSome",
    "HealthReport",
    "ImportRun",
    "Member",
    "Note",
    "OneTimeLink",
    "Position",
    "Role",
    "RoleGrant",
    "Space",
    "SpaceReader",
    "Tombstone",
]
