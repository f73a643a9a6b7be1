"""Managers begin from a template, and carry challenges in and out as text."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length

from hub.challenges.gallery.exchange import add_drafts, as_yaml
from hub.challenges.gallery.shape import LONGEST, ChallengeText, TextRefused, parse
from hub.challenges.gallery.shelf import template, templates
from hub.challenges.models import Challenge
from hub.challenges.operations import RatingRule
from hub.challenges.steps import KINDS as STEP_KINDS
from hub.challenges.words import KIND_WORDS
from hub.db import db, transaction
from hub.slugs import slug_of
from hub.web import render, requires
from hub.web.pages import done

blueprint = Blueprint("exchanging", __name__, url_prefix="/console/challenges")


class ImportForm(FlaskForm):
    """Challenges as text, pasted or in a file."""

    text = TextAreaField(
        _l("Challenges as YAML"),
        validators=[Length(max=LONGEST)],
        description=_l("One challenge or a list of them, as they are exported."),
        render_kw={"rows": 14},
    )
    file = FileField(_l("Or a file of them"))

    def typed(self) -> str:
        """What was sent: the file where there is one. Raises `TextRefused`."""
        if not self.file.data:
            return self.text.data or ""
        try:
            return str(self.file.data.read(LONGEST * 4).decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise TextRefused(_l("This file is not text in UTF-8.")) from None


@blueprint.get("/gallery")
@requires("challenges.manage")
def gallery() -> ResponseReturnValue:
    """Templates to begin from, by kind."""
    kind, q = request.args.get("kind", ""), request.args.get("q", "").strip()
    found = [one for one in templates() if _fits(one, kind, q)]
    return render(
        "challenges/manage/gallery.html",
        found=found,
        kind=kind,
        q=q,
        kinds={one.kind: KIND_WORDS[one.kind] for one in templates()},
        step_kinds=STEP_KINDS,
    )


@blueprint.post("/gallery/<template_slug>/copies")
@requires("challenges.manage")
def use(template_slug: str) -> ResponseReturnValue:
    """A draft made of the template, to be made one's own."""
    text = template(template_slug) or abort(404)
    with transaction():
        (challenge,) = add_drafts([text], by=current_user)
    return done(
        _("This is your draft. Nobody sees it until you publish it."),
        "challenges_manage.edit",
        id=challenge.id,
    )


@blueprint.get("/<int:id>/export.yaml")
@requires("challenges.manage")
def export(id: int) -> ResponseReturnValue:
    """The challenge as text, to keep or to carry to another hub."""
    challenge = db.session.get(Challenge, id) or abort(404)
    response = Response(as_yaml(challenge), mimetype="application/yaml")
    name = f"{slug_of(challenge.title) or 'challenge'}.yaml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.route("/import", methods=["GET", "POST"])
@requires("challenges.manage")
def take_in() -> ResponseReturnValue:
    """Drafts made of text. All of them, or none and the sentence that says why."""
    form = ImportForm()
    if form.validate_on_submit():
        try:
            texts = parse(form.typed())
            with transaction():
                drafts = add_drafts(texts, by=current_user)
        except (TextRefused, RatingRule) as refusal:
            form.text.errors = [*form.text.errors, str(refusal)]
        else:
            sentence = ngettext(
                "%(num)d draft made. Nobody sees it until you publish it.",
                "%(num)d drafts made. Nobody sees them until you publish them.",
                len(drafts),
            )
            return done(sentence, "challenges_manage.index", state="draft")
    status = 422 if request.method == "POST" else 200
    return render("challenges/manage/import.html", form=form, status=status)


def _fits(text: ChallengeText, kind: str, q: str) -> bool:
    words = f"{text.title} {text.summary} {text.when}".casefold()
    return (not kind or text.kind == kind) and all(word in words for word in q.casefold().split())
