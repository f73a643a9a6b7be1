"""The pages about everything of a company and of a member."""

from datetime import date, timedelta

import pytest

from hub import clock
from hub.advocacy.models import ActKind, Ask, AskPause
from hub.db import db as hub_db
from hub.events.models import CheckIn
from hub.members.models import Position
from hub.members.operations import health
from hub.members.operations import notes as noting
from tests.factories import (
    ActFactory,
    ActKindFactory,
    AskFactory,
    AttemptFactory,
    ChallengeFactory,
    CompanyFactory,
    EventFactory,
    MemberFactory,
    PositionFactory,
    RedemptionFactory,
    RegistrationFactory,
    RewardFactory,
    TierFactory,
    give_points,
)
from tests.queries import count_queries


@pytest.fixture
def acme(db):
    return CompanyFactory(
        name="Acme",
        domains=["acme.example"],
        segment="Enterprise",
        industry="Energy",
        region="EMEA",
        country="BE",
        csm_email="cora@vendor.example",
        customer_since=date(2024, 2, 1),
        first_value_on=date(2024, 5, 1),
    )


@pytest.fixture
def csm(db):
    return MemberFactory(given_name="Cora", roles=("csm",), company=False)


@pytest.fixture
def console(sign_in_as, csm):
    return sign_in_as(csm)


def kind(name):
    known = hub_db.session.query(ActKind).filter_by(name=name).one_or_none()
    return known or ActKindFactory(name=name, value=18)


def doings(member):
    """One of everything that a member can do."""
    AttemptFactory(member=member, challenge=ChallengeFactory(title="Think aloud"))
    event = EventFactory(title="Spring meeting", starts_at=clock.now() - timedelta(days=3))
    place = RegistrationFactory(member=member, event=event)
    place.check_ins.append(CheckIn(method="name", actor_id=member.id))
    RedemptionFactory(member=member, reward=RewardFactory(title="A mug"))
    ActFactory(member=member, kind=kind("Keynote"))
    AskFactory(member=member, kind=kind("Podcast"))


def whole(console, owner):
    noun = "members" if owner.__tablename__ == "members" else "companies"
    return console.get(f"/console/{noun}/{owner.id}").text


def test_the_page_of_a_company_has_everything(app, console, csm, acme):
    ada = MemberFactory(given_name="Ada", company=acme)
    TierFactory(name="Gold", threshold=0)
    doings(ada)
    with app.test_request_context():
        health.report_health(acme, "watch", "A new boss", by=csm)
        noting.write(acme, "Moves in May", by=csm)
    page = whole(console, acme)
    for text in (
        "Enterprise", "Energy", "EMEA, BE", "1 Feb 2024", "1 May 2024", "cora@", "acme.<wbr>",
        "1 member works here", "Ada Example", "Gold", "−18", "To be watched", "A new boss",
        "Keynote", "Podcast", "Think aloud", "Spring meeting", "Was there", "A mug", "Moves in May",
    ):  # fmt: skip
        assert text in page, text


def test_the_page_of_a_member_has_everything(app, db, console, csm, acme, sign_in_as):
    ada = MemberFactory(given_name="Ada", company=acme, notes="Met in Oslo")
    TierFactory(name="Gold", threshold=0)
    give_points(ada, 340)
    doings(ada)
    PositionFactory(member=ada, company=CompanyFactory(name="Globex"), ended_on=clock.today())
    with app.test_request_context():
        health.open_crisis(acme, "Data lost", by=csm)
        noting.write(ada, "Moves in May", by=csm)
    page = whole(console, ada)
    for text in (
        "Acme", "Globex", "Signs in", "340", "Gold", "In a crisis", "Acme is in a crisis.", "−18",
        "Keynote", "Podcast", "Think aloud", "Spring meeting", "Was there", "A mug", "Moves in May",
    ):  # fmt: skip
        assert text in page, text
    # What the CRM says of somebody is for managers, under its own heading.
    assert "Met in Oslo" not in page
    managers = whole(sign_in_as(MemberFactory(roles=("manager",))), ada)
    assert "From the CRM" in managers
    assert "Met in Oslo" in managers


@pytest.mark.parametrize("make", [CompanyFactory, MemberFactory])
def test_where_nothing_was_done_each_part_says_so(console, make):
    page = whole(console, make())
    for text in (
        "No ask waits for an answer.",
        "Nothing is on record yet",
        "No challenge has been taken up yet.",
        "No place at an event has been taken yet.",
        "Nothing has been redeemed yet.",
        "Nobody has noted anything yet.",
    ):
        assert text in page, text


