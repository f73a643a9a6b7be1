"""The vendor's words in the hub's sentences, and nowhere else."""

import json
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask_babel import force_locale, gettext, ngettext

from hub.branding.look import show_instead
from hub.branding.rewording import mentions, reworded
from hub.branding.units import FORMS, IDIOMS
from hub.paths import ROOT, TRANSLATIONS

ENGLISH = (
    ("point", "star", "stars"),
    ("tier", "orbit", "orbits"),
    ("challenge", "quest", "quests"),
)
REVIEWED = Path(__file__).parent / "reviewed.json"


@pytest.mark.parametrize(
    ("usual", "said"),
    [
        ("Your points", "Your stars"),
        ("Points", "Stars"),
        ("%(points)s point to go", "%(points)s star to go"),
        ("Add a tier", "Add an orbit"),
        ("A tier", "An orbit"),
        ("A published challenge", "A published quest"),
        ("points, tiers: challenges!", "stars, orbits: quests!"),
        (
            "pointer, appointment, frontier, challenged",
            "pointer, appointment, frontier, challenged",
        ),
        ("%(tier)s of %(challenge)d", "%(tier)s of %(challenge)d"),
    ],
)
def test_english_keeps_capitals_and_mends_the_article(usual, said):
    assert reworded(usual, "en", ENGLISH) == said


@pytest.mark.parametrize(
    ("word", "said"),
    [("XP", "Add an XP"), ("hour", "Add an hour"), ("unit", "Add a unit"), ("Karma", "Add a karma"),
     ("Acme Dollar", "Add an Acme Dollar"), ("étoile", "Add an étoile"), ("USP", "Add a USP")],
)  # fmt: skip
def test_words_of_all_kinds_fit_in(word, said):
    assert reworded("Add a point", "en", (("point", word, f"{word}s"),)) == said


@pytest.mark.parametrize(
    ("language", "usual", "words", "said"),
    [
        ("de", "Dir fehlen Punkte; dankt mit Punkten.", ("Stern", "Sterne"),
         "Dir fehlen Sterne; dankt mit Sternen."),
        ("de", "mit Punkten", ("XP", "XP"), "mit XP"),
        ("es", "Puntos: faltan %(n)s puntos", ("estrella", "estrellas"),
         "Estrellas: faltan %(n)s estrellas"),
        ("fr", "Points gagnés, 1 point", ("étoile", "étoiles"), "Étoiles gagnés, 1 étoile"),
        ("ja", "あと%(points)sポイント。ボランティア", ("スター", "スター"),
         "あと%(points)sスター。ボランティア"),
        ("ar", "نقاطك والنقاط", ("نجمة", "نجوم"), "نجومك والنقاط"),
    ],
)  # fmt: skip
def test_other_languages_by_their_own_rules(language, usual, words, said):
    assert reworded(usual, language, (("point", *words),)) == said


class TestMessages:
    @pytest.fixture
    def worded(self, app, published):
        """A request under a look with words in English and German."""
        version = published(
            name="Acme",
            words={
                "en": {"point": ["star", "stars"], "challenge": ["quest", "quests"]},
                "de": {"point": ["Stern", "Sterne"]},
            },
        )
        with app.test_request_context():
            show_instead(version)
            yield

    def test_come_with_the_vendors_words(self, worded):
        assert gettext("Your points") == "Your stars"
        assert ngettext("%(num)d point", "%(num)d points", 1) == "1 star"
        assert ngettext("%(num)d point", "%(num)d points", 2) == "2 stars"

    def test_what_people_wrote_is_never_changed(self, worded):
        """It is filled in after the words were put in."""
        assert gettext("%(old)s to %(new)s", old="a point", new="points") == "a point to points"
        said = gettext("You reached %(tier)s", tier="Tier of points and challenges")
        assert said == "You reached Tier of points and challenges"

    def test_each_language_has_its_own(self, worded):
        with force_locale("de"):
            assert gettext("Your points") == "Deine Sterne"
            assert gettext("Challenges") == "Challenges"
        with force_locale("es"):
            assert gettext("Your points") == "Tus puntos"

    def test_a_message_that_nobody_translated_is_english(self, worded):
        with force_locale("ar"):
            assert gettext("Your points") == "نقاطك"
            assert gettext("All challenges") == "All quests"

    def test_idioms_stay(self, worded):
        for idiom in IDIOMS:
            assert gettext(idiom) == idiom

    def test_nothing_changes_without_words(self, app, db):
        with app.test_request_context():
            assert gettext("Your points") == "Your points"


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Catalog:
    out = tmp_path_factory.mktemp("words") / "messages.pot"
    subprocess.run([ROOT / "bin" / "messages", out], cwd=ROOT, check=True)
    return read_po(BytesIO(out.read_bytes()))


def texts(message: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(message) if isinstance(message, (list, tuple)) else (message,)


def test_somebody_has_read_every_message_that_names_a_unit(sources):
    """Each either means the unit and stands in the list, or is an idiom. A new one fails here:
    read it, then put it where it belongs."""
    found = {
        text for message in sources if message.id for text in texts(message.id)
        if mentions(text, "en")
    }  # fmt: skip
    reviewed = set(json.loads(REVIEWED.read_text()))
    assert found - reviewed - IDIOMS == set(), "not yet read"
    assert reviewed & IDIOMS == set()
    assert found >= IDIOMS, "idioms that are gone"


# Japanese says "the points for it" where English says "what it costs".
MORE_THAN_ENGLISH = {
    "ja": {
        "It costs",
        "What it costs",
        "You have",
        "You will have",
        "to spend",
        "This member has not earned or spent anything so far.",
        "What the event gives to everyone who is there.",
    }
}


@pytest.mark.parametrize("language", sorted(set(FORMS) - {"en"}))
def test_a_catalogue_says_such_a_word_only_where_english_does(language):
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    catalogue = read_po(BytesIO(path.read_bytes()), locale=language)
    other = {
        texts(message.id)[0]
        for message in catalogue
        if message.id
        and any(mentions(text, language) for text in texts(message.string) if text)
        and not any(mentions(text, "en") for text in texts(message.id))
    }
    assert other <= MORE_THAN_ENGLISH.get(language, set())
