"""A form with a field for every text that can be said in another language."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import Length

from hub.translatable import Translatable, Words
from hub.web.editions import EditionForm
from hub.web.fields import trimmed

LABELS = {
    "title": _l("Title"),
    "name": _l("Name"),
    "summary": _l("In one sentence"),
    "description": _l("Description"),
    "body": _l("Text"),
    "help": _l("A word of help"),
    "benefits": _l("Benefits"),
    "welcome": _l("Welcome"),
}
LONG = {"description": 20_000, "welcome": 20_000, "body": 5000, "benefits": 2000}
# Other languages need more room than English; what is shown wraps.
SHORT = 600


class TranslationForm(EditionForm):
    """Fields are added by `translation_form`."""

    def words_of(self, part: Translatable) -> dict[str, Words]:
        """What was typed for `part`: text by column, lists for columns that hold lists."""
        return {
            column: _as_stored(getattr(part, column), self[name_of(part, column)].data or "")
            for column in part.SAID
            if name_of(part, column) in self
        }


def name_of(part: Translatable, column: str) -> str:
    """The name of a field: "steps-12-title"."""
    return f"{part.__tablename__}-{part.id}-{column}"  # type: ignore[attr-defined]


def translation_form(
    parts: list[Translatable], language: str, *, fresh: bool = False
) -> TranslationForm:
    """The form for `parts` in `language`; `fresh` shows what is kept, not what was sent."""
    fields = {
        name_of(part, column): _field(part, column, language)
        for part in parts
        for column in part.SAID
        if getattr(part, column)
    }
    made = type("TranslationForm", (TranslationForm,), fields)
    kept = {
        name_of(part, column): _as_text(part.translated(column, language) or "")
        for part in parts
        for column in part.SAID
    }
    return made(formdata=None, data=kept).opened() if fresh else made()


def _field(part: Translatable, column: str, language: str) -> Field:
    most = LONG.get(column, SHORT)
    kind = TextAreaField if column in LONG else StringField
    return kind(
        LABELS[column],
        filters=[trimmed],
        validators=[
            Length(
                max=most,
                message=_l("This is longer than %(most)s characters. Shorten it.", most=most),
            )
        ],
        render_kw={"lang": language, "dir": "auto", **({"rows": 6} if column in LONG else {})},
    )


def _as_text(words: Words) -> str:
    return "\n".join(words) if isinstance(words, list) else words


def _as_stored(original: Words, text: str) -> Words:
    if not isinstance(original, list):
        return text
    return [line.strip() for line in text.splitlines() if line.strip()]
