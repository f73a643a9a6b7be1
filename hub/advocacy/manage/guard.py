"""The ask guard's rules."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.advocacy import operations, queries
from hub.advocacy.manage.forms import RulesForm
from hub.advocacy.manage.pages import blueprint
from hub.db import transaction
from hub.web import render, requires
from hub.web.pages import done


@blueprint.route("/settings/ask-guard", methods=["GET", "POST"])
@requires("acts.manage")
def guard() -> ResponseReturnValue:
    """Switch and tune the rules."""
    form = RulesForm(obj=queries.rules())
    if form.validate_on_submit():
        with transaction():
            operations.set_rules(form.values(), by=current_user)
        return done(_("Saved. It counts from the next ask on."), "acts.guard")
    status = 422 if request.method == "POST" else 200
    return render("advocacy/manage/guard.html", form=form, status=status)
