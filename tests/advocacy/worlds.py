"""Small made-up programmes, by the dozen: companies and members in every state a guard looks at."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from hypothesis import strategies as st
from sqlalchemy import insert

from hub import clock
from hub.advocacy.judging import Wanted
from hub.advocacy.models import RULES, Act, ActKind, Ask, AskOptOut, AskPause
from hub.advocacy.queries import rules
from hub.db import db
from hub.members.models import Company, Crisis, Member, Position

# Few values, so that the edges of every window and budget below are met again and again.
days = st.integers(-4, 2)
past = st.integers(-6, 0)
amounts = st.integers(0, 3)
# (day, weight or value, of the kind in question, still open or not taken back)
rows = st.lists(st.tuples(past, amounts, st.booleans(), st.booleans()), max_size=3)


@dataclass(frozen=True)
class World:
    companies: list[tuple]
    members: list[tuple]
    kind: tuple[int, int, int]
    rules: dict[str, bool | int]


companies = st.tuples(
    st.none() | st.integers(-3, 2),  # first value
    st.none() | days,  # what the CRM calls a crisis
    st.lists(past, max_size=2),  # crises that ended
    st.integers(0, 9).map(lambda n: n == 0),  # one that is open
)
members = st.tuples(
    st.none() | st.integers(0, 2),  # which company
    st.none() | days,  # a break
    st.integers(0, 9).map(lambda n: n == 0),  # unwanted
    rows,  # asks
    rows,  # acts, of which those that stand are deposits and withdrawals by turns
)
worlds = st.builds(
    World,
    companies=st.lists(companies, min_size=3, max_size=3),
    members=st.lists(members, min_size=8, max_size=12),
    kind=st.tuples(amounts, amounts, st.integers(0, 5)),
    rules=st.fixed_dictionaries(
        {f"{rule}_on": st.booleans() for rule in RULES}
        | {
            "crisis_days": st.integers(0, 3),
            "window_days": st.integers(1, 5),
            "member_budget": st.integers(0, 6),
            "company_budget": st.integers(0, 15),
            "bank_floor": st.integers(-5, 1),
        }
    ),
)


def settle(world: World) -> Wanted:
    """Put the world into the database, with its rules. Returns the ask that is wanted."""
    weight, value, gap_days = world.kind
    directions = {"this": "withdrawal", "other": "withdrawal", "given": "deposit"}
    made = _ids(ActKind, [
        {"slug": name, "name": name, "direction": direction, "value": value, "weight": weight,
         "gap_days": gap_days}
        for name, direction in directions.items()
    ])  # fmt: skip
    kinds = dict(zip(directions, made, strict=True))
    there = _ids(Company, [_company(at, one) for at, one in enumerate(world.companies)])
    people = _ids(Member, [{"fs_uniquifier": f"m{at}", "given_name": f"M{at}", "family_name": ""}
                           for at in range(len(world.members))])  # fmt: skip
    put: dict[type, list] = defaultdict(list)
    for id, (_value, _crm, ended, still_open) in zip(there, world.companies, strict=True):
        put[Crisis] += [
            {"company_id": id, "reason": "x", "opened_on": _on(-60), "closed_on": closed}
            for closed in [*map(_on, ended), *[None] * still_open]
        ]
    for id, about in zip(people, world.members, strict=True):
        company = None if about[0] is None else there[about[0]]
        _member({"member_id": id}, company, kinds, about, put)
    for model, values in put.items():
        if values:
            db.session.execute(insert(model), values)
    set_rules(**world.rules)
    return Wanted.of(db.session.get_one(ActKind, kinds["this"]), clock.today())


def set_rules(**values):
    row = rules()
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()


def _member(whose, company, kinds, about, put):
    _company_at, until, unwanted, asks, acts = about
    if company:
        put[Position].append(whose | {"company_id": company})
    if until is not None:
        put[AskPause].append(whose | {"until": _on(until)})
    if unwanted:
        put[AskOptOut].append(whose | {"kind_id": kinds["this"]})
    for day, amount, same, standing in asks:
        put[Ask].append(whose | {
            "company_id": company, "kind_id": kinds["this" if same else "other"],
            "weight": amount, "value": amount, "asked_on": _on(day), "source": uuid4().hex,
            "closed_at": None if standing else clock.now(),
            "outcome": None if standing else "declined",
        })  # fmt: skip
    for day, amount, same, standing in acts:
        put[Act].append(whose | {
            "company_id": company, "kind_id": kinds["this" if same else "given"],
            "direction": "withdrawal" if same else "deposit",
            "value": amount, "occurred_on": _on(day), "source": uuid4().hex,
            "taken_back_at": None if standing else clock.now(),
            "taken_back_because": None if standing else "x",
        })  # fmt: skip


def _company(at, about):
    first_value, crm, _ended, _open = about
    return {"name": f"C{at}", "name_key": f"c{at}", "account_id": f"world-{at}",
            "first_value_on": _on(first_value), "in_crisis_until": _on(crm)}  # fmt: skip


def _on(day):
    return None if day is None else clock.today() + timedelta(days=day)


def _ids(model, values):
    made = insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(db.session.scalars(made, values))
