"""The manager's pages of spaces."""

import io
import re

import pytest
from PIL import Image
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.home.models import NewsItem
from hub.members.models import Space
from hub.members.operations.newsletters import subscribe
from hub.members.operations.people import end_position
from hub.members.queries.newsletters import every_reader
from tests.factories import (
    AudienceFactory,
    ChallengeFactory,
    CompanyFactory,
    MemberFactory,
    SpaceFactory,
)
from tests.kept import kept_picture
from tests.queries import count_queries

PAGES = ("", "/closure", "/content", "/preview", "/readers", "/readers.csv")


@pytest.fixture
def desk(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


def typed(company=None, **changes):
    return {"name": "Acme users", "company": company.name if company else "", **changes}


def picture():
    out = io.BytesIO()
    Image.new("RGB", (1280, 720), "teal").save(out, "PNG")
    return (io.BytesIO(out.getvalue()), "house.png")


def edition(page):
    return re.search(r'name="edition" type="hidden" value="([^"]+)"', page.text)[1]


def test_a_space_is_made_published_closed_and_reopened(db, desk, company, member, sign_in_as):
    assert desk.get("/console/spaces/new").status_code == 200
    made = desk.post("/console/spaces", data={**typed(company), "picture": picture()})
    space = db.session.query(Space).one()
    path = f"/console/spaces/{space.id}"
    assert (made.status_code, made.location) == (303, path)
    assert (space.state, space.slug, space.company_id) == ("draft", "acme-users", company.id)
    assert space.picture_id is not None
    assert "1 person may enter" in desk.get(path).text
    tab = sign_in_as(member)
    for verb, code in (("publication", 200), ("closure", 404), ("closure/reversal", 200)):
        assert desk.post(f"{path}/{verb}").status_code == 303
        assert tab.get("/spaces/acme-users").status_code == code
    lines = select(AuditEntry.action).where(AuditEntry.subject_type == "spaces")
    actions = db.session.scalars(lines.order_by(AuditEntry.id)).all()
    assert actions == ["space.created", "space.published", "space.closed", "space.reopened"]


def test_in_part(desk, space, htmx):
    path = f"/console/spaces/{space.id}"
    for verb in ("closure", "closure/reversal", "publication"):
        card = desk.post(f"{path}/{verb}", headers=htmx)
        assert (card.status_code, "<html" in card.text) == (200, False)
        assert 'id="space-state"' in card.text
    form = desk.post(path, data=typed(space.company, name="Renamed"), headers=htmx)
    assert (form.status_code, "<html" in form.text) == (200, False)
    assert "toast" in form.headers["HX-Trigger"]
    assert (space.name, space.slug) == ("Renamed", "acme")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Give it a name"),
        ({"name": "x" * 1_000_000}, "longer than 100"),
        ({"slug": "Größe & Co"}, "Use small letters"),
        ({"slug": "../../etc"}, "Use small letters"),
        ({"slug": "taken"}, "Another space has the address"),
        ({"name": "日本語"}, "No address can be made"),
        ({"company": "No such company"}, "No company has this name"),
        ({"company": ""}, "either a company or an audience"),
        ({"audience_id": "both"}, "either a company or an audience"),
        ({"audience_id": "999999"}, "Not a valid choice"),
        ({"audience_id": "x"}, "could not coerce"),
        ({"summary": "x" * 201}, "longer than 200"),
        ({"picture": (io.BytesIO(b"no picture"), "a.png")}, "not a picture"),
    ],
)
def test_a_wrong_form_comes_back_as_typed(db, desk, company, wrong, sentence):
    SpaceFactory(slug="taken")
    if wrong.get("audience_id") == "both":
        wrong = {"audience_id": str(AudienceFactory().id)}
    answer = desk.post("/console/spaces", data={**typed(company, welcome="As typed"), **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "As typed" in answer.text
    assert db.session.query(Space).count() == 1


def test_a_company_that_has_a_space_is_refused(db, desk, space):
    answer = desk.post("/console/spaces", data=typed(space.company))
    assert answer.status_code == 422
    assert "has a space already: “Acme house”" in answer.text


def test_a_refused_form_keeps_the_picture(db, desk, company):
    answer = desk.post("/console/spaces", data={**typed(company, name=""), "picture": picture()})
    token = kept_picture(answer)
    desk.post("/console/spaces", data={**typed(company), "picture": token})
    assert db.session.query(Space).one().picture_id is not None


def test_the_second_of_two_managers_is_told(desk, space):
    path = f"/console/spaces/{space.id}"
    opened = edition(desk.get(path))
    mine = typed(space.company, name="Mine", edition=opened)
    assert desk.post(path, data=mine).status_code == 303
    theirs = desk.post(path, data=typed(space.company, name="Theirs", edition=opened))
    assert theirs.status_code == 422
    assert "Somebody saved this after you had opened it" in theirs.text
    assert space.name == "Mine"
    again = typed(space.company, name="Theirs", edition=edition(theirs))
    assert desk.post(path, data=again).status_code == 303
    assert space.name == "Theirs"


def test_the_company_stays_while_its_name_does(desk, space, company):
    """Two companies of one name: a form that is only saved again asks for no account."""
    CompanyFactory(name=company.name)
    path = f"/console/spaces/{space.id}"
    assert desk.post(path, data=typed(company, summary="New")).status_code == 303
    assert (space.summary, space.company_id) == ("New", company.id)
    refused = desk.post("/console/spaces", data=typed(company))
    assert "Several companies have this name" in refused.text


@pytest.mark.parametrize("role", ["advocate", "csm"])
def test_others_may_not(space, sign_in_as, role):
    tab = sign_in_as(MemberFactory(roles=() if role == "advocate" else (role,)))
    for page in PAGES:
        assert tab.get(f"/console/spaces/{space.id}{page}").status_code == 403
    for verb in ("publication", "closure", "closure/reversal"):
        assert tab.post(f"/console/spaces/{space.id}/{verb}").status_code == 403
    assert tab.get("/console/spaces").status_code == 403
    assert tab.post("/console/spaces", data=typed()).status_code == 403


def test_what_is_not_there_is_not_found(desk):
    for page in PAGES:
        assert desk.get(f"/console/spaces/999999{page}").status_code == 404


def test_closing_asks_first_and_says_what_it_takes_away(desk, space, member, fill):
    fill(space)
    page = desk.get(f"/console/spaces/{space.id}/closure").text
    assert "1 person may enter now" in page
    assert "Challenges 1, Events 1, Rewards 1, Announcements 1." in page
    assert space.is_open
    space.closed_at = clock.now()
    again = desk.get(f"/console/spaces/{space.id}/closure")
    assert again.location == f"/console/spaces/{space.id}"


def test_a_draft_is_looked_at_before_it_is_published(desk, space, fill):
    space.published_at = None
    fill(space)
    fill(space, "Theirs", audience_id=AudienceFactory().id)
    ChallengeFactory(title="A draft of a challenge", space=space, published_at=None)
    page = desk.get(f"/console/spaces/{space.id}/preview").text
    for kind in ("news", "challenge", "event", "reward"):
        assert f"Inside {kind}" in page
        assert f"Theirs {kind}" in page
    assert "A draft of a challenge" not in page
    assert "Tell me by mail" not in page
    assert desk.get("/spaces/acme").status_code == 404


def test_what_is_in_it_is_counted_and_leads_to_its_form(db, desk, space, fill):
    item = fill(space)
    fill(SpaceFactory(), "Elsewhere")
    page = desk.get(f"/console/spaces/{space.id}/content").text
    assert f'href="/console/news/{item.id}"' in page
    assert "Inside reward" in page
    assert "Elsewhere" not in page
    assert f'href="/console/challenges/new?space={space.id}"' in page
    assert 'aria-label="Rewards: 1"' in desk.get(f"/console/spaces/{space.id}").text


@pytest.mark.parametrize("room", ["challenges", "events", "rewards", "news"])
def test_a_new_thing_begins_in_the_space_that_led_to_it(desk, space, room):
    chosen = f'<option selected value="{space.id}">Acme house</option>'
    assert chosen in desk.get(f"/console/{room}/new?space={space.id}").text
    for nonsense in ("", "?space=999999", "?space=x"):
        assert chosen not in desk.get(f"/console/{room}/new{nonsense}").text


def test_its_words_are_translated(db, desk, space):
    path = f"/console/translations/spaces/{space.id}?language=de"
    assert "Acme house" in desk.get(path).text
    desk.post(path, data={f"spaces-{space.id}-name": "Haus Acme"})
    assert space.said("name", "de") == "Haus Acme"


def test_the_list_of_spaces(db, desk, space):
    alumni = SpaceFactory(company=None, audience_id=AudienceFactory(name="Old hands").id)
    alumni.published_at = None
    page = desk.get("/console/spaces").text
    assert "Acme house" in page
    assert "Old hands" in page
    drafts = desk.get("/console/spaces?state=draft").text
    assert "Acme house" not in drafts
    assert "No space is in this state" in desk.get("/console/spaces?state=closed").text
    few = count_queries(lambda: desk.get("/console/spaces"))
    for _time in range(5):
        SpaceFactory()
    assert count_queries(lambda: desk.get("/console/spaces")) == few


class TestReaders:
    def test_who_has_left_is_not_on_the_list(self, desk, space):
        for name in ("Ada", "Gone", "Quiet"):
            subscribe(space, MemberFactory(company=space.company, given_name=name))
        reader = {row.member.given_name: row.member for row in every_reader(space)}
        end_position(reader["Gone"])
        reader["Quiet"].mail_wanted = False
        page = desk.get(f"/console/spaces/{space.id}/readers").text
        assert "Ada" in page
        assert "Gone" not in page
        assert "Turned off" in page
        assert "1 gets the next one" in page

    def test_it_is_read_in_a_number_of_selects_that_does_not_grow(self, desk, space):
        subscribe(space, MemberFactory(company=space.company))
        path = f"/console/spaces/{space.id}/readers"
        few = count_queries(lambda: desk.get(path))
        for _time in range(6):
            subscribe(space, MemberFactory(company=space.company))
        assert count_queries(lambda: desk.get(path)) == few

    def test_the_download_holds_no_formula(self, desk, space):
        mean = MemberFactory(
            company=space.company, given_name="=HYPERLINK(1)", family_name="X", email="a@b.example"
        )
        gone = MemberFactory(company=space.company)
        subscribe(space, mean)
        subscribe(space, gone)
        end_position(gone)
        file = desk.get(f"/console/spaces/{space.id}/readers.csv")
        assert file.mimetype == "text/csv"
        lines = file.data.decode("utf-8-sig").splitlines()
        assert lines[0] == "Name,E-mail,Company,On the list since,Gets mail"
        assert lines[1].startswith("'=HYPERLINK(1) X,a@b.example,")
        assert len(lines) == 2
        assert f"acme-{clock.today().isoformat()}.csv" in file.headers["Content-Disposition"]


def test_news_is_listed_with_its_space(db, desk, space):
    db.session.add(NewsItem(title="For them", body="x", space=space))
    assert "In the space </span>Acme house" in desk.get("/console/news").text
