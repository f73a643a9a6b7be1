"""The commands of `hub`, by what they are about."""
