"""The member's statement, its download, and the chip in the shell."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import Blueprint, Response, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_timezone
from flask_babel import gettext as _
from flask_login import current_user

from hub import clock
from hub.home.queries.points import pages
from hub.ledger.queries.months import months
from hub.ledger.queries.standing import balance, standing
from hub.ledger.queries.statement import Line, statement
from hub.ledger.queries.stories import stories
from hub.ledger.words import counted_of, reason_of, rule_of
from hub.spreadsheets import csv_lines
from hub.web import cursor, paged, render

blueprint = Blueprint("points", __name__)

PAGES = {
    "challenges": "challenges.show",
    "events": "events.show",
    "redemptions": "rewards.redemption",
}


@blueprint.get("/me/points")
def index() -> ResponseReturnValue:
    """Every movement of the member's points, newest first, and why."""
    page = paged(statement(current_user.id, cursor()))
    return render(
        "home/points.html",
        fragment="ledger/_statement.html",
        page=page,
        stories=stories(page.items),
        standing=standing(current_user.id),
        months=months(current_user.id, str(get_timezone())),
        address_of=_addresses(page.items),
        reason_of=reason_of,
        rule_of=rule_of,
        counted_of=counted_of,
    )


@blueprint.get("/me/points/statement.csv")
def download() -> ResponseReturnValue:
    """The whole statement as a spreadsheet."""
    headings = [
        _("Line"), _("When (UTC)"), _("Points"), _("What"), _("Why"), _("By"), _("Key"),
    ]  # fmt: skip
    response = Response(
        stream_with_context(csv_lines(headings, _cells(current_user.id))), mimetype="text/csv"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="points-{clock.today()}.csv"'
    return response


@blueprint.get("/me/points/chip")
def chip() -> ResponseReturnValue:
    """The balance in the shell, which asks again when points have changed."""
    return render("ledger/_points_chip.html", balance=balance(current_user.id))


def _addresses(lines: Iterable[Line]) -> Callable[[Line], str | None]:
    """What answers the page in the hub that a line is about, if there is one."""
    found = pages(lines)

    def address_of(line: Line) -> str | None:
        row = found.get((line.transfer.subject_type, line.transfer.subject_id))
        return url_for(PAGES[row[0]], id=row[1]) if row else None

    return address_of


def _cells(member_id: int) -> Iterator[list[Any]]:
    at: str | None = None
    while True:
        page = statement(member_id, at)
        for story in stories(page.items):
            transfer = story.line.transfer
            yield [
                transfer.id,
                transfer.created_at.isoformat(timespec="seconds"),
                story.line.points,
                transfer.note,
                reason_of(story),
                transfer.actor.name if transfer.actor else "",
                transfer.key,
            ]
        if page.next_key is None:
            return
        at = page.next_key
