"""What the programme stands on: tiers, badges, kinds of acts, companies, chapters, staff."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from hub import clock
from hub.advocacy.models import ActKind
from hub.db import db
from hub.demo.data_files import read
from hub.demo.world import LAUNCH, Person, World
from hub.events.models import Chapter, ChapterLeader
from hub.home.operations import profile
from hub.ledger.models import Badge, Tier
from hub.members.models import Company, Member
from hub.members.operations.people import add_member, grant_role

# Chapters that opened later than the programme.
_OPENED = {"tokyo": -71.0, "bengaluru": -142.0, "berlin": -290.0}


def lay(world: World) -> None:
    """Everything that has to be there before the first member joins."""
    with clock.travel(world.day(LAUNCH - 1)):
        _lay_standings(world)
        for row in read("companies"):
            world.companies[row["account_id"]] = _company(world, row)
        db.session.flush()
        for row in read("people")["staff"]:
            world.staff[row["email"]] = _colleague(world, row)


def _lay_standings(world: World) -> None:
    data = read("programme")
    for row in data["tiers"]:
        db.session.add(Tier(**_without_slug(row)))
    for row in data["badges"]:
        world.badges[row["slug"]] = Badge(**row)
    # A new hub has the usual kinds of acts; the programme adds its own.
    world.act_kinds.update({kind.slug: kind for kind in db.session.scalars(select(ActKind))})
    for row in data["act_kinds"]:
        world.act_kinds[row["slug"]] = ActKind(**row)
    db.session.add_all([*world.badges.values(), *world.act_kinds.values()])
    db.session.flush()


def _without_slug(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "slug"}


def _company(world: World, row: dict[str, Any]) -> Company:
    company = Company(
        account_id=row["account_id"],
        name=row["name"],
        name_key=Company.key_of(row["name"]),
        domains=[row["domain"]],
        industry=row["industry"],
        segment=row["segment"],
        region=row["region"],
        country=row["country"],
        csm_email=row["csm"],
        customer_since=world.date(row["customer_since_days"]),
        first_value_on=world.date(row["first_value_days"]),
        in_crisis_until=world.date(row["crisis_days"]),
    )
    db.session.add(company)
    return company


def _colleague(world: World, row: dict[str, Any]) -> Member:
    member = add_member(email=row["email"], given_name=row["given"], family_name=row["family"])
    grant_role(member, row["role"], by=None)
    profile.describe(member, details(row["given"], row["family"], row), by=member)
    picture = world.studio.picture(f"portrait-{row['email']}")
    profile.show_picture(member, picture, by=member)
    return member


def details(
    given: str,
    family: str,
    about: dict[str, Any],
    *,
    on_boards: bool = True,
    findable: bool = True,
) -> profile.Details:
    """A profile as its owner fills it in."""
    return profile.Details(
        given_name=given,
        family_name=family,
        city=about["city"],
        country=about["country"],
        bio=about["bio"],
        locale=None,
        timezone=about["timezone"],
        mail_wanted=True,
        on_boards=on_boards,
        findable=findable,
    )


def open_chapters(world: World) -> None:
    """Let each chapter open on its day, with its leader."""
    for row in read("chapters"):
        leader = world.person(row["leader"])
        opens = world.day(_OPENED.get(row["slug"], LAUNCH + 1))
        world.timeline.at(
            max(opens, leader.joins + timedelta(hours=2)),
            _open_chapter,
            world,
            row,
            leader,
        )


def _open_chapter(world: World, row: dict[str, Any], leader: Person) -> None:
    chapter = Chapter(
        **{name: row[name] for name in ("slug", "name", "city", "country", "timezone")},
        description=row["description"].strip(),
    )
    db.session.add(chapter)
    db.session.flush()
    db.session.add(ChapterLeader(chapter_id=chapter.id, member_id=leader.member.id))
    grant_role(leader.member, "chapter leader", by=world.manager)
    world.chapters[row["slug"]] = chapter
