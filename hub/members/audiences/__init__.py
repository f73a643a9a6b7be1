"""Rules that say who: their shape, what they can ask about, their SQL and their reading."""
