"""A picture to upload."""

from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.kind import StepKind


class PictureStep(StepKind):
    """No settings. Content: {}, with the submission's `picture_id`."""

    key = "picture"
    words = _l("Upload a picture")
    kept = "file"
    takes = "picture"

    def problem(self, step: Step, submission: Submission | None) -> Any:
        return None if submission and submission.picture_id else _l("Add a picture.")
