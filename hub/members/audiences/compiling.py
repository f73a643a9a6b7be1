"""A rule as one SQL expression over `members`."""

from sqlalchemy import ColumnElement, and_, false, not_, or_, select

from hub.members.audiences.book import NESTED, Book
from hub.members.audiences.fields import FIELDS
from hub.members.audiences.rules import AllOf, AnyOf, Condition, Rule
from hub.members.audiences.shapes import there_is
from hub.members.models import Address, AudienceEntry, Member


def where(rule: Rule, book: Book) -> ColumnElement[bool]:
    """The members for whom the rule holds."""
    if isinstance(rule, Condition):
        return _condition(rule, book)
    if isinstance(rule, AllOf):
        return and_(*(where(part, book) for part in rule.all))
    if isinstance(rule, AnyOf):
        return or_(*(where(part, book) for part in rule.any))
    return not_(where(rule.inner, book))


def where_in(audience_id: int, book: Book) -> ColumnElement[bool]:
    """The members who are in the audience; nobody is in one that is not in the book."""
    if audience_id not in book:
        return false()
    rule = book[audience_id].rule
    return on_list(audience_id) if rule is None else where(rule, book)


def on_list(audience_id: int) -> ColumnElement[bool]:
    """The members with an address on the list, whether they still sign in with it or not."""
    return there_is(
        select(AudienceEntry.email)
        .join(Address, Address.email == AudienceEntry.email)
        .where(*MINE, AudienceEntry.audience_id == audience_id)
    )


# An address that somebody merely claims puts nobody on a list.
MINE = (Address.member_id == Member.id, Address.kind != "claimed")


def _condition(condition: Condition, book: Book) -> ColumnElement[bool]:
    if condition.field == NESTED:
        inside = or_(false(), *(where_in(int(id), book) for id in condition.values))
        return inside if condition.op == "in" else not_(inside)
    return FIELDS[condition.field].where(condition.op, condition.values)
