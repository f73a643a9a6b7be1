"""What nothing shows goes after a week, and nothing else does."""

from datetime import timedelta

import pytest

from hub import clock
from hub.abandoned import forget_pictures, references
from hub.branding.jobs import prune_pictures
from hub.branding.models import BUILT_IN, BrandPicture, BrandVersion
from hub.branding.operations import Chosen, discard, draft, publish, restore
from hub.branding.pictures import save as save_for_brand
from hub.db import db as hub_db
from hub.files import files
from hub.pictures import Picture, save
from tests.branding.conftest import picture
from tests.factories import ChallengeFactory, EventFactory, MemberFactory, RewardFactory
from tests.pictures import picture_file


def uploaded(days: int) -> Picture:
    with clock.travel(clock.now() - timedelta(days=days)):
        return save(picture_file(), "cover")


def stored(row: Picture | BrandPicture) -> bool:
    return any(files()._fs.exists(files()._path(key)) for key in row.every_key())


def test_only_what_is_old_and_shown_nowhere_goes(db):
    shown = [uploaded(30) for _owner in range(4)]
    for factory, row in zip(
        (ChallengeFactory, EventFactory, MemberFactory, RewardFactory), shown, strict=True
    ):
        factory(picture_id=row.id)
    fresh, old = uploaded(6), uploaded(8)
    hub_db.session.flush()
    gone = Picture(id=old.id)
    assert forget_pictures(Picture) == 1
    assert forget_pictures(Picture) == 0
    assert not stored(gone)
    assert all(stored(row) for row in (*shown, fresh))
    assert hub_db.session.get(Picture, gone.id) is None


def test_every_table_with_pictures_is_asked(app):
    tables = {column.table.name for column in references(Picture)}
    assert tables >= {"challenges", "events", "members", "rewards", "submissions"}
    assert {column.name for column in references(BrandPicture)} == {
        "logo_id",
        "favicon_id",
        "hero_id",
    }


class TestBrand:
    @pytest.fixture
    def looks(self, db) -> dict[str, BrandVersion]:
        manager = MemberFactory(roles=("manager",))

        def drafted(name: str) -> BrandVersion:
            logo = save_for_brand("logo", picture())
            return draft(Chosen(name=name), [logo], begun_from=BUILT_IN, by=manager)

        with clock.travel(clock.now() - timedelta(days=30)):
            made = {name: drafted(name) for name in ("published", "open", "discarded", "lately")}
            publish(made["published"], BUILT_IN, by=manager)
            restore(BUILT_IN, 1, by=manager)
            discard(made["discarded"], by=manager)
        discard(made["lately"], by=manager)
        hub_db.session.flush()
        return made

    def test_what_can_come_back_keeps_its_pictures(self, looks):
        ids = {name: look.logo_id for name, look in looks.items()}
        gone = BrandPicture(id=ids["discarded"])
        for _night in range(2):
            prune_pictures()
        hub_db.session.expire_all()
        assert looks["discarded"].logo_id is None
        assert not stored(gone)
        for name in ("published", "open", "lately"):
            assert looks[name].logo_id == ids[name]
            assert stored(hub_db.session.get_one(BrandPicture, ids[name]))
