"""The page of the search."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from hub import clock
from hub.audit import snapshot
from hub.search.views import MOST_LETTERS
from tests.factories import (
    AttemptFactory,
    ChallengeFactory,
    ChapterFactory,
    EventFactory,
    MemberFactory,
    RegistrationFactory,
    RewardFactory,
)
from tests.home.test_views import profile_form
from tests.queries import count_queries


@pytest.fixture
def member(db):
    return MemberFactory(given_name="Nadia", family_name="Benali")


@pytest.fixture
def client(member, sign_in_as):
    return sign_in_as(member)


def said(page):
    """What the live region says."""
    return re.search(r'<p role="status"[^>]*>(.*?)</p>', page, re.S).group(1).strip()


class TestPage:
    def test_before_a_word_it_says_what_one_can_look_for(self, client):
        page = client.get("/search").text
        assert '<h1 dir="auto">Search</h1>' in page
        assert "autofocus" in page
        assert said(page) == ""
        for address in ("/challenges", "/events", "/rewards", "/me/profile#findable"):
            assert f'href="{address}"' in page

    def test_who_may_be_found_is_not_asked_again(self, client, member):
        member.findable_since = clock.now()
        assert "#findable" not in client.get("/search").text

    def test_it_shows_what_was_found_with_the_words_marked(self, db, client):
        challenge = ChallengeFactory(title="Honest <review>", summary="Reviewers wanted")
        page = client.get("/search?q=review").text
        assert f'<a class="strong" href="/challenges/{challenge.id}">' in page
        assert "Honest &lt;<mark>review</mark>&gt;" in page
        assert "<mark>Review</mark>ers wanted" in page
        assert said(page) == "1 found for “review”"
        assert 'value="review"' in page

    def test_it_shows_the_words_of_the_description_where_they_are_only_there(self, db, client):
        long = "So many words. " * 40
        ChallengeFactory(title="A", description=f"{long}Take **care** <b>of</b> it. {long}")
        page = client.get("/search?q=care").text
        assert re.search(r"… .*Take <mark>care</mark> .*of.* it\. .* …</span>", page)

    def test_a_word_in_the_reader_s_language(self, db, client, member):
        member.locale = "de"
        ChallengeFactory(title="Honest review").say("de", {"title": "Ehrliche Rezension"})
        assert "Ehrliche <mark>Rezension</mark>" in client.get("/search?q=rezension").text

    def test_where_there_is_more_it_leads_to_all_of_a_kind(self, db, client):
        for number in range(23):
            RewardFactory(title=f"Mug {number}")
        page = client.get("/search?q=mug").text
        assert page.count("<mark>Mug</mark>") == 5
        assert 'href="/search?q=mug&amp;in=rewards"' in page
        first = client.get("/search?q=mug&in=rewards").text
        assert first.count("<mark>Mug</mark>") == 20
        assert 'href="/search?q=mug&amp;in=rewards&amp;page=2"' in first
        second = client.get("/search?q=mug&in=rewards&page=2").text
        assert second.count("<mark>Mug</mark>") == 3
        assert 'rel="prev"' in second
        assert re.search(r'href="/search\?q=mug&amp;in=rewards" rel="start"', second)
        assert 'rel="start"' not in first
        assert said(second) == "23 found for “mug”"

    def test_near_names_are_offered_as_such(self, db, client):
        ChallengeFactory(title="Honest review")
        page = client.get("/search?q=honst").text
        assert said(page) == "Nothing fits “honst” to the letter."
        assert re.search(r"<h2[^>]*>Perhaps you meant</h2>", page)
        assert "Honest review" in page

    def test_nothing_found_says_so_and_what_to_try(self, db, client):
        page = client.get("/search?q=zeppelin").text
        assert said(page) == "Nothing found for “zeppelin”"
        assert "Try another word" in page
        narrow = client.get("/search?q=zeppelin&in=people").text
        assert 'href="/search?q=zeppelin"' in narrow

    def test_somebody_oneself_leads_to_one_s_own_page(self, client, member):
        member.findable_since = clock.now()
        page = client.get("/search?q=nadia").text
        assert "(you)" in page
        assert re.search(r'href="/me"><mark>Nadia</mark> Benali', page)

    def test_htmx_gets_the_results_alone(self, db, client, htmx):
        ChallengeFactory(title="Honest review")
        part = client.get("/search?q=honest", headers=htmx)
        assert part.text.lstrip().startswith('<div id="results"')
        assert "<html" not in part.text
        assert "HX-Request-Type" in part.headers["Vary"]
        whole = client.get("/search?q=honest").text
        assert part.text.strip() in whole

    def test_every_page_leads_to_it(self, db, client, sign_in_as):
        def link(path):
            return f'<a class="icon-button" href="{path}" aria-label="Search"'

        assert link("/search") in client.get("/").text
        manager = sign_in_as(MemberFactory(roles=("manager",)))
        assert link("/console/search") in manager.get("/console").text

    def test_it_asks_as_much_whatever_it_finds(self, db, client):
        def fill(number):
            later = clock.now() + timedelta(days=number)
            AttemptFactory(challenge=ChallengeFactory(title="Ghent"))
            RegistrationFactory(event=EventFactory(title="Ghent", starts_at=later))
            RewardFactory(title="Ghent")
            ChapterFactory(name="Ghent")
            MemberFactory(given_name="Ghent", findable_since=clock.now())

        fill(1)
        addresses = ["/search?q=ghent", "/search?q=gent", "/search?q=ghent&in=people"]
        few = [count_queries(lambda a=a: client.get(a)) for a in addresses]
        for number in range(2, 30):
            fill(number)
        assert [count_queries(lambda a=a: client.get(a)) for a in addresses] == few
        assert max(few) < 30


WORDLESS = "There is no word in that"
BAD = {
    "white space": ("   ", 200, ""),
    "a zero byte": ("\x00", 200, ""),
    "a zero byte in a word": ("ho\x00nest", 200, "1 found for “honest”"),
    "too long": ("x" * 10_000, 422, "That is too long"),
    "just not too long": ("x " * (MOST_LETTERS // 2), 200, "Nothing found"),
    "only punctuation": ("!?… —", 422, WORDLESS),
    "only operators": ("& | ! ( ) :* <->", 422, WORDLESS),
    "words and operators": ("honest & | !review:*", 200, "1 found"),
    "an operator in words": ("honest or -review", 200, "Nothing"),
    "a phrase left open": ('"honest', 200, "1 found"),
    "quotes": ("honest''\"", 200, "1 found"),
    "a percentage": ("100%", 200, "Nothing found"),
    "wild cards": ("%_%", 422, WORDLESS),
    "wild cards in a word": ("ho%", 200, "1 found"),
    "back slashes": ("\\honest\\", 200, "1 found"),
    "a dollar": ("$$honest$$", 200, "1 found"),
    "a picture": ("🙂", 422, WORDLESS),
    "a letter that is none alone": ("ª²", 200, "Nothing found"),
    "codes": ("%ED%A0%80", 200, "Nothing found"),
    "markup": ("<script>honest", 200, "Nothing found for “&lt;script&gt;honest”"),
}


class TestBadInput:
    @pytest.mark.parametrize(("typed", "code", "outcome"), BAD.values(), ids=BAD.keys())
    def test_whatever_is_typed_the_answer_is_clear(self, db, client, typed, code, outcome):
        ChallengeFactory(title="Honest review")
        for rest in ("", "&in=challenges", "&in=people&page=2"):
            answer = client.get(f"/search?q={quote(typed)}{rest}")
            assert answer.status_code == code
            assert "<script>honest" not in answer.text
        assert said(client.get(f"/search?q={quote(typed)}").text).startswith(outcome)

    @pytest.mark.parametrize(
        "rest",
        [
            "in=nothing",
            "in=",
            *(f"in=rewards&page={n}" for n in ("-1", "0", "x", "9" * 8, "9" * 30)),
        ],
    )
    def test_an_address_that_makes_no_sense_shows_the_first_page(self, db, client, rest):
        RewardFactory(title="Honest mug")
        answer = client.get(f"/search?q=honest&{rest}")
        assert answer.status_code == 200
        assert said(answer.text) == "1 found for “honest”"


class TestConsent:
    def test_nobody_is_found_before_they_agree(self, db, client):
        box = re.search(r"<input[^>]*name=\"findable\"[^>]*>", client.get("/me/profile").text)
        assert "checked" not in box.group()
        assert "(you)" not in client.get("/search?q=nadia").text

    def test_the_box_in_the_profile_says_since_when(self, client, member):
        client.post("/me/profile", data=profile_form(findable="y"))
        since = member.findable_since
        assert since is not None
        box = re.search(r"<input[^>]*name=\"findable\"[^>]*>", client.get("/me/profile").text)
        assert "checked" in box.group()
        client.post("/me/profile", data=profile_form(findable="y"))
        assert member.findable_since == since
        client.post("/me/profile", data=profile_form())
        assert member.findable_since is None

    def test_who_is_found_by_their_city_shows_it(self, db, client):
        MemberFactory(given_name="Jan", city="Ghent", findable_since=clock.now())
        assert "<mark>Ghent</mark>" in client.get("/search?q=ghent").text

    def test_what_the_database_makes_for_the_search_is_in_no_audit(self, member):
        names = [*snapshot(ChallengeFactory()), *snapshot(member)]
        assert "findable_since" in names
        assert not [name for name in names if name.startswith("search_")]
