"""The three floors that all figures are told against, and where they are served."""

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

SESSIONS, USERS = "django.contrib.sessions.backends.db", "django.contrib.auth.backends.ModelBackend"
EMPTY = "/bench/empty/"
TOUCHED = "/bench/touched/"
STANDARD = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def empty(request: HttpRequest) -> HttpResponse:
    """A page with nothing on it."""
    return HttpResponse("")


def touched(request: HttpRequest) -> HttpResponse:
    """The same, for which somebody has to be signed in."""
    return HttpResponse("" if request.user.is_authenticated else "nobody")


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/touched/", touched),
    path("", include("promise_tracker.urls")),
]


def handler(middleware: list[str] | None = None) -> WSGIHandler:
    """The product's handler with these pages beside its own, or one with other middleware."""
    if middleware is None:
        return WSGIHandler()
    with override_settings(MIDDLEWARE=middleware, SESSION_ENGINE=SESSIONS):
        return WSGIHandler()
