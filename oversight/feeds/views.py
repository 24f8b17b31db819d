"""The feeds and the page about them. Anybody may read them, once an administrator says so; they
ask for no key and keep no cookie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, fields
from datetime import date
from functools import wraps

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from accounts.spreadsheet import csv_answer

from ..public.services import is_public
from .description import describe, what
from .paging import NoPage, data_of, page_of, read_cursor, read_limit
from .reading import Data
from .rows import KINDS, Refused

KEEP = "public, max-age=300"
READ_ONLY = "This is read only: only GET and HEAD are answered."
CLOSED = "Nothing is published here yet."


def feed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that anybody may read while it is switched on, and that changes nothing; what it
    refuses is a sentence as JSON.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            if request.method not in ("GET", "HEAD"):
                raise NoPage(405, READ_ONLY)
            if not is_public():
                raise NoPage(404, CLOSED)
            return view(request, *args, **kwargs)
        except NoPage as none:
            answer = _json(Refused(none.sentence), none.status)
            answer["Cache-Control"] = "no-store"
            if none.status == 405:
                answer["Allow"] = "GET, HEAD"
            return answer

    return login_not_required(answered)


@feed
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, how it was made, and the figures of the edition."""
    data = data_of(None)
    feeds = [(name, what(kind), len(data.rows[name])) for name, kind in KINDS.items()]
    names = {one.key: one.name for one in data.rows["foundations"]} | {"all": "All commitments"}
    figures = [
        (names.get(one.foundation, "No foundation"), one)
        for one in data.rows["figures"]
        if one.edition == data.edition.edition
    ]
    context = {"data": data, "feeds": feeds, "figures": figures}
    context["least"] = settings.SMALL_NUMBER
    page = render(request, "oversight/feeds/open_data.html", context)
    return _kept(request, page, data)


@feed
def description(request: HttpRequest) -> HttpResponse:
    """The description of the feeds."""
    answer = _json(describe(settings.COUNCIL_NAME))
    answer["Cache-Control"] = KEEP
    return answer


@feed
def as_json(request: HttpRequest, name: str) -> HttpResponse:
    """A page of a feed."""
    _check(name)
    given = request.GET.get("cursor")
    cursor = read_cursor(given) if given else None
    limit = {"limit": read_limit(request.GET["limit"])} if "limit" in request.GET else {}
    data = data_of(cursor)
    return _kept(request, _json(page_of(data, name, cursor, **limit)), data)


@feed
def as_csv(request: HttpRequest, name: str) -> HttpResponse:
    """A whole feed, for a spreadsheet."""
    _check(name)
    data = data_of(None)
    heading = [field.name for field in fields(KINDS[name])]
    answer = csv_answer(f"promise-{name}-{data.edition.edition}", heading, _lines(data.rows[name]))
    return _kept(request, answer, data)


def _check(name: str) -> None:
    if name not in KINDS:
        raise NoPage(404, f"There is no such feed. There are {', '.join(KINDS)}.")


def _lines(rows: list) -> Iterator[list]:
    for row in rows:
        yield [_cell(value) for value in astuple(row)]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def _json(value: object, status: int = 200) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")


def _kept(request: HttpRequest, answer: HttpResponse, data: Data) -> HttpResponse:
    """The answer as others may keep it; nothing but 304 for whoever has it already."""
    tag = f'"{data.edition.edition}-{data.seal}"'
    answer["ETag"], answer["Cache-Control"] = tag, KEEP
    return get_conditional_response(request, etag=tag, response=answer)
