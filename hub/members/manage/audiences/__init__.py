"""The manager's pages of audiences: those with a rule, and lists of people."""

from hub.members.manage.audiences import building, listing, lists

__all__ = ["building", "listing", "lists"]
