"""The manager's pages of members: finding them and acting on one."""

import io
import json

import pytest
from PIL import Image
from sqlalchemy import event, select

from hub import pictures
from hub.audit import AuditEntry
from hub.members.models import Member, Tombstone
from hub.members.queries.addresses import address, address_for_link, member_signing_in
from hub.outbox import OutboxJob
from tests.factories import AddressFactory, CompanyFactory, MemberFactory, PositionFactory


@pytest.fixture
def manager(db):
    return MemberFactory(given_name="Mona", roles=("manager",))


@pytest.fixture
def admin(db):
    return MemberFactory(given_name="Root", roles=("administrator",))


@pytest.fixture
def ada(db):
    company = CompanyFactory(name="Acme", name_key="acme")
    return MemberFactory(
        given_name="Ada", family_name="Byron", email="ada@acme.example", company=company
    )


@pytest.fixture
def console(sign_in_as, manager):
    return sign_in_as(manager)


@pytest.fixture
def queries(db):
    seen = []

    def note(*args):
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def jobs(db, name):
    return db.session.scalars(select(OutboxJob).where(OutboxJob.name == name)).all()


def actions(db):
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


# Finding -----------------------------------------------------------------------------------------


def test_the_list_finds_by_name_address_and_company(console, ada):
    MemberFactory(given_name="Grace")
    for words in ("byron", "ada acme", "ADA@ACME", "acm byr"):
        page = console.get("/console/members", query_string={"q": words}).text
        assert "Ada Byron" in page
        assert "Grace" not in page
    assert "Nobody like that" in console.get("/console/members?q=nobody%25").text


def test_the_list_is_a_fragment_for_htmx(console, ada, htmx):
    page = console.get("/console/members?q=ada", headers=htmx).text
    assert "<html" not in page
    assert 'id="members"' in page


def test_filters_narrow_the_list(console, ada, manager):
    gone = MemberFactory(given_name="Gone", company=False)
    PositionFactory(member=gone, ended_on=gone.joined_at.date())
    assert "Gone" in console.get("/console/members?standing=alumni").text
    assert "Ada" not in console.get("/console/members?standing=alumni").text
    assert "Gone" not in console.get("/console/members?standing=current").text
    page = console.get("/console/members?role=manager").text
    assert "Mona" in page
    assert "Ada Byron" not in page
    page = console.get(f"/console/members?company={ada.company.id}").text
    assert "Ada Byron" in page
    assert "Mona Example" not in page.split('id="members"')[1]


@pytest.mark.parametrize("path", ["/console/members", "/console/companies"])
def test_lists_cost_the_same_for_3_and_20_rows(console, queries, path):
    for _number in range(3):
        MemberFactory()
    console.get(path)
    queries.clear()
    console.get(path)
    few = len(queries)
    for _number in range(17):
        MemberFactory()
    queries.clear()
    console.get(path)
    assert len(queries) == few


def test_the_export_is_safe_to_open_in_a_spreadsheet(console, ada):
    MemberFactory(given_name="=1+1", family_name="Evil")
    response = console.get("/console/members.csv")
    assert response.mimetype == "text/csv"
    assert "Ada Byron,ada@acme.example,Analyst,Acme,current,advocate" in response.text
    assert "'=1+1 Evil" in response.text


def test_the_page_of_a_member(console, ada):
    page = console.get(f"/console/members/{ada.id}").text
    for text in ("Ada Byron", "Acme", "ada@<wbr>acme.<wbr>example", "Signs in"):
        assert text in page


def test_csms_look_and_advocates_do_not(sign_in_as, ada):
    csm = sign_in_as(MemberFactory(roles=("csm",)))
    assert csm.get("/console/members").status_code == 200
    page = csm.get(f"/console/members/{ada.id}").text
    assert "Deactivate" not in page
    advocate = sign_in_as(ada)
    for path in ("/console/members", f"/console/members/{ada.id}", "/console/members.csv"):
        assert advocate.get(path).status_code == 403
    assert csm.get("/console/members.csv").status_code == 403


