"""Every page of the hub by who looks at it, and the routes that are no page.

A new page comes with a line here: `tests/pages/test_every_page_is_listed.py` asks for it.
"""

from hub.advocacy.models import Act, ActKind
from hub.branding.models import BrandVersion
from hub.challenges.models import ApprovalBatch, Attempt, Challenge, Phrase
from hub.console import parts
from hub.home.models import NewsItem
from hub.ledger.models import Tier
from hub.members.models import Audience, Company, ImportRun, Space
from hub.rewards.models import Redemption, Reward
from tests.pages import finders as the
from tests.pages.listed import Listed, Post
from tests.pages.programme import invitation_token, newest_mail

NOTHING = "?q=zzzzzz"
AN_EMPTY_RULE = Post(
    "/console/audiences/new", {"n:sort": "all", "n.0:sort": "any", "action": "save"}
)

SIGNED_OUT = (
    Listed("/sign-in", "sign-in"),
    Listed("/sign-in", "sign-in-refused", wrong=Post("/sign-in", {"email": "nobody@a.example"})),
    Listed("/sign-in/link", "sign-in-link"),
    Listed("/sign-in/link", "sign-in-link-refused", wrong=Post("/sign-in/link", {"email": "?"})),
    Listed("/sign-in/sent", "sign-in-sent"),
    Listed("/password/reset", "password-reset"),
    Listed("/links/<token>", "invitation", invitation_token),
    Listed("/links/<token>", "link-not-usable", lambda _who: "gone", status=404),
    Listed("/newsletters/<token>", "newsletter", the.newsletter_token),
    Listed("/nowhere", "not-found-signed-out", status=404),
)

MEMBER = (
    Listed("/", "home"),
    Listed("/", "home-menu-open", opened="[data-menu]"),
    Listed("/challenges", "challenges"),
    Listed("/challenges", "challenges-none-found", query=NOTHING),
    Listed("/challenges/done", "challenges-done"),
    Listed("/challenges/aside", "challenges-aside"),
    Listed("/challenges/<int:id>", "challenge-full", the.full_challenge),
    Listed("/challenges/<int:id>", "challenge-locked", the.locked_challenge),
    Listed("/challenges/<int:id>", "challenge-announced", the.announced_challenge),
    Listed("/challenges/<int:id>/refusal", "challenge-refusal", the.untouched_challenge),
    Listed(
        "/challenges/<int:id>/refusal",
        "challenge-refusal-refused",
        the.untouched_challenge,
        wrong=Post("/challenges/<int:id>/refusal", {"reason": "?"}),
    ),
    Listed("/challenges/<int:id>", "challenge-untouched", the.untouched_challenge),
    Listed("/challenges/<int:id>", "challenge-in-progress", the.own_attempt("in_progress")),
    Listed(
        "/challenges/<int:id>",
        "challenge-refused",
        the.own_attempt("in_progress"),
        wrong=Post("/challenges/<int:id>/hand-in"),
    ),
    Listed("/challenges/<int:id>", "challenge-waiting", the.own_attempt("waiting")),
    Listed("/challenges/<int:id>", "challenge-returned", the.own_attempt("returned")),
    Listed("/challenges/<int:id>", "challenge-approved", the.own_attempt("approved")),
    Listed("/chapters/<slug>", "chapter", the.busy_chapter),
    Listed("/events", "events"),
    Listed("/events", "events-month", query="?when=month"),
    Listed("/events", "events-month-empty", query="?when=month&month=2031-05"),
    Listed("/events/<int:id>", "event", the.event()),
    Listed("/events/<int:id>", "event-registered", the.event(registered=True)),
    Listed(
        "/events/<int:id>/registration/cancellation",
        "event-leaving",
        the.event(registered=True),
    ),
    Listed("/events/<int:id>", "event-over", the.event(past=True, registered=True)),
    Listed("/leaderboard", "leaderboard"),
    Listed("/me", "me"),
    Listed("/me/asks", "asks"),
    Listed("/me/asks", "asks-refused", wrong=Post("/me/asks", {"paused_until": "2020-01-01"})),
    Listed("/me/addresses", "addresses"),
    Listed("/me/addresses", "addresses-refused", wrong=Post("/me/addresses", {"email": "?"})),
    Listed("/me/left-company", "left-company", the.nothing),
    Listed("/me/points", "points"),
    Listed("/me/profile", "profile"),
    Listed("/me/profile", "profile-refused", wrong=Post("/me/profile", {"given_name": ""})),
    Listed("/me/sign-out-everywhere", "sign-out-everywhere"),
    Listed("/members/<int:id>", "member", the.busy_member),
    Listed("/notifications", "notifications"),
    Listed("/redemptions", "redemptions"),
    Listed("/redemptions/<int:id>", "redemption-requested", the.own_redemption("requested")),
    Listed("/redemptions/<int:id>", "redemption-sent", the.own_redemption("sent")),
    Listed("/rewards", "rewards"),
    Listed("/rewards/<int:id>", "reward", the.reward()),
    Listed("/rewards/<int:id>", "reward-sold-out", the.reward(Reward.stock == 0)),
    Listed("/rewards/<int:id>/redeem", "redeem", the.reward(Reward.stock.is_(None))),
    Listed("/search", "search"),
    Listed("/search", "search-found", query="?q=dashboard"),
    Listed("/search", "search-people", query="?q=an&in=people"),
    Listed("/search", "search-near", query="?q=dashbord"),
    Listed("/search", "search-none-found", query=NOTHING),
    Listed("/spaces/<slug>", "space", the.own_space),
    Listed("/verify", "verify"),
    Listed("/nowhere", "not-found", status=404),
    Listed("/console", "not-allowed", status=403),
)