def test_what_somebody_did_elsewhere_is_not_of_the_company(console, acme):
    """Only their time there counts, as in the company's bank."""
    ada = MemberFactory(company=False)
    today = clock.today()
    PositionFactory(member=ada, company=acme, ended_on=today - timedelta(days=30))
    PositionFactory(member=ada, started_on=today - timedelta(days=20))
    with clock.travel(clock.now() - timedelta(days=40)):
        AttemptFactory(member=ada, challenge=ChallengeFactory(title="While at Acme"))
        RedemptionFactory(member=ada, reward=RewardFactory(title="A mug from then"))
    AttemptFactory(member=ada, challenge=ChallengeFactory(title="After Acme"))
    RedemptionFactory(member=ada, reward=RewardFactory(title="A mug of today"))
    RegistrationFactory(member=ada, event=EventFactory(title="Meeting of today"))
    page = whole(console, acme)
    assert "While at Acme" in page
    assert "A mug from then" in page
    for text in ("After Acme", "A mug of today", "Meeting of today"):
        assert text not in page
        assert text in whole(console, ada)


def test_people_are_there_once_those_who_left_last(db, console, acme):
    here = MemberFactory(given_name="Helga", company=acme)
    left = MemberFactory(given_name="Gone", company=False)
    back = MemberFactory(given_name="Back", company=acme)
    for member in (left, back):
        PositionFactory(
            member=member,
            company=acme,
            started_on=date(2025, 1, 1),
            ended_on=date(2025, 6, 30),
        )
    erased = MemberFactory(given_name="Erased", company=acme)
    erased.erased_at = clock.now()
    page = whole(console, acme).split('id="colleagues"')[1].split("</table>")[0]
    assert page.index("Back") < page.index("Helga") < page.index("Gone")
    assert page.count("Back Example") == 1
    assert "Erased" not in page
    assert "until" in page.split("Gone")[1]
    assert "until" not in page.split("Gone")[0]
    assert db.session.query(Position).filter_by(member_id=here.id).one().is_over == 0


def test_who_may_be_asked_is_told_for_the_kind_that_is_chosen(db, console, acme):
    ada = MemberFactory(given_name="Ada", company=acme)
    free = MemberFactory(given_name="Free", company=acme)
    until = clock.today() + timedelta(days=9)
    db.session.add(AskPause(member_id=ada.id, until=until))
    heavy = ActKindFactory(name="Whole day", weight=10, gap_days=0)
    AskFactory(member=free, kind=heavy, weight=1, closed_at=clock.now(), outcome="done")
    text = console.get(f"/console/companies/{acme.id}").text
    rows = text.split('id="colleagues"')[1].split("</table>")[0]
    assert "They set themselves a break until" in rows
    assert "Yes" in rows.split("Free")[1].split("</tr>")[0]
    chosen = console.get(f"/console/companies/{acme.id}?ask={heavy.id}").text
    rows = chosen.split('id="colleagues"')[1].split("</table>")[0]
    assert "1 of 10 are used up" in rows.split("Free")[1].split("</tr>")[0]
    assert f'value="{heavy.id}" selected' in chosen
    for nonsense in ("x", "999999", "9" * 30):
        assert console.get(f"/console/companies/{acme.id}?ask={nonsense}").status_code == 200


def test_the_guards_view_of_a_company_is_said_once_for_all_it_blocks(app, console, csm, acme):
    MemberFactory(company=acme)
    assert "Nothing about the company itself speaks against it." in whole(console, acme)
    with app.test_request_context():
        health.open_crisis(acme, "Data lost", by=csm)
    page = whole(console, acme)
    blocked = page.split("What the guard blocks now")[1].split("</ul>")[0]
    assert blocked.count("Acme is in a crisis.") == 1
    assert "Every kind of ask" in blocked
    with app.test_request_context():
        health.close_crisis(acme, by=csm)
    blocked = whole(console, acme).split("What the guard blocks now")[1].split("</ul>")[0]
    lifts = clock.today() + timedelta(days=15)
    assert lifts.isoformat() in blocked


