"""Roles, each a named set of permissions. This file is the truth; `hub migrate` copies it in."""

_ADVOCATE = frozenset({"hub.use"})
_CHAPTER_LEADER = frozenset({"events.lead"})
_CSM = frozenset({"console.view", "members.view", "companies.care", "acts.record"})
_MANAGER = _CSM | {
    "members.manage",
    "members.import",
    "challenges.manage",
    "reviews.decide",
    "rewards.manage",
    "redemptions.fulfil",
    "events.manage",
    "tiers.manage",
    "acts.manage",
    "audiences.manage",
    "spaces.manage",
    "asks.override",
    "brand.manage",
    "jobs.manage",
    "mail.read",
    "audit.view",
}
_ADMINISTRATOR = _MANAGER | {"members.erase", "roles.manage"}

ROLES: dict[str, frozenset[str]] = {
    "advocate": _ADVOCATE,
    "chapter leader": _CHAPTER_LEADER,
    "csm": _CSM,
    "manager": _MANAGER,
    "administrator": _ADMINISTRATOR,
}
# Those who work for the programme: never on a leaderboard.
STAFF = ("csm", "manager", "administrator")
