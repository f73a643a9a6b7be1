"""Verbs about people and how they get in."""
