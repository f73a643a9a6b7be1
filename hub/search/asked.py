"""What somebody asks for in the address of the search."""

from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from hub.search.kinds import Kinds
from hub.web.fields import trimmed

MOST_LETTERS = 100
# Who has not found it by then types another word.
MOST_PAGES = 1000


@dataclass(frozen=True)
class Asked:
    """The words; one kind of things, or "" for all of them; and which page of that kind."""

    words: str = ""
    kind: str = ""
    page: int = 1

    @property
    def problem(self) -> str | None:
        """Why nothing can be looked for, in a sentence, or None."""
        if len(self.words) > MOST_LETTERS:
            return _("That is too long to search for. A word or two will do.")
        if self.words and not any(letter.isalnum() for letter in self.words):
            return _("There is no word in that. Type a letter or a number.")
        return None


def asked(arguments: MultiDict[str, str], kinds: Kinds) -> Asked:
    """What the address says; what makes no sense in it is as if it were not there."""
    kind = arguments.get("in", "")
    number = arguments.get("page", "")
    known = kind in kinds
    page = int(number) if known and number.isdecimal() and len(number) < 9 else 1
    return Asked(
        words=trimmed(arguments.get("q")),
        kind=kind if known else "",
        page=min(max(page, 1), MOST_PAGES),
    )
