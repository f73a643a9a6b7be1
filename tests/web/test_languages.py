"""Pages in the reader's language, and catalogues that keep up with the sources."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask_babel import force_locale, gettext

from hub.paths import ROOT, TRANSLATIONS
from hub.web.languages import LANGUAGES, known, offered, text_direction, written_for
from tests.factories import ChallengeFactory, MemberFactory

CATALOGUES = sorted(set(LANGUAGES) - {"en"})
# What only those who run the hub read is translated later.
MANAGERS = re.compile(
    r"/manage|branding|translating|console|commands|demo/|importing|import|reviewing|redemptions\.py|tier_editing|home/news"
    r"|operations/(writing|rules|news|editing|recording|kinds|asking|health)"
    r"|operations/(audiences|spaces|notes|companies)"
    r"|editing\.py|(challenges|events|rewards)/forms\.py|hub/spaces/(forms|words|readers)"
    r"|hub/members/audiences/|hub/members/for_some\.py|audience_fields\.py"
    r"|challenges/(step_form|exchanging|gallery/|forms_limits|desk_forms|completing)"
    r"|operations/(undoing|promises|limits)"
    r"|company_field|health_reading|health_lines|dry_run|(web|components)/lines|components/audience"
)


# Arabic proves that the shell can be read from right to left; the pages in it fall back to English.
PROOF = "ar"
SHELL = (
    "templates/base.html",
    "templates/plain.html",
    "templates/components/",
    "templates/ledger/_points_chip.html",
    "templates/notifications/_bell.html",
    "templates/members/sign_in.html",
    "templates/members/request_link.html",
)


def catalogue(language: str) -> Catalog:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


def forms(message: Message) -> tuple[str, ...]:
    found = message.string
    return tuple(found) if isinstance(found, (list, tuple)) else (found,)


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Catalog:
    """Every message of the sources as they are now."""
    out = tmp_path_factory.mktemp("words") / "messages.pot"
    subprocess.run([ROOT / "bin" / "messages", out], cwd=ROOT, check=True)
    return read_po(BytesIO(out.read_bytes()))


class TestCatalogues:
    def test_each_language_has_a_folder_and_each_folder_a_language(self):
        folders = {path.name for path in TRANSLATIONS.iterdir() if path.is_dir()}
        assert folders == set(CATALOGUES)

    @pytest.mark.parametrize("language", CATALOGUES)
    def test_none_lacks_a_message_or_keeps_an_old_one(self, sources, language):
        wanted = {ids(message) for message in sources if message.id}
        assert {ids(message) for message in catalogue(language) if message.id} == wanted

    @pytest.mark.parametrize("language", sorted({*CATALOGUES} - {PROOF}))
    def test_members_read_no_english(self, language):
        missing = [
            message.id
            for message in catalogue(language)
            if message.id
            and not all(MANAGERS.search(path) for path, _line in message.locations)
            and not all(forms(message))
        ]
        assert missing == []

    def test_the_shell_reads_from_right_to_left(self):
        missing = [
            message.id
            for message in catalogue(PROOF)
            if message.id
            and any(path.startswith(SHELL) for path, _line in message.locations)
            and not all(MANAGERS.search(path) for path, _line in message.locations)
            and not all(forms(message))
        ]
        assert missing == []

    @pytest.mark.parametrize("language", CATALOGUES)
    def test_what_is_filled_in_stays_the_same(self, language):
        wrong = [
            (message.id, form)
            for message in catalogue(language)
            if message.id
            for form in forms(message)
            if form and not placeholders(form) <= placeholders(*ids(message))
        ]
        assert wrong == []

    @pytest.mark.parametrize("language", CATALOGUES)
    def test_what_runs_is_what_was_translated(self, language):
        po, folder = catalogue(language), TRANSLATIONS / language / "LC_MESSAGES"
        mo = read_mo(BytesIO((folder / "messages.mo").read_bytes()))
        translated = {ids(m): forms(m) for m in po if m.id and all(forms(m))}
        # The compiler fills a plural that nobody has translated with the English words.
        running = {ids(m): forms(m) for m in mo if m.id}
        assert own(running) == own(translated)


def own(words: dict[tuple[str, ...], tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What differs from the English words."""
    return {key: said for key, said in words.items() if not set(said) <= set(key)}


def ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def placeholders(*texts: str) -> set[str]:
    return {name for text in texts for name in re.findall(r"%\(\w+\)[ds]", text)}


