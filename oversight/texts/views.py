"""Pages of published texts: what they ask, and the work that answers them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import may
from accounts.together import Reading, nothing, read
from evidence.agreed.answers import MOST_ANSWERS
from evidence.items.models import Support
from foundations.coverage import coverage_of
from foundations.links import Linked, linked_to, read_links
from foundations.models import Document, FrameworkItem, Kind
from foundations.views import beside, neighbours, page_of, prompts

from ..questions.reading import reading_marks
from ..questions.services import ASKABLE
from .call_page import read_call_page
from .cited_page import read_cited_page
from .evidence import reading_shown
from .work import read_rows, reading_rows


@page_of(Kind.FOUNDATION)
def foundation(request: HttpRequest, found: FrameworkItem) -> HttpResponse:
    """One foundation: its statement, then its calls with what answers them."""
    calls = list(found.children.calls().with_sureness().with_answers())
    shown = [link.from_item for call in calls for link in call.answers[:MOST_ANSWERS]]
    rows = read_rows(shown, _today())
    counts = Support.objects.visible_to(request.user).counts_of(calls)
    context = {
        "foundation": found,
        "supporting": found.children.of_kind(Kind.BACKGROUND),
        "calls": [
            (
                call,
                [(link, rows[link.from_item_id]) for link in call.answers[:MOST_ANSWERS]],
                len(call.answers) - MOST_ANSWERS,
                counts.get(call.pk),
            )
            for call in calls
        ],
        "coverage": coverage_of(calls),
    }
    return render(request, "oversight/texts/foundation.html", context)


@page_of(Kind.CALL)
def call(request: HttpRequest, found: FrameworkItem) -> HttpResponse:
    """One call: whether it is answered, by what and whom, and what was said and shown of it."""
    page = read_call_page(found, request.user, _today())
    context = {"page": page, "call": found, "neighbours": page.neighbours} | _may(request)
    return render(request, "oversight/texts/call.html", context)


@page_of(Kind.THEME)
def theme(request: HttpRequest, found: FrameworkItem) -> HttpResponse:
    """One theme: its outcome, and its recommendations in printed order with their pages and
    links.
    """
    lines = list(found.children.with_twins())
    prefetch_related_objects([found, *lines], "pages")
    linked = read_links([found, *lines])
    context = {
        "theme": found,
        "pages": found.pages.all(),
        "groups": _in_groups([(line, linked[line.pk]) for line in lines]),
        "prompts": prompts() if found.has_template else prompts().none(),
    }
    themes = FrameworkItem.objects.of_kind(Kind.THEME)
    context |= _around(request, found, linked[found.pk], themes, context["prompts"])
    return render(request, "oversight/texts/theme.html", context)


def _in_groups(
    lines: Iterable[tuple[FrameworkItem, Linked]],
) -> list[tuple[FrameworkItem | None, list]]:
    """Recommendations under the lead-in that is printed before them; None where there is none."""
    groups: list[tuple[FrameworkItem | None, list]] = [(None, [])]
    for line, linked in lines:
        if line.kind == Kind.LEAD_IN:
            groups.append((line, []))
        else:
            groups[-1][1].append((line, linked))
    return [group for group in groups if group[0] or group[1]]


@page_of(Kind.RECOMMENDATION)
def recommendation(request: HttpRequest, found: FrameworkItem) -> HttpResponse:
    """One recommendation: its text and pages, its theme, and what it is linked to."""
    siblings = found.parent.children.of_kind(Kind.RECOMMENDATION)
    context = {
        "recommendation": found,
        "lead_in": found.parent.children.of_kind(Kind.LEAD_IN).filter(order__lt=found.order).last(),
        "pages": found.pages.all(),
        "twins": found.twins.select_related("parent"),
    }
    beside = context["pages"], context["twins"]
    context |= _around(request, found, linked_to(found), siblings, *beside)
    return render(request, "oversight/texts/recommendation.html", context)


@page_of(Kind.POINT)
def point(request: HttpRequest, found: FrameworkItem) -> HttpResponse:
    """One point of the briefing: its text, sub-points and page, and what it is linked to."""
    points = FrameworkItem.objects.of_kind(Kind.POINT).order_by("parent__order", "order", "pk")
    linked = linked_to(found)
    context = {
        "point": found,
        "sub_points": found.children.all(),
        "pages": found.pages.all(),
        "linked": linked,
    }
    context["answers"], context["neighbours"], _rest = read(
        _reading_answers(linked),
        _reading_neighbours(found, points),
        _reading((context["sub_points"], context["pages"])),
    )
    return render(request, "oversight/texts/point.html", context | _may(request))


@require_safe
def cited_page(request: HttpRequest, document: str, page: int) -> HttpResponse:
    """Who works on what one page says, what shows it, and everything that cites the page."""
    if document not in Document:
        raise Http404(
            f"There is no book {document}. "
            f"The cited books are {' and '.join(Document)}; see {reverse('cited-pages')}."
        )
    book = Document(document)
    read = read_cited_page(document, page, request.user, _today(), request.GET.get("page"))
    if not read.items:
        raise Http404(
            f"Nothing in the framework cites {book.label}, page {page}; "
            f"{reverse('cited-pages')} lists the cited pages."
        )
    neighbours = beside(page, read.numbers)
    context = {"book": book, "page": page, "read": read, "neighbours": neighbours}
    return render(request, "oversight/texts/cited_page.html", context)


def _around(
    request: HttpRequest, found: FrameworkItem, linked: Linked, siblings: QuerySet, *rest: QuerySet
) -> dict[str, object]:
    """What stands around a text that may have evidence: what answers it, what shows it, and the
    texts beside it. The rest of the page is read with that.
    """
    answers, shown, marks, near, _rest = read(
        _reading_answers(linked),
        reading_shown(found, request.user, _today()),
        reading_marks(found, request.user) if found.kind in ASKABLE else nothing(),
        _reading_neighbours(found, siblings),
        _reading(rest),
    )
    around = {"linked": linked, "answers": answers, "shown": shown, "neighbours": near}
    around["marks"] = marks
    return around | _may(request)


def _reading_answers(linked: Linked) -> Reading:
    """What answers a text, each with how it goes."""
    rows = yield from reading_rows([end.item for end in linked.answers], _today())
    return [(end, rows[end.item.pk]) for end in linked.answers]


def _reading_neighbours(found: FrameworkItem, siblings: QuerySet) -> Reading:
    return neighbours(found, (yield siblings))


def _reading(querysets: tuple[QuerySet, ...]) -> Reading:
    yield querysets


def _may(request: HttpRequest) -> dict[str, bool]:
    return {"may_link": may(request.user, "link_texts")}


def _today():
    return timezone.localdate()
