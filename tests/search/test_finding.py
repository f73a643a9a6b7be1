"""What is found by which words, and in which order."""

import pytest
from sqlalchemy import text

from hub.challenges.queries import search as search_challenges
from hub.search.kinds import CONSOLE
from hub.search.queries import everything, of_kind
from hub.searchable import Wanted
from tests.factories import (
    ChallengeFactory,
    ChapterFactory,
    CompanyFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
)


@pytest.fixture
def member(db):
    return MemberFactory()


def titles(member, words):
    """The names of what fits to the letter, in order."""
    found = search_challenges(member, Wanted(words, limit=50))
    return [card.challenge.title for card in found.items]


@pytest.mark.parametrize(
    "words",
    [
        "honest",
        "Honest review",
        "rev",
        "review honest",
        "HONEST",
        "écrivez",
        "ecrivez",
        "plus vite",
    ],
)
def test_by_words_beginnings_and_without_accents(member, words):
    ChallengeFactory(
        title="Honest review",
        summary="Écrivez ce que vous pensez",
        description="Dès demain, plus vite.",
    )
    ChallengeFactory(title="Something else")
    assert titles(member, words) == ["Honest review"]


@pytest.mark.parametrize("words", ["honest dashboard", "eview", "onest", "review honestly"])
def test_not_by_half_of_them_or_by_their_middle(member, words):
    ChallengeFactory(title="Honest review")
    assert titles(member, words) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Größe zählt", "grosse"),
        ("Łódź im Mai", "lodz"),
        ("Отзыв о продукте", "ОТЗЫВ"),
        ("مراجعة صادقة", "صادقة"),
        ("顧客レビューを書く", "レビュー"),
        ("用户评论", "评论"),
        ("รีวิวลูกค้า", "ลูกค้า"),
        ("Don’t wait: e-mail us", "don't e-mail"),
        ("Version 2.0 of C++", "2.0 c++"),
        ("Über_Setzung", "setzung"),
    ],
)
def test_in_every_script(member, title, words):
    ChallengeFactory(title=title)
    assert titles(member, words) == [title]


def test_in_the_languages_that_managers_wrote(member):
    challenge = ChallengeFactory(title="Honest review", summary="Say it")
    challenge.say("de", {"title": "Ehrliche Rezension", "summary": "Sag es"})
    challenge.say("ja", {"title": "正直なレビュー"})
    for words in ("rezension", "sag es", "レビュー", "honest"):
        assert titles(member, words) == ["Honest review"], words
    # The mark that tells an outdated translation from a fresh one is no word.
    assert titles(member, challenge.translations["de"]["title"]["of"]) == []


def test_what_is_written_anew_is_found_at_once(db, member):
    challenge = ChallengeFactory(title="Before")
    challenge.title = "After"
    db.session.flush()
    assert (titles(member, "before"), titles(member, "after")) == ([], ["After"])


def test_a_name_that_begins_so_comes_first_then_names_then_summaries(member):
    ChallengeFactory(title="Described", description="A quote of two sentences.")
    ChallengeFactory(title="Summed up", summary="A quote of two sentences.")
    ChallengeFactory(title="Give us a quote")
    ChallengeFactory(title="Quote of the month, in many more words than the others")
    assert titles(member, "quote") == [
        "Quote of the month, in many more words than the others",
        "Give us a quote",
        "Summed up",
        "Described",
    ]


