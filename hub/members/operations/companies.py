"""Changing what the hub knows about a company."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub import audit, clock
from hub.db import db, locked
from hub.members.models import Company, Member
from hub.refusals import Refusal


class NameTaken(Refusal):
    def __init__(self) -> None:
        super().__init__(_l("Another company without an account has this name."))


class NotYetReached(Refusal):
    """First value is something that was reached."""

    def __init__(self) -> None:
        super().__init__(_l("This day is still to come. Choose today or a day before."))


def change_company(company: Company, values: dict[str, Any], *, by: Member) -> None:
    """Set columns of the company.

    Raises `NotYetReached`, and `NameTaken`: without an account the name is the key.
    """
    reached = values.get("first_value_on")
    if reached is not None and reached > clock.today():
        raise NotYetReached
    company = locked(Company, company.id) or company
    key = Company.key_of(values["name"])
    if company.account_id is None and key != company.name_key:
        same = select(Company.id).where(Company.account_id.is_(None), Company.name_key == key)
        if db.session.scalar(same):
            raise NameTaken
    with audit.recorded(by, "company.updated", company):
        for name, value in values.items():
            setattr(company, name, value)
        company.name = company.name.strip()
        company.name_key = key