def test_what_is_not_there_is_not_found(console, ada):
    assert console.get("/console/members/999999").status_code == 404
    ada.erased_at = ada.joined_at
    assert console.get(f"/console/members/{ada.id}").status_code == 404


# Inviting ----------------------------------------------------------------------------------------


def test_inviting_makes_a_member_and_promises_a_mail(db, console):
    form = {"given_name": " Ada ", "family_name": "", "email": "NEW@x.example"}
    response = console.post("/console/members/invitation", data=form)
    assert response.status_code == 303
    member = address("new@x.example").member
    assert (member.name, [role.name for role in member.roles]) == ("Ada", ["advocate"])
    assert len(jobs(db, "members.mail_invitation")) == 1
    assert "member.invited" in actions(db)


def test_inviting_somebody_who_is_here_says_so_and_keeps_what_was_typed(console, ada):
    form = {"given_name": "Eve", "email": "ada@acme.example"}
    response = console.post("/console/members/invitation", data=form)
    assert response.status_code == 422
    assert "already has this address" in response.text
    assert 'value="Eve"' in response.text


def test_a_second_press_sends_one_more_invitation_not_two(db, console, ada, htmx):
    path = f"/console/members/{ada.id}/invitation"
    response = console.post(path, headers=htmx)
    # The page is told, and fetches what it shows of the member.
    assert response.status_code == 204
    told = json.loads(response.headers["HX-Trigger"])
    assert told["member-changed"]
    assert told["toast"]["text"] == "A new invitation is on its way."
    page = console.get(f"/console/members/{ada.id}", headers=htmx).text
    assert "<html" not in page
    assert 'hx-trigger="member-changed from:document"' in page
    assert console.post(path).status_code == 303
    assert len(jobs(db, "members.mail_invitation")) == 1


def test_nobody_without_an_address_is_invited(db, console):
    nobody = MemberFactory()
    nobody.addresses[0].ended_at = nobody.joined_at
    response = console.post(f"/console/members/{nobody.id}/invitation", follow_redirects=False)
    assert response.status_code == 409
    assert "Add a personal one first" in response.text


def test_whoever_was_stranded_gets_an_address_and_a_link(db, console, ada):
    console.post(f"/console/members/{ada.id}/departure")
    assert ada.email is None
    path = f"/console/members/{ada.id}/addresses"
    assert path in console.get(f"/console/members/{ada.id}").text
    assert console.get(path).status_code == 200
    assert console.post(path, data={"email": "Ada@Home.example"}).status_code == 303
    added = address("ada@home.example")
    assert (added.member_id, added.kind, added.signs_in) == (ada.id, "personal", False)
    assert address_for_link("ada@home.example") == added
    assert actions(db)[-1] == "address.added"
    assert console.post(path, data={"email": "ada@home.example"}).status_code == 303
    assert actions(db)[-1] == "address.added"
    assert actions(db).count("address.added") == 1
    assert console.post(f"/console/members/{ada.id}/invitation").status_code == 303


@pytest.mark.parametrize("email", ["", "nonsense", "ada@acme.example", "other@x.example"])
def test_an_address_that_is_not_theirs_alone_is_refused(db, console, ada, email):
    MemberFactory(email="other@x.example")
    response = console.post(f"/console/members/{ada.id}/addresses", data={"email": email})
    assert response.status_code == 422
    assert len(ada.addresses) == 1


def test_what_another_only_claimed_gives_way(db, console, ada):
    AddressFactory(member=MemberFactory(), email="ada@home.example", kind="claimed")
    path = f"/console/members/{ada.id}/addresses"
    assert console.post(path, data={"email": "ada@home.example"}).status_code == 303
    assert address("ada@home.example").member_id == ada.id


def test_leaving_without_a_personal_address_is_warned_about(db, console, ada):
    path = f"/console/members/{ada.id}/departure"
    assert "can no longer sign in" in console.get(path).text
    AddressFactory(member=ada, email="ada@home.example", kind="personal")
    assert "can no longer sign in" not in console.get(path).text