# Somebody who has done nothing yet: what an empty page says.
NEWCOMER = (
    Listed("/", "home-new"),
    Listed("/challenges", "challenges-new"),
    Listed("/challenges/done", "challenges-done-none"),
    Listed("/leaderboard", "leaderboard-new"),
    Listed("/me", "me-new"),
    Listed("/me/points", "points-none"),
    Listed("/notifications", "notifications-none"),
    Listed("/redemptions", "redemptions-none"),
)

ALUMNI = (
    Listed("/", "home-alumni"),
    Listed("/challenges", "challenges-alumni"),
    Listed("/challenges/aside", "challenges-aside-none"),
    Listed("/challenges/<int:id>/place/cancellation", "challenge-giving-up", the.own_place),
    Listed("/me", "me-alumni"),
    Listed("/me/addresses", "addresses-alumni"),
    Listed("/spaces/<slug>", "space-alumni", the.own_space),
)

LEADER = (
    Listed("/console/events", "console-events-leader"),
    Listed("/console/events/new", "console-event-new-leader"),
    Listed("/console/search", "console-search-leader", query="?q=an"),
    Listed("/console/events/<int:id>", "console-event-leader", the.managed_event(own=True)),
)

MANAGER = (
    Listed("/console", "overview"),
    Listed("/console", "overview-account-open", opened="[data-menu]"),
    Listed("/console", "overview-menu-open", opened=".console-menu"),
    Listed("/console/acts", "acts"),
    Listed("/console/acts", "acts-none-found", query="?direction=deposit&kind=1"),
    Listed("/console/acts/new", "act-new"),
    Listed("/console/acts/new", "act-new-refused", wrong=Post("/console/acts/new")),
    Listed("/console/acts/<int:id>/taking-back", "act-taking-back", the.first(Act)),
    Listed("/console/acts/lines", "acts-lines"),
    Listed(
        "/console/acts/lines",
        "acts-lines-refused",
        wrong=Post("/console/acts/lines", {"lines": "email,kind,date\nnobody,x,y"}),
    ),
    Listed(
        "/console/attempts/<int:attempt_id>/completions", "completions", the.attempt_done_elsewhere
    ),
    Listed(
        "/console/attempts/<int:attempt_id>/completions",
        "completions-refused",
        the.attempt_done_elsewhere,
        wrong=Post("/console/attempts/<int:attempt_id>/completions"),
    ),
    Listed("/console/asks/dry-run", "dry-run"),
    Listed("/console/asks/dry-run", "dry-run-seen", query="?kind=1&points=100"),
    Listed("/console/asks/dry-run", "dry-run-refused", query="?kind=0&whom=company", status=422),
    Listed("/console/asks/dry-run/members", "dry-run-members", query="?kind=1&rule=first_value"),
    Listed("/console/settings/act-kinds", "act-kinds"),
    Listed("/console/settings/act-kinds/new", "act-kind-new"),
    Listed("/console/settings/act-kinds/<int:id>", "act-kind", the.first(ActKind)),
    Listed("/console/settings/ask-guard", "ask-guard"),
    Listed(
        "/console/settings/ask-guard",
        "ask-guard-refused",
        wrong=Post("/console/settings/ask-guard", {"member_budget": "-1"}),
    ),
    Listed("/console/audit", "audit"),
    Listed("/console/settings/brand", "brand"),
    Listed(
        "/console/settings/brand",
        "brand-refused",
        wrong=Post(
            "/console/settings/brand", {"brand_colour": "red", "words_en_point_one": "star"}
        ),
    ),
    Listed("/console/settings/brand/drafts/<int:id>", "brand-preview", the.latest(BrandVersion)),
    Listed(
        "/console/settings/brand/drafts/<int:id>/discard",
        "brand-discard",
        the.latest(BrandVersion, BrandVersion.number.is_(None)),
    ),
    Listed(
        "/console/settings/brand/versions/<int:number>/restoration",
        "brand-restoration",
        the.look_as_shipped,
    ),
    Listed("/console/audiences", "audiences"),
    Listed("/console/audiences", "audiences-none-found", query=NOTHING),
    Listed("/console/audiences/new", "audience-new"),
    Listed("/console/audiences/new", "audience-refused", wrong=AN_EMPTY_RULE),
    Listed("/console/audiences/<int:id>", "audience", the.nested_audience),
    Listed("/console/audiences/<int:id>/deletion", "audience-deletion", the.first(Audience)),
    Listed("/console/audiences/<int:id>/json", "audience-json", the.nested_audience),
    Listed("/console/audiences/lists/new", "list-new"),
    Listed("/console/audiences/<int:id>/list", "list", the.people_list),
    Listed("/console/challenges", "challenges"),
    Listed("/console/challenges", "challenges-none-found", query=NOTHING),
    Listed("/console/challenges/gallery", "challenge-gallery"),
    Listed("/console/challenges/gallery", "challenge-gallery-none-found", query=NOTHING),
    Listed("/console/challenges/import", "challenge-import"),
    Listed(
        "/console/challenges/import",
        "challenge-import-refused",
        wrong=Post("/console/challenges/import", {"text": "- title: Half a challenge"}),
    ),
    Listed("/console/challenges/new", "challenge-new"),
    Listed("/console/challenges/new", "challenge-new-refused", wrong=Post("/console/challenges")),
    Listed("/console/challenges/<int:id>", "challenge", the.first(Challenge)),
    Listed("/console/challenges/<int:id>/preview", "challenge-preview", the.first(Challenge)),
    Listed("/console/companies", "companies"),
    Listed("/console/companies/health/lines", "health-lines"),
    Listed(
        "/console/companies/health/lines",
        "health-lines-refused",
        wrong=Post("/console/companies/health/lines", {"lines": "company,health,on\nnobody,x,y"}),
    ),
    Listed("/console/companies/<int:id>", "company", the.first(Company)),
    Listed(
        f"/console/companies/<int:id>/{parts.ANY}",
        "company-attempts",
        the.part("attempts", the.first(Company)),
    ),
    Listed("/console/companies/<int:id>/bank", "company-bank", the.first(Company)),
    Listed("/console/companies/<int:id>/health", "company-health", the.first(Company)),
    Listed(
        "/console/companies/<int:id>/health",
        "company-health-refused",
        the.first(Company),
        wrong=Post("/console/companies/<int:id>/health", {"note": "Hm"}),
    ),
    Listed("/console/companies/<int:id>/notes", "company-notes", the.first(Company)),
    Listed(
        "/console/companies/<int:id>/notes",
        "company-notes-refused",
        the.first(Company),
        wrong=Post("/console/companies/<int:id>/notes"),
    ),
    Listed("/console/companies/<int:id>/profile", "company-profile", the.first(Company)),
    Listed("/console/events", "events"),
    Listed("/console/events/new", "event-new"),
    Listed("/console/events/new", "event-new-refused", wrong=Post("/console/events")),
    Listed("/console/events/<int:id>", "event", the.managed_event()),
    Listed("/console/events/<int:id>/attendance", "attendance", the.managed_event(past=True)),
    Listed("/console/events/<int:id>/cancellation", "event-cancellation", the.managed_event()),
    Listed("/console/jobs", "jobs"),
    Listed("/console/mail", "mail"),
    Listed("/console/mail/<name>", "mail-message", newest_mail),
    Listed("/console/members", "members"),
    Listed("/console/members", "members-none-found", query=NOTHING),
    Listed("/console/members/<int:id>", "member", the.busy_member),
    Listed("/console/members/<int:id>/addresses", "member-address", the.busy_member),
    Listed("/console/members/<int:id>/asks", "member-asks", the.busy_member),
    Listed(
        "/console/members/<int:id>/asks",
        "member-asks-refused",
        the.busy_member,
        wrong=Post("/console/members/<int:id>/asks"),
    ),
    Listed("/console/members/<int:id>/bank", "member-bank", the.busy_member),
    Listed("/console/members/<int:id>/deactivation", "member-deactivation", the.employed_member),
    Listed("/console/members/<int:id>/departure", "member-departure", the.employed_member),
    Listed("/console/members/<int:id>/description", "member-description", the.busy_member),
    Listed("/console/members/<int:id>/notes", "member-notes", the.busy_member),
    *(
        Listed(
            f"/console/members/<int:id>/{parts.ANY}",
            f"member-{name}",
            the.part(name, the.busy_member),
        )
        for name in parts.PARTS
    ),
    Listed("/console/members/<int:id>/points", "member-points", the.busy_member),
    Listed("/console/members/<int:id>/position", "member-position", the.employed_member),
    Listed("/console/members/import", "imports"),
    Listed("/console/members/import/<int:id>", "import-preview", the.first(ImportRun)),
    Listed("/console/members/import/<int:id>", "import-refused", the.latest(ImportRun)),
    Listed("/console/members/invitation", "invitation"),
    Listed(
        "/console/members/invitation",
        "invitation-refused",
        wrong=Post("/console/members/invitation"),
    ),
    Listed("/console/news", "news"),
    Listed("/console/news/new", "news-new"),
    Listed("/console/news/new", "news-new-refused", wrong=Post("/console/news")),
    Listed("/console/news/<int:id>", "news-item", the.first(NewsItem)),
    Listed("/console/redemptions", "redemptions"),
    Listed(
        "/console/redemptions/<int:id>",
        "redemption-requested",
        the.first(Redemption, Redemption.state == "requested"),
    ),
    Listed(
        "/console/redemptions/<int:id>",
        "redemption-sent",
        the.first(Redemption, Redemption.state == "sent"),
    ),
    Listed("/console/reviews", "reviews"),
    Listed("/console/reviews/<int:attempt_id>", "review", the.waiting_review),
    Listed(
        "/console/reviews/<int:attempt_id>",
        "review-refused",
        the.waiting_review,
        wrong=Post("/console/attempts/<int:attempt_id>/return"),
    ),
    Listed(
        "/console/reviews/<int:attempt_id>",
        "review-decided",
        the.first(Attempt, Attempt.state == "approved"),
    ),
    Listed("/console/reviews", "reviews-none-found", query=NOTHING),
    Listed("/console/reviews", "reviews-late", query="?state=late"),
    Listed("/console/reviews/approval", "reviews-several", query="?all=1"),
    Listed("/console/reviews/approval", "reviews-none-ticked"),
    Listed("/console/approvals/<int:id>", "reviews-approved", the.latest(ApprovalBatch)),
    Listed("/console/reviews/phrases", "phrases"),
    Listed("/console/reviews/phrases/new", "phrase-new"),
    Listed(
        "/console/reviews/phrases/new",
        "phrase-refused",
        wrong=Post("/console/reviews/phrases/new"),
    ),
    Listed("/console/reviews/phrases/<int:id>", "phrase", the.first(Phrase)),
    Listed("/console/reviews/promise", "promise"),
    Listed(
        "/console/reviews/promise",
        "promise-refused",
        wrong=Post("/console/reviews/promise", {"promise_hours": "0"}),
    ),
    Listed(
        "/console/attempts/<int:attempt_id>/reversal",
        "reversal",
        the.first(Attempt, Attempt.state == "approved"),
    ),
    Listed(
        "/console/attempts/<int:attempt_id>/reversal",
        "reversal-refused",
        the.first(Attempt, Attempt.state == "rejected"),
        wrong=Post("/console/attempts/<int:attempt_id>/reversal"),
    ),
    Listed("/console/rewards", "rewards"),
    Listed("/console/rewards/new", "reward-new"),
    Listed("/console/rewards/new", "reward-new-refused", wrong=Post("/console/rewards")),
    Listed("/console/rewards/<int:id>", "reward", the.reward()),
    Listed("/console/search", "search"),
    Listed("/console/search", "search-found", query="?q=an"),
    Listed("/console/search", "search-members", query="?q=an&in=members"),
    Listed("/console/search", "search-none-found", query=NOTHING),
    Listed("/console/spaces", "spaces"),
    Listed("/console/spaces", "spaces-none-found", query="?state=closed"),
    Listed("/console/spaces/new", "space-new"),
    Listed("/console/spaces/new", "space-new-refused", wrong=Post("/console/spaces")),
    Listed("/console/spaces/<int:id>", "space", the.latest(Space)),
    Listed("/console/spaces/<int:id>/closure", "space-closure", the.latest(Space)),
    Listed("/console/spaces/<int:id>/content", "space-content", the.latest(Space)),
    Listed("/console/spaces/<int:id>/preview", "space-preview", the.latest(Space)),
    Listed("/console/spaces/<int:id>/readers", "space-readers", the.latest(Space)),
    Listed("/console/styleguide", "styleguide"),
    Listed("/console/tiers", "tiers"),
    Listed("/console/tiers/new", "tier-new"),
    Listed("/console/tiers/new", "tier-new-refused", wrong=Post("/console/tiers")),
    Listed("/console/tiers/<int:id>", "tier", the.latest(Tier)),
    Listed("/console/translations/<kind>/<int:id>", "translations", the.translations_of_challenge),
    Listed(
        "/console/translations/<kind>/<int:id>",
        "translations-from-right-to-left",
        the.translations_of_challenge,
        query="?language=ar",
    ),
    Listed("/console/tiers/<int:id>/removal", "tier-removal", the.latest(Tier)),
)

