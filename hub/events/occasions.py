"""Events as occasions that acts are about."""

from hub.advocacy.occasions import OCCASIONS, Occasions
from hub.events.audience_fields import latest, titles

OCCASIONS["event"] = Occasions(newest=latest, names=titles)