def test_who_left_without_an_address_cannot_be_invited_until_there_is_one(console, ada):
    member, again = f"/console/members/{ada.id}", "Send an invitation"
    assert again in console.get(member).text
    console.post(f"{member}/departure")
    page = console.get(member).text
    assert "They cannot sign in until you add an address." in page
    assert "There is no address to write to" in page
    assert again not in page
    console.post(f"{member}/addresses", data={"email": "ada@home.example"})
    page = console.get(member).text
    assert "There is no address to write to" not in page
    assert again in page


# Changing jobs -----------------------------------------------------------------------------------


def test_leaving_says_what_will_happen_and_does_it(db, console, ada):
    path = f"/console/members/{ada.id}/departure"
    page = console.get(path).text
    assert f'<h1 dir="auto">Did “Ada Byron” leave “{ada.company.name}”?</h1>' in page
    assert "no longer signs in" in page
    response = console.post(path, data={"personal_email": "Ada@Home.example"})
    assert response.status_code == 303
    assert ada.is_alumni
    assert member_signing_in("ada@acme.example") is None
    assert address("ada@home.example").kind == "personal"
    assert "position.ended" in actions(db)


@pytest.mark.parametrize("email", ["nonsense", "ada@acme.example", "other@x.example"])
def test_a_personal_address_that_cannot_be_changes_nothing(db, console, ada, email):
    MemberFactory(email="other@x.example")
    db.session.commit()
    response = console.post(f"/console/members/{ada.id}/departure", data={"personal_email": email})
    assert response.status_code == 422
    assert f'value="{email}"' in response.text
    assert not ada.is_alumni


def test_leaving_twice_says_that_it_was_done(console, ada):
    path = f"/console/members/{ada.id}/departure"
    console.post(path)
    response = console.post(path)
    assert response.status_code == 409
    assert "no current position" in response.text


def test_a_new_position_ends_the_old_one_and_its_address(db, console, ada):
    CompanyFactory(name="Globex", name_key="globex")
    path = f"/console/members/{ada.id}/position"
    assert "Globex" in console.get(path).text
    form = {"company": " globex ", "title": "Lead", "work_email": "ada@globex.example"}
    assert console.post(path, data=form).status_code == 303
    assert (ada.company.name, ada.position.title, ada.email) == (
        "Globex",
        "Lead",
        "ada@globex.example",
    )
    assert member_signing_in("ada@acme.example") is None
    assert "position.started" in actions(db)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"company": "Nowhere"}, "No company has this name"),
        ({"company": "Twin"}, "Type the account"),
        ({"company": "Acme", "work_email": "new@x.example"}, "works there already"),
        ({"company": "Globex"}, "could no longer sign in"),
        ({"company": "Globex", "work_email": "other@x.example"}, "already has this address"),
    ],
)
def test_a_position_that_cannot_be_says_why(db, console, ada, form, sentence):
    CompanyFactory(name="Globex", name_key="globex")
    CompanyFactory(name="Twin", name_key="twin")
    CompanyFactory(name="Twin", name_key="twin")
    MemberFactory(email="other@x.example")
    db.session.commit()
    response = console.post(f"/console/members/{ada.id}/position", data=form)
    assert response.status_code == 422
    assert sentence in response.text
    assert f'value="{form["company"]}"' in response.text
    assert ada.company.name == "Acme"
    assert member_signing_in("ada@acme.example") == ada


# Standing, roles, erasure ------------------------------------------------------------------------


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
    assert "Deactivate “Ada Byron”?" in page
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
    image = io.BytesIO()
    Image.new("RGB", (40, 40)).save(image, "PNG")
    image.seek(0)
    picture = pictures.save(image)
    ada.picture_id = picture.id
    url = picture.url("avatar")
    console = sign_in_as(admin)
    path = f"/console/members/{ada.id}/erasure"
    page = console.get(path).text
    assert '<h1 dir="auto">Erase “Ada Byron”?</h1>' in page
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
