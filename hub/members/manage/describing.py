"""How a member uses the product, and their tags."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import SelectChoice, SelectField, StringField, ValidationError
from wtforms.validators import Length

from hub.db import transaction
from hub.members.manage.pages import blueprint, found
from hub.members.models import Member
from hub.members.operations.describing import describe
from hub.members.words import PERSONA_NAMES
from hub.web import render, requires
from hub.web.editions import EditionForm
from hub.web.fields import trimmed
from hub.web.pages import done

MOST_TAGS = 50


class DescriptionForm(EditionForm):
    """Persona and tags."""

    persona = SelectField(
        _l("How they use the product"),
        choices=[
            SelectChoice("", _l("Not known")),
            *(SelectChoice(persona, name) for persona, name in PERSONA_NAMES.items()),
        ],
    )
    tags = StringField(
        _l("Tags"),
        filters=[trimmed],
        validators=[Length(max=2000)],
        description=_l("With commas between them. An import from the CRM sets them anew."),
    )

    def validate_tags(self, field: StringField) -> None:
        if len(self.tag_list()) > MOST_TAGS:
            raise ValidationError(_("At most %(most)s tags, please.", most=MOST_TAGS))

    def tag_list(self) -> list[str]:
        """The tags, one by one."""
        return [tag for part in (self.tags.data or "").split(",") if (tag := part.strip())]


@blueprint.route("/members/<int:id>/description", methods=["GET", "POST"])
@requires("members.manage")
def description(id: int) -> ResponseReturnValue:
    """What audiences can ask about the member, and nobody else says."""
    member = found(id)
    stored = _filled(member)
    form = DescriptionForm() if request.method == "POST" else stored
    if form.validate_on_submit() and not form.overtaken_by(stored):
        with transaction():
            describe(
                member, persona=form.persona.data or None, tags=form.tag_list(), by=current_user
            )
        return done(_("Saved."), "people.show", id=id)
    status = 422 if request.method == "POST" else 200
    return render("members/manage/description.html", form=form, member=member, status=status)


def _filled(member: Member) -> DescriptionForm:
    shown = {"persona": member.persona or "", "tags": ", ".join(member.tags)}
    return DescriptionForm(formdata=None, data=shown).opened()
