"""People, the companies they work at, their addresses and roles, and how they sign in.

An account belongs to a person: a member outlives every position.
"""
