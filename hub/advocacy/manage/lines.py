"""Many acts at once, as lines of CSV: first looked at, then recorded."""

from collections.abc import Sequence

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from hub.advocacy import operations, queries
from hub.advocacy.manage.forms import PasteForm
from hub.advocacy.manage.pages import blueprint
from hub.advocacy.manage.reading import COLUMNS, Line, read
from hub.db import transaction
from hub.web import render, requires
from hub.web.lines import MOST, Wrong, take_file
from hub.web.pages import done


@blueprint.route("/acts/lines", methods=["GET", "POST"])
@requires("acts.record")
def lines() -> ResponseReturnValue:
    """Paste or upload; see what is wrong, or what would be recorded; then record it."""
    form = PasteForm()
    if not take_file(form) or not form.validate_on_submit() or "back" in request.form:
        return _page(form)
    good, wrong = read(form.lines.data, queries.kinds_to_choose())
    if not good and not wrong:
        form.lines.errors = [_("There is no line below the names of the columns.")]
    if not good or wrong or "apply" not in request.form:
        return _page(form, good, wrong)
    new = len(good) - len(queries.known_sources([line.source for line in good]))
    with transaction():
        for line in good:
            operations.log(
                line.kind,
                line.member,
                source=line.source,
                note=line.note,
                on=line.on,
                by=current_user,
            )
    sentence = ngettext("%(num)s act was put on record.", "%(num)s acts were put on record.", new)
    return done(sentence, "acts.index")


def _page(form: PasteForm, good: Sequence[Line] = (), wrong: Sequence[Wrong] = ()) -> Response:
    return render(
        "advocacy/manage/lines.html",
        form=form,
        good=good,
        wrong=wrong,
        known=queries.known_sources([line.source for line in good]),
        columns=COLUMNS,
        most=MOST,
        kinds=queries.kinds_to_choose(),
        status=422 if wrong or form.errors else 200,
    )
