"""What someone sees whose form was overtaken by another's: nothing typed is lost, nothing that
others saved is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.db.models import Model
from django.forms import Field, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from .fields import VersionedForm
from .words import day, written


def both_texts(
    request: HttpRequest,
    form: Form,
    current: Model,
    values: dict[str, object],
    *,
    also: dict[str, tuple[str, str]] | None = None,
    page: Model | None = None,
    saved_by: Model | None = None,
    is_new: bool = False,
    drawn: tuple[str, dict] = ("409.html", {}),
) -> HttpResponse:
    """What was typed beside what somebody else has saved meanwhile, to be sent again (409).

    `values` are those of the record as it stands now, by the names of the form's fields; what the
    form does not show is passed over. `also` has what stands in no one field, already in words:
    its label with what was typed and what is saved. Where all is equal the same form was sent
    twice as a rule: on to the page of the record, or to `page`. Not so for what is new, which is
    not stored yet even if it says the same as another: then everything is shown. `drawn` is the
    template, and what it shows besides, where a form is not drawn field after field.
    """
    page = page or current
    form.see_anew(current.version)
    rows = [{"label": label, "yours": y, "saved": s} for label, (y, s) in (also or {}).items()]
    rows += _rows(form, values)
    different = [row for row in rows if row["yours"] != row["saved"]]
    if different or not is_new:
        rows = different
    if not rows:
        messages.info(request, f"{page} is saved already, just as you wrote it.")
        return redirect(page)
    template, besides = drawn
    context = {"form": form, "rows": rows, "url": page.get_absolute_url(), "saved_by": saved_by}
    return render(request, template, besides | context, status=409)


def _rows(form: Form, values: dict[str, object]) -> Iterator[dict]:
    for name, field in form.fields.items():
        # What a form leaves out of its answers leaves the record as it is.
        if name in values and name in form.cleaned_data and not field.widget.is_hidden:
            yours = in_words(field, form.cleaned_data[name])
            yield {"label": field.label, "yours": yours, "saved": in_words(field, values[name])}


def look_again(form: VersionedForm, current: Model, words: str) -> int:
    """Let a form without a text to compare ask its question again, and say why; returns the status
    of the answer.
    """
    form.see_anew(current.version)
    form.add_error(None, words)
    return 409


def in_words(field: Field, value: object) -> str:
    """The value of a field as the pages write it: a day, a number, yes or no, the label of a
    choice, the name of a record, or several of these.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | Decimal):
        return written(Decimal(value))
    if isinstance(value, Model):
        return field.label_from_instance(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        # Sorted, since the same records may come in another order from the form.
        return ", ".join(sorted(in_words(field, one) for one in value))
    return str(dict(getattr(field, "choices", ())).get(value, value))
