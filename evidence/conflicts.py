"""The page for someone whose form was overtaken by another's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.db.models import Model
from django.forms import Field, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.fields import VersionedForm
from accounts.words import day, written


def both_texts(
    request: HttpRequest, form: VersionedForm, version: int, saved: dict, page: Model
) -> HttpResponse:
    """What was typed beside what somebody else has saved meanwhile (409); neither is lost.

    Where the two say the same, the same form was sent twice as a rule: on to the page of the
    record.
    """
    form.see_anew(version)
    rows = [
        row
        for row in (both(form, name, value) for name, value in saved.items())
        if row["yours"] != row["saved"]
    ]
    if not rows:
        messages.info(request, "This is saved already, just as you wrote it.")
        return redirect(page)
    context = {"form": form, "rows": rows, "url": page.get_absolute_url()}
    return render(request, "409.html", context, status=409)


def both(form: Form, name: str, saved: object) -> dict:
    field = form.fields[name]
    return {
        "label": field.label,
        "yours": in_words(field, form.cleaned_data[name]),
        "saved": in_words(field, saved),
    }


def in_words(field: Field, value: object) -> str:
    """The value of a field as the page writes it."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(sorted(one.key for one in value))
    labels = dict(getattr(field, "choices", []))
    return str(labels.get(value, "" if value is None else value))
