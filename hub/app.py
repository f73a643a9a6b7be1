"""create_app(): the hub's table of contents."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from hub import health
from hub.advocacy import jobs as advocacy_jobs
from hub.advocacy import manage as advocacy
from hub.advocacy import views as asks
from hub.alumni import jobs as alumni_jobs
from hub.alumni import views as alumni
from hub.branding import jobs as branding_jobs
from hub.branding import manage as branding
from hub.branding import views as brand
from hub.branding.shell import init_branding
from hub.challenges import audience_fields as challenges_fields
from hub.challenges import choosing as challenge_choices
from hub.challenges import completing, exchanging, reviewing, submitted
from hub.challenges import jobs as challenges_jobs
from hub.challenges import listeners as challenges_listeners
from hub.challenges import manage as challenges_manage
from hub.challenges import places as challenge_places
from hub.challenges import views as challenges
from hub.config import Settings, from_env
from hub.console import companies, dry_run, outbox, people, styleguide, tiers, trail
from hub.console import mail as console_mail
from hub.console import views as console
from hub.db import db
from hub.events import audience_fields as events_fields
from hub.events import manage as events_manage
from hub.events import occasions as events_occasions
from hub.events import views as events
from hub.extensions import compress, csrf, limiter, mail, migrate
from hub.files import init_files
from hub.home import jobs as home_jobs
from hub.home import jobs_news, points, profile
from hub.home import manage as news
from hub.home import views as home
from hub.ledger import audience_fields as ledger_fields
from hub.ledger import jobs as ledger_jobs
from hub.mail import init_mail_settings
from hub.members import jobs as members_jobs
from hub.members import jobs_audiences, jobs_import, newsletters, sign_in
from hub.members import manage as members_manage
from hub.members.audiences import employed, personal
from hub.members.presence import init_presence
from hub.members.security import init_security
from hub.notifications import jobs as notifications_jobs
from hub.notifications import listeners
from hub.notifications import views as notifications
from hub.outbox import jobs as outbox_jobs
from hub.paths import TEMPLATES
from hub.queue import init_queue
from hub.rewards import manage as rewards_manage
from hub.rewards import redemptions
from hub.rewards import views as rewards
from hub.search import views as search
from hub.spaces import manage as spaces_manage
from hub.spaces import readers as space_readers
from hub.spaces import views as spaces
from hub.translating import manage as translating
from hub.web import languages, pictures, themes
from hub.web.access import init_access
from hub.web.errors import init_errors
from hub.web.headers import init_headers
from hub.web.ids import IdConverter
from hub.web.languages import init_languages
from hub.web.logs import configure_logging, init_logs
from hub.web.sending import init_sending
from hub.web.static import init_static
from hub.web.themes import init_themes
from hub.web.words import init_words

PAGES = (
    health,
    languages,
    themes,
    pictures,
    brand,
    sign_in,
    newsletters,
    home,
    profile,
    points,
    news,
    asks,
    search,
    notifications,
    challenges,
    submitted,
    challenge_choices,
    challenge_places,
    rewards,
    events,
    alumni,
    spaces,
    console,
    dry_run,
    tiers,
    branding,
    outbox,
    console_mail,
    trail,
    styleguide,
    translating,
    companies,
    people,
    members_manage,
    advocacy,
    challenges_manage,
    exchanging,
    reviewing,
    completing,
    rewards_manage,
    redemptions,
    events_manage,
    spaces_manage,
    space_readers,
)
# Imported because importing them registers what they hold.
JOBS = (
    advocacy_jobs,
    alumni_jobs,
    branding_jobs,
    challenges_jobs,
    home_jobs,
    jobs_news,
    outbox_jobs,
    ledger_jobs,
    members_jobs,
    jobs_audiences,
    jobs_import,
    notifications_jobs,
)
LISTENERS = (listeners, challenges_listeners)
# What acts can be about.
OCCASIONS = (events_occasions,)
# What rules of audiences can ask about, in the order in which it is offered.
FIELDS = (personal, employed, ledger_fields, challenges_fields, events_fields)


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, for the settings given or those of the environment.

    Raises `ConfigError` when a setting is missing or wrong.
    """
    settings = settings or from_env()
    app = Flask(__name__, template_folder=str(TEMPLATES), static_folder=None)
    _configure(app, settings)
    configure_logging(settings)
    init_logs(app)
    _init_extensions(app, settings)
    init_access(app)
    init_presence(app)
    init_errors(app)
    init_headers(app, settings)
    init_sending(app)
    app.url_map.converters["int"] = IdConverter
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    _wrap(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        HUB=settings,
        HUB_NAME=settings.name,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True, "pool_size": 5, "max_overflow": 10},
        MAX_CONTENT_LENGTH=settings.import_max_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="en",
        # Guessing a page's secrets from its size needs many requests that carry the cookie, and
        # other sites cannot send those: it is SameSite.
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIMETYPES=["text/html"],
        COMPRESS_STREAMS=False,
        RATELIMIT_STORAGE_URI=_limits_storage(settings.redis_url),
        RATELIMIT_ENABLED=settings.rate_limits,
        RATELIMIT_HEADERS_ENABLED=False,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")


def _limits_storage(redis_url: str) -> str:
    """Flask-Limiter's spelling of a unix socket differs from redis-py's."""
    return redis_url.replace("unix://", "redis+unix://", 1)


def _init_extensions(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    migrate.init_app(app, db)
    init_queue(app, settings.redis_url)
    init_files(app, settings.files_url)
    init_mail_settings(app, settings)
    mail.init_app(app)
    init_languages(app)
    init_themes(app)
    init_branding(app)
    init_words(app)
    compress.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    init_security(app, settings)


def _wrap(app: Flask, settings: Settings) -> None:
    """What stands between the server and the app: the proxy's headers, and static files."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    init_static(app)
