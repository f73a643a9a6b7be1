"""Verbs by which people keep their place when they change jobs."""
