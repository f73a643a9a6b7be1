"""A rule as one SQL expression over `members`."""

from sqlalchemy import ColumnElement, and_, false, not_, or_

from hub.members.audiences.book import NESTED, Book
from hub.members.audiences.fields import FIELDS
from hub.members.audiences.rules import AllOf, AnyOf, Condition, Rule
from hub.members.audiences.shapes import Rows
from hub.members.models import Address, AudienceEntry

# The lists that a member is on by any address, whether they still sign in with it or not. One that
# somebody merely claims puts nobody on a list.
LISTS = Rows(Address.member_id, Address.kind != "claimed", AudienceEntry.email == Address.email)


def where(rule: Rule, book: Book, *, many: bool) -> ColumnElement[bool]:
    """The members for whom the rule holds. In: `many` as `hub.members.audiences.fields` says."""
    if isinstance(rule, Condition):
        return _condition(rule, book, many)
    if isinstance(rule, AllOf):
        return and_(*(where(part, book, many=many) for part in rule.all))
    if isinstance(rule, AnyOf):
        return or_(*(where(part, book, many=many) for part in rule.any))
    return not_(where(rule.inner, book, many=many))


def where_in(audience_id: int, book: Book, *, many: bool) -> ColumnElement[bool]:
    """The members who are in the audience; nobody is in one that is not in the book."""
    if audience_id not in book:
        return false()
    rule = book[audience_id].rule
    if rule is None:
        return LISTS.there(many, AudienceEntry.audience_id == audience_id)
    return where(rule, book, many=many)


def _condition(condition: Condition, book: Book, many: bool) -> ColumnElement[bool]:
    if condition.field == NESTED:
        found = (where_in(int(id), book, many=many) for id in condition.values)
        inside = or_(false(), *found)
        return inside if condition.op == "in" else not_(inside)
    return FIELDS[condition.field].where(condition.op, condition.values, many)
