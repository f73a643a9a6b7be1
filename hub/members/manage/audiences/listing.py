"""The list of audiences."""

from flask import request
from flask.typing import ResponseReturnValue

from hub.members.audiences.rules import restored
from hub.members.manage.audiences.words import Wording
from hub.members.manage.pages import blueprint
from hub.members.queries.audiences import audiences_page
from hub.web import cursor, paged, render, requires


@blueprint.get("/audiences")
@requires("audiences.manage")
def audiences() -> ResponseReturnValue:
    """Audiences by name, each with what it says."""
    q = request.args.get("q", "").strip()[:200]
    page = paged(audiences_page(q, cursor()))
    rules = {one.id: restored(one.rule) for one in page.items if one.rule is not None}
    words = Wording()
    words.learn(list(rules.values()))
    return render(
        "members/manage/audiences/index.html",
        fragment="members/manage/audiences/_list.html",
        page=page,
        rules=rules,
        words=words,
        q=q,
    )
