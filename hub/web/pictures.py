"""Serving pictures that every member may see; private ones are served by their room."""

import uuid

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from hub.db import db
from hub.files import files
from hub.pictures import SIZES, Picture

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/pictures/<uuid:id>/<size>")
def show(id: uuid.UUID, size: str) -> ResponseReturnValue:
    """A picture in one of its sizes. It never changes, so browsers keep it."""
    picture = db.session.get(Picture, id)
    if picture is None or picture.private or size not in SIZES:
        abort(404)
    return picture_response(picture, size)


def picture_response(picture: Picture, size: str) -> Response:
    """The file of `picture`, for this browser alone to keep. The caller has authorised it."""
    response = Response(_content(picture, size), mimetype="image/webp")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _content(picture: Picture, size: str) -> bytes:
    try:
        return files().get(picture.key(size))
    except FileNotFoundError:
        # Pictures from before there were small ones have the larger only.
        if size != "small":
            raise
        return files().get(picture.key("card"))