class TestNear:
    @pytest.mark.parametrize("words", ["honst review", "Honnest", "reveiw", "hones tereview"])
    def test_a_misspelt_name_is_found_and_said_to_be_near(self, member, words):
        ChallengeFactory(title="Honest review")
        results = everything(member, words)
        assert results.near
        assert [c.challenge.title for c in results.groups["challenges"].items] == ["Honest review"]

    @pytest.mark.parametrize("words", ["rmoe", "orme", "Roem", "gehnt", "BELRIN", "belrin", "jno"])
    def test_letters_of_a_short_word_that_changed_places(self, member, words):
        for city in ("Rome", "Ghent", "Berlin", "Jon", "Other"):
            ChapterFactory(name=f"Keepers of {city}", city="Elsewhere")
        [chapter] = everything(member, words).groups["chapters"].items
        assert sorted(chapter.name.split()[2].lower()) == sorted(words.lower())

    @pytest.mark.parametrize("words", ["(ab)", "a|b", "e.g.", "no", "\\mab"])
    def test_whatever_is_typed_is_no_pattern(self, member, words):
        ChapterFactory()
        assert everything(member, words).count == 0

    def test_a_short_word_in_the_console(self, db):
        jon = MemberFactory(given_name="Jonas", family_name="Jon")
        company = CompanyFactory(name="Nerd")
        manager = MemberFactory(roles=("manager",))
        assert everything(manager, "jno", CONSOLE).groups["members"].items == [jon]
        assert everything(manager, "nedr", CONSOLE).groups["companies"].items == [company]

    def test_in_another_language_too(self, member):
        ChallengeFactory(title="Honest review").say("de", {"title": "Ehrliche Rezension"})
        assert everything(member, "rezention").count == 1

    def test_only_where_nothing_fits_to_the_letter(self, member):
        ChallengeFactory(title="Honest review")
        RewardFactory(title="Honesty, a poster")
        results = everything(member, "honesty")
        assert (list(results.groups), results.near) == (["rewards"], False)

    def test_what_is_far_is_not_near(self, member):
        ChallengeFactory(title="Honest review")
        assert everything(member, "zeppelin").count == 0

    def test_forgiving_ends_with_the_transaction(self, db, member):
        name = text("SHOW pg_trgm.word_similarity_threshold")
        with db.session.begin_nested() as inner:
            everything(member, "zeppelin")
            assert db.session.scalar(name) == "0.4"
            inner.rollback()
        assert db.session.scalar(name) == "0.6"


class TestKinds:
    def test_one_word_finds_all_of_them(self, member):
        ChallengeFactory(title="Ghent calls")
        EventFactory(title="Meet in Ghent")
        RewardFactory(summary="A week in Ghent")
        ChapterFactory(name="Flanders", city="Ghent")
        MemberFactory(given_name="Jan", family_name="Ghent", findable_since=member.joined_at)
        results = everything(member, "ghent")
        assert {kind: found.count for kind, found in results.groups.items()} == dict.fromkeys(
            ("challenges", "events", "rewards", "people", "chapters"), 1
        )

    def test_five_of_each_and_how_many_there_are(self, member):
        for number in range(7):
            RewardFactory(title=f"Mug {number}")
        found = everything(member, "mug").groups["rewards"]
        assert (len(found.items), found.count) == (5, 7)

    def test_pages_of_one_kind_hold_each_once(self, member):
        for number in range(45):
            RewardFactory(title=f"Mug {number}")
        seen, number = [], 1
        while number:
            _results, page = of_kind("rewards", member, "mug", number)
            seen += [reward.id for reward in page.items]
            number = int(page.next_key or 0)
        assert len(seen) == len(set(seen)) == 45
        _results, beyond = of_kind("rewards", member, "mug", 99)
        assert [reward.id for reward in beyond.items] == seen[:20]


class TestEventsByTheirChapter:
    @pytest.mark.parametrize("words", ["ghent", "flanders", "webinar ghent", "ghent web"])
    def test_the_city_of_a_chapter_finds_its_events(self, member, words):
        event = EventFactory(title="Webinar", chapter=ChapterFactory(name="Flanders", city="Ghent"))
        EventFactory(title="Webinar")
        found = everything(member, words).groups["events"]
        assert [listing.event for listing in found.items] == [event]

    def test_not_what_the_chapter_says_of_itself(self, member):
        EventFactory(chapter=ChapterFactory(description="We love waffles"))
        assert list(everything(member, "waffles").groups) == ["chapters"]

    def test_an_event_called_so_comes_first(self, member):
        EventFactory(title="Called so in the city: Ghent")
        EventFactory(title="In it", chapter=ChapterFactory(name="Flanders", city="Ghent"))
        items = everything(member, "ghent").groups["events"].items
        assert [one.event.title for one in items] == ["Called so in the city: Ghent", "In it"]
