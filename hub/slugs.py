"""Names as parts of an address."""

import re
import unicodedata

LONGEST = 60
PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"


def slug_of(name: str) -> str:
    """The name in small letters without accents; empty where it has no such letter."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")
