"""What managers wrote, said in other languages."""

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from hub.audit import AuditEntry
from hub.db import Base
from hub.translatable import Translatable, mark
from hub.translating.manage import KINDS
from tests.factories import (
    ActKindFactory,
    ChallengeFactory,
    ChapterFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
    StepFactory,
    TierFactory,
)


@pytest.fixture
def manager(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


@pytest.fixture
def challenge(db):
    return ChallengeFactory(title="Say hello", summary="Be seen.", description="Two sentences.")


def address(challenge):
    return f"/console/translations/challenges/{challenge.id}"


def words(challenge, **said):
    fields = {f"challenges-{challenge.id}-{column}": text for column, text in said.items()}
    return {"language": "de", **fields}


def test_a_member_reads_it_in_their_language_and_the_rest_in_the_original(
    db, manager, challenge, sign_in_as
):
    answer = manager.post(address(challenge), data=words(challenge, title="Sag Hallo"))
    assert (answer.status_code, answer.location) == (303, f"{address(challenge)}?language=de")
    page = sign_in_as(MemberFactory(locale="de")).get(f"/challenges/{challenge.id}").text
    assert '<h1 dir="auto">Sag Hallo</h1>' in page
    assert "Two sentences." in page
    other = sign_in_as(MemberFactory(locale="es")).get(f"/challenges/{challenge.id}").text
    assert '<h1 dir="auto">Say hello</h1>' in other


def test_the_form_shows_what_is_kept_and_says_what_is_out_of_date(db, manager, challenge):
    manager.post(address(challenge), data=words(challenge, title="Sag Hallo"))
    page = manager.get(f"{address(challenge)}?language=de").text
    assert 'value="Sag Hallo"' in page
    assert "The original has changed since" not in page
    challenge.title = "Say hello to everyone"
    db.session.flush()
    assert "The original has changed since" in manager.get(f"{address(challenge)}?language=de").text
    # Saved as it was, it is still out of date; said anew, it is not.
    manager.post(address(challenge), data=words(challenge, title="Sag Hallo"))
    assert challenge.outdated("title", "de")
    manager.post(address(challenge), data=words(challenge, title="Sag allen Hallo"))
    assert not challenge.outdated("title", "de")


def test_what_is_emptied_falls_back(db, manager, challenge):
    manager.post(address(challenge), data=words(challenge, title="Sag Hallo"))
    manager.post(address(challenge), data=words(challenge, title=""))
    assert challenge.translations == {}
    assert challenge.said("title", "de") == "Say hello"


def test_steps_are_on_the_same_page(db, manager, challenge):
    step = StepFactory(challenge=challenge, title="Write")
    manager.post(address(challenge), data={"language": "de", f"steps-{step.id}-title": "Schreib"})
    assert step.said("title", "de") == "Schreib"


def test_a_list_stays_a_list(db, manager):
    tier = TierFactory(benefits=["Coffee", "Cake"])
    name = f"tiers-{tier.id}-benefits"
    manager.post(
        f"/console/translations/tiers/{tier.id}",
        data={"language": "de", name: " Kaffee \n\nKuchen"},
    )
    assert tier.said("benefits", "de") == ["Kaffee", "Kuchen"]


def test_it_is_on_record_once(db, manager, challenge):
    for _again in range(2):
        manager.post(address(challenge), data=words(challenge, title="Sag Hallo"))
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "content.translated")
    ).one()
    assert entry.after["translations"]["de"]["title"]["words"] == "Sag Hallo"


def test_too_much_is_refused_and_nothing_typed_is_lost(db, manager, challenge):
    answer = manager.post(
        address(challenge), data=words(challenge, title="Hallo " * 200, summary="Zeig dich.")
    )
    assert answer.status_code == 422
    assert "Shorten it." in answer.text
    assert "Zeig dich." in answer.text
    assert challenge.translations == {}


@pytest.mark.parametrize(
    "path", ["/console/translations/members/1", "/console/translations/rewards/999999"]
)
def test_what_is_not_there_cannot_be_translated(db, manager, path):
    assert manager.get(path).status_code == 404


def test_markup_in_a_translation_is_only_text(db, manager, challenge, sign_in_as):
    manager.post(address(challenge), data=words(challenge, title="<script>alert(1)</script>"))
    page = sign_in_as(MemberFactory(locale="de")).get(f"/challenges/{challenge.id}").text
    assert "<script>alert" not in page


def test_what_is_shared_says_so_and_originals_keep_their_lines(db, manager):
    event = EventFactory(description="One.\n\n- two\n- three", chapter=ChapterFactory())
    page = manager.get(f"/console/translations/events/{event.id}?language=en").text
    assert "Used wherever the chapter is named" in page
    assert "Original: \nOne.\n\n- two\n- three" in page
    assert "Did you write the original in English?" in page


def test_the_manage_page_leads_there(db, manager):
    reward = RewardFactory()
    page = manager.get(f"/console/rewards/{reward.id}").text
    assert f'href="/console/translations/rewards/{reward.id}"' in page


def test_kinds_of_acts_are_called_something_in_other_languages_too(db, manager):
    kind = ActKindFactory(name="Keynote")
    there = f"/console/translations/act-kinds/{kind.id}"
    assert f'href="{there}"' in manager.get(f"/console/settings/act-kinds/{kind.id}").text
    answer = manager.post(there, data={"language": "de", f"act_kinds-{kind.id}-name": "Festrede"})
    assert answer.status_code == 303
    assert kind.said("name", "de") == "Festrede"


def test_all_that_can_be_said_in_other_languages_has_its_page():
    shown = {kind.model for kind in KINDS.values()}
    for kind in KINDS.values():
        relations = inspect(kind.model).relationships
        shown |= {relations[part].mapper.class_ for part in kind.parts}
    every = {mapper.class_ for mapper in Base.registry.mappers}
    assert {one for one in every if issubclass(one, Translatable)} == shown


def test_the_database_keeps_only_objects(db, challenge):
    challenge.translations = []
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.flush()


def test_a_mark_tells_texts_apart():
    assert mark("Hello") == mark("Hello")
    assert len({mark("Hello"), mark("Hello "), mark(["Hello"])}) == 3
