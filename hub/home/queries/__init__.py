"""Questions that the front page, the leaderboard and the profile ask."""
