"""Files to save: never shown in the browser, whatever is in them."""

from flask import Response, send_file

from hub.documents import Document
from hub.files import files


def document_response(document: Document) -> Response:
    """The file of `document`, for this browser alone to save. The caller has authorised it."""
    response = send_file(
        files().open(document.key),
        mimetype=document.media_type,
        as_attachment=True,
        download_name=document.name,
        max_age=0,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Opened all the same, it may run and reach nothing.
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
