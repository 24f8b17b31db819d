"""Pages of a code: where it is given, and where whoever holds one types it."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_done, saved
from accounts.fields import take_new_key
from accounts.once import knows_its_forms
from accounts.permissions import needs
from accounts.tries import limits

from ..finding import get_heard
from ..models import Heard, Reply
from . import services as writing
from .forms import CodeForm, GiveCodeForm, VerdictForm
from .models import Code
from .offering import code_of_group
from .signs import printed
from .telling import read_told

UNKNOWN = (
    "There is no such code. Look at the paper again, or ask whoever gave it to you for another."
)
TOO_MANY = (
    "Too many codes that do not exist were typed from where you are. Wait an hour, then try again."
)
THANKS = "Thank you. What you said is kept, without any name."
WAIT = 60 * 60  # seconds
# Nothing keeps the page, leads to it from a search, or tells another site of it.
ALONE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@knows_its_forms
@form_page
@needs("give_code")
def give_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a code for a group, and print it: it is shown in this one answer, and nowhere later."""
    found, code = _get_entry(request, pk)
    standing = code and code.withdrawn_on is None
    seen = code.pk if standing else 0
    start = {"version": seen, "others": code.entries.all() if standing else []}
    form = GiveCodeForm(request.POST or None, heard=found, initial=start)
    if given := saved(form, writing.give_code, by=request.user, heard=found):
        code, signs = given
        context = {"heard": found, "code": code, "signs": printed(signs), "site": _address()}
        page = render(request, "heard/codes/slip.html", context)
        page["Cache-Control"] = "no-store"
        return page
    if form.is_bound:
        form.see_anew(seen)
        take_new_key(form)
    context = {"heard": found, "code": code, "form": form, "today": timezone.localdate()}
    return render(request, "heard/codes/give.html", context)


@require_POST
@needs("give_code")
def withdraw_code(request: HttpRequest, pk: int) -> HttpResponse:
    """End the code of a group, whose paper may be lost."""
    found, _code = _get_entry(request, pk)
    if is_done(request, writing.withdraw_code, heard=found):
        messages.success(request, "The code is withdrawn. Its paper opens nothing any more.")
    return redirect("give-code", pk)


def _get_entry(request: HttpRequest, pk: int) -> tuple[Heard, Code | None]:
    """An entry of a group and its newest code; Http404 where it can have none."""
    found = get_heard(request.user, pk)
    if reasons := writing.reasons_against_code(found):
        raise Http404(" ".join(reasons))
    return found, code_of_group(found)


def _address() -> str:
    """Where a code is typed, as it stands on paper."""
    return (settings.SITE_URL + reverse("code")).partition("://")[2]


# No token against forged forms, since that takes a cookie, and there is none here: nobody is signed
# in, so nothing can be done in somebody's name. Whoever sends the form has to send the code, which
# is all the proof there is; a page elsewhere that knows it could send it by itself.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@form_page
def code(request: HttpRequest) -> HttpResponse:
    """Type a code, see what came of what a group said, and say whether it was a real answer. The
    code is in what is sent, never in an address.
    """
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page({"form": form})
    attempt = limits.begin_code(request)
    if attempt is None:
        form.add_error("code", TOO_MANY)
        page = _page({"form": form}, HTTPStatus.TOO_MANY_REQUESTS)
        page["Retry-After"] = WAIT
        return page
    found = Code.objects.typed(form.cleaned_data["code"]).first()
    if found is None:
        form.add_error("code", UNKNOWN)
        return _page({"form": form})
    limits.succeed(attempt)
    return _found_page(request, form, found)


def _found_page(request: HttpRequest, form: CodeForm, found: Code) -> HttpResponse:
    today = timezone.localdate()
    if found.withdrawn_on or found.has_ended(today):
        return _page({"form": form, "ended": found})
    said = _judged(request, found) if "is_real" in request.POST else {}
    context = {"code": found, "signs": form.cleaned_data["code"], "told": read_told(found, today)}
    return _page(context | said)


def _judged(request: HttpRequest, found: Code) -> dict:
    """Keep what was said of an answer; the sentence that the page says of that."""
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return {"refused": form.sentence()}
    said = form.cleaned_data
    try:
        writing.judge(
            code=found,
            reply=Reply(pk=said["reply"]),
            seen=said["version"],
            is_real=said["is_real"],
            on=timezone.localdate(),
        )
    except ValidationError as error:
        return {"refused": " ".join(error.messages)}
    return {"thanks": THANKS}


def _page(context: dict, status: int = HTTPStatus.OK) -> HttpResponse:
    # Without the request: what a page says of whoever is signed in would take her cookie.
    context |= {
        "council_name": settings.COUNCIL_NAME,
        "leave_url": settings.LEAVE_URL,
        "page": reverse("code"),
    }
    content = render_to_string("heard/codes/code.html", context)
    return HttpResponse(content, status=status, headers=ALONE)
