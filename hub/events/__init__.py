"""Chapters, dated gatherings, who registered and who was there."""
