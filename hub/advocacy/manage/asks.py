"""What the guard says about one member, asks on record, and asking."""

from flask import Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.advocacy import operations, queries
from hub.advocacy.judging import Answer
from hub.advocacy.manage.forms import AskForm, ClosingForm
from hub.advocacy.manage.pages import blueprint
from hub.advocacy.manage.words import OUTCOME_NAMES
from hub.advocacy.models import Ask
from hub.db import db, transaction
from hub.members.models import Member
from hub.web import can, notify_page, render, requires, wants_fragment
from hub.web.fields import once
from hub.web.pages import done


@blueprint.get("/members/<int:id>/asks")
@requires("acts.record")
def member_asks(id: int) -> ResponseReturnValue:
    """Of every kind whether the member may be asked today, and if not, why and until when."""
    return _page(_found(id), AskForm(formdata=None, data={"token": once()}))


@blueprint.post("/members/<int:id>/asks")
@requires("acts.record")
def ask(id: int) -> ResponseReturnValue:
    """Put an ask on record, past the guard or, by a manager with a reason, against it."""
    member = _found(id)
    form = AskForm()
    if not form.validate_on_submit():
        return _page(member, form, status=422)
    because = form.because.data if can("asks.override") else ""
    try:
        with transaction():
            operations.ask(
                member,
                form.kind,
                source=f"by-hand:{form.token.data}",
                by=current_user,
                because=because,
            )
    except operations.NotNow as refusal:
        form.kind_id.errors = [str(refusal)]
        return _page(member, form, refusal.answer, status=422)
    sentence = _("On record. It counts in the budgets from today on.")
    return done(sentence, "acts.member_asks", id=id)


@blueprint.post("/asks/<int:id>/closure")
@requires("acts.record")
def close_ask(id: int) -> ResponseReturnValue:
    """How it ended."""
    asked = db.session.get(Ask, id) or abort(404)
    form = ClosingForm()
    if not form.validate_on_submit():
        abort(400)
    with transaction():
        operations.close(asked, form.outcome.data)
    if not wants_fragment():
        return done(_("Closed."), "acts.member_asks", id=asked.member_id)
    part = render(
        "advocacy/manage/_asks.html",
        asks=queries.recent_asks(asked.member),
        outcomes=OUTCOME_NAMES,
    )
    return notify_page(part, toast=_("Closed."))


def _page(
    member: Member, form: AskForm, answer: Answer | None = None, status: int = 200
) -> Response:
    return render(
        "advocacy/manage/asks.html",
        status=status,
        member=member,
        form=form,
        answer=answer,
        said_by_guard=queries.guard_says(member),
        wishes=queries.wishes(member),
        asks=queries.recent_asks(member),
        outcomes=OUTCOME_NAMES,
    )


def _found(id: int) -> Member:
    member = db.session.get(Member, id)
    if member is None or member.erased_at is not None:
        abort(404)
    return member