def test_a_budget_blocks_only_what_is_too_heavy_for_it(db, console, acme):
    ada = MemberFactory(company=acme)
    AskFactory(member=ada, weight=36, asked_on=clock.today())
    page = whole(console, acme)
    assert "Not for everything" in page
    heavy = db.session.query(ActKind).filter(ActKind.weight > 4, ActKind.direction == "withdrawal")
    blocked = page.split("What the guard blocks now")[1].split("</ul>")[0]
    for kind in heavy:
        assert kind.name in blocked
    assert "Survey" not in blocked


def test_an_ask_that_was_closed_is_not_open(db, console, acme):
    ada = MemberFactory(company=acme)
    AskFactory(member=ada, kind=kind("Podcast"), closed_at=clock.now(), outcome="declined")
    for owner in (ada, acme):
        assert "No ask waits for an answer." in whole(console, owner)
    assert db.session.query(Ask).count() == 1


def test_where_there_are_more_than_ten_the_rest_is_a_page_away(console, acme):
    ada = MemberFactory(company=acme)
    start = clock.now() - timedelta(days=1)
    for number in range(1, 13):
        with clock.travel(start + timedelta(minutes=number)):
            AttemptFactory(member=ada, challenge=ChallengeFactory(title=f"Number {number:02}"))
            RedemptionFactory(member=ada, reward=RewardFactory(title=f"Reward {number:02}."))
            RegistrationFactory(member=ada, event=EventFactory(title=f"Event {number:02}."))
    for owner, noun in ((ada, "members"), (acme, "companies")):
        page = whole(console, owner)
        for part, title in (
            ("attempts", "Number 02"),
            ("registrations", "Event 02."),
            ("redemptions", "Reward 02."),
        ):
            assert title not in page
            path = f"/console/{noun}/{owner.id}/{part}"
            more = page.split(f'href="{path}?page=')[1].partition('"')[0]
            rest = console.get(f"{path}?page={more}").text
            assert title in rest
            assert title.replace("02", "03") not in rest
            assert title.replace("02", "12") in console.get(path).text
            assert console.get(f"/console/{noun}/999999/{part}").status_code == 404


def test_further_people_are_shown_where_the_first_stood(console, acme):
    for _number in range(11):
        MemberFactory(company=acme)
    page = whole(console, acme)
    more = page.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    assert more.endswith("#people-title")
    rest = console.get(more)
    assert rest.text.split('id="colleagues"')[1].count("<tr>") == 2


def test_notes_stand_on_the_page_and_lead_to_the_rest(app, console, csm, acme):
    with app.test_request_context():
        for number in range(1, 13):
            noting.write(acme, f"Note number {number:02}.", by=csm)
    page = console.get(f"/console/companies/{acme.id}?page=&ask=1").text
    assert page.index("Note number 12.") < page.index("Note number 03.")
    assert "Note number 02." not in page
    assert f"/console/companies/{acme.id}/notes?" in page.split("note-list")[-1]


def test_the_page_of_a_company_costs_the_same_for_1_and_30_people(console, acme):
    path = f"/console/companies/{acme.id}"
    doings(MemberFactory(company=acme))
    once = count_queries(lambda: console.get(path))
    for _number in range(29):
        doings(MemberFactory(company=acme))
    assert count_queries(lambda: console.get(path)) == once


def test_the_page_of_a_member_costs_the_same_however_much_they_did(console, acme):
    ada = MemberFactory(company=acme)
    path = f"/console/members/{ada.id}"
    doings(ada)
    once = count_queries(lambda: console.get(path))
    for _number in range(9):
        doings(ada)
    assert count_queries(lambda: console.get(path)) == once


def test_strangers_have_no_business_here(sign_in_as, db, acme):
    ada = MemberFactory(company=acme)
    stranger = sign_in_as(ada)
    for home in (f"/console/members/{ada.id}", f"/console/companies/{acme.id}"):
        for path in (home, f"{home}/attempts", f"{home}/registrations", f"{home}/redemptions"):
            assert stranger.get(path).status_code == 403, path


def test_htmx_gets_the_part_it_asks_for(console, acme, htmx):
    ada = MemberFactory(company=acme)
    people = console.get(f"/console/companies/{acme.id}", headers=htmx).text
    assert people.startswith('<div id="colleagues"')
    assert '<div id="member"' in console.get(f"/console/members/{ada.id}", headers=htmx).text
    part = console.get(f"/console/members/{ada.id}/attempts", headers=htmx).text
    assert part.startswith('<div class="stack" id="attempts"')
