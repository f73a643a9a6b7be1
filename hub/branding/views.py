"""What browsers fetch of a brand: its sheet and its pictures, for everybody who sees the door."""

import hashlib
import uuid

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from hub.branding import sheet as sheets
from hub.branding.models import SERVED, BrandPicture, BrandVersion
from hub.db import db
from hub.files import files
from hub.web import can, public, requires

blueprint = Blueprint("brand", __name__, url_prefix="/brand")


@blueprint.get("/<int:id>.css")
@public
def sheet(id: int) -> ResponseReturnValue:
    """The version as a style sheet. The address has the version, so browsers keep it."""
    version = _seen(id)
    return _answer(version, sheets.css(version).encode(), "text/css")


@blueprint.get("/<int:id>/<name>")
@public
def picture(id: int, name: str) -> ResponseReturnValue:
    """A picture of the version in one of its shapes, or a drawing of ours in its colours."""
    version = _seen(id)
    if name in sheets.DRAWINGS:
        return _answer(version, sheets.DRAWINGS[name](version).encode(), "image/svg+xml")
    kind = {"logo": version.logo_id, "icon": version.favicon_id, "hero": version.hero_id}
    owner: uuid.UUID | None = kind.get(name.partition(".")[0].partition("-")[0])
    if name not in SERVED or owner is None:
        abort(404)
    content = files().get(db.session.get_one(BrandPicture, owner).key(name))
    return _answer(version, content, SERVED[name])


@blueprint.get("/pictures/<uuid:id>")
@requires("brand.manage")
def kept(id: uuid.UUID) -> ResponseReturnValue:
    """A picture that a form holds while the rest of it is put right."""
    picture = db.get_or_404(BrandPicture, id)
    response = Response(
        files().get(picture.key(picture.shown_as)), mimetype=SERVED[picture.shown_as]
    )
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _seen(id: int) -> BrandVersion:
    """The version; a draft is there only for those who may publish it."""
    version = db.session.get(BrandVersion, id)
    if version is None or (version.number is None and not can("brand.manage")):
        abort(404)
    return version


def _answer(version: BrandVersion, content: bytes, type: str) -> Response:
    response = Response(content, mimetype=type)
    who = "public" if version.number is not None else "private"
    response.headers["Cache-Control"] = f"{who}, max-age=31536000, immutable"
    response.set_etag(hashlib.sha256(content).hexdigest()[:20])
    response.make_conditional(request)
    return response
