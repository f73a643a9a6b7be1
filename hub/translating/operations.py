"""What managers do about words."""

from hub import audit
from hub.members.models import Member
from hub.translatable import Translatable, Words


def translate(thing: Translatable, language: str, words: dict[str, Words], *, by: Member) -> None:
    """Keep what `thing` is called in `language`; what is left empty falls back to the original."""
    with audit.recorded(by, "content.translated", thing):
        thing.say(language, words)
