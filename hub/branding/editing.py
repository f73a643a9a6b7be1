"""From a form to what a version is made of."""

from flask import request
from flask_wtf.file import FileField

from hub.branding.colours import parsed
from hub.branding.forms import BrandForm
from hub.branding.models import KINDS, BrandVersion
from hub.branding.operations import Chosen
from hub.branding.pictures import Encoded, encode
from hub.pictures import BadPicture


def uploads_in(form: BrandForm) -> list[Encoded] | None:
    """The pictures that came along, ready to be stored; None if one cannot be used.

    What is wrong with each stands at its field.
    """
    made, good = [], True
    for kind in KINDS:
        upload = request.files.get(kind)
        if not upload:
            continue
        try:
            made.append(encode(kind, upload.stream))
        except BadPicture as refusal:
            field: FileField = form[kind]
            field.errors = [*field.errors, str(refusal)]
            good = False
    return made if good else None


def chosen_in(form: BrandForm, base: BrandVersion | None) -> Chosen:
    """What a good form says; pictures that were neither changed nor taken out come from `base`."""
    kept = {
        f"{kind}_id": getattr(base, f"{kind}_id")
        for kind in KINDS
        if base and not form[f"no_{kind}"].data
    }
    return Chosen(
        name=form.name.data,
        brand_colour=parsed(form.brand_colour.data),
        accent_colour=parsed(form.accent_colour.data),
        words=form.words(),
        mail_footer=form.mail_footer.data or None,
        **kept,
    )
