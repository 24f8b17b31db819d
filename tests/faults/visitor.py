"""Somebody who uses the product over the network, whichever server answers."""

from __future__ import annotations

import http.client
import re
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from lxml import html as lxml_html
from lxml.html import FormElement, HtmlElement

HOST = "127.0.0.1"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes = field(repr=False)

    @property
    def place(self) -> str:
        """Where it leads."""
        return self.headers.get("location", "")

    @cached_property
    def html(self) -> str:
        return self.content.decode(errors="replace")

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.headers["content-type"].startswith("text/html")

    @property
    def links(self) -> set[str]:
        """Where its links lead inside the product."""
        found = [link.get("href") for link in self.document.iterfind(".//a[@href]")]
        return {link.partition("#")[0] for link in found if re.match("/(?!/)", link)}

    @cached_property
    def document(self) -> HtmlElement:
        return lxml_html.fromstring(self.html)

    def form(self, holding: str) -> FormElement:
        """The form that has a box of this name."""
        for form in self.document.iterfind(".//form"):
            if holding in form.fields:
                return form
        raise LookupError(f"No form has {holding}.")


def values_of(form: FormElement) -> list[tuple[str, str]]:
    """What a browser sends of a form left as it is."""
    return [(name, value.removeprefix("\n")) for name, value in form.form_values()]


class Visitor:
    """A browser with its cookies. Each request says to which port it goes."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}

    def get(self, port: int, path: str) -> Answer:
        return self._ask(port, "GET", path)

    def post(self, port: int, path: str, values: list, files: dict | None = None) -> Answer:
        """Send a form; `files` are (name, content) by the name of their box."""
        if files is None:
            kind = "application/x-www-form-urlencoded"
            return self._ask(port, "POST", path, urlencode(values).encode(), kind)
        border = uuid.uuid4().hex
        body = _multipart(values, files, border)
        return self._ask(port, "POST", path, body, f"multipart/form-data; boundary={border}")

    def sign_in(self, port: int, email: str, password: str) -> Answer:
        form = self.get(port, "/sign-in/").form("login")
        values = dict(values_of(form)) | {"login": email, "password": password}
        return self.post(port, "/sign-in/", list(values.items()))

    def _ask(self, port: int, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Host": HOST, "Connection": "close"} | ({"Content-Type": kind} if kind else {})
        line = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        for said in answer.msg.get_all("Set-Cookie") or []:
            name, _sign, value = said.partition(";")[0].partition("=")
            self.cookies[name] = value
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, content)


def _multipart(values: list, files: dict, border: str) -> bytes:
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values
        if name not in files
    ]
    for box, (name, content) in files.items():
        head = f'--{border}\r\nContent-Disposition: form-data; name="{box}"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode())
        parts += [content, b"\r\n"]
    return b"".join([*parts, f"--{border}--\r\n".encode()])
