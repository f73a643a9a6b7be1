"""Showing why something was found: the words in it, marked."""

import re
import unicodedata

from markupsafe import Markup, escape

from hub.translatable import Translatable
from hub.web.words import markdown, said

# What the splitting of letters from their marks leaves standing, and the database folds.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
# Scripts without spaces, in which a word may begin anywhere; as in migration 0010.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_BEFORE, _AFTER = 60, 110


def marked(text: str, words: str) -> Markup:
    """The text, safe, with a mark around the beginning of each word that was looked for."""
    parts, at = [], 0
    for start, end in _places(text, words):
        parts += [escape(text[at:start]), Markup("<mark>%s</mark>") % text[start:end]]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def passage(thing: Translatable, words: str) -> Markup:
    """What to show below the name: the summary, or the part of the description with the words."""
    summary = str(said(thing, "summary")) if "summary" in thing.SAID else ""
    if _places(summary, words):
        return marked(summary, words)
    plain = markdown(str(said(thing, "description"))).striptags()
    places = _places(plain, words)
    if summary and not places:
        return marked(summary, words)
    return marked(_around(plain, places[0][0] if places else 0), words)


def _around(text: str, at: int) -> str:
    """A line of the text with that place in it, cut between words."""
    start, end = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    if start:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1) if " " in text[at:end] else end
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where in the text the words begin and how far they go, whatever their accents."""
    wanted = {word for word in re.split(r"[\W_]+", "".join(_folded(words)[0])) if word}
    if not wanted:
        return []
    folded, origins = _folded(text)
    every = "|".join(sorted(map(re.escape, wanted), key=len, reverse=True))
    begins = rf"(?<![^\W_])|(?<=[{_UNSPACED}])|(?=[{_UNSPACED}])"
    found = re.finditer(f"(?:{begins})(?:{every})", "".join(folded))
    return [(origins[one.start()], origins[one.end()]) for one in found]


def _folded(text: str) -> tuple[list[str], list[int]]:
    """The letters without marks and capitals, and for each the place of its original.

    One more place stands at the end, so that the end of a part can be looked up, too.
    """
    letters: list[str] = []
    origins: list[int] = []
    for at, original in enumerate(text):
        for part in unicodedata.normalize("NFKD", original).casefold():
            for letter in _LETTERS.get(part, part):
                if not unicodedata.combining(letter):
                    letters.append(letter)
                    origins.append(at)
    return letters, [*origins, len(text)]
