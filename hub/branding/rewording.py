"""The vendor's words for points, tiers and challenges, put into a message.

It happens after the catalogue has been asked and before anything is filled in, so that what people
wrote is never changed.
"""

import re
from functools import cache, lru_cache

from hub.branding.units import FORMS, UNITS

# The words of one language: for each unit one and more, or nothing where the usual word stays.
Words = tuple[tuple[str, str, str], ...]

_FILLED_IN = r"%\(\w+\)[a-z]"
# Letters that are spelled out with a vowel: an XP, an MVP.
_SPELLED_WITH_VOWEL = set("AEFHILMNORSX")
_KATAKANA = "ァ-ヺー"


def words_of(kept: dict[str, list[str]]) -> Words:
    """The words of a language as a version keeps them, ready for `reworded`."""
    return tuple((unit, *kept[unit]) for unit in UNITS if unit in kept)  # type: ignore[misc]


@lru_cache(maxsize=8192)
def mentions(text: str, language: str) -> bool:
    """Whether the message names a unit in that language."""
    return any(found["word"] for found in _pattern(language).finditer(text))


@lru_cache(maxsize=8192)
def reworded(text: str, language: str, words: Words) -> str:
    """The message with the vendor's words. Both arguments are in the key, so it is never stale."""
    chosen = {unit: (one, more) for unit, one, more in words}
    lookup = _lookup(language)

    def put(found: re.Match[str]) -> str:
        word = found["word"]
        if not word:
            return found[0]
        unit, is_more, form = lookup[word.lower()]
        if unit not in chosen:
            return found[0]
        new = chosen[unit][is_more]
        return _RULES.get(language, _cased)(found, new, form)

    return _pattern(language).sub(put, text)


@cache
def _lookup(language: str) -> dict[str, tuple[str, bool, str]]:
    """From a form, in small letters, to its unit and whether it is the one for more."""
    return {
        form.lower(): (unit, is_more, form)
        for unit, forms in FORMS[language].items()
        for is_more, some in ((False, forms.one), (True, forms.more))
        for form in some
    }


@cache
def _pattern(language: str) -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _lookup(language)), key=len, reverse=True))
    whole = {
        "en": rf"(?P<article>\b[Aa]n?[ ])?\b(?P<word>{forms})\b",
        "ja": rf"(?<![{_KATAKANA}])(?P<word>{forms})(?![{_KATAKANA}])",
        # The article stands before the word and "your" behind it, without a space.
        "ar": rf"\b(?P<article>ال)?(?P<word>{forms})(?P<yours>ك)?\b",
    }
    plain = rf"\b(?P<word>{forms})\b"
    return re.compile(rf"{_FILLED_IN}|{whole.get(language, plain)}", re.IGNORECASE)


def _cased(found: re.Match[str], new: str, _form: str) -> str:
    """With a capital where the usual word has one. Names and abbreviations stay as they are."""
    if found["word"][:1].isupper():
        return new[:1].upper() + new[1:]
    return new if _is_name(new) else new[:1].lower() + new[1:]


def _is_name(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


def _english(found: re.Match[str], new: str, form: str) -> str:
    said = _cased(found, new, form)
    if not found["article"]:
        return said
    article = "an" if _begins_with_vowel(said) else "a"
    return f"{article.capitalize() if found['article'][0] == 'A' else article} {said}"


def _begins_with_vowel(word: str) -> bool:
    first = word.split()[0]
    if len(first) > 1 and first.isupper():
        return first[0] in _SPELLED_WITH_VOWEL
    if re.match(r"(uni(?!n|m)|us[aeu]|eu|one\b|once)", word, re.IGNORECASE):
        return False
    return bool(re.match(r"([aeiouàáâäæéèêëíîïóôöœúûü]|hour|honou?r|heir)", word, re.IGNORECASE))


def _german(_found: re.Match[str], new: str, form: str) -> str:
    """Nouns have their capital always; "mit Sternen" has an n that "Sterne" has not."""
    dative = form == "Punkten" and new[-1:] not in "ns" and not new.isupper()
    return new + "n" if dative else new


def _as_typed(_found: re.Match[str], new: str, _form: str) -> str:
    return new


def _arabic(found: re.Match[str], new: str, _form: str) -> str:
    """The article and "your" go along; before "your" the last letter of a word may open."""
    yours = found["yours"] or ""
    if yours and new.endswith("ة"):
        new = new[:-1] + "ت"
    return (found["article"] or "") + new + yours


_RULES = {"en": _english, "de": _german, "ja": _as_typed, "ar": _arabic}
