"""Pages of the reports that the law asks for."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, is_good, said_by, saved
from accounts.conflicts import both_texts
from accounts.permissions import may, needs
from accounts.versions import Conflict
from evidence.files.kinds import KINDS
from foundations.writing import say_hints

from . import forms, services
from .drafting import Draft, read_draft
from .models import Duty, Heading, Period, Tag
from .querysets import periods_with_duty, tags_with_things
from .reading import PeriodThen, read_duties, read_headings


@require_safe
@needs("read")
def duties(request: HttpRequest) -> HttpResponse:
    """Every report that the law asks for, and how each stands."""
    context = {"duties": read_duties(timezone.localdate())}
    return render(request, "oversight/duties/duties.html", context)


@require_safe
@needs("read")
def duty(request: HttpRequest, key: str) -> HttpResponse:
    """One duty: what the law asks, its periods, and what is tagged to its headings."""
    found, today = _get_duty(key), timezone.localdate()
    periods = periods_with_duty().filter(duty=found).order_by("-ends_on")
    context = {
        "duty": found,
        "periods": [PeriodThen(period, today) for period in periods],
        "headings": read_headings(found),
        "may_tag": may(request.user, "tag_duty"),
        "may_answer": may(request.user, "answer_duty"),
    }
    return render(request, "oversight/duties/duty.html", context)


@form_page
@needs("answer_duty")
def add_period(request: HttpRequest, key: str) -> HttpResponse:
    """Add a period that does not stand in the law."""
    found = _get_duty(key)
    form = forms.PeriodForm(request.POST or None)
    if made := saved(form, services.add_period, by=request.user, duty=found):
        messages.success(request, f"The period {made} is added.")
        return redirect(found)
    context = {"form": form, "duty": found}
    return render(request, "oversight/duties/add_period.html", context)


@form_page
@needs("tag_duty")
def tag_heading(request: HttpRequest, pk: int) -> HttpResponse:
    """Tag a sub-action, a measure or a piece of evidence to a heading."""
    heading = Heading.objects.select_related("duty").filter(pk=pk).first()
    if heading is None:
        raise Http404("There is no such heading. The page of each duty lists its own.")
    # Nothing is sent yet where somebody searches: what was typed and chosen stays.
    searches = "search" in request.POST
    form = forms.TagForm(
        None if searches else request.POST or None,
        initial=request.POST.dict() if searches else None,
    )
    if is_good(form, request.user) and (made := _tagged(request, form, heading)):
        messages.success(request, f"“{services.name_of(made.thing)}” is tagged.")
        return redirect(f"{heading.duty.get_absolute_url()}#heading-{heading.pk}")
    context = {"form": form, "heading": heading}
    return render(request, "oversight/duties/tag.html", context)


def _tagged(request: HttpRequest, form: forms.TagForm, heading: Heading) -> Tag | None:
    with said_by(form):
        return services.tag(by=request.user, heading=heading, thing=form.cleaned_data["thing"])
    return None


@require_POST
@needs("tag_duty")
def untag(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tag away."""
    found = tags_with_things().select_related("heading__duty").filter(pk=pk).first()
    if found is None:
        messages.info(request, "This is not tagged any more.")
        return redirect("duties")
    name = services.name_of(found.thing)
    services.untag(by=request.user, tag=found)
    messages.success(request, f"“{name}” is no longer tagged here.")
    return redirect(f"{found.heading.duty.get_absolute_url()}#heading-{found.heading_id}")


@require_safe
@needs("read")
def period(request: HttpRequest, pk: int) -> HttpResponse:
    """What the report on a period still lacks, with its drafts."""
    found = _get_period(pk)
    context = {
        "period": found,
        "then": PeriodThen(found, timezone.localdate()),
        "draft": _draft(found),
        "may_answer": may(request.user, "answer_duty"),
        "may_write": may(request.user, "write_for_children"),
    }
    return render(request, "oversight/duties/period.html", context)


@form_page
@needs("answer_duty")
def say_published(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a report is published: when, and where."""
    found = _get_period(pk)
    form = forms.PublishedForm(request.POST or None, initial={"version": found.version})
    try:
        if saved(form, services.say_published, by=request.user, period=found):
            messages.success(request, "It is kept that this report is published.")
            return redirect(found.duty)
    except Conflict as conflict:
        stored = conflict.current
        current = {"published_on": stored.published_on, "address": stored.address}
        return both_texts(request, form, stored, current)
    context = {"form": form, "period": found}
    return render(request, "oversight/duties/published.html", context)


@require_POST
@needs("answer_duty")
def say_not_yet(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a report is not published yet."""
    found = _get_period(pk)
    if is_done(request, services.say_not_yet, period=found):
        messages.success(request, "It is kept that this report is not published yet.")
    return redirect(found.duty)


@require_POST
@needs("answer_duty")
def undo_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was said of a report."""
    found = _get_period(pk)
    if is_done(request, services.undo_answer, period=found):
        messages.success(request, "What was said of this report is taken back.")
    return redirect(found.duty)


@form_page
@needs("write_for_children")
def write_for_children(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the version that children can understand."""
    found = _get_children_period(pk)
    values = {"version": found.version, "words": found.children_words}
    form = forms.ChildrenForm(request.POST or None, initial=values)
    try:
        if saved(form, services.write_for_children, by=request.user, period=found):
            messages.success(request, "What you tell children and young people is kept.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        stored = conflict.current
        return both_texts(request, form, stored, {"words": stored.children_words})
    context = {"form": form, "period": found}
    return render(request, "oversight/duties/for_children.html", context)


@require_safe
@never_cache
@needs("read")
def draft_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of a report as a Word document."""
    # The library that writes it takes long to read, and few workers ever need it.
    from .writing import write_draft

    found = _get_period(pk)
    return _file(write_draft(_draft(found), settings.COUNCIL_NAME), found, "draft")


@require_safe
@never_cache
@needs("read")
def draft_for_children(request: HttpRequest, pk: int) -> HttpResponse:
    """The version for children and young people as a Word document."""
    from .writing import write_for_children as write

    found = _get_children_period(pk)
    return _file(write(_draft(found), settings.COUNCIL_NAME), found, "for-children")


def _file(content: bytes, period: Period, what: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=KINDS["docx"].content_type)
    name = f"{period.duty.key}-{period.ends_on.isoformat()}-{what}.docx"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _draft(period: Period) -> Draft:
    return read_draft(period, timezone.localdate())


def _get_duty(key: str) -> Duty:
    found = Duty.objects.filter(key=key).first()
    if found is None:
        raise Http404("There is no such duty. The page “The duties in law” lists them all.")
    return found


def _get_period(pk: int) -> Period:
    found = periods_with_duty().filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such period. The page of each duty lists its own.")
    return found


def _get_children_period(pk: int) -> Period:
    found = _get_period(pk)
    if not found.duty.has_children_version:
        raise Http404(services.NO_VERSION)
    return found
