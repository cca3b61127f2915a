"""Settings, all from the environment; `.env.example` documents each variable."""

import re
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from config.services import addresses, paths, secrets

# Lets Django's generic classes be written with their types, as in admin.ModelAdmin[Claim].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = paths.data_dir()

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

# "demo" is one machine on loopback with generated secrets; "production" generates nothing and trusts nothing.
ENVIRONMENT = env.str("ATTESTED_ENV", default="demo")
if ENVIRONMENT not in {"demo", "production"}:
    raise ImproperlyConfigured(f"ATTESTED_ENV is {ENVIRONMENT!r}; it can be demo or production")
PRODUCTION = ENVIRONMENT == "production"

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", default="") or secrets.secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS") if PRODUCTION else env.list("ALLOWED_HOSTS", default=["*"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config",
    "timeline",
    "claims",
    "articles",
    "actors",
    "accounts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "js_lib_leaflet",
    "pgtrigger",
    "pghistory",
    "pghistory.admin",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *(["config.compression.CompressionMiddleware"] if env.bool("COMPRESS_ANSWERS", default=True) else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last: what is inside of its transaction is the view and nothing else.
    "claims.once.OnceMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            # {% once %} stands in every form that is sent, beside {% csrf_token %}.
            "builtins": ["claims.templatetags.together"],
        },
    }
]

DATABASES = {
    "default": env.db("DATABASE_URL") if env.str("DATABASE_URL", default="") else addresses.database_settings()
}
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or addresses.redis_cache_url(),
        "KEY_PREFIX": "attested",
    }
}

# What takes a report so many seconds to work out is kept until the clock has worked it out anew (ADR 16).
REPORTS_KEPT_FROM = 0.1

# Celery: the numbers of docs/architecture.md, "What a killed worker costs".
CELERY_BROKER_URL = REDIS_URL or addresses.redis_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
# In kB. A process has 260 MB after thousands of articles; one that a monstrous document has blown up is replaced.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,  # longer than the hard time limit, or a slow task would run twice at once
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_WORKER_CONSUMER = "config.worker:Consumer"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "config.beat:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
# What waits for other people's servers has a queue and a worker of its own, and holds up nobody who reads.
CELERY_TASK_ROUTES = {
    "articles.tasks.fetch": {"queue": "fetch"},
    "articles.tasks.poll": {"queue": "fetch"},
    "timeline.tasks.deliver": {"queue": "fetch"},
    "claims.tasks.ask_engine": {"queue": "engines"},
}
# What beat asks for does not wait behind all that has still to be read: its queue is served in turn with the other.
# And it is worth nothing once it is due again: a worker that was away does it once and not a hundred times.
CELERY_BEAT_SCHEDULE = {
    task.rpartition(".")[2].replace("_", "-"): {
        "task": task,
        "schedule": seconds,
        "options": {"queue": "clock", "expires": seconds},
    }
    for task, seconds in {
        "timeline.tasks.publish_what_is_due": 60.0,
        "timeline.tasks.republish_waiting_news": 10.0,
        "timeline.tasks.mail_due_searches": 60.0,
        "timeline.tasks.forget_old_news": 86_400.0,
        "articles.tasks.republish_waiting_jobs": 10.0,
        "articles.tasks.schedule_due_polls": 15.0,
        "articles.tasks.schedule_due_rechecks": 60.0,
        "articles.tasks.forget_old_polls": 86_400.0,
        "claims.tasks.republish_waiting_runs": 10.0,
        "claims.tasks.republish_waiting_sweeps": 30.0,
        "claims.tasks.republish_waiting_link_searches": 30.0,
        "claims.tasks.find_claims_by_new_words": 20.0,
        "claims.tasks.forget_old_engine_calls": 86_400.0,
        "claims.tasks.tell_of_due_work": 600.0,
        "timeline.tasks.tell_of_due_events": 600.0,
        "accounts.tasks.mail_due_digests": 300.0,
        "accounts.tasks.forget_old_notifications": 86_400.0,
        "claims.tasks.refresh_inbox": 5.0,
        "claims.tasks.forget_old_forms": 86_400.0,
        "timeline.tasks.work_out_recent_reports": 300.0,
        "timeline.tasks.work_out_reports_of_all_time": 3600.0,
    }.items()
}

