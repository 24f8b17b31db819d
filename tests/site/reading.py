"""Pages as their readers get them: every address of the table that answers, its links and forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZipFile, is_zipfile

from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html
from lxml.html import FormElement, HtmlElement

from .payloads import numbers_in
from .table import TABLE
from .test_matrix import filled

TYPED = (None, "text", "email", "url", "search")


@dataclass(frozen=True)
class Form:
    """A form of a page: where it is sent, how, and what it would send untouched."""

    address: str
    method: str
    values: dict[str, list[str]]
    typed: tuple[str, ...]  # the names of the boxes that people type in
    choices: dict[str, list[str]]  # what can be chosen, by the name of the question

    def sent(self, **changes) -> dict:
        """What a browser sends once these values are changed; None leaves a question out."""
        values = self.values | changes
        return {name: value for name, value in values.items() if value is not None}


@dataclass
class Visit:
    """What somebody got at an address: a page, a refusal, a file, or the way to sign in."""

    role: str
    address: str
    status: int
    html: str = field(repr=False, default="")  # empty unless it is a page
    file: bytes = field(repr=False, default=b"")  # what is saved instead

    @cached_property
    def numbers(self) -> set[int]:
        """The numbers of the payloads that a page, or a file as a spreadsheet or Word, shows."""
        return numbers_in(self.html or text_of(self.file))

    @cached_property
    def document(self) -> HtmlElement:
        return lxml_html.fromstring(self.html)

    @property
    def links(self) -> set[str]:
        """Where its links lead inside the product, without their queries."""
        found = [urlsplit(link.get("href")) for link in self.document.iterfind(".//a[@href]")]
        return {parts.path for parts in found if parts.path and not parts.netloc}

    @property
    def forms(self) -> Iterator[Form]:
        """Its forms; one for each address, where a form has buttons that send it elsewhere."""
        for form in self.document.iterfind(".//form"):
            values: dict[str, list[str]] = {}
            for name, value in form.form_values():
                # A text box begins with a line break that is not part of its text.
                values.setdefault(name, []).append(value.removeprefix("\n"))
            buttons = form.iterfind(".//button[@formaction]")
            for address in [form.get("action"), *(one.get("formaction") for one in buttons)]:
                path = urlsplit(address or "").path or self.address
                yield Form(path, form.method.upper(), values, typed_in(form), choices_in(form))


def typed_in(form: FormElement) -> tuple[str, ...]:
    boxes = [*form.iterfind(".//textarea[@name]"), *form.iterfind(".//input[@name]")]
    return tuple(box.get("name") for box in boxes if box.get("type") in TYPED)


def choices_in(form: FormElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for option in form.xpath(".//select[@name]//option[@value!='']"):
        found.setdefault(option.xpath("ancestor::select/@name")[0], []).append(option.get("value"))
    for box in form.xpath(".//input[@type='radio' or @type='checkbox'][@name and @value!='']"):
        found.setdefault(box.get("name"), []).append(box.get("value"))
    return found


def addresses(keys: dict) -> list[str]:
    """Every address of the table that answers GET, for the own object and for the other one."""
    return [
        reverse(name, kwargs=filled(target, keys))
        for name, row in TABLE.items()
        for target in (row.own, row.other)
        if target is not None and not row.post_only
    ]


def browser(session: str | None) -> Client:
    """A browser of the person whose session this is; of nobody without one."""
    client = Client(raise_request_exception=False)
    if session:
        client.cookies["sessionid"] = session
    return client


def visit(role: str, address: str, session: str | None, body: dict | None = None) -> Visit:
    """Ask for an address, or send it a form; whatever that writes is undone."""
    client, undo = browser(session), transaction.savepoint()
    answer = client.get(address) if body is None else client.post(address, body)
    transaction.savepoint_rollback(undo)
    content = answer.getvalue()
    if answer["Content-Type"].startswith("text/html"):
        return Visit(role, address, answer.status_code, html=content.decode())
    return Visit(role, address, answer.status_code, file=content)


def text_of(file: bytes) -> str:
    """What a document of Word or a workbook says, in its own XML; any other file as it is."""
    if not is_zipfile(BytesIO(file)):
        return file.decode(errors="ignore")
    with ZipFile(BytesIO(file)) as parts:
        return " ".join(parts.read(name).decode(errors="ignore") for name in parts.namelist())
