"""A browser without scripts, over the wire: it asks as django.test.Client does."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.listening import reset_at_close
from tests.site.reading import Form, Visit
from tests.site.test_matrix import said

# Longer than any answer may take: what takes longer is found by its seconds.
PATIENCE = 40
TOKEN, TOKEN_COOKIE = "csrfmiddlewaretoken", "csrftoken"
CUT = (OSError, HTTPException)


@dataclass(frozen=True)
class Answer:
    """What the server said; `answer["Location"]` is a header, "" where it has none."""

    status_code: int
    headers: HTTPMessage
    content: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, "")

    @property
    def text(self) -> str:
        return self.content.decode()


class Browser:
    """Somebody's, whose session this is."""

    def __init__(self, port: int, session: str | None = None):
        self.port = port
        self.cookies = {TOKEN_COOKIE: secrets.token_hex(16)}
        if session:
            self.cookies["sessionid"] = session

    def get(self, address: str) -> Answer:
        """Ask for a page. Raises one of CUT where nothing comes."""
        return self._answer(self._send("GET", address))

    def post(self, address: str, data: dict | None = None) -> Answer:
        """Send a form. Raises one of CUT where nothing comes."""
        return self._answer(self._send("POST", address, data))

    def send_only(self, address: str, data: dict) -> HTTPConnection:
        """Send a form whole and read no answer: for `cut`. Raises OSError."""
        return self._send("POST", address, data)

    def _send(self, method: str, address: str, data: dict | None = None) -> HTTPConnection:
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Connection": "close"}
        body = None
        if method == "POST":
            body, headers["Content-Type"] = _encoded(
                {TOKEN: self.cookies[TOKEN_COOKIE]} | (data or {})
            )
        try:
            line.request(method, address, body, headers)
        except OSError:
            line.close()
            raise
        return line

    def _answer(self, line: HTTPConnection) -> Answer:
        try:
            said = line.getresponse()
            for header in said.headers.get_all("Set-Cookie", []):
                self.cookies |= {one.key: one.value for one in SimpleCookie(header).values()}
            return Answer(said.status, said.headers, said.read())
        finally:
            line.close()


def _encoded(data: dict) -> tuple[bytes, str]:
    """A form as browsers send it, with files where it has some; and what it calls itself."""
    if any(hasattr(value, "read") for value in data.values()):
        for value in data.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return encode_multipart(BOUNDARY, data), MULTIPART_CONTENT
    return urlencode(data, doseq=True).encode(), "application/x-www-form-urlencoded"


def form_for(browser: Browser, address: str, page: str = "") -> Form:
    """The form that is sent to an address, from the page on which it stands. Raises LookupError
    with what came instead.
    """
    answer = browser.get(page or address)
    forms = Visit("", page or address, answer.status_code, answer.text).forms if answer.text else []
    for form in forms:
        if (form.address, form.method) == (address, "POST"):
            return form
    raise LookupError(f"{page or address} has no form for {address}: {said(answer)}")


def cut(line: HTTPConnection, *, reset: bool) -> None:
    """End a connection before its answer; with `reset` so that the other side hears of it."""
    if reset:
        reset_at_close(line.sock)
    line.close()
