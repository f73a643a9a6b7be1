"""Who may come in and with which roles, and who is forgotten."""

import pytest
from sqlalchemy import select

from hub import pictures
from hub.audit import AuditEntry
from hub.members.models import Member, Tombstone
from hub.members.queries.addresses import address, member_signing_in
from tests.factories import AddressFactory, CompanyFactory
from tests.members.recorded import actions
from tests.pictures import picture_file


def test_deactivating_ends_sessions_and_can_be_undone(db, console, sign_in_as, ada, htmx):
    hers = sign_in_as(ada)
    console.post(f"/console/members/{ada.id}/deactivation", headers=htmx)
    page = console.get(f"/console/members/{ada.id}", headers=htmx).text
    assert "Deactivated: this member cannot sign in" in page
    assert "<html" not in page
    assert hers.get("/notifications").status_code in (302, 303)
    assert member_signing_in("ada@acme.example") is None
    assert console.post(f"/console/members/{ada.id}/reactivation").status_code == 303
    assert member_signing_in("ada@acme.example") == ada
    assert actions(db)[-2:] == ["member.deactivated", "member.reactivated"]


def test_deactivating_is_asked_about_first(console, ada):
    path = f"/console/members/{ada.id}/deactivation"
    member = console.get(f"/console/members/{ada.id}").text
    assert f'href="{path}"' in member
    assert f'action="{path}"' not in member
    page = console.get(path).text
    assert "Deactivate Ada Byron?" in page
    assert f'action="{path}"' in page
    assert ada.deactivated_at is None
    assert console.post(path).status_code == 303
    assert ada.deactivated_at is not None
    # Asked again there is nothing left to do.
    assert console.get(path).location == f"/console/members/{ada.id}"


def test_managers_do_not_touch_themselves_or_administrators(db, console, manager, admin):
    """Who could give an administrator another address could sign in as one."""
    db.session.commit()
    assert console.post(f"/console/members/{manager.id}/deactivation").status_code == 403
    for noun in ("deactivation", "departure", "invitation", "addresses"):
        form = {"email": "mine@x.example"}
        assert console.post(f"/console/members/{admin.id}/{noun}", data=form).status_code == 403
    CompanyFactory(name="Globex", name_key="globex")
    form = {"company": "Globex", "work_email": "mine@x.example"}
    assert console.post(f"/console/members/{admin.id}/position", data=form).status_code == 403
    assert admin.active
    assert address("mine@x.example") is None


def test_administrators_give_and_take_roles(db, sign_in_as, admin, ada, htmx):
    console = sign_in_as(admin)
    response = console.post(f"/console/members/{ada.id}/roles", data={"role": "csm"}, headers=htmx)
    assert "<html" not in response.text
    assert {role.name for role in ada.roles} == {"advocate", "csm"}
    path = f"/console/members/{ada.id}/roles/revocation"
    assert console.post(path, data={"role": "csm"}).status_code == 303
    assert {role.name for role in ada.roles} == {"advocate"}
    assert console.post(path, data={"role": "advocate"}).status_code == 422
    assert console.post(f"/console/members/{ada.id}/roles").status_code == 422
    own = f"/console/members/{admin.id}/roles/revocation"
    assert console.post(own, data={"role": "administrator"}).status_code == 403
    assert actions(db)[-2:] == ["role.granted", "role.revoked"]


def test_managers_give_no_roles_and_erase_nobody(console, ada):
    path = f"/console/members/{ada.id}/roles"
    assert console.post(path, data={"role": "manager"}).status_code == 403
    assert console.post(f"{path}/revocation", data={"role": "csm"}).status_code == 403
    assert console.get(f"/console/members/{ada.id}/erasure").status_code == 403
    assert console.post(f"/console/members/{ada.id}/erasure").status_code == 403


def test_erasing_wants_the_name_and_leaves_a_tombstone(db, sign_in_as, admin, ada):
    AddressFactory(member=ada, email="ada@home.example", kind="personal")
    picture = pictures.save(picture_file(), "portrait")
    ada.picture_id = picture.id
    url = picture.url("avatar")
    console = sign_in_as(admin)
    path = f"/console/members/{ada.id}/erasure"
    page = console.get(path).text
    assert '<h1 dir="auto">Erase Ada Byron?</h1>' in page
    assert "cannot be undone" in page
    response = console.post(path, data={"name": "Ada"})
    assert response.status_code == 422
    assert 'value="Ada"' in response.text
    assert console.post(path, data={"name": "Ada Byron"}).status_code == 303
    assert db.session.get(Member, ada.id).name == "Former member"
    assert len(db.session.scalars(select(Tombstone)).all()) == 2
    assert address("ada@acme.example") is None
    assert console.get(url).status_code == 404
    own = f"/console/members/{admin.id}/erasure"
    assert console.post(own, data={"name": admin.name}).status_code == 403


def test_the_trail_of_a_member_names_nobody_but_the_actor(db, console, ada):
    console.post(f"/console/members/{ada.id}/deactivation")
    for entry in db.session.scalars(select(AuditEntry)):
        assert "ada" not in str((entry.before, entry.after)).lower()


@pytest.mark.parametrize(
    "noun",
    ["invitation", "addresses", "departure", "position", "deactivation", "reactivation", "roles"],
)
def test_advocates_change_nobody(sign_in_as, ada, noun):
    response = sign_in_as(ada).post(f"/console/members/{ada.id}/{noun}")
    assert response.status_code == 403
