"""Security headers. The policy allows no inline script or style anywhere."""

from flask import Flask, Response, request, url_for

from hub.config import Settings

# Which links a browser may fetch while the pointer rests on them.
RULES = "speculation.json"

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    ]
)

# A picture that is opened by itself: browsers make a page around it, with styles of their own.
PICTURE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'none'",
    ]
)


def init_headers(app: Flask, settings: Settings) -> None:
    policy = POLICY + ("; upgrade-insecure-requests" if settings.secure else "")

    @app.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        if response.mimetype == "text/html" and "Content-Security-Policy" not in headers:
            # What has a policy of its own is no page of ours: a mail in its sandbox may not ask.
            headers.setdefault("Speculation-Rules", f'"{url_for("static", filename=RULES)}"')
        picture = (response.mimetype or "").startswith("image/")
        headers.setdefault("Content-Security-Policy", PICTURE_POLICY if picture else policy)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        if settings.secure:
            headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        # Pages are somebody's own: no proxy keeps them, and Back after sign-out asks again.
        headers.setdefault("Cache-Control", "no-store")
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            # What was fetched in advance may show how things were before.
            headers.setdefault("Clear-Site-Data", '"prefetchCache"')
        return response
