"""Whatever is typed into whichever form, the answer is a sentence and never a fault."""

import html
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from hub.db import db as hub_db
from tests.authorization.world import World
from tests.factories import MemberFactory

VALUES = {
    "white space": "   ",
    "negative": "-1",
    "beyond all numbers": "9" * 30,
    "very long": "x" * 300_000,
    "a zero byte": "a\x00b",
    "other digits": "１２",
}
LISTS = [
    "/challenges?q={0}&kind={0}",
    "/events?chapter={0}&when={0}",
    "/rewards?show={0}",
    "/me/points?page={0}",
    "/search?q={0}&in={0}&page={0}",
    "/console/search?q={0}&in=members&page={0}",
    "/console/members?q={0}&role={0}&standing={0}",
    "/console/companies?q={0}",
    "/console/audit?kind={0}&subject={0}&actor={0}&action={0}",
    "/console/reviews?challenge={0}",
    "/console/redemptions?state={0}",
    "/console/jobs?state={0}&page={0}",
]


def pages(world: World) -> list[str]:
    """Pages with forms that take words."""
    whose = "other's"
    other = world.people[whose].id
    return [
        "/me/profile",
        "/me/addresses",
        f"/rewards/{world.reward.id}/redeem",
        "/console/challenges/new",
        f"/console/challenges/{world.challenge.id}",
        "/console/rewards/new",
        f"/console/rewards/{world.reward.id}",
        "/console/events/new",
        f"/console/events/{world.event.id}",
        "/console/news/new",
        "/console/tiers/new",
        f"/console/tiers/{world.tier.id}",
        "/console/members/invitation",
        f"/console/members/{other}/addresses",
        f"/console/members/{other}/departure",
        f"/console/members/{other}/position",
        f"/console/companies/{world.company.id}/profile",
        f"/console/reviews/{world.attempts[whose].id}",
        f"/console/redemptions/{world.redemptions[whose].id}",
    ]


def fillings(form: str, value: str) -> Iterator[dict[str, str]]:
    """The form as it stands with the value in all fields, and in each of them alone."""
    fields = re.findall(r"<(?:input|textarea|select)\b[^>]*>", form)
    named = {name: field for field in fields if (name := attribute(field, "name"))}
    named.pop("csrf_token", None)
    yield dict.fromkeys(named, value)
    as_it_is = {name: attribute(field, "value") or "5" for name, field in named.items()}
    for name in named:
        yield as_it_is | {name: value}


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else ""


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_no_form_and_no_list_fails(app, db, sign_in_as, monkeypatch, value):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(app, "testing", False)
    me = MemberFactory(roles=("administrator",))
    world = World(app, me, MemberFactory())
    client = sign_in_as(me)
    requests = [("get", path.format(quote(value[:2000])), {}) for path in LISTS]
    for path in pages(world):
        page = client.get(path)
        assert page.status_code == 200, path
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page.text, re.S):
            action = attribute(form[: form.index(">")], "action")
            if action != "/sign-out":
                requests += [("post", action, data) for data in fillings(form, value)]
    assert len(requests) > 100
    db.session.commit()
    connection = hub_db.engines[None]
    failed = []
    for method, path, data in requests:
        before = connection.begin_nested()
        code = client.open(path, method=method, data=data).status_code
        db.session.close()
        before.rollback()
        if code >= 500:
            failed.append(f"{method} {path[:80]} {sorted(data)[:4]}: {code}")
    assert not failed, "\n".join(["", *failed])


HUGE = 2**64


@pytest.mark.parametrize(
    "query",
    [
        f"/console/audit?actor={HUGE}",
        f"/console/audit?subject={HUGE}",
        f"/console/members?company={HUGE}",
        f"/console/reviews?challenge=-{HUGE}",
    ],
)
def test_a_number_too_large_for_any_row_finds_nothing(sign_in_as, query):
    assert sign_in_as(MemberFactory(roles=("administrator",))).get(query).status_code == 200
