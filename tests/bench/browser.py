"""A browser without a screen: it asks the product's own WSGI handler, as a server does."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from accounts.models import User

SECRET = "x" * 32  # of the forms' token; any will do while cookie and form agree


@dataclass
class Answer:
    """What came back: its status, its headers, its body as sent and as read."""

    status: int
    headers: dict[str, str]
    sent: bytes

    @property
    def body(self) -> bytes:
        is_small = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.sent) if is_small else self.sent

    @property
    def small(self) -> bytes:
        """As small as gzip makes it, whether or not the product has."""
        return self.sent if self.sent != self.body else gzip.compress(self.sent, 6)


@dataclass
class Browser:
    """Somebody's browser; signed in once a person was given."""

    handler: WSGIHandler
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, person: User, by: str | None = None) -> Browser:
        engine = import_module(settings.SESSION_ENGINE)
        session = engine.SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = by or settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        self.cookies[settings.CSRF_COOKIE_NAME] = SECRET
        return self

    def get(self, path: str, tag: str = "") -> Answer:
        headers = {"HTTP_IF_NONE_MATCH": tag} if tag else {}
        return self._ask(RequestFactory().get(path, **self._headers(), **headers).environ)

    def post(self, path: str, fields: dict) -> Answer:
        body = urlencode(fields | {"csrfmiddlewaretoken": SECRET}, doseq=True)
        kind = "application/x-www-form-urlencoded"
        request = RequestFactory().post(path, body, content_type=kind, **self._headers())
        return self._ask(request.environ)

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": cookies,
            "HTTP_ACCEPT_ENCODING": "gzip",
        }

    def _ask(self, environ: dict) -> Answer:
        got: dict = {}

        def start_response(status: str, headers: list) -> None:
            got["status"], got["headers"] = int(status.split()[0]), headers

        response = self.handler(environ, start_response)
        # Streamed files too are read whole; closing ends the request, as a server does.
        sent = b"".join(response)
        response.close()
        for name, value in got["headers"]:
            if name == "Set-Cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
        return Answer(got["status"], dict(got["headers"]), sent)
