"""Two managers have the same form open: nobody's words are overwritten unseen."""

import pytest

from tests.factories import (
    ActKindFactory,
    ChallengeFactory,
    CompanyFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
    StepFactory,
    TierFactory,
)
from tests.typed import form_with

OVERTAKEN = "Somebody saved this after you had opened it."


def _challenge():
    step = StepFactory(title="Say it")
    return f"/console/challenges/{step.challenge.id}", "steps-0-title"


def _event():
    return f"/console/events/{EventFactory().id}", "title"


def _reward():
    return f"/console/rewards/{RewardFactory().id}", "title"


def _tier():
    return f"/console/tiers/{TierFactory(benefits=['One', 'Two']).id}", "name"


def _company():
    return f"/console/companies/{CompanyFactory().id}/profile", "name"


def _kind():
    return f"/console/settings/act-kinds/{ActKindFactory().id}", "name"


def _translation():
    challenge = ChallengeFactory()
    address = f"/console/translations/challenges/{challenge.id}?language=de"
    return address, f"challenges-{challenge.id}-title"


@pytest.fixture
def tabs(db, sign_in_as):
    """Two people who may change everything."""
    return [sign_in_as(MemberFactory(roles=("administrator",))) for _ in range(2)]


@pytest.fixture
def news(tabs):
    data = {"title": "Autumn", "body": "One.\n\nTwo."}
    return tabs[0].post("/console/news", data=data).location


FORMS = [_challenge, _event, _reward, _tier, _company, _kind, _translation]


@pytest.mark.parametrize("made", FORMS, ids=lambda made: made.__name__)
def test_the_second_to_save_is_told_and_overwrites_only_knowingly(tabs, made):
    overwritten_only_knowingly(tabs, *made())


def test_neither_is_news_overwritten_unseen(tabs, news):
    overwritten_only_knowingly(tabs, news, "title")


def overwritten_only_knowingly(tabs, address, field):
    nadia, omar = tabs
    hers, his = (form_with(tab.get(address).text, "edition") for tab in tabs)
    hers[field], his[field] = "Hers", "His"
    assert nadia.post(address, data=hers).status_code == 303

    refused = omar.post(address, data=his)
    assert refused.status_code == 422
    assert OVERTAKEN in refused.text
    again = form_with(refused.text, "edition")
    assert again[field] == "His"
    assert form_with(nadia.get(address).text, "edition")[field] == "Hers"

    assert omar.post(address, data=again).status_code == 303
    assert form_with(nadia.get(address).text, "edition")[field] == "His"


@pytest.mark.parametrize("made", FORMS, ids=lambda made: made.__name__)
def test_a_second_press_is_no_second_person(tabs, made):
    address, field = made()
    typed = form_with(tabs[0].get(address).text, "edition") | {field: "Once"}
    assert tabs[0].post(address, data=typed).status_code == 303
    assert tabs[0].post(address, data=typed).status_code == 303


def test_a_mistake_does_not_hide_that_somebody_saved_meanwhile(tabs):
    address, field = _reward()
    hers, his = (form_with(tab.get(address).text, "edition") for tab in tabs)
    tabs[0].post(address, data=hers | {field: "Hers"})
    corrected = form_with(tabs[1].post(address, data=his | {field: ""}).text, "edition")
    assert OVERTAKEN in tabs[1].post(address, data=corrected | {field: "His"}).text


def test_what_comes_back_after_saving_can_be_saved_again(tabs, htmx):
    address, field = _reward()
    typed = form_with(tabs[0].get(address).text, "edition")
    for title in ("First", "Second"):
        saved = tabs[0].post(address, data=typed | {field: title}, headers=htmx)
        assert saved.status_code == 200
        typed = form_with(saved.text, "edition")


def test_publishing_and_a_translation_overtake_nobody(db, tabs):
    reward = RewardFactory(published_at=None)
    address = f"/console/rewards/{reward.id}"
    typed = form_with(tabs[0].get(address).text, "edition")
    tabs[1].post(f"{address}/publication")
    said = {"language": "de", f"rewards-{reward.id}-title": "Tasse"}
    tabs[1].post(f"/console/translations/rewards/{reward.id}", data=said)
    assert tabs[0].post(address, data=typed | {"title": "A mug"}).status_code == 303


def test_a_script_that_sends_no_edition_just_saves(tabs):
    address, field = _company()
    assert tabs[0].post(address, data={field: "Ours"}).status_code == 303
