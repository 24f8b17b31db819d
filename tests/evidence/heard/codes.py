"""A group with a code, and what a browser sends and reads that knows nobody."""

import re
from uuid import uuid4

from django.test import Client

from evidence.heard.codes.services import give_code
from evidence.heard.codes.signs import printed
from tests.conftest import html_of

PAGE = "/code/"


def given(by, heard, *others, seen: int | None = None, form_key=None) -> str:
    """The signs of a new code for an entry."""
    if seen is None:
        former = heard.codes.kept().order_by("-pk").first()
        seen = former.pk if former else 0
    key = form_key or uuid4()
    return give_code(by=by, heard=heard, seen=seen, form_key=key, others=others)[1]


def typed(code: str, address: str = "192.0.2.1", **said):
    """What the page answers to somebody who is not known, without any cookie."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return browser.post(PAGE, {"code": printed(code)} | said, REMOTE_ADDR=address)


def shown(code: str) -> str:
    """What a code shows, as people read it."""
    answer = typed(code)
    assert answer.status_code == 200
    return words_of(answer)


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html_of(answer)))


def said(code: str, reply, is_real: str, version: int | None = None):
    """Say whether an answer was a real one."""
    seen = reply.version if version is None else version
    return typed(code, reply=reply.pk, version=seen, is_real=is_real)
