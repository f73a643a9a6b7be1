"""Writing events, publishing them, calling them off."""

from flask import Response, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from hub.db import transaction
from hub.events import operations, queries, words
from hub.events.forms import EventForm
from hub.events.manage.access import blueprint, hosted, hosts_only
from hub.events.models import Event
from hub.events.queries.attendance import attendance
from hub.events.queries.hosting import registered_counts
from hub.events.refusals import (
    EventCancelled,
    EventOver,
    NotPublished,
    TooFewSeats,
    TooManyPoints,
)
from hub.members.for_some import narrowed_to
from hub.refusals import Refusal
from hub.web import can, cursor, notify_page, paged, redirect_to, render, wants_fragment
from hub.web.pages import done


@blueprint.get("")
@hosts_only
def index() -> ResponseReturnValue:
    """The events that are the person's to run, latest first."""
    audience = narrowed_to()
    page = paged(queries.hosted(current_user, cursor(), audience))
    return render(
        "events/manage/list.html",
        fragment="events/manage/_list.html",
        page=page,
        taken=registered_counts([event.id for event in page.items]),
        audience=audience,
        words=words,
    )


@blueprint.get("/new")
@hosts_only
def new() -> ResponseReturnValue:
    """An empty form, with the clocks of a leader's chapter, else with those of whoever writes."""
    form = _offered(EventForm())
    chapters = [] if can("events.manage") else queries.hosted_chapters(current_user)
    known = chapters[0].timezone if chapters else current_user.timezone
    form.timezone.data = known or "UTC"
    if not known:
        form.timezone.render_kw = {"data-undecided": ""}
    form.points.data = 50
    return _form(form, None)


@blueprint.post("")
@hosts_only
def create() -> ResponseReturnValue:
    """Keep a new draft."""
    form = _offered(EventForm())
    with transaction():
        good = form.validate_on_submit()
    if not good:
        return _form(form, None, 422)
    try:
        with transaction():
            event = operations.add(form.details(), by=current_user, picture=form.picture.kept)
    except TooManyPoints as refusal:
        form.points.errors = [str(refusal)]
        return _form(form, None, 422)
    flash(_("Saved as a draft. Publish it when it is ready."), "success")
    return redirect_to("events_manage.edit", id=event.id)


@blueprint.get("/<int:id>")
@hosts_only
def edit(id: int) -> ResponseReturnValue:
    """The form of one event."""
    event = hosted(id)
    return _form(_filled(event), event)


@blueprint.post("/<int:id>")
@hosts_only
def update(id: int) -> ResponseReturnValue:
    """Keep what was changed."""
    event = hosted(id)
    form = _offered(EventForm(), event)
    with transaction():
        good = form.validate_on_submit()
    if not good or form.overtaken_by(_filled(event)):
        return _form(form, event, 422)
    try:
        with transaction():
            operations.change(event, form.details(), by=current_user, picture=form.picture.kept)
    except TooManyPoints as refusal:
        form.points.errors = [str(refusal)]
        return _form(form, hosted(id), 422)
    except TooFewSeats as refusal:
        form.seats.errors = [str(refusal)]
        return _form(form, hosted(id), 422)
    if wants_fragment():
        return notify_page(_form(_filled(event), event), toast=_("Saved."))
    flash(_("Saved."), "success")
    return redirect_to("events_manage.edit", id=id)


@blueprint.post("/<int:id>/publication")
@hosts_only
def publish(id: int) -> ResponseReturnValue:
    """Show it to members."""
    event = hosted(id)
    with transaction():
        operations.publish(event, by=current_user)
    sentence = _("Published. Those it is for can register now.")
    if wants_fragment():
        return notify_page(render("events/manage/_state.html", event=event), toast=sentence)
    flash(sentence, "success")
    return redirect_to("events_manage.edit", id=id)


@blueprint.get("/<int:id>/cancellation")
@hosts_only
def confirm_cancellation(id: int) -> ResponseReturnValue:
    """What calling it off means, before it is done."""
    event = hosted(id)
    try:
        operations.check_open(event)
    except Refusal as refusal:
        return _as_it_is(event, refusal)
    return render("events/manage/cancellation.html", event=event, numbers=attendance(event))


@blueprint.post("/<int:id>/cancellation")
@hosts_only
def cancel(id: int) -> ResponseReturnValue:
    """Call it off, and tell everybody who has a place."""
    event = hosted(id)
    try:
        with transaction():
            told = operations.cancel(event, by=current_user)
    except (NotPublished, EventCancelled, EventOver) as refusal:
        return _as_it_is(event, refusal)
    sentence = ngettext(
        "Cancelled. %(num)d person is told.", "Cancelled. %(num)d people are told.", told
    )
    return done(sentence, "events_manage.edit", id=id)


def _as_it_is(event: Event, refusal: Refusal) -> ResponseReturnValue:
    """There is nothing to cancel any more, or yet: the event itself shows how it stands."""
    flash(str(refusal), "info")
    return redirect_to("events_manage.edit", id=event.id)


def _offered(form: EventForm, event: Event | None = None) -> EventForm:
    form.offer(
        queries.hosted_chapters(current_user),
        none_too=can("events.manage"),
        zone=event.timezone if event else None,
    )
    if not can("events.manage"):
        form.keep_whom(event)
    return form


def _filled(event: Event) -> EventForm:
    form = _offered(EventForm(formdata=None, obj=event), event)
    form.show(event)
    return form.opened()


def _form(form: EventForm, event: Event | None, status: int = 200) -> Response:
    return render(
        "events/manage/form.html",
        fragment="events/manage/_form.html",
        status=status,
        form=form,
        event=event,
    )
