"""The member's pages: what comes, one event, taking part, and chapters."""

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response, abort, flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_login import current_user

from hub import clock
from hub.branding.shell import hub_name
from hub.db import transaction
from hub.events import calendar, dates, operations, queries, words
from hub.events import month as months
from hub.events.forms import CheckInForm
from hub.events.models import Chapter, Event
from hub.events.refusals import CheckInClosed, NotRegistered, WrongCode
from hub.extensions import limiter
from hub.mail import absolute_url
from hub.web import at_start, cursor, notify_page, paged, redirect_to, render, wants_fragment
from hub.web.words import first_weekday, reader_locale

blueprint = Blueprint("events", __name__)

blueprint.add_app_template_filter(dates.there, "event_there")
blueprint.add_app_template_filter(dates.tile, "event_tile")
blueprint.add_app_template_filter(dates.local_time, "local_time")


@blueprint.app_template_filter("event_here")
def event_here(event: Event) -> str | None:
    """When the event is on the reader's clock, where that differs from the event's own."""
    return dates.here(event, current_user.timezone)


@blueprint.get("/events")
def index() -> ResponseReturnValue:
    """What comes, then what was; of one chapter, if asked."""
    slug = request.args.get("chapter", "")
    chapter = queries.chapter(slug) if slug else None
    when = request.args.get("when")
    if when == "month":
        return _month(chapter)
    is_past = when == "past"
    at = cursor()
    if is_past:
        page, earlier = queries.past_page(current_user, at, chapter), []
    else:
        page = queries.coming_page(current_user, at, chapter)
        earlier = queries.past(current_user, 3, chapter) if at_start() else []
    return render(
        "events/list.html",
        fragment="events/_list.html",
        page=paged(page),
        earlier=earlier,
        when="past" if is_past else "coming",
        chapter=chapter,
        chapters=queries.chapters(),
        words=words,
    )


def _month(chapter: Chapter | None) -> Response:
    """A calendar of one month, and what takes place in it."""
    first = months.month_asked(request.args.get("month"), clock.today()) or abort(404)
    # A day more at each end: somewhere the month begins earlier, or ends later.
    begin, end = (datetime.combine(day, time(), UTC) for day in (first, months.after(first)))
    margin = timedelta(days=1)
    listings = queries.between(current_user, begin - margin, end + margin, chapter)
    locale = reader_locale()
    return render(
        "events/list.html",
        fragment="events/_month.html",
        month=months.month(first, listings, first_weekday(locale)),
        locale=locale,
        today=clock.today(),
        when="month",
        chapter=chapter,
        chapters=queries.chapters(),
        words=words,
    )


@blueprint.get("/events/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """One event; where it is, for those who have a place."""
    return _page(_visible(id))


@blueprint.get("/events/<int:id>/event.ics")
def ics(id: int) -> ResponseReturnValue:
    """The event for a calendar."""
    event = _visible(id)
    placed = _placed(event)
    page = absolute_url("events.show", id=id)
    response = make_response(calendar.ics(event, page, hub=hub_name(), placed=placed))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    name = calendar.file_name(event)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.post("/events/<int:id>/registration")
def register(id: int) -> ResponseReturnValue:
    """Take a place."""
    event = _visible(id)
    with transaction():
        operations.register(event, by=current_user)
    return _changed(event, _("You are in. See you there!"))


@blueprint.get("/events/<int:id>/registration/cancellation")
def leaving(id: int) -> ResponseReturnValue:
    """Ask first: in a full event a place given back is somebody else's."""
    event = _visible(id)
    listing = queries.listing(event, current_user)
    placed = listing.registration
    if event.state != "open" or placed is None or placed.check_in is not None:
        return redirect_to("events.show", id=id)
    part = "#registration" if wants_fragment() else None
    return render(
        "events/leaving.html", fragment="events/_leaving.html", listing=listing, part=part
    )


@blueprint.post("/events/<int:id>/registration/cancellation")
def leave(id: int) -> ResponseReturnValue:
    """Give the place back."""
    event = _visible(id)
    with transaction():
        operations.leave(event, by=current_user)
    return _changed(event, _("Your place is free again. Changed your mind? Just register again."))


# By member: everybody at a venue may share one address on the net.
@blueprint.post("/events/<int:id>/check-in")
@limiter.limit("10/minute", key_func=lambda: current_user.get_id() or get_remote_address())
def check_in(id: int) -> ResponseReturnValue:
    """Check oneself in by the code that the host shows."""
    event = _visible(id)
    form = CheckInForm()
    if not form.validate_on_submit():
        return _page(event, form, 422)
    registration = queries.listing(event, current_user).registration
    if registration is None:
        raise NotRegistered
    try:
        with transaction():
            operations.check_in(registration, "code", by=current_user, code=form.code.data)
    except (WrongCode, CheckInClosed) as refusal:
        form.code.errors = [str(refusal)]
        return _page(_visible(id), form, 422)
    return _changed(event, _("Checked in. Good to have you here!"), "points-changed")


@blueprint.get("/chapters/<slug>")
def chapter(slug: str) -> ResponseReturnValue:
    """A local user group: who leads it, what comes, what was."""
    chapter = _chapter(slug)
    return render(
        "events/chapter.html",
        chapter=chapter,
        leaders=queries.leaders(chapter),
        coming=queries.coming(current_user, 12, chapter),
        past=queries.past(current_user, 6, chapter),
        words=words,
    )


def _chapter(slug: str) -> Chapter:
    return queries.chapter(slug) or abort(404)


def _visible(id: int) -> Event:
    """The event; one that is not for the member does not exist for them."""
    return queries.event_for(id, current_user) or abort(404)


def _placed(event: Event) -> bool:
    """Whether the person is told where it is: those with a place, and those who run it."""
    listing = queries.listing(event, current_user)
    return listing.registration is not None or queries.may_host(current_user, event)


def _page(event: Event, form: CheckInForm | None = None, status: int = 200) -> Response:
    return render(
        "events/show.html",
        fragment="events/_registration.html",
        status=status,
        listing=queries.listing(event, current_user),
        event=event,
        is_host=queries.may_host(current_user, event),
        leaders=queries.leaders(event.chapter) if event.chapter else [],
        form=form or CheckInForm(formdata=None),
        words=words,
    )


def _changed(event: Event, sentence: str, *events: str) -> ResponseReturnValue:
    if wants_fragment():
        return notify_page(_page(event), *events, toast=sentence)
    flash(sentence, "success")
    return redirect_to("events.show", id=event.id)
