"""How many companies fare, as lines of CSV: first looked at, then recorded."""

from collections.abc import Sequence

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from hub.db import transaction
from hub.members.manage.forms import HealthLinesForm
from hub.members.manage.health_reading import COLUMNS, Line, read
from hub.members.manage.pages import blueprint
from hub.members.manage.words import HEALTH_NAMES, HEALTH_TONES
from hub.members.models import Member
from hub.members.operations import health as operations
from hub.web import render, requires
from hub.web.lines import MOST, Wrong, take_file
from hub.web.pages import done


@blueprint.route("/companies/health/lines", methods=["GET", "POST"])
@requires("companies.care")
def health_lines() -> ResponseReturnValue:
    """Paste or upload; see what is wrong and what would be recorded; then record the rest."""
    form = HealthLinesForm()
    if not take_file(form) or not form.validate_on_submit() or "back" in request.form:
        return _page(form)
    if "apply" in request.form:
        return _apply(form.lines.data)
    good, wrong = read(form.lines.data)
    if not good and not wrong:
        form.lines.errors = [_("There is no line below the names of the columns.")]
    return _page(form, good, wrong)


def _apply(text: str) -> ResponseReturnValue:
    with transaction():
        count = record(text, by=current_user)
    sentence = ngettext(
        "%(num)s line was put on record.", "%(num)s lines were put on record.", count
    )
    return done(sentence, "members_manage.companies")


def record(text: str, *, by: Member) -> int:
    """Put on record what is right and new; what is wrong was named before. Returns how many lines
    that were."""
    good, _wrong = read(text, hold=True)
    new = [line for line in good if not line.known]
    for line in new:
        _record(line, by)
    return len(new)


def _record(line: Line, by: Member) -> None:
    said = line.said
    if line.health:
        operations.report_health(said.company, line.health, said.note, by, said.on)
    if line.crisis == "opened":
        operations.open_crisis(said.company, said.note, by, said.on)
    elif line.crisis == "closed":
        operations.close_crisis(said.company, by, said.on)


def _page(
    form: HealthLinesForm, good: Sequence[Line] = (), wrong: Sequence[Wrong] = ()
) -> Response:
    new = sorted((line for line in good if not line.known), key=lambda line: line.number)
    return render(
        "members/manage/health_lines.html",
        form=form,
        good=good,
        new=new,
        wrong=wrong,
        columns=COLUMNS,
        most=MOST,
        names=HEALTH_NAMES,
        tones=HEALTH_TONES,
        status=422 if form.errors or (wrong and not good) else 200,
    )
