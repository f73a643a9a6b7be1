"""Content whose words managers may say in more than one language."""

import hashlib
import json
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

Words = str | list[str]


class Translatable:
    """A row whose `SAID` columns can be said in other languages; what lacks falls back to them.

    `translations` is {language: {column: {"words": …, "of": mark of the original}}}.
    """

    SAID: ClassVar[tuple[str, ...]] = ()

    translations: Mapped[dict[str, dict[str, Any]]] = mapped_column(
        JSONB,
        CheckConstraint("jsonb_typeof(translations) = 'object'", name="translations_object"),
        default=dict,
        server_default="{}",
    )

    def said(self, column: str, language: str) -> Words:
        """The words of `column` in `language`, or the original's."""
        found = self.translations.get(language, {}).get(column)
        return found["words"] if found else getattr(self, column)

    def translated(self, column: str, language: str) -> Words | None:
        """The words of `column` in `language`, or None where there are none."""
        found = self.translations.get(language, {}).get(column)
        return found["words"] if found else None

    def everywhere(self, column: str) -> dict[str, Words]:
        """The words of `column` in every language there is, the original under "": see `said_in`.

        For what is kept with somebody else and read in their language later.
        """
        languages = {
            code: said[column]["words"]
            for code, said in self.translations.items()
            if column in said
        }
        return {"": getattr(self, column), **languages}

    def outdated(self, column: str, language: str) -> bool:
        """Whether the original has changed since it was translated."""
        found = self.translations.get(language, {}).get(column)
        return found is not None and found["of"] != mark(getattr(self, column))

    def say(self, language: str, words: dict[str, Words]) -> None:
        """Keep what the columns are called in `language`; empty words fall back again.

        A translation that stays as it was keeps its mark, so that it stays out of date.
        """
        before = self.translations.get(language, {})
        said = {
            column: before[column]
            if column in before and before[column]["words"] == value
            else {"words": value, "of": mark(getattr(self, column))}
            for column, value in words.items()
            if value
        }
        rest = {code: kept for code, kept in self.translations.items() if code != language}
        self.translations = {**rest, language: said} if said else rest


def said_in(kept: Any, language: str) -> Any:
    """What `everywhere` collected, in that language; anything else as it is."""
    return kept.get(language, kept[""]) if isinstance(kept, dict) and "" in kept else kept


def mark(original: Words) -> str:
    """What tells one text from another: the beginning of its digest."""
    return hashlib.sha256(json.dumps(original).encode()).hexdigest()[:12]
