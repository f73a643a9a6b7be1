"""Challenges as text: the gallery to begin from, and what is exported and imported."""
