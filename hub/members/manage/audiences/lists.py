"""Lists of people: addresses that are pasted or uploaded."""

import re
from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from hub.db import transaction
from hub.members.manage.audiences.building import found_audience
from hub.members.manage.audiences.forms import AudienceForm, EntriesForm
from hub.members.manage.audiences.words import USE_LISTS, USE_NAMES
from hub.members.manage.pages import blueprint
from hub.members.models import Audience
from hub.members.operations import audiences as operations
from hub.members.queries.addresses import normal
from hub.members.queries.audiences import entries_page, uses
from hub.members.queries.people import members_at
from hub.web import cursor, paged, render, requires
from hub.web.pages import done

# Of a column, of a line of names and addresses, or of what a mail program copies.
# Bounded, so that a long text without any takes no longer than one with many.
_PART = r"[^\s@<>,;:\"'()\[\]\\\x00-\x1f\x7f\ufffd]"
_ADDRESS = re.compile(rf"(?<!@){_PART}{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}}(?!@)")
LONGEST_FILE = 10_000_000
# Of the lines that could not be read, so many are named.
SHOWN = 5


@blueprint.route("/audiences/lists/new", methods=["GET", "POST"])
@requires("audiences.manage")
def new_list() -> ResponseReturnValue:
    """A new list, empty at first."""
    form = AudienceForm()
    if form.validate_on_submit():
        details = operations.Details(form.name.data or "", form.description.data or "", None)
        try:
            with transaction():
                audience = operations.add_audience(details, by=current_user)
        except operations.NameTaken as refusal:
            form.name.errors = [str(refusal)]
        else:
            return done(_("Saved. Now add people."), "members_manage.audience_list", id=audience.id)
    status = 422 if request.method == "POST" else 200
    return render("members/manage/audiences/new_list.html", form=form, status=status)


@blueprint.route("/audiences/<int:id>/list", methods=["GET", "POST"])
@requires("audiences.manage")
def audience_list(id: int) -> ResponseReturnValue:
    """Who is on it; its name."""
    audience = _list(id)
    stored = AudienceForm(formdata=None, obj=audience, rule="").opened()
    form = AudienceForm() if request.method == "POST" else stored
    if form.validate_on_submit() and not form.overtaken_by(stored):
        details = operations.Details(form.name.data or "", form.description.data or "", None)
        try:
            with transaction():
                operations.change_audience(audience, details, by=current_user)
        except operations.NameTaken as refusal:
            form.name.errors = [str(refusal)]
        else:
            return done(_("Saved."), "members_manage.audience_list", id=id)
    return _page(audience, form=form, status=422 if request.method == "POST" else 200)


@blueprint.post("/audiences/<int:id>/list/entries")
@requires("audiences.manage")
def add_entries(id: int) -> ResponseReturnValue:
    """Put the addresses on it that are in the text or the file."""
    audience = _list(id)
    form = EntriesForm()
    text = _sent_text(form)
    found = _addresses(text)
    if "\0" in text:
        form.emails.errors = [_("This file is not text. Save it as CSV or as plain text.")]
        return _page(audience, entries=form, status=422)
    if form.validate_on_submit() and not found:
        form.emails.errors = [_("There is no e-mail address in this. One on each line is enough.")]
    if form.errors:
        return _page(audience, entries=form, status=422)
    try:
        with transaction():
            added = operations.add_entries(audience, found, by=current_user)
    except operations.TooMany as refusal:
        form.emails.errors = [str(refusal)]
        return _page(audience, entries=form, status=422)
    return done(_said(added, found, text), "members_manage.audience_list", id=id)


@blueprint.post("/audiences/<int:id>/list/removals")
@requires("audiences.manage")
def remove_entries(id: int) -> ResponseReturnValue:
    """Take an address off it, or put it back: a slip of the hand is undone where it was made."""
    audience = _list(id)
    emails = request.form.getlist("email")
    with transaction():
        gone = operations.remove_entries(audience, emails, by=current_user)
    sentence = ngettext("%(num)d address is off.", "%(num)d addresses are off.", gone)
    return done(sentence, "members_manage.audience_list", id=id, undo=emails[0] if gone else None)


def _list(id: int) -> Audience:
    audience = found_audience(id)
    return audience if audience.is_list else abort(404)


def _sent_text(form: EntriesForm) -> str:
    """The pasted text and the file's, whatever the file's encoding."""
    upload = request.files.get("file")
    read = upload.read(LONGEST_FILE) if upload else b""
    return f"{form.emails.data or ''}\n{read.decode('utf-8', 'replace')}"


def _addresses(text: str) -> list[str]:
    return list(dict.fromkeys(normal(address) for address in _ADDRESS.findall(text)))


def _said(added: int, found: list[str], text: str) -> str:
    """What came of it: new ones, known ones, and what looked like an address and is none."""
    sentences = [ngettext("%(num)d address is new here.", "%(num)d addresses are new here.", added)]
    if known := len(found) - added:
        sentences.append(
            ngettext("%(num)d was on the list before.", "%(num)d were on the list before.", known)
        )
    if missed := [line.strip() for line in _ADDRESS.sub("", text).splitlines() if "@" in line]:
        sentences.append(
            ngettext(
                "%(num)d line could not be read: %(lines)s",
                "%(num)d lines could not be read: %(lines)s",
                len(missed),
                lines=" · ".join(line[:60] for line in missed[:SHOWN]),
            )
        )
    return " ".join(sentences)


def _page(
    audience: Audience,
    *,
    form: AudienceForm | None = None,
    entries: EntriesForm | None = None,
    status: int = 200,
) -> Response:
    q = request.args.get("q", "").strip()[:200]
    page = paged(entries_page(audience, q, cursor()), "members_manage.audience_list")
    context: dict[str, Any] = {
        "owners": members_at([entry.email for entry in page.items]),
        "uses": uses(audience.id),
        "use_names": USE_NAMES,
        "use_lists": USE_LISTS,
        "undo": request.args.get("undo", "")[:320],
    }
    return render(
        "members/manage/audiences/list.html",
        fragment="members/manage/audiences/_entries.html",
        status=status,
        audience=audience,
        form=form or AudienceForm(formdata=None, obj=audience, rule="").opened(),
        entries=entries or EntriesForm(formdata=None),
        page=page,
        q=q,
        **context,
    )
