"""The portal's settings. What differs between machines is an environment variable, listed in README.md."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """A yes-or-no environment variable: 1, true, yes and on mean yes."""
    return os.environ.get(name, str(int(default))).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated environment variable as a list without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# What kind of machine this is -------------------------------------------------

DEFAULT_SECRET = "local-only-secret-key-for-machines-that-serve-nobody-else"  # noqa: S105 - refused in production
PRODUCTION = flag("PRODUCTION")
DEBUG = flag("DEBUG")
DEMO = flag("DEMO", default=not PRODUCTION)
SECRET_KEY = os.environ.get("SECRET_KEY", DEFAULT_SECRET)
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", SITE_URL if PRODUCTION else "")
STATE_DIR = Path(os.environ.get("STATE_DIR", BASE_DIR / ".var"))
STATE_DIR.mkdir(parents=True, exist_ok=True)
PROXY_COUNT = int(os.environ.get("PROXY_COUNT", "0"))

if PRODUCTION:
    refusals = [
        sentence
        for wrong, sentence in [
            (SECRET_KEY == DEFAULT_SECRET or len(SECRET_KEY) < 50, "SECRET_KEY must be 50 random characters or more."),
            (DEBUG, "DEBUG must be off."),
            (DEMO, "DEMO must be off: demonstration accounts have public passwords."),
            (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS, "ALLOWED_HOSTS must name the portal's hosts."),
            (not SITE_URL.startswith("https://"), "SITE_URL must be the public address, beginning https://."),
        ]
        if wrong
    ]
    if refusals:
        raise ImproperlyConfigured("The portal does not start in production: " + " ".join(refusals))

# Applications ----------------------------------------------------------------

OURS = [
    "portal.home",
    *(f"applications.{name}" for name in ("letters", "reviews", "intake")),
    *(f"applications.{name}" for name in ("waivers", "comments", "commission", "evaluations", "impact")),
    *(f"best_practices.{name}" for name in ("improvement", "reuse", "library")),
    *(f"mentorship.{name}" for name in ("matching", "profiles")),
    *(f"plcs.{name}" for name in ("discussion", "initiatives", "meetings", "workgroups")),
    *(f"portal.{name}" for name in ("pages", "worklist", "drafts", "events", "participation", "measures")),
    *(f"portal.{name}" for name in ("standards", "network", "conflicts")),
    *(f"portal.{name}" for name in ("accountability", "districts", "notifications", "accounts", "ui", "core")),
]
INSTALLED_APPS = [
    *OURS,
    *(f"wagtail.contrib.{name}" for name in ("settings", "redirects", "search_promotions", "typed_table_block")),
    *(f"wagtail.{name}" for name in ("embeds", "sites", "users", "snippets", "documents", "images", "search", "admin")),
    "wagtail",
    "modelcluster",
    "taggit",
    "rules",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{name}" for name in ("google", "microsoft", "openid_connect")),
    "django_tasks_db",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "portal.core.middleware.RequestLogMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.core.middleware.SecurityHeadersMiddleware",
    "portal.core.middleware.DatabaseAwayMiddleware",
    "portal.core.middleware.RefuseNulMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.ui.middleware.WaitingCountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.SessionActivityMiddleware",
    "portal.accounts.middleware.ViewAsMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.core.middleware.NotAllowedMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "portal.ui.forms.PortalFormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.ui.context.frame",
            ],
            "builtins": [f"portal.ui.templatetags.{name}" for name in ("ui", "parts", "figures")],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Data ------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000;",
}


def database(url: str) -> dict:
    """Django's settings for a database address: postgres://user:password@host:port/name or sqlite:///path."""
    parts = urlparse(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 2},
        }
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": parts.path[1:], "OPTIONS": SQLITE_OPTIONS}
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")


DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{STATE_DIR / 'portal.sqlite3'}")}
IS_POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
if IS_POSTGRES:
    INSTALLED_APPS.append("django.contrib.postgres")

REDIS_URL = os.environ.get("REDIS_URL", "")
CHANNEL_LAYERS: dict = {
    "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}
# The cache lives in the database: rate limits then hold across processes and restarts, and go on when Redis is away.
DATABASE_CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
CACHES = {"default": {**DATABASE_CACHE, "OPTIONS": {"MAX_ENTRIES": 20_000}}}
# One queue in the database. `make run` works it off inside the server, production by `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

FILE_SYSTEM = "django.core.files.storage.FileSystemStorage"
PRIVATE_FILES = {"BACKEND": FILE_SYSTEM, "OPTIONS": {"location": str(STATE_DIR / "private")}}
PUBLIC_FILES = {"BACKEND": FILE_SYSTEM, "OPTIONS": {"location": str(STATE_DIR / "media"), "base_url": "/media/"}}
if os.environ.get("S3_BUCKET"):
    S3 = {
        "bucket_name": os.environ["S3_BUCKET"],
        "endpoint_url": os.environ.get("S3_ENDPOINT_URL") or None,
        "region_name": os.environ.get("S3_REGION") or None,
        "default_acl": None,
        "file_overwrite": False,
    }
    PRIVATE_FILES = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**S3, "location": "private"}}
    PUBLIC_FILES = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**S3, "location": "media"}}
