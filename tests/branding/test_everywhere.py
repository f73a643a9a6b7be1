"""The name, the words and the foot, in every place that has them."""

import pytest
from flask import g
from sqlalchemy.exc import OperationalError

from hub.audit import record
from hub.branding.look import Look, look
from hub.mail import send
from hub.members.models import Member
from tests.factories import ChallengeFactory, EventFactory, MemberFactory
from tests.mailbox import mails_to, text_of


@pytest.fixture
def branded(published):
    return published(
        name="Acme <Circle>",
        brand_colour="#ffe000",
        mail_footer="Acme & Sons\nHarbour Road 1",
        words={"en": {"point": ["star", "stars"]}, "de": {"point": ["Stern", "Sterne"]}},
    )


@pytest.mark.parametrize("path", ["/", "/challenges", "/rewards", "/console", "/no-such-page"])
def test_the_name_stands_on_every_page(console, branded, path):
    page = console.get(path).text
    assert "· Acme &lt;Circle&gt;</title>" in page
    assert "The hub" not in page


def test_the_usual_name_stays_where_nobody_gave_another(client, db):
    assert "· The hub</title>" in client.get("/sign-in").text


class TestMail:
    @pytest.fixture
    def message(self, app, branded):
        member = MemberFactory(given_name="Ada")
        with app.test_request_context():
            send(
                member.email, "Hello", "members/sign_in", member=member, link="https://a.example/x"
            )
        return mails_to(app, member.email)[0]

    def test_the_foot_stands_in_both_parts(self, message):
        html = message.get_body(("html",)).get_content()
        assert text_of(message).endswith("-- \nAcme & Sons\nHarbour Road 1\n")
        assert "Acme &amp; Sons<br>Harbour Road 1" in html

    def test_name_and_colours_are_the_brands(self, message):
        html = message.get_body(("html",)).get_content()
        assert "Acme &lt;Circle&gt;" in html
        # The colour as it can be read, not as it was chosen.
        assert "#7d6a00" in html
        assert "#ffe000" not in html
        assert "{{" not in html

    def test_the_sender_is_called_as_the_brand_is(self, message):
        assert message["From"] == '"Acme <Circle>" <hub@localhost>'

    @pytest.mark.parametrize(
        ("sender", "said"),
        [
            ("hub@a.example", "Acme <hub@a.example>"),
            ("Our hub <hub@a.example>", "Acme <hub@a.example>"),
            ("Ada of Acme <hub@a.example>", "Ada of Acme <hub@a.example>"),
        ],
    )
    def test_a_sender_with_a_name_of_its_own_keeps_it(self, make_app, sender, said):
        app = make_app(name="Our hub", mail_sender=sender)
        with app.test_request_context():
            g.hub_look = Look(name="Acme")
            member = Member(given_name="Ada", family_name="")
            send("a@b.example", "Hello", "members/sign_in", member=member, link="https://a.example")
            assert mails_to(app, "a@b.example")[-1]["From"] == said

    def test_without_a_brand_there_is_no_foot(self, app, db):
        member = MemberFactory()
        with app.test_request_context():
            send(
                member.email, "Hello", "members/sign_in", member=member, link="https://a.example/x"
            )
        message = mails_to(app, member.email)[0]
        assert "--" not in text_of(message)
        assert "background: #1f4d43" in message.get_body(("html",)).get_content()


def test_a_calendar_file_says_where_it_comes_from(console, branded):
    event = EventFactory()
    text = console.get(f"/events/{event.id}/event.ics").text.replace("\r\n ", "")
    assert "Acme <Circle>: http" in text


def test_words_follow_the_readers_language(sign_in_as, branded):
    assert "Deine Sterne" in sign_in_as(MemberFactory(locale="de")).get("/me/points").text
    assert "Your stars" in sign_in_as(MemberFactory(locale="en")).get("/me/points").text


def test_what_people_wrote_stays(sign_in_as, branded):
    member = MemberFactory(given_name="Points", family_name="Challenge")
    page = sign_in_as(member).get("/me").text
    assert "Points Challenge" in page


def test_the_log_names_what_it_is_about_by_the_vendors_words(console, manager, published):
    published(name="A", words={"en": {"challenge": ["quest", "quests"]}})
    record(manager, "challenge.published", ChallengeFactory(), after={"points": 5})
    page = console.get("/console/audit").text
    assert "Quest published" in page
    assert "Quest no." in page
    assert "Challenge published" not in page


def test_addresses_stay(console, branded):
    assert 'href="/me/points"' in console.get("/").text


def test_a_broken_database_does_not_take_the_look_along(app, db, monkeypatch):
    """The page that tells of it is drawn as we ship it."""

    def broken(*_args, **_kwargs):
        raise OperationalError("select", {}, Exception("gone"))

    with app.test_request_context():
        monkeypatch.setattr("hub.branding.look.db.session.execute", broken)
        assert look().id == 0
