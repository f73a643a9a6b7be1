"""What the console's pages of this room share."""

from flask import Blueprint

blueprint = Blueprint("acts", __name__, url_prefix="/console")
