"""Doing something elsewhere, and bringing back a link or a picture as its proof."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.addresses import address_problem, is_at, link_problem, normalised, site_of
from hub.challenges.steps.answer import plain
from hub.challenges.steps.kind import Content, Posted, Settings, StepKind, Wrong, stripped
from hub.challenges.words import DISCLOSURE

ACCEPTED = {
    "link": _l("A link"),
    "picture": _l("A picture, such as a screenshot"),
    "either": _l("A link or a picture"),
}
LONGEST_TEXT = 2000


class _BringsLink(StepKind):
    """Content: {"link": …}, as it is kept where it is one, else as it was typed."""

    missing: Any

    def posted(self, form: Posted, name: str) -> Content | None:
        return {"link": form.get(name)} if name in form else None

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        typed = plain(content.get("link") or "").strip()
        return {"link": normalised(typed) or typed} if typed else {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        return link_problem((submission.content if submission else {}).get("link"), self.missing)


class Proof(_BringsLink):
    """Settings: url, link_text, accepts. Content: a link, or {} with `picture_id` beside it."""

    key = "proof"
    words = _l("Do something elsewhere and show it")
    missing = _l("Paste the link here.")
    fresh = {"accepts": ["either"]}
    takes = "picture"

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        words = {name: stripped(typed[name]) for name in ("url", "link_text")}
        return {**words, "accepts": typed["accepts"]}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        if settings.get("accepts") not in ACCEPTED:
            return "accepts", _l("Choose what counts as proof.")
        return address_problem(settings)

    def texts(self, settings: Settings) -> list[str]:
        return [settings.get("link_text") or ""]

    def problem(self, step: Step, submission: Submission | None) -> Any:
        accepts = step.settings["accepts"]
        pictured = submission is not None and submission.picture_id is not None
        linked = bool(submission and submission.content.get("link"))
        if accepts == "picture":
            return None if pictured else _l("Add a picture.")
        if accepts == "either" and not linked:
            return None if pictured else _l("Paste a link or add a picture.")
        return super().problem(step, submission)


class ReviewSite(_BringsLink):
    """A public review. Settings: site, url. Content: the link of it, which is at that site."""

    key = "review_site"
    words = _l("Write a public review")
    missing = _l("Paste the link of your review.")
    disclosure = DISCLOSURE

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {name: stripped(typed[name]) for name in ("site", "url")}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        if not settings.get("site"):
            return "site", _l("Say what the site is called.")
        return address_problem(settings)

    def texts(self, settings: Settings) -> list[str]:
        return [settings.get("site") or ""]

    def problem(self, step: Step, submission: Submission | None) -> Any:
        found = super().problem(step, submission)
        if found is None and submission is not None:
            url = step.settings["url"]
            if not is_at(normalised(submission.content["link"]) or "", url):
                return _l(
                    "This link does not lead to %(host)s. Paste the one of your review there.",
                    host=site_of(url),
                )
        return found


class Share(_BringsLink):
    """A post where others read it. Settings: text, url. Content: the link of the post."""

    key = "share"
    words = _l("Share on a social network")
    missing = _l("Paste the link of your post.")
    disclosure = DISCLOSURE

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {name: stripped(typed[name]) for name in ("text", "url")}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        text = settings.get("text") or ""
        if not text:
            return "text", _l("Write what they may post.")
        if len(text) > LONGEST_TEXT:
            return "text", _l("Keep it to %(most)s characters.", most=LONGEST_TEXT)
        return address_problem(settings)

    def texts(self, settings: Settings) -> list[str]:
        return [settings.get("text") or ""]
