"""Files that were handed in: for their member, and for reviewers."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub.challenges import queries
from hub.challenges.models import Submission
from hub.pictures import SIZES
from hub.web import can
from hub.web.downloads import document_response
from hub.web.pictures import picture_response

blueprint = Blueprint("submitted", __name__)


@blueprint.get("/challenges/submissions/<int:id>/picture/<size>")
def picture(id: int, size: str) -> ResponseReturnValue:
    """A picture that was handed in: for its member, and for reviewers once it was handed in."""
    found = _submitted(id).picture
    if found is None or size not in SIZES:
        abort(404)
    return picture_response(found, size)


@blueprint.get("/challenges/submissions/<int:id>/document")
def document(id: int) -> ResponseReturnValue:
    """A document that was handed in, to save and never to show: for the same people."""
    found = _submitted(id).document
    if found is None:
        abort(404)
    return document_response(found)


def _submitted(id: int) -> Submission:
    """What was handed in, for its member, and for reviewers once it was."""
    submission = queries.submission_with_files(id)
    if submission is None:
        abort(404)
    attempt = submission.attempt
    reviewing = can("reviews.decide") and attempt.handed_in_at is not None
    if attempt.member_id != current_user.id and not reviewing:
        abort(404)
    return submission