ADMIN = (
    Listed("/console", "overview-admin"),
    Listed("/console/members/<int:id>", "member-admin", the.busy_member),
    Listed("/console/members/<int:id>/erasure", "member-erasure", the.busy_member),
)

# The shared pages look different to somebody with a way into the console.
PAGES: dict[str, tuple[Listed, ...]] = {
    "signed-out": SIGNED_OUT,
    "member": MEMBER,
    "newcomer": NEWCOMER,
    "alumni": ALUMNI,
    "leader": LEADER,
    "manager": MANAGER,
    "admin": ADMIN,
}

# GET routes that are no page, and why.
NOT_PAGES = {
    "/brand/<int:id>.css": "a style sheet",
    "/brand/<int:id>/<name>": "a picture",
    "/brand/pictures/<uuid:id>": "a picture",
    "/challenges/submissions/<int:id>/document": "a download",
    "/challenges/submissions/<int:id>/picture/<size>": "a picture",
    "/pictures/<uuid:id>/<size>": "a picture",
    "/console/acts/export.csv": "a download",
    "/console/challenges/<int:id>/export.yaml": "a download",
    "/console/audit/export.csv": "a download",
    "/console/events/<int:id>/attendance.csv": "a download",
    "/console/members.csv": "a download",
    "/console/members/import/<int:id>/rejected.csv": "a download",
    "/console/spaces/<int:id>/readers.csv": "a download",
    "/events/<int:id>/event.ics": "a download",
    "/me/points/statement.csv": "a download",
    "/me/avatar": "a part of every page",
    "/me/points/chip": "a part of every page",
    "/notifications/bell": "a part of every page",
    "/console/mail/<name>/html": "a message as its mail program shows it",
    "/static/<path:filename>": "files",
    "/fs-static/<path:filename>": "files",
    "/healthz": "for machines",
    "/readyz": "for machines",
}
