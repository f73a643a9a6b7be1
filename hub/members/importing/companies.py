"""The companies of a file: found by account or name, else made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping, bindparam, select, update

from hub import clock
from hub.db import db
from hub.members.importing.lookup import batches
from hub.members.importing.report import Report
from hub.members.importing.rows import CompanyFacts
from hub.members.importing.tables import copy_rows, next_ids
from hub.members.models import Company

Key = tuple[str, str]
_TABLE: Any = Company.__table__
_FIELDS = (
    "name",
    "name_key",
    "domains",
    "industry",
    "segment",
    "region",
    "csm_email",
    "customer_since",
    "first_value_on",
)


@dataclass
class _Plan:
    new: list[CompanyFacts] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    ids: dict[Key, int] = field(default_factory=dict)


def settle(companies: Iterable[CompanyFacts], report: Report, *, dry_run: bool) -> dict[Key, int]:
    """Make new companies, change known ones, count both. Returns ids by the companies' keys.

    A dry run writes nothing, and has no ids for new companies.
    """
    plan = _Plan()
    for batch in batches(companies):
        _compare(batch, plan)
    report.companies = len(plan.new) + len(plan.ids)
    report.companies_new = len(plan.new)
    report.companies_changed = len(plan.changed)
    if not dry_run:
        _change(plan.changed)
        _make(plan)
    return plan.ids


def _compare(batch: list[CompanyFacts], plan: _Plan) -> None:
    found = _on_record(batch)
    for facts in batch:
        row = found.get(facts.key)
        if row is None:
            plan.new.append(facts)
            continue
        plan.ids[facts.key] = row["id"]
        wanted = _wanted(facts, row)
        if any(row[name] != wanted[name] for name in _FIELDS):
            plan.changed.append({"company_id": row["id"], **wanted})


def _on_record(batch: list[CompanyFacts]) -> dict[Key, RowMapping]:
    keys = [facts.key for facts in batch]
    accounts = [value for kind, value in keys if kind == "account"]
    names = [value for kind, value in keys if kind == "name"]
    columns = [_TABLE.c[name] for name in ("id", "account_id", *_FIELDS)]
    by_account = select(*columns).where(Company.account_id.in_(accounts))
    by_name = select(*columns).where(Company.account_id.is_(None), Company.name_key.in_(names))
    found: dict[Key, RowMapping] = {}
    for row in db.session.execute(by_account).mappings():
        found["account", row["account_id"]] = row
    for row in db.session.execute(by_name).mappings():
        found["name", row["name_key"]] = row
    return found


def _wanted(facts: CompanyFacts, row: RowMapping) -> dict[str, Any]:
    """What the company should be: the file where it says something, else as it is."""
    same_name = Company.key_of(facts.name) == row["name_key"]
    name = row["name"] if same_name else facts.name
    added = [domain for domain in facts.domains if domain not in row["domains"]]
    return {
        "name": name,
        "name_key": Company.key_of(name),
        "domains": [*row["domains"], *added],
        "industry": facts.industry or row["industry"],
        "segment": facts.segment or row["segment"],
        "region": facts.region or row["region"],
        "csm_email": facts.csm_email or row["csm_email"],
        "customer_since": facts.customer_since or row["customer_since"],
        "first_value_on": facts.first_value_on or row["first_value_on"],
    }


def _change(changed: list[dict[str, Any]]) -> None:
    if changed:
        statement = update(_TABLE).where(_TABLE.c.id == bindparam("company_id"))
        db.session.execute(statement.values({n: bindparam(n) for n in _FIELDS}), changed)


def _make(plan: _Plan) -> None:
    now = clock.now()
    ids = next_ids("companies", len(plan.new))
    rows = []
    for id, facts in zip(ids, plan.new, strict=True):
        plan.ids[facts.key] = id
        values = [
            getattr(facts, n) if n != "name_key" else Company.key_of(facts.name) for n in _FIELDS
        ]
        rows.append((id, facts.account_id, now, *values))
    copy_rows("companies", ("id", "account_id", "created_at", *_FIELDS), rows)
