"""What the hub counts in, and the forms in which each language's catalogue says it.

Only forms that the catalogues really use stand here; a test reads every message that has one.
"""

from dataclasses import dataclass

UNITS = ("point", "tier", "challenge")
WORD_MOST = 40


@dataclass(frozen=True)
class Forms:
    """The words for one and for more; some languages have several, by case or number.

    The first of each stands at the fields for words: the plain one, not a case or a dual.
    """

    one: tuple[str, ...]
    more: tuple[str, ...] = ()


FORMS: dict[str, dict[str, Forms]] = {
    "en": {
        "point": Forms(("point",), ("points",)),
        "tier": Forms(("tier",), ("tiers",)),
        "challenge": Forms(("challenge",), ("challenges",)),
    },
    "de": {
        "point": Forms(("Punkt",), ("Punkte", "Punkten")),
        "tier": Forms(("Stufe",), ("Stufen",)),
        "challenge": Forms(("Challenge",), ("Challenges",)),
    },
    "es": {
        "point": Forms(("punto",), ("puntos",)),
        "tier": Forms(("nivel",), ("niveles",)),
        "challenge": Forms(("reto",), ("retos",)),
    },
    "fr": {
        "point": Forms(("point",), ("points",)),
        "tier": Forms(("niveau",), ("niveaux",)),
        "challenge": Forms(("défi",), ("défis",)),
    },
    # No plural, and no spaces between words.
    "ja": {
        "point": Forms(("ポイント",)),
        "tier": Forms(("ティア",)),
        "challenge": Forms(("チャレンジ",)),
    },
    "ar": {
        "point": Forms(("نقطة",), ("نقاط", "نقطتان")),
        "tier": Forms(("مستوى",), ("مستويات",)),
        "challenge": Forms(("تحدٍّ", "تحدي"), ("تحديات",)),
    },
}
# Where a word of another gender would stand beside the wrong article.
GENDERED = frozenset({"de", "es", "fr", "ar"})
# Messages in which such a word does not mean the unit, by their English text.
IDIOMS = frozenset({"This undoes line %(number)s, to the point. That line stays on record."})


def has_plural(language: str) -> bool:
    return any(forms.more for forms in FORMS[language].values())
