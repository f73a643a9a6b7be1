"""From a form to what a version is made of."""

from hub.branding.colours import parsed
from hub.branding.forms import BrandForm
from hub.branding.models import KINDS, BrandPicture, BrandVersion
from hub.branding.operations import Chosen


def uploads_in(form: BrandForm) -> list[BrandPicture]:
    """The pictures that came along, with this try of the form or with an earlier one."""
    return [form[kind].kept for kind in KINDS if form[kind].kept]


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
