"""The pages that carry sealed words, and the page on which they are back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.sign_in_views import sign_in_page

from .sealing import SEALED, Words, seal, words_of
from .typed import typed_of


def stopped(request: HttpRequest) -> HttpResponse | None:
    """The page for whoever sent a form without being signed in any more, or in another session: it
    carries what was typed. None where the form does not say who opened it, and for scripts, which
    keep their words themselves.
    """
    words = words_of(request)
    if words is None or request.headers.get("Sec-Fetch-Dest") == "empty":
        return None
    return carry(request, seal(words), words)


def carry(request: HttpRequest, sealed: str, words: Words) -> HttpResponse:
    """The page that carries sealed words until the person who wrote them is signed in."""
    if not request.user.is_authenticated:
        return unkept(sign_in_page(request, sealed))
    if not words.are_of(request.user):
        return unkept(render(request, "sealed/others.html", _context(sealed, words), status=403))
    return unkept(render(request, "sealed/again.html", _context(sealed, words), status=403))


def _context(sealed: str, words: Words) -> dict:
    return {"sealed": sealed, "words": words, "name": SEALED}


def gone(request: HttpRequest) -> HttpResponse:
    """The page for words that are older than a day, or were sealed for another page."""
    return render(request, "sealed/gone.html", status=410)


def back(request: HttpRequest, page: HttpResponse, words: Words) -> HttpResponse:
    """The page on which the words were typed, its form filled with them; where the page cannot hold
    them any more, they stand there to be copied.
    """
    if not _is_a_page(page):
        context = _told(words, False, words.values) | {"page": page.get("Location", "/")}
        return unkept(render(request, "sealed/copy.html", context))

    def notice(found: bool, left: dict[str, list[str]]) -> str:
        return render_to_string("sealed/_back.html", _told(words, found, left))

    # What reads pages takes long to read itself, and words are seldom brought back.
    from .filling import fill

    page.content = fill(page.content.decode(), words, notice)
    return unkept(page)


def _is_a_page(answer: HttpResponse) -> bool:
    is_html = answer.get("Content-Type", "").startswith("text/html")
    return is_html and not answer.streaming and bool(answer.content)


def _told(words: Words, found: bool, left: dict[str, list[str]]) -> dict:
    return {"words": words, "found": found, "typed": typed_of(left.items())}


def unkept(page: HttpResponse) -> HttpResponse:
    """A page of which no browser keeps a copy."""
    page["Cache-Control"] = "no-store"
    del page["ETag"]
    return page
