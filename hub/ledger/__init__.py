"""Points: accounts, immutable transfers, tiers and badges. No views or templates of its own."""
