"""Events as a calendar of a month."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hub import clock
from hub.events.month import after, month, month_asked
from tests.factories import ChapterFactory, EventFactory, MemberFactory
from tests.queries import count_queries

TODAY = date(2026, 11, 25)


@pytest.fixture
def client(db, sign_in_as):
    return sign_in_as(MemberFactory())


def event(starts, **values):
    return EventFactory(
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        published_at=starts - timedelta(days=30),
        **values,
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-02", date(2026, 2, 1)),
        ("2027-12", date(2027, 12, 1)),
        (None, date(2026, 11, 1)),
        ("", date(2026, 11, 1)),
        ("2026-13", None),
        ("0000-01", None),
        ("９９９９-01", None),
        ("2026-01' OR 1=1", None),
    ],
)
def test_which_month_is_asked(text, first):
    assert month_asked(text, TODAY) == first


@pytest.mark.parametrize(("weekday", "start"), [(0, date(2026, 10, 26)), (6, date(2026, 11, 1))])
def test_weeks_are_whole_and_begin_as_the_reader_counts_them(weekday, start):
    made = month(date(2026, 11, 1), [], weekday)
    assert made.weeks[0][0].date == start
    assert {len(week) for week in made.weeks} == {7}
    inside = [day.date.day for week in made.weeks for day in week if day.inside]
    assert inside == list(range(1, 31))
    assert (made.previous, made.next) == (date(2026, 10, 1), date(2026, 12, 1))


def test_after_december_comes_january():
    assert after(date(2026, 12, 1)) == date(2027, 1, 1)


def test_an_event_stands_on_its_own_day_where_it_takes_place(client):
    event(datetime(2027, 1, 31, 22, tzinfo=UTC), title="Late in Tokyo", timezone="Asia/Tokyo")
    event(datetime(2027, 2, 1, 3, tzinfo=UTC), title="Early in Denver", timezone="America/Denver")
    january = client.get("/events?when=month&month=2027-01").text
    february = client.get("/events?when=month&month=2027-02").text
    assert 'id="day-2027-01-31"' in january
    assert "Early in Denver" in january
    assert "Late in Tokyo" not in january
    assert "Late in Tokyo" in february
    assert "Early in Denver" not in february


def test_drafts_and_other_chapters_are_left_out(client):
    first = datetime(2027, 3, 10, 12, tzinfo=UTC)
    here, there = ChapterFactory(), ChapterFactory()
    event(first, title="Ours", chapter=here)
    event(first, title="Theirs", chapter=there)
    EventFactory(
        title="Secret",
        chapter=here,
        starts_at=first,
        ends_at=first + timedelta(hours=1),
        published_at=None,
    )
    page = client.get(f"/events?when=month&month=2027-03&chapter={here.slug}").text
    assert "Ours" in page
    assert "Theirs" not in page
    assert "Secret" not in page


def test_what_is_no_month_is_not_found(client):
    assert client.get("/events?when=month&month=2026-13").status_code == 404


def test_another_month_has_a_way_to_today(client):
    assert "To today" not in client.get("/events?when=month").text
    page = client.get("/events?when=month&month=2031-05").text
    assert '<a class="small" href="/events?when=month">To today</a>' in page


def test_an_empty_month_says_so_and_leads_on(client):
    page = client.get("/events?when=month&month=2031-05").text
    assert "Nothing in this month" in page
    assert "month=2031-04" in page
    assert "month=2031-06" in page


@pytest.mark.parametrize(
    ("locale", "day"),
    [("en", "Monday"), ("de", "Montag"), ("ja", "日曜日"), ("ar", "Monday")],
)
def test_the_week_begins_as_it_does_where_the_language_is_spoken(db, sign_in_as, locale, day):
    page = sign_in_as(MemberFactory(locale=locale)).get("/events?when=month").text
    assert page.index("<abbr") == page.index(f'<abbr title="{day}"')


def test_a_full_month_asks_no_more_of_the_database(client):
    def page():
        return client.get("/events?when=month&month=2027-04")

    event(datetime(2027, 4, 2, 12, tzinfo=UTC), chapter=ChapterFactory())
    before = count_queries(page)
    for day in range(3, 20):
        event(datetime(2027, 4, day, 12, tzinfo=UTC), chapter=ChapterFactory())
    assert count_queries(page) == before


def test_today_is_marked(client):
    with clock.travel(datetime(2027, 6, 9, 12, tzinfo=UTC)):
        assert 'aria-current="date"' in client.get("/events?when=month").text
