"""An advocate community hub that a company runs for its customers."""
