"""What managers wrote, said in other languages: the original beside the words of one language."""

from dataclasses import dataclass

from babel import Locale
from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from hub.advocacy.models import ActKind
from hub.challenges.models import Challenge
from hub.db import Base, db, transaction
from hub.events.models import Event
from hub.home.models import NewsItem
from hub.ledger.models import Tier
from hub.members.models import Space
from hub.rewards.models import Reward
from hub.translatable import Translatable
from hub.translating.forms import TranslationForm, name_of, translation_form
from hub.translating.operations import translate
from hub.web import render
from hub.web.access import can
from hub.web.languages import LANGUAGES, reader_language
from hub.web.pages import done

blueprint = Blueprint("translating", __name__, url_prefix="/console/translations")


@dataclass(frozen=True)
class Kind:
    """A kind of content: its table, who may change it, its own page, and what belongs to it."""

    model: type[Base]
    permission: str
    page: str
    parts: tuple[str, ...] = ()


KINDS = {
    "challenges": Kind(
        Challenge, "challenges.manage", "challenges_manage.edit", ("steps", "badge")
    ),
    "rewards": Kind(Reward, "rewards.manage", "rewards_manage.edit"),
    "events": Kind(Event, "events.manage", "events_manage.edit", ("chapter",)),
    "news": Kind(NewsItem, "challenges.manage", "news.edit"),
    "spaces": Kind(Space, "spaces.manage", "spaces_manage.edit"),
    "tiers": Kind(Tier, "tiers.manage", "tiers.edit"),
    "act-kinds": Kind(ActKind, "acts.manage", "acts.kind"),
}
NAMES = {
    "challenges": _l("Challenge"),
    "steps": _l("Step"),
    "badges": _l("Badge"),
    "rewards": _l("Reward"),
    "events": _l("Event"),
    "chapters": _l("Chapter"),
    "news_items": _l("News"),
    "spaces": _l("Space"),
    "tiers": _l("Tier"),
    "act_kinds": _l("Kind of act"),
}
# What belongs to more than the content in hand says so: its words change elsewhere, too.
SHARED = {
    "badges": _l("Used wherever the badge is shown, not only here."),
    "chapters": _l("Used wherever the chapter is named, not only here."),
}


@blueprint.get("/<kind>/<int:id>")
def edit(kind: str, id: int) -> ResponseReturnValue:
    """The fields of one language, each under its original."""
    parts = _found(kind, id)
    language = _language()
    return _page(kind, parts, language, translation_form(parts, language, fresh=True))


@blueprint.post("/<kind>/<int:id>")
def update(kind: str, id: int) -> ResponseReturnValue:
    """Keep the words of one language."""
    parts = _found(kind, id)
    language = _language()
    form = translation_form(parts, language)
    stored = translation_form(parts, language, fresh=True)
    if not form.validate_on_submit() or form.overtaken_by(stored):
        return _page(kind, parts, language, form, 422)
    with transaction():
        for part in parts:
            translate(part, language, form.words_of(part), by=current_user)
    return done(
        _("Saved: %(language)s.", language=_named(language)),
        "translating.edit",
        kind=kind,
        id=id,
        language=language,
    )


def _named(language: str) -> str:
    """A language as the reader calls it, and as it calls itself: "German (Deutsch)"."""
    own = LANGUAGES[language]
    called = (get_locale() or Locale("en")).languages.get(language, own)
    return own if called == own else f"{called} ({own})"


def _found(kind: str, id: int) -> list[Translatable]:
    """The content and what belongs to it; 403 and 404 where it is not for this manager."""
    what = KINDS.get(kind) or abort(404)
    if not can(what.permission):
        abort(403)
    thing = db.get_or_404(what.model, id)
    belonging = [getattr(thing, part) for part in what.parts]
    flat = [one for part in belonging for one in (part if isinstance(part, list) else [part])]
    return [thing, *(part for part in flat if part is not None)]


def _language() -> str:
    """The language asked for; at first one that is not the reader's own."""
    asked = request.values.get("language")
    if asked in LANGUAGES:
        return asked
    return next(code for code in LANGUAGES if code != reader_language())


def _page(
    kind: str, parts: list[Translatable], language: str, form: TranslationForm, status: int = 200
) -> Response:
    return render(
        "translating/edit.html",
        status=status,
        kind=kind,
        back=KINDS[kind].page,
        parts=parts,
        names=NAMES,
        shared=SHARED,
        name_of=name_of,
        chosen=language,
        form=form,
    )
