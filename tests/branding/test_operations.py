"""Versions: drafted, published, repeated; never changed."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from hub.audit import AuditEntry
from hub.branding.models import BUILT_IN, BrandVersion
from hub.branding.operations import (
    AlreadyPublished,
    AlreadyReplaced,
    Chosen,
    Discarded,
    NoSuchVersion,
    SomebodyPublished,
    discard,
    draft,
    publish,
    restore,
)
from hub.branding.queries import draft_of, history, in_force, number_in_force, open_drafts
from hub.db import db as hub_db
from tests.factories import MemberFactory


def actions() -> list[str]:
    found = select(AuditEntry.action).where(AuditEntry.action.startswith("brand."))
    return list(hub_db.session.scalars(found.order_by(AuditEntry.id)))


class TestDraft:
    def test_nobody_sees_it(self, manager):
        draft(Chosen(name="Acme"), begun_from=BUILT_IN, by=manager)
        assert in_force() is None
        assert actions() == ["brand.drafted"]

    def test_colours_become_a_palette_that_is_kept(self, manager):
        made = draft(Chosen(brand_colour="#ffe000"), begun_from=BUILT_IN, by=manager)
        assert made.palette["dark"]["brand"] == "#ffe000"
        assert draft(Chosen(name="A"), begun_from=BUILT_IN, by=manager).palette is None

    def test_every_open_draft_waits_whatever_its_author_does_next(self, manager, published):
        other = MemberFactory(roles=("manager",))
        for name, by in (("A", manager), ("B", manager), ("C", other)):
            draft(Chosen(name=name), begun_from=BUILT_IN, by=by)
        published(name="Published")
        assert [made.name for made in open_drafts()] == ["C", "B", "A"]
        assert (draft_of(manager).name, draft_of(other).name) == ("B", "C")

    def test_going_on_from_ones_own_draft_replaces_it_and_anothers_stays(self, manager):
        other = MemberFactory(roles=("manager",))
        mine = draft(Chosen(name="Mine"), begun_from=BUILT_IN, by=manager)
        theirs = draft(Chosen(name="Theirs"), begun_from=BUILT_IN, by=other)
        draft(Chosen(name="Mine 2"), begun_from=BUILT_IN, by=manager, instead_of=mine)
        draft(Chosen(name="Mine 3"), begun_from=BUILT_IN, by=manager, instead_of=theirs)
        assert [made.name for made in open_drafts()] == ["Mine 3", "Mine 2", "Theirs"]
        assert mine.discarded_by_id == manager.id


class TestDiscard:
    def test_it_says_who_and_when_and_is_on_record_once(self, manager):
        other = MemberFactory(roles=("manager",))
        made = draft(Chosen(name="A"), begun_from=BUILT_IN, by=manager)
        discard(made, by=other)
        at = made.discarded_at
        discard(made, by=manager)
        assert (made.discarded_by_id, made.discarded_at) == (other.id, at)
        assert open_drafts() == []
        assert actions() == ["brand.drafted", "brand.discarded"]

    def test_it_is_not_published_any_more(self, manager):
        made = draft(Chosen(name="A"), begun_from=BUILT_IN, by=manager)
        discard(made, by=manager)
        with pytest.raises(Discarded):
            publish(made, BUILT_IN, by=manager)
        assert in_force() is None

    def test_what_is_published_is_not_discarded(self, manager, published):
        with pytest.raises(AlreadyPublished):
            discard(published(name="A"), by=manager)


class TestPublish:
    def test_the_newest_number_is_in_force(self, manager, published):
        published(name="One")
        two = published(name="Two")
        assert (in_force(), two.number, two.published_by_id) == (two, 2, manager.id)
        assert [made.number for made in history(None).items] == [2, 1]
        assert actions() == ["brand.drafted", "brand.published"] * 2

    def test_twice_is_once(self, manager, published):
        made = published(name="One")
        at = made.published_at
        publish(made, BUILT_IN, by=manager)
        assert (made.number, made.published_at, number_in_force()) == (1, at, 1)
        assert actions().count("brand.published") == 1

    def test_over_what_somebody_else_published_it_asks_again(self, manager, published):
        mine = draft(Chosen(name="Mine"), begun_from=BUILT_IN, by=manager)
        published(name="Theirs")
        with pytest.raises(SomebodyPublished) as refusal:
            publish(mine, BUILT_IN, by=manager)
        assert refusal.value.newest == 1
        assert in_force().name == "Theirs"
        publish(mine, 1, by=manager)
        assert in_force() is mine

    def test_a_draft_that_was_replaced_is_not_published_again(self, manager, published):
        old = published(name="Old")
        published(name="New")
        with pytest.raises(AlreadyReplaced):
            publish(old, 2, by=manager)


class TestRestore:
    def test_an_earlier_look_comes_back_as_a_new_row(self, manager, published):
        one = published(name="One", brand_colour="#7c3aed", words={"en": {"point": ["a", "b"]}})
        published(name="Two")
        again = restore(1, 2, by=manager)
        assert (again.number, again.repeats, again.name) == (3, 1, "One")
        assert (again.palette, again.words) == (one.palette, one.words)
        assert actions()[-1] == "brand.restored"

    def test_the_look_as_shipped_is_number_nought(self, manager, published):
        published(name="One", mail_footer="Foot")
        again = restore(BUILT_IN, 1, by=manager)
        assert (again.repeats, again.name, again.mail_footer, again.palette) == (
            0,
            None,
            None,
            None,
        )

    def test_twice_is_once(self, manager, published):
        published(name="One")
        published(name="Two")
        restore(1, 2, by=manager)
        assert restore(1, 2, by=manager) is None
        assert restore(3, 3, by=manager) is None
        assert number_in_force() == 3

    def test_it_asks_again_when_somebody_published(self, manager, published):
        published(name="One")
        published(name="Two")
        published(name="Three")
        with pytest.raises(SomebodyPublished):
            restore(1, 2, by=manager)

    def test_there_is_no_version_that_there_is_not(self, manager, published):
        published(name="One")
        with pytest.raises(NoSuchVersion):
            restore(9, 1, by=manager)


class TestRows:
    """What the database itself refuses."""

    @pytest.mark.parametrize(
        "change", ["name = 'Other'", "number = 7", "published_at = now()", "palette = '{}'"]
    )
    def test_a_published_version_never_changes(self, db, published, change):
        made = published(name="One", brand_colour="#7c3aed")
        hub_db.session.flush()
        with pytest.raises(DBAPIError, match="append-only"), hub_db.session.begin_nested():
            hub_db.session.connection().exec_driver_sql(
                f"UPDATE brand_versions SET {change} WHERE id = {made.id}"
            )

    def test_of_a_draft_only_its_publication_changes(self, manager):
        made = draft(Chosen(name="One"), begun_from=BUILT_IN, by=manager)
        made.name = "Two"
        with pytest.raises(DBAPIError, match="append-only"):
            hub_db.session.flush()

    @pytest.mark.parametrize("change", ["name = 'Other'", "discarded_at = NULL", "number = 1"])
    def test_a_discarded_draft_never_changes(self, db, manager, change):
        made = draft(Chosen(name="One"), begun_from=BUILT_IN, by=manager)
        discard(made, by=manager)
        hub_db.session.flush()
        with pytest.raises(DBAPIError, match="append-only"), hub_db.session.begin_nested():
            hub_db.session.connection().exec_driver_sql(
                f"UPDATE brand_versions SET {change} WHERE id = {made.id}"
            )

    def test_nothing_is_deleted(self, manager):
        made = draft(Chosen(name="One"), begun_from=BUILT_IN, by=manager)
        hub_db.session.delete(made)
        with pytest.raises(DBAPIError, match="append-only"):
            hub_db.session.flush()

    @pytest.mark.parametrize(
        "values",
        [
            {"name": ""},
            {"name": "x" * 61},
            {"brand_colour": "red"},
            {"brand_colour": "#7c3aed"},  # without a palette
            {"mail_footer": "x" * 1001},
            {"number": 1},  # without a date
            {"begun_from": -1},
        ],
    )
    def test_no_row_is_made_of_nonsense(self, db, values):
        hub_db.session.add(BrandVersion(**values))
        with pytest.raises(IntegrityError):
            hub_db.session.flush()
