"""The colours of the demo programme, and the sets of them that go well together."""

from dataclasses import dataclass

DEEP, TEAL, SEA, MINT, FOAM = "#0f3b38", "#1f6b62", "#459a8b", "#a6d6c4", "#e0f0e6"
CREAM, SAND, AMBER, ORANGE, CORAL = "#fcf4e4", "#f1deb9", "#f4b53f", "#ee8d43", "#e2603f"
ROSE, BLUSH, PLUM, INK, BLUE, SKY = "#f2a78f", "#fadccd", "#5a3b57", "#14293b", "#2f6a8f", "#a3cfde"


@dataclass(frozen=True)
class Scheme:
    """A sky from top to bottom, layers of ground from far to near, and lights to set on them."""

    sky: tuple[str, ...]
    layers: tuple[str, ...]
    lights: tuple[str, ...]


DAY = Scheme(
    (SKY, "#cfe8e2", CREAM), ("#a9d3c9", "#7dbaae", SEA, TEAL, DEEP), (AMBER, CREAM, CORAL)
)
DAWN = Scheme(
    (BLUSH, "#fbe6cf", CREAM), (ROSE, "#d98573", "#a4606b", PLUM, "#35283f"), (CORAL, AMBER, CREAM)
)
DUSK = Scheme(
    (PLUM, CORAL, AMBER), ("#c25b55", "#8f4758", PLUM, "#33304a", INK), (CREAM, AMBER, SAND)
)
NIGHT = Scheme(
    (INK, "#17424a", "#2c7269"),
    ("#2b736a", "#205f5b", "#174c4b", DEEP, "#0b2a30"),
    (AMBER, CREAM, MINT),
)
SEASIDE = Scheme(
    (FOAM, MINT, "#7fc0b0"), ("#6fb5a6", SEA, TEAL, "#175450", DEEP), (CORAL, AMBER, CREAM)
)
MEADOW = Scheme(
    (CREAM, SAND, "#f3d491"),
    ("#d8c785", "#a9b878", "#6a9a76", "#357566", DEEP),
    (CORAL, AMBER, CREAM),
)

LIGHT = (DAY, DAWN, SEASIDE, MEADOW)
DARK = (DUSK, NIGHT)
EVERY = LIGHT + DARK

# Grounds for patterns, each with the colours that stand out on it.
FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (CREAM, (TEAL, AMBER, CORAL, MINT, DEEP, ROSE)),
    (DEEP, (AMBER, MINT, CORAL, CREAM, SEA, ROSE)),
    (BLUSH, (CORAL, TEAL, PLUM, AMBER, CREAM, DEEP)),
    (FOAM, (TEAL, CORAL, AMBER, DEEP, SEA, BLUE)),
    (INK, (AMBER, ROSE, MINT, CREAM, CORAL, SKY)),
    (SAND, (DEEP, CORAL, TEAL, CREAM, PLUM, ORANGE)),
)
