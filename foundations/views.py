"""Pages to read the framework: what was promised, where it is written, and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.prepared import prepared
from accounts.together import rows_of

from .check import check_framework
from .coverage import read_by_foundation
from .links import Linked, read_links
from .models import Document, FrameworkItem, Kind, PageReference

# What keys of a kind look like, for those who mistype one.
KEYS = {
    Kind.FOUNDATION: (
        "The foundations are voice, family, care, people and scaffolding; /foundations/ lists them."
    ),
    Kind.CALL: (
        "The calls are V1 to V6, F1 to F8, C1 to C22, P1 to P8 and S1 to S11; /calls/ lists them."
    ),
    Kind.THEME: "The themes are T1 to T25; /themes/ lists them.",
    Kind.RECOMMENDATION: (
        "A key is a theme and a number, such as T9.R5; the page of each theme lists its own."
    ),
    Kind.POINT: "The points are RB01 to RB44; /briefing/ lists them.",
    Kind.STATEMENT: "The vision statements are VS1 to VS10; /story/ lists them.",
}


def page_of(kind: Kind) -> Callable:
    """A page about one item of a kind, which the view is given; 404 with what keys look like."""

    def decorate(
        view: Callable[[HttpRequest, FrameworkItem], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @require_safe
        @wraps(view)
        def shown(request: HttpRequest, key: str) -> HttpResponse:
            item = _find(kind, key)
            return view(request, item) if item.key == key else redirect(item, permanent=True)

        return shown

    return decorate


def _find(kind: Kind, key: str) -> FrameworkItem:
    """The item with this key, in capital or small letters. Raises Http404 with what keys look
    like.
    """
    item = next(iter(rows_of(_called(timezone.localdate(), kind, key=key.lower()))), None)
    if item is None:
        raise Http404(f"There is no {kind.label.lower()} {key}. {KEYS[kind]}")
    return item


@prepared
def _called(on: date, kind: Kind, *, key: str) -> QuerySet:
    items = FrameworkItem.objects.of_kind(kind).select_related("parent", "same_as__parent")
    return items.annotate(lower_key=Lower("key")).filter(lower_key=key)[:1]


@require_safe
def foundations(request: HttpRequest) -> HttpResponse:
    """The five foundations with their statements."""
    found = read_by_foundation()
    return render(request, "foundations/foundations.html", {"foundations": found})


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The themes by priority area, and the four prompts of self-assessment."""
    areas = FrameworkItem.objects.of_kind(Kind.PRIORITY_AREA).with_themes()
    return render(request, "foundations/themes.html", {"areas": areas, "prompts": prompts()})


@require_safe
def cited_pages(request: HttpRequest) -> HttpResponse:
    """Which pages of the published books the framework cites."""
    cited = list(PageReference.objects.cited_pages())
    books = [(book, [row for row in cited if row["document"] == book]) for book in Document]
    return render(request, "foundations/cited_pages.html", {"books": books})


@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    """The residential briefing: its purpose, headlines, and points by section."""
    sections = FrameworkItem.objects.of_kind(Kind.SECTION).prefetch_related(
        "children__pages", "children__children"
    )
    points = [point for section in sections for point in section.children.all()]
    cited = {page.page: page for point in points for page in point.pages.all()}
    context = {
        "purpose": FrameworkItem.objects.of_kind(Kind.BACKGROUND).from_the_briefing(),
        "headlines": _with_links(FrameworkItem.objects.of_kind(Kind.HEADLINE)),
        "sections": sections,
        "number": len(points),
        "pages": [cited[page] for page in sorted(cited)],
    }
    return render(request, "foundations/briefing.html", context)


@require_safe
def fundamentals(request: HttpRequest) -> HttpResponse:
    """The five fundamentals, and what is linked to each."""
    found = _with_links(FrameworkItem.objects.of_kind(Kind.FUNDAMENTAL))
    return render(request, "foundations/fundamentals.html", {"fundamentals": found})


@require_safe
def principles(request: HttpRequest) -> HttpResponse:
    """The ten principles of intensive family support, and the texts that refer to them."""
    referring = FrameworkItem.objects.published().naming_the_principles()
    context = {
        "principles": FrameworkItem.objects.of_kind(Kind.PRINCIPLE),
        "referring": by_kind(referring),
    }
    return render(request, "foundations/principles.html", context)


@require_safe
def background(request: HttpRequest) -> HttpResponse:
    """What stands around the framework in the source documents."""
    kinds = [Kind.BACKGROUND, Kind.REPORT, Kind.VISION, Kind.NEED, Kind.PRESENT_STATE, Kind.WARNING]
    kinds += [Kind.INVITATION, Kind.SAMPLE_ACTION]
    found = _with_links(FrameworkItem.objects.of_kind(*kinds))
    context = {
        kind.name.lower(): [pair for pair in found if pair[0].kind == kind] for kind in kinds
    }
    return render(request, "foundations/background.html", context)


@require_safe
def framework_check(request: HttpRequest) -> HttpResponse:
    """Whether the framework is here as published: each count, and each wording."""
    return render(
        request,
        "foundations/check.html",
        {"check": check_framework(settings.BASE_DIR / "fixtures")},
    )


def by_kind(items: Iterable[FrameworkItem]) -> list[FrameworkItem]:
    """Items kind by kind, each kind in the order that it came in."""
    return sorted(items, key=lambda item: list(Kind).index(item.kind))


def prompts() -> QuerySet:
    """The four questions that every template of self-assessment asks."""
    return FrameworkItem.objects.of_kind(Kind.PROMPT)


def _with_links(items: Iterable[FrameworkItem]) -> list[tuple[FrameworkItem, Linked]]:
    """Each item with what it is linked to."""
    items = list(items)
    linked = read_links(items)
    return [(item, linked[item.pk]) for item in items]


def neighbours(item: FrameworkItem, items: Iterable[FrameworkItem]) -> tuple:
    """The items before and after this one; None at either end."""
    return beside(item, list(items))


def beside(thing: object, things: list) -> tuple:
    """What stands before and after a thing in a list; None at either end."""
    row = [None, *things, None]
    place = row.index(thing)
    return row[place - 1], row[place + 1]
