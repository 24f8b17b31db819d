"""Settings, read from the environment. Nothing starts with those that are not safe."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from .databases import database
from .evidence_store import evidence_storage
from .logs import LOGGING  # noqa: F401 - a setting of Django
from .refusals import DEMO_SECRET, LOOPBACK, Given, Mode, reasons_not_to_start
from .release import release_of

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Demo mode: made-up entries, known passwords, plain http on this machine. Never for real work.
DEMO = env.bool("DEMO", default=False)
if not DEMO:  # what stands there is a real installation's: its mail server, its files
    environ.Env.read_env(BASE_DIR / ".env")
    DEMO = env.bool("DEMO", default=False)
# An installation to look at: plain http on this machine, but no made-up entries.
LOCAL = not DEMO and env.bool("LOCAL", default=False)
MODE = Mode.DEMO if DEMO else Mode.LOCAL if LOCAL else Mode.REAL
# Printed on the demo's sign-in page; exist nowhere else.
DEMO_PASSWORD = "keep-the-promise"
DEMO_ADDRESS = "@demo.test"

HERE = DEMO or LOCAL
BEHIND_PROXY = not HERE and env.bool("BEHIND_PROXY", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default=DEMO_SECRET if DEMO else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [
    host.strip() for host in env.list("ALLOWED_HOSTS", default=LOOPBACK if HERE else [])
]
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000" if HERE else "").strip().rstrip("/")
# Mails of the demonstration go into a folder, and a page shows them.
DEMO_MAILS = str(BASE_DIR / "demo-mails")
MAIL_HERE = f"filemail:///{DEMO_MAILS}" if DEMO else "consolemail://"
EMAIL_URL = env("EMAIL_URL", default="") or (MAIL_HERE if HERE else "")
try:
    MAIL = env.email_url_config(EMAIL_URL) if EMAIL_URL else {}
except (ImproperlyConfigured, ValueError):  # a scheme that nobody knows, a port that is no number
    MAIL = {}
SENDER_HERE = "Promise Tracker <promise-tracker@localhost>"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="") or SENDER_HERE
DAYS = {
    "SILENT_AFTER_DAYS": env("SILENT_AFTER_DAYS", default="") or "120",
    "ASKED_AFTER_DAYS": env("ASKED_AFTER_DAYS", default="") or "14",
    "ASKED_AGAIN_AFTER_DAYS": env("ASKED_AGAIN_AFTER_DAYS", default="") or "14",
    "NAMED_AFTER_DAYS": env("NAMED_AFTER_DAYS", default="") or "14",
    "BACKUP_DAYS": env("BACKUP_DAYS", default="") or "35",
}
DATABASES = {"default": database("demo.sqlite3" if DEMO else "db.sqlite3")}
EVIDENCE = evidence_storage(BASE_DIR / ("demo-uploads" if DEMO else "uploads"))
BACKUP_FOLDER = str(BASE_DIR / (env("BACKUP_FOLDER", default="") or "backups"))
LEAVE_URL = env("LEAVE_URL", default="") or "https://www.bbc.co.uk/weather"  # a neutral page

if REFUSED := reasons_not_to_start(
    Given(
        mode=MODE,
        debug=DEBUG,
        secret=SECRET_KEY,
        fallbacks=SECRET_KEY_FALLBACKS,
        hosts=ALLOWED_HOSTS,
        site_url=SITE_URL,
        mail=MAIL,
        sender=DEFAULT_FROM_EMAIL,
        days=DAYS,
        small_number=env("SMALL_NUMBER", default="") or "5",
        leave_url=LEAVE_URL,
        store=EVIDENCE["OPTIONS"].get("bucket_name", ""),
        store_urls={
            name: env(name, default="")
            for name in ("EVIDENCE_S3_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3")
        },
        folders={
            "EVIDENCE_FOLDER": EVIDENCE["OPTIONS"].get("location", ""),
            "BACKUP_FOLDER": BACKUP_FOLDER,
            "EMAIL_URL": MAIL.get("EMAIL_FILE_PATH", ""),
            "DATABASE_URL": DATABASES["default"].get("FILE", ""),
        },
    )
):
    raise ImproperlyConfigured(
        "Promise Tracker does not start with these settings. They come from the environment, or "
        f"from {BASE_DIR / '.env'}.\n  " + "\n  ".join(REFUSED)
    )

vars().update(MAIL)
# All mail waits in a table until `send_mail` hands it to the server that EMAIL_URL names.
MAIL_SERVER, EMAIL_BACKEND = MAIL["EMAIL_BACKEND"], "accounts.outbox.backend.Outbox"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10

# Pages that a browser kept from another release are out of date.
PROGRAM = ["accounts", "actions", "evidence", "foundations", "oversight", "promise_tracker"]
RELEASE = release_of(BASE_DIR, [*PROGRAM, "templates", "static", "fixtures"])

OPEN_DATA_LICENCE = env("OPEN_DATA_LICENCE", default="")  # a sentence; or else none is stated
COUNCIL_NAME = env("COUNCIL_NAME", default="South Ayrshire Council")
# Until the first progress round is closed, a good report is known no more after so many days.
SILENT_AFTER_DAYS = int(DAYS["SILENT_AFTER_DAYS"])
# The ladder of silence: how long a group waits before a service is asked, and from step to step.
ASKED_AFTER_DAYS = int(DAYS["ASKED_AFTER_DAYS"])
ASKED_AGAIN_AFTER_DAYS = int(DAYS["ASKED_AGAIN_AFTER_DAYS"])
NAMED_AFTER_DAYS = int(DAYS["NAMED_AFTER_DAYS"])
SMALL_NUMBER = int(env("SMALL_NUMBER", default="") or 5)
BACKUP_DAYS = int(DAYS["BACKUP_DAYS"])  # how long backups and the database's logs last

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "rules",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "accounts",
    "foundations",
    "actions",
    "evidence",
    "oversight",
]

MIDDLEWARE = [
    "promise_tracker.proxies.says_what_would_never_end",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "promise_tracker.compressing.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "promise_tracker.health.answers_first",
    "promise_tracker.room.leaves_room",
    "promise_tracker.everybody.answers_everybody",
    "accounts.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.drafts.says_what_is_stored",
    "accounts.middleware.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.sealed.middleware.SealedWordsMiddleware",
    "accounts.once.SentOnceMiddleware",
    "accounts.unchanged.UnchangedPagesMiddleware",
    "accounts.middleware.says_what_only_a_button_does",
    "accounts.again.TriedAgainMiddleware",
]

ROOT_URLCONF = "promise_tracker.urls"
WSGI_APPLICATION = "promise_tracker.wsgi.application"

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
                "promise_tracker.context_processors.site",
            ],
            "builtins": ["accounts.templatetags.opened_by"],  # csrf_token, and who opened the form
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What was sent lives in the cache: every worker must see the same one.
DATABASE_CACHE = "accounts.cache.OneStatementCache"
MOST = {"MAX_ENTRIES": 10_000}
CACHES = {"default": {"BACKEND": DATABASE_CACHE, "LOCATION": "cache", "OPTIONS": MOST}}

# Work that no request waits for; `db_worker` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.signed_in.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.TooShort", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.LikeThePerson", "OPTIONS": {"user_attributes": ["email", "name"]}},
    {"NAME": "accounts.passwords.OftenUsed"},
]

ACCOUNT_ADAPTER = "accounts.adapter.ClosedDoorAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "reset_password": "accounts.sign_in_forms.AskForLinkForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Accounts are made by invitation, and the invitation's link proves the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Promise Tracker: "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
# An invitation has to outlast a holiday; pages and mails say this number.
INVITATION_DAYS = 14
PASSWORD_RESET_TIMEOUT = INVITATION_DAYS * 24 * 60 * 60
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.MailedLinks"
# By accounts.tries instead, where nobody shuts out all who stand behind one address.
ACCOUNT_RATE_LIMITS = dict.fromkeys(["login", "login_failed", "reset_password"])
ACCOUNT_RATE_LIMITS["reset_password_from_key"] = None

SESSION_ENGINE = "accounts.signed_in"
SESSION_COOKIE_AGE = 60 * 60  # idle: accounts.middleware renews it as people work
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "promise_tracker.views.csrf_failure"
# What a form may hold besides files: 76 boxes of 20,000 characters, as a Word document may change
# them all at once.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

if not HERE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        # Else the whole council would share one address, and one limit of failed sign-ins.
        ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE, TIME_ZONE = "en-gb", "Europe/London"
USE_I18N, USE_TZ = False, True
DATE_FORMAT, DATETIME_FORMAT = "j F Y", "j F Y, H:i"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("sgds", NODE_MODULES / "@scottish-government" / "design-system" / "dist"),
    ("roboto", NODE_MODULES / "@fontsource-variable" / "roboto"),
]

STATIC_BACKEND = "django.contrib.staticfiles.storage.StaticFilesStorage"
if not HERE:
    STATIC_BACKEND = "promise_tracker.static_files.StaticFilesByContent"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": EVIDENCE,
    "staticfiles": {"BACKEND": STATIC_BACKEND},
}
# On this machine straight from the source folders, so that nothing has to be collected first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = HERE
