"""What a browser sends for one step."""

from typing import Any

from flask import request

from hub.challenges.models import Step


def posted_content(step: Step) -> dict[str, Any] | None:
    """The content of the step in this request, as `Submission.content` has it.

    None for a picture step: its picture is among the files.
    """
    name = f"step-{step.id}"
    if step.kind == "link":
        return {"done": name in request.form}
    if step.kind == "answer":
        return {"text": request.form.get(name, "")}
    if step.kind == "choice":
        return {"options": request.form.getlist(name)}
    return None