# Who asks, where programs are counted by their address: behind so many proxies, each of which adds one to
# X-Forwarded-For. With none nobody's word is taken for it.
NINJA_NUM_PROXIES = env.int("PROXIES", default=1 if PRODUCTION else 0)
# Requests to /reconcile from one address in a minute, each of up to 50 names; 0 for no limit.
RECONCILE_PER_MINUTE = env.int("RECONCILE_PER_MINUTE", default=120)
if NINJA_NUM_PROXIES < 0 or RECONCILE_PER_MINUTE < 0:
    raise ImproperlyConfigured("PROXIES and RECONCILE_PER_MINUTE have to be 0 or more")

# How soon a killed worker's job is taken up again, in seconds.
OUTBOX_LEASE = 15.0

# Between two questions to one server, in seconds; its robots.txt may ask for more.
FETCH_PAUSE = env.float("FETCH_PAUSE", default=1.0)
FETCH_PORTS = env.list("FETCH_PORTS", cast=int, default=[80, 443])
FETCH_CONTACT = env.str("FETCH_CONTACT", default="")
# robots.txt files know us by the first word of it.
FETCH_USER_AGENT = f"Attested/0.1 (news archive of a newsroom{FETCH_CONTACT and f'; contact: {FETCH_CONTACT}'})"
FETCH_PROXY = env.str("FETCH_PROXY", default="")
if FETCH_PROXY and not FETCH_PROXY.startswith("http://"):
    raise ImproperlyConfigured("FETCH_PROXY has to start with http://")
FETCH_CA_FILE = env.str("FETCH_CA_FILE", default="")
# Not from the environment: what stands in its place decides what our machines can be made to talk to.
FETCH_NETWORK = "articles.ingest.fetch.network.Internet"

# Which engines propose claims; docs/engines.md says what each of them needs.
ATTESTED_SUGGESTERS = env.list("ATTESTED_SUGGESTERS", default=["rules"])
# A dotted path to `embed(texts) -> vectors`, with which claims are found by meaning too; see manage.py embed_claims.
ATTESTED_EMBEDDER = env.str("ATTESTED_EMBEDDER", default="")
# What engines were asked and answered; the desk's page of engines looks back on the last 30 days at most.
ENGINE_CALLS_KEPT_DAYS = env.int("ATTESTED_ENGINE_CALLS_KEPT_DAYS", default=90)
if not 30 <= ENGINE_CALLS_KEPT_DAYS <= 36_500:
    raise ImproperlyConfigured("ATTESTED_ENGINE_CALLS_KEPT_DAYS has to be between 30 and 36500")
ENGINE_CURRENCY = env.str("ATTESTED_LLM_CURRENCY", default="USD")
ATTESTED_SUGGESTER_OPTIONS = {
    # Options of engines of your own, by their names.
    **env.json("ATTESTED_SUGGESTER_OPTIONS", default={}),
    "llm": {
        "url": env.str("ATTESTED_LLM_URL", default=""),
        "model": env.str("ATTESTED_LLM_MODEL", default=""),
        "key": env.str("ATTESTED_LLM_KEY", default=""),
        "timeout": env.float("ATTESTED_LLM_TIMEOUT", default=60.0),
        "max_tokens": env.int("ATTESTED_LLM_MAX_TOKENS", default=4000),
        "price_in": env.str("ATTESTED_LLM_PRICE_IN", default="0"),
        "price_out": env.str("ATTESTED_LLM_PRICE_OUT", default="0"),
        "budget": env.str("ATTESTED_LLM_BUDGET_PER_DAY", default=""),
        "ca_file": env.str("ATTESTED_LLM_CA_FILE", default=""),
        "extra": env.json("ATTESTED_LLM_EXTRA", default={}),
    },
    "spacy": {"model": env.str("ATTESTED_SPACY_MODEL", default="en_core_web_sm")},
    "stanza": {"folder": env.str("ATTESTED_STANZA_DIR", default="")},
}

