"""The search of the console: everything that whoever asks may open there, and nothing else."""

from datetime import timedelta

import pytest

from hub import clock
from hub.events.models import ChapterLeader
from hub.search.kinds import CONSOLE, open_to
from hub.search.queries import everything
from tests.factories import (
    ChallengeFactory,
    ChapterFactory,
    CompanyFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
)
from tests.queries import count_queries


def fill(word="Ghent"):
    ChallengeFactory(title=word, published_at=None)
    ChallengeFactory(title=word, closed_at=clock.now())
    EventFactory(title=word, published_at=None)
    RewardFactory(title=word, closed_at=clock.now())
    ChapterFactory(name=word)
    CompanyFactory(name=f"{word} & Sons")
    MemberFactory(given_name=word, deactivated_at=clock.now())


def found(member, words):
    kinds = open_to(member, CONSOLE)
    return {kind: f.count for kind, f in everything(member, words, kinds).groups.items()}


def test_a_manager_finds_everything_in_every_state(db):
    fill()
    assert found(MemberFactory(roles=("manager",)), "ghent") == {
        "members": 1,
        "companies": 1,
        "challenges": 2,
        "events": 1,
        "rewards": 1,
        "chapters": 1,
    }


def test_a_csm_finds_what_a_csm_opens(db):
    fill()
    assert found(MemberFactory(roles=("csm",)), "ghent") == {"members": 1, "companies": 1}


def test_who_leads_a_chapter_finds_its_events_alone(db):
    leader = MemberFactory(roles=("chapter leader",))
    own = EventFactory(title="Ghent", chapter=ChapterFactory(), published_at=None)
    db.session.add(ChapterLeader(chapter_id=own.chapter.id, member_id=leader.id))
    EventFactory(title="Ghent", chapter=ChapterFactory())
    results = everything(leader, "ghent", open_to(leader, CONSOLE))
    assert results.groups["events"].items == [own]
    # Chapters are open to all.
    assert list(results.groups) == ["events", "chapters"]


@pytest.mark.parametrize("words", ["hannah", "Okonkwo", "hannah@work.example", "nah okon"])
def test_members_by_name_and_address_whether_they_agreed_or_not(db, words):
    MemberFactory(given_name="Hannah", family_name="Okonkwo", email="hannah@work.example")
    assert found(MemberFactory(roles=("csm",)), words) == {"members": 1}


def test_misspelt_members_and_companies_come_near(db):
    MemberFactory(given_name="Hannah", family_name="Okonkwo")
    CompanyFactory(name="Meridian Freight")
    csm = MemberFactory(roles=("csm",))
    assert found(csm, "hanah okonkwo") == {"members": 1}
    assert found(csm, "meridain freight") == {"companies": 1}


def test_who_was_erased_is_not_found(db):
    MemberFactory(given_name="Hannah", erased_at=clock.now())
    assert found(MemberFactory(roles=("manager",)), "hannah") == {}


class TestPage:
    @pytest.fixture
    def manager(self, db, sign_in_as):
        return sign_in_as(MemberFactory(roles=("manager",)))

    def test_it_leads_to_the_pages_of_the_console(self, manager):
        challenge = ChallengeFactory(title="Ghent", published_at=None)
        company = CompanyFactory(name="Ghent Freight")
        page = manager.get("/console/search?q=ghent").text
        assert f'href="/console/challenges/{challenge.id}"' in page
        assert f'href="/console/companies/{company.id}"' in page
        assert "console-side" in page

    def test_one_kind_stays_in_the_console(self, manager):
        for _number in range(6):
            CompanyFactory(name="Ghent Freight")
        page = manager.get("/console/search?q=ghent").text
        assert 'href="/console/search?q=ghent&amp;in=companies"' in page
        page = manager.get("/console/search?q=ghent&in=companies").text
        assert 'href="/console/search?q=ghent"' in page

    def test_htmx_gets_the_results_alone(self, manager, htmx):
        part = manager.get("/console/search?q=ghent", headers=htmx).text
        assert part.lstrip().startswith('<div id="results"')

    def test_a_member_is_not_let_in(self, db, sign_in_as):
        assert sign_in_as(MemberFactory()).get("/console/search").status_code == 403

    def test_it_asks_as_much_whatever_it_finds(self, db, manager):
        fill()
        addresses = ["/console/search?q=ghent", "/console/search?q=gent"]
        few = [count_queries(lambda a=a: manager.get(a)) for a in addresses]
        for number in range(9):
            fill()
            EventFactory(title="Ghent", starts_at=clock.now() + timedelta(days=number))
        assert [count_queries(lambda a=a: manager.get(a)) for a in addresses] == few
        assert max(few) < 30
