"""The member's front page, the only reader of several rooms; news, leaderboard and profile."""
