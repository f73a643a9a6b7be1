"""The pictures of a list."""

from hub.pictures import Picture
from tests.factories import ChallengeFactory, MemberFactory


def test_only_the_first_card_of_a_page_is_not_waited_with(db, sign_in_as):
    for number in range(3):
        drawn = Picture(width=640, height=360)
        db.session.add(drawn)
        ChallengeFactory(title=f"Challenge {number}", picture=drawn)
    page = sign_in_as(MemberFactory()).get("/challenges").text
    cards = page[page.index("<main") :]
    assert cards.count('fetchpriority="high"') == 1
    assert cards.count('loading="lazy"') == 2