class TestChoice:
    def test_a_visitor_reads_what_the_browser_asks_for(self, db, client):
        page = client.get("/sign-in", headers={"Accept-Language": "de-AT, en;q=0.5"})
        assert '<html lang="de" dir="ltr">' in page.text
        assert "Passwort vergessen?" in page.text
        assert page.headers["Content-Language"] == "de"

    def test_arabic_is_read_from_right_to_left(self, db, client):
        page = client.get("/sign-in", headers={"Accept-Language": "ar-EG"})
        assert '<html lang="ar" dir="rtl">' in page.text

    def test_a_language_that_we_lack_is_english(self, db, client):
        assert '<html lang="en"' in client.get("/sign-in", headers={"Accept-Language": "ko"}).text

    def test_a_choice_is_kept_and_leads_back(self, db, client):
        answer = client.post("/language", data={"language": "es", "next": "/sign-in/link"})
        assert (answer.status_code, answer.location) == (303, "/sign-in/link")
        assert '<html lang="es"' in client.get("/sign-in", headers={"Accept-Language": "de"}).text

    @pytest.mark.parametrize("language", ["", "tlh", "../../etc", "x" * 5000, "de\x00"])
    def test_no_language_is_refused(self, db, client, language):
        assert client.post("/language", data={"language": language}).status_code == 400

    def test_nobody_is_led_elsewhere(self, db, client):
        answer = client.post("/language", data={"language": "de", "next": "//evil.example"})
        assert answer.location == "/"

    def test_a_member_keeps_their_own_on_every_device(self, db, sign_in_as):
        client = sign_in_as(MemberFactory(locale="de"))
        client.set_cookie("language", "es")
        assert '<html lang="de"' in client.get("/").text

    def test_a_language_that_is_gone_breaks_nothing(self, db, sign_in_as):
        client = sign_in_as(MemberFactory(locale="tlh"))
        assert '<html lang="en"' in client.get("/").text
        assert client.get("/me/profile").status_code == 200


class TestMenusOnly:
    """Arabic menus around English pages: each says which it is, so neither scrambles the other."""

    @pytest.fixture
    def reader(self, db, sign_in_as):
        return sign_in_as(MemberFactory(locale="ar"))

    @pytest.mark.parametrize(
        "path", ["/", "/challenges", "/me/points", "/events?when=month", "/me/profile"]
    )
    def test_the_page_is_english_between_arabic_menus(self, reader, path):
        page = reader.get(path).text
        assert '<html lang="ar" dir="rtl">' in page
        before, _, main = page.partition(
            '<main class="page member-main" id="main" tabindex="-1" lang="en" dir="ltr">'
        )
        main, _, after = main.partition("</main>")
        assert "الرئيسية" in before
        assert "الرئيسية" in after
        assert not re.search("[ء-ي]", main.replace(offered()["ar"], ""))

    def test_the_console_and_plain_pages_too(self, client, sign_in_as, db):
        console = sign_in_as(MemberFactory(locale="ar", roles=("manager",)))
        assert '<div class="page" lang="en" dir="ltr">' in console.get("/console").text
        arabic = {"Accept-Language": "ar"}
        reset = client.get("/password/reset", headers=arabic).text
        assert '<div class="plain-card stack" lang="en" dir="ltr">' in reset

    def test_who_signs_in_reads_arabic(self, client, db):
        page = client.get("/sign-in", headers={"Accept-Language": "ar"}).text
        assert '<div class="plain-card stack">' in page
        assert page.count('name="email"') == 1

    def test_a_part_is_as_the_page_it_belongs_to(self, reader, htmx):
        part = reader.get("/challenges", headers=htmx).text
        assert "<html" not in part
        assert not re.search("[ء-ي]", part)
        bell = reader.get("/notifications/bell", headers=htmx).text
        assert re.search("[ء-ي]", bell)

    def test_what_managers_said_in_arabic_is_shown(self, reader):
        said = {"ar": {"title": {"words": "اكتب مراجعة", "of": "x"}}}
        ChallengeFactory(title="Write a review", translations=said)
        page = reader.get("/challenges").text
        assert re.search(r'<h[23] class="card-title" dir="auto"><a [^>]*>اكتب مراجعة', page)

    def test_the_choice_says_so(self, client, db):
        assert "العربية (القوائم فقط)" in client.get("/sign-in").text

    def test_a_whole_language_is_left_alone(self, sign_in_as, db):
        page = sign_in_as(MemberFactory(locale="de")).get("/challenges").text
        assert '<main class="page member-main" id="main" tabindex="-1">' in page

    def test_a_mail_is_english_from_left_to_right(self, app, db):
        with app.test_request_context(), written_for("ar"):
            assert gettext("Challenges") == "Challenges"


def test_words_for_somebody_else_are_in_their_language(app):
    with app.test_request_context(), force_locale("es"):
        with written_for("de_CH"):
            assert gettext("Rewards") == "Prämien"
        with written_for(None):
            assert gettext("Rewards") == "Rewards"


@pytest.mark.parametrize(
    ("asked", "language"),
    [("de-AT", "de"), ("DE", "de"), ("es_419", "es"), ("pt-BR", None), ("?", None)],
)
def test_a_locale_finds_its_language(asked, language):
    assert known(asked) == language


def test_direction_follows_the_script():
    assert [text_direction(code) for code in ("en", "ar", "he", "ja")] == [
        "ltr",
        "rtl",
        "rtl",
        "ltr",
    ]


def test_the_catalogues_say_that_a_machine_drafted_them():
    assert "machine-drafted" in (Path(TRANSLATIONS) / "README.md").read_text().lower()
