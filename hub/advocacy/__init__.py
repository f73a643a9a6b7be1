"""Acts: what members did for us and what we did for them, dated and valued."""