STORAGES = {
    "default": PUBLIC_FILES,
    "private": PRIVATE_FILES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE_DIR / "media"
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or STATE_DIR / "static")
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MAX_UPLOAD_BYTES = int(os.environ.get("MAX_UPLOAD_BYTES", "20971520"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SEAL_KEY_FILE = os.environ.get("SEAL_KEY_FILE") or STATE_DIR / "seal" / "seal.p12"
SEAL_PASSPHRASE = os.environ.get("SEAL_PASSPHRASE", SECRET_KEY)
SMALL_CELL_MINIMUM = int(os.environ.get("SMALL_CELL_MINIMUM", "10"))

# Mail ------------------------------------------------------------------------


def mailer(url: str) -> dict:
    """The mail backend for smtp://user:password@host:port?tls=1, or files in a folder where nothing is set."""
    parts = urlparse(url)
    if parts.scheme not in {"smtp", "smtps"}:
        files = "django.core.mail.backends.filebased.EmailBackend"
        return {"BACKEND": files, "OPTIONS": {"file_path": STATE_DIR / "mail"}}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or 25,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp" and "tls=1" in parts.query,
            "timeout": 20,
        },
    }


# Whatever is sent in Django's own way becomes a row of the outbox; the outbox sends by the mailer `out`.
MAILERS = {
    "default": {"BACKEND": "portal.core.mail.OutboxBackend"},
    "out": mailer(os.environ.get("EMAIL_URL") or ("smtp://localhost" if PRODUCTION else "")),
}
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Mississippi Innovation Lab Network <network@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The domain whose mail is piped into `manage.py take_mail`; nobody can answer by mail where it is not set.
REPLY_DOMAIN = os.environ.get("REPLY_DOMAIN", "")

# Time and language: dates are kept in UTC and shown in US Central -------------

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/Chicago"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.ui.formats"]

# Security --------------------------------------------------------------------

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# Wagtail's editor writes styles and scripts into its pages; it gets them under its own address only.
CMS_CSP: dict[str, list[str]] = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
}
CMS_PATH = "/cms/"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 24 * 60 * 60
STAFF_IDLE_SECONDS = int(os.environ.get("STAFF_IDLE_SECONDS", "3600"))
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.core.views.csrf_failure"
LANGUAGE_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    if PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# People ----------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "portal.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.accounts.passwords.ContextWordValidator"},
    {"NAME": "portal.accounts.passwords.EasyPatternValidator"},
]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Scrypt", "PBKDF2")]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_FORMS = {"signup": "portal.accounts.forms.SignUpForm"}
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
USERSESSIONS_TRACK_ACTIVITY = True
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "portal.accounts.forms.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Innovation Lab Network"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapters.OutsideAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS: dict = {
    name: {
        "APPS": [{"client_id": os.environ[f"{name.upper()}_CLIENT_ID"], "secret": os.environ[f"{name.upper()}_SECRET"]}]
    }
    for name in ("google", "microsoft")
    if os.environ.get(f"{name.upper()}_CLIENT_ID")
}
if os.environ.get("OIDC_CLIENT_ID"):
    OIDC_APP = {
        "provider_id": "district",
        "name": os.environ.get("OIDC_NAME", "your organisation"),
        "client_id": os.environ["OIDC_CLIENT_ID"],
        "secret": os.environ["OIDC_SECRET"],
        "settings": {"server_url": os.environ["OIDC_SERVER_URL"]},
    }
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {"APPS": [OIDC_APP]}

# Wagtail ---------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Innovation Lab Network"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "/cms/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list = []
# Private pages ask who one is, never for a password that everybody shares.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILEMBEDS_FINDERS: list = []
# Whole words as they stand, on PostgreSQL as on SQLite; what needs more folds its words itself.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
TAGGIT_CASE_INSENSITIVE = True

# Logs: one JSON line for each event, with the request's id and without form data --------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.core.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")},
    "loggers": {name: {"level": "WARNING"} for name in ("django.server", "django.tasks", "django_tasks_db")},
}
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # frames: the editor's preview shows our pages in a frame of our own
