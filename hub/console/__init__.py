"""The manager's front page: what waits, members, tiers, jobs, mail, audit log."""
