"""Verbs about a member's own profile, and about news."""
