"""Telling members: in the hub at once, by e-mail through the worker."""
