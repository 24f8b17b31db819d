"""Pages of signed-in people that a browser may keep, and ask about cheaply: "is it still the
same?".
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags

FORM = b'name="csrfmiddlewaretoken"'
SHOWN = ["RELEASE", "COUNCIL_NAME", "SILENT_AFTER_DAYS"]
SHOWN += ["ASKED_AFTER_DAYS", "ASKED_AGAIN_AFTER_DAYS", "NAMED_AFTER_DAYS"]


class UnchangedPagesMiddleware:
    """Gives a page a tag of all that it is made from, and answers 304 to a browser whose tag still
    fits.

    Every write records its history last, in its own transaction, so the newest seal stands for all
    data. Stands last: whether a session, a role and a message are there has been settled by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        tag = getattr(request, "page_tag", None)
        if tag and may_be_kept(request, response):
            response["ETag"] = tag
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """The tag is made before the view reads: what is written meanwhile makes the next tag
        another one.
        """
        if not _can_have_tag(request, view):
            return None
        request.page_tag = _tag_of(request)
        if request.page_tag in parse_etags(request.headers.get("If-None-Match", "")):
            # Nothing of the page is read or drawn: that is the gain.
            return HttpResponseNotModified(headers={"ETag": request.page_tag})
        return None


def _can_have_tag(request: HttpRequest, view: Callable) -> bool:
    """Pages that need sign-in, have no message to show, and whose forms have their secret in a
    cookie already.

    None while someone works on the templates (DEBUG): they change without a restart.
    """
    return (
        not settings.DEBUG
        and request.method in ("GET", "HEAD")
        and getattr(view, "login_required", True)
        and request.user.is_authenticated
        and "CSRF_COOKIE" in request.META
        and not len(get_messages(request))
    )


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whole pages without a message that are not forbidden to be kept, nor hold a form besides
    "Sign out".

    A form carries the version of a record or a key for one use, which must be new each time.
    """
    said = get_messages(request)
    if response.status_code != 200 or response.streaming or said.used or said.added_new:
        return False
    return "no-store" not in response.get("Cache-Control", "") and response.content.count(FORM) <= 1


def _tag_of(request: HttpRequest) -> str:
    user = request.user
    # What the pages show of the settings changes with a restart only.
    site = tuple(getattr(settings, name) for name in SHOWN)
    # A role may begin or end by the calendar, without a line of history.
    rights = [(held.pk, held.role, held.service_id) for held in user.current_appointments]
    person = (user.pk, user.version, user.name, user.is_active, rights)
    parts = (
        user.newest_seal,
        person,
        timezone.localdate(),
        site,
        request.get_full_path(),
        request.META["CSRF_COOKIE"],
    )
    # Weak, since the forms' token is masked anew in each page, though its secret is the same.
    return f'W/"{salted_hmac("accounts.unchanged", repr(parts), algorithm="sha256").hexdigest()}"'
