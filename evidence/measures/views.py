"""Pages of measures."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, saved
from accounts.conflicts import both_texts
from accounts.permissions import needs
from accounts.versions import Conflict
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind
from foundations.writing import say_hints

from . import services as writing
from .course import course
from .forms import NO, YES, ActualForm, CorrectActualForm, MeasureForm, NewMeasureForm, TargetForm
from .models import Actual, Measure, MeasureTarget

KEY = writing.KEY


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """All measures, each with its newest figure, and how many have one."""
    today = timezone.localdate()
    rows = [course(found, today) for found in Measure.objects.with_series().for_list()]
    context = {"rows": rows, "with_figure": sum(row.newest is not None for row in rows)}
    return render(request, "measures/measures.html", context)


@require_safe
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: what it is, how it goes, and the forms for a target and an actual."""
    return _measure_page(request, _get_measure(pk))


def _measure_page(
    request: HttpRequest, found: Measure, refused: Form | None = None
) -> HttpResponse:
    """The page of a measure, with a form that was refused in the place of an empty one."""
    context = {
        "measure": found,
        "course": course(found, timezone.localdate()),
        "may_measure": writing.may_measure(request.user, found.item),
        "form": refused,
        "target_form": _form_of(TargetForm, found, "target", refused),
        "actual_form": _form_of(ActualForm, found, "actual", refused),
    }
    return render(request, "measures/measure.html", context)


def _form_of(kind: type[Form], found: Measure, prefix: str, refused: Form | None) -> Form:
    return refused if isinstance(refused, kind) else kind(prefix=prefix, measure=found)


@form_page
@needs(KEY)
def add_measure(request: HttpRequest, key: str) -> HttpResponse:
    """Add a measure to a sub-action or call."""
    item = _get_item(key)
    writing.check_may_measure(request.user, item)
    form = NewMeasureForm(request.POST or None)
    if added := saved(form, writing.add_measure, by=request.user, item=item):
        messages.success(
            request, f"The measure “{added}” is added. Now set a target and enter a figure."
        )
        say_hints(request, form)
        return redirect(added)
    return render(request, "measures/add.html", {"item": item, "form": form})


@form_page
@needs(KEY)
def edit_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a measure says of itself."""
    found = _get_measure(pk)
    writing.check_may_measure(request.user, found.item)
    form = MeasureForm(request.POST or None, initial=_opened(found) | {"version": found.version})
    try:
        if saved(form, writing.edit_measure, by=request.user, measure=found):
            messages.success(request, f"The measure “{found}” is saved.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, vars(conflict.current))
    return render(request, "measures/edit.html", {"measure": found, "form": form})


def _opened(found: Measure) -> dict:
    """What the form shows when it is opened."""
    values = {name: getattr(found, name) for name in writing.FIELDS}
    return values | {"counts_people": YES if found.counts_people else NO}


@require_POST
@needs(KEY)
def set_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what a measure should have reached by a day."""
    found = _get_measure(pk)
    writing.check_may_measure(request.user, found.item)
    form = TargetForm(request.POST, prefix="target", measure=found)
    if saved(form, writing.set_target, by=request.user, measure=found):
        messages.success(request, "Target set.")
        return redirect(found)
    return _measure_page(request, found, form)


@require_POST
@needs(KEY)
def say_actual(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a measure was on a day, or why that is not known."""
    found = _get_measure(pk)
    writing.check_may_measure(request.user, found.item)
    form = ActualForm(request.POST, prefix="actual", measure=found)
    if saved(form, writing.say_actual, by=request.user, measure=found):
        messages.success(request, "Figure saved.")
        say_hints(request, form)
        return redirect(found)
    return _measure_page(request, found, form)


@form_page
@needs(KEY)
def correct_actual(request: HttpRequest, pk: int, actual: int) -> HttpResponse:
    """Say again what a measure was on a day."""
    found = _get_measure(pk)
    writing.check_may_measure(request.user, found.item)
    said = get_object_or_404(Actual, measure=found, pk=actual)
    initial = {name: getattr(said, name) for name in writing.ACTUAL}
    initial |= {"version": found.version}
    form = CorrectActualForm(request.POST or None, initial=initial, measure=found)
    try:
        if saved(form, writing.correct_actual, by=request.user, actual=said):
            messages.success(request, "Figure corrected. The history keeps the one before.")
            return redirect(found)
    except Conflict as conflict:  # of the measure, whose version stands for its series
        return both_texts(request, form, conflict.current, initial)
    return render(
        request, "measures/correct.html", {"measure": found, "actual": said, "form": form}
    )


@require_POST
@needs(KEY)
def remove_actual(request: HttpRequest, pk: int, actual: int) -> HttpResponse:
    """Take away what was said for a day."""
    found = _get_measure(pk)
    writing.check_may_measure(request.user, found.item)
    said = get_object_or_404(Actual, measure=found, pk=actual)
    if is_done(request, writing.remove_actual, actual=said):
        messages.success(request, "Figure removed. The history keeps it.")
    return redirect(found)


@require_POST
@needs(KEY)
def remove_target(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Take a target away."""
    found = _get_measure(pk)
    writing.check_may_measure(request.user, found.item)
    kept = get_object_or_404(MeasureTarget, measure=found, pk=target)
    if is_done(request, writing.remove_target, target=kept):
        messages.success(request, "Target removed. The history keeps it.")
    return redirect(found)


def _get_measure(pk: int) -> Measure:
    """The measure with its series; 404 where there is none."""
    found = Measure.objects.with_series().filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such measure. The page Measures lists them all.")
    return found


def _get_item(key: str) -> FrameworkItem:
    """The sub-action or call with this key; 404 where there is none."""
    items = FrameworkItem.objects.of_kind(ItemKind.SUB_ACTION, ItemKind.CALL)
    found = items.select_related("sub_action__service", "parent").filter(key=key).first()
    if found is None:
        raise Http404(f"There is no sub-action or call {key}.")
    return found
