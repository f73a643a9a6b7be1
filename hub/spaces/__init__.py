"""Spaces: private hubs within the hub, for one company or one audience each."""
