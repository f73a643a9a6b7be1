"""How soon members have an answer."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.desk_forms import PromiseForm
from hub.challenges.reviewing.pages import blueprint
from hub.db import transaction
from hub.web import render, requires
from hub.web.pages import done


@blueprint.route("/console/reviews/promise", methods=["GET", "POST"])
@requires("challenges.manage")
def promise() -> ResponseReturnValue:
    """Set the promise."""
    form = PromiseForm(obj=queries.review_rules())
    if form.validate_on_submit():
        with transaction():
            operations.set_promise(form.promise_hours.data or 0, by=current_user)
        return done(_("Saved. It counts for what is handed in from now on."), "reviewing.promise")
    status = 422 if form.is_submitted() else 200
    return render("challenges/reviewing/promise.html", form=form, status=status)
