"""What an operation raises when a rule says no.

A refusal is not a fault: it carries one sentence for the person who asked. Views show it beside
the form, or leave it to the error handler in `hub.web`, which tells it and goes back.
"""

from typing import Any


class Refusal(Exception):
    """A rule said no. `sentence` is translatable and says what to do next."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refusal):
    """The actor may not do this to that object. Answered with 403."""