# Mails: smtp+tls://user:password@host:587. Until a server is named they go into the log.
EMAIL = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_HOST"] or "localhost", EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_USER"] or "", EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="Attested <attested@localhost>")
# Where the links of mails lead: what readers and the desk type into their browsers.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
if PRODUCTION and env.str("EMAIL_URL", default="") and not env.str("SITE_URL", default=""):
    raise ImproperlyConfigured("SITE_URL has to be set where mails are sent: their links lead there")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("map", BASE_DIR / "lib" / "outlines" / "map")]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "media"},
    },
    "snapshots": {
        "BACKEND": env.str("SNAPSHOT_STORAGE", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("SNAPSHOT_STORAGE_OPTIONS", default={"location": str(DATA_DIR / "snapshots")}),
    },
    "staticfiles": {"BACKEND": "lib.static_storage.StaticFiles"},
}

# Maps of scripts are large and only for whoever looks into them; the tightest compression of them takes seconds.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]

# A folder that is uploaded is many files.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.OneQuestionBackend"]
LOGIN_URL = "accounts:login"
LOGOUT_REDIRECT_URL = "timeline:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
# Names of languages are not translated: whoever looks for one reads it.
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
# The clock by which people say when something is to be published.
NEWSROOM_ZONE = env.str("NEWSROOM_ZONE", default="UTC")
if NEWSROOM_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(f"NEWSROOM_ZONE is {NEWSROOM_ZONE!r}; it has to be a zone such as Europe/Kyiv")
USE_TZ = True

# Without a tile server the map shows the outlines that come with us, and nothing is asked of anybody else.
MAP_TILES_URL = env.str("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env.str("MAP_TILES_ATTRIBUTION", default="")
MAP_TILES_ORIGINS = []
if MAP_TILES_URL:
    tiles = urlsplit(MAP_TILES_URL.replace("{s}", "*"))
    if tiles.scheme not in {"https", "http"} or not tiles.netloc or not MAP_TILES_ATTRIBUTION:
        raise ImproperlyConfigured(
            "MAP_TILES_URL has to be an address such as https://tiles.example/{z}/{x}/{y}.png, "
            "and MAP_TILES_ATTRIBUTION has to say whose tiles they are"
        )
    MAP_TILES_ORIGINS = [f"{tiles.scheme}://{tiles.netloc}"]
# Readers of corrections see who approved them by name; otherwise by role.
CORRECTIONS_NAME_APPROVER = env.bool("CORRECTIONS_NAME_APPROVER", default=False)

# Photos of actors are shown under these licences alone: SPDX identifiers, PD for the public domain (PhotoLicence).
PHOTO_LICENCES = env.list("PHOTO_LICENCES", default=[])

# What revisions are called that are cited: the prefix of the newsroom's DOIs ("10.5555") or ARKs ("ark:99999").
CITATION_PREFIX = env.str("CITATION_PREFIX", default="")
_DOI, _ARK = r"10\.\d{4,9}(/[\w.-]+)*", r"ark:/?[0-9b-df-hjkmnp-tv-xz]{5,9}(/[\w-]+)?"
if CITATION_PREFIX and not re.fullmatch(f"{_DOI}|{_ARK}", CITATION_PREFIX, re.ASCII):
    raise ImproperlyConfigured(
        f"CITATION_PREFIX is {CITATION_PREFIX!r}; it has to be the prefix of a DOI (10.5555) or of an ARK (ark:99999)"
    )

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *MAP_TILES_ORIGINS],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Every row version of an editorial model is kept by a trigger, and the history cannot be rewritten.
PGHISTORY_APPEND_ONLY = True
# Who only looks changes nothing, and what is the same for everybody need not ask who looks.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_ADMIN_ALL_EVENTS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
