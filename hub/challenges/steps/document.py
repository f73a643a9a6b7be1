"""A document to upload."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.kind import Settings, StepKind


class DocumentStep(StepKind):
    """Settings: public. Content: {}, with the submission's `document_id`."""

    key = "document"
    words = _l("Upload a document")
    kept = "file"
    takes = "document"

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {"public": bool(typed["public"])}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        return None if submission and submission.document_id else _l("Add a file.")
