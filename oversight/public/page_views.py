"""The public pages, and the same as whoever signs in sees them beforehand."""

from __future__ import annotations

from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from accounts.deadline import at_most
from accounts.other_ends import NotAsked
from accounts.permissions import needs
from evidence.files.kinds import KINDS
from evidence.models import EvidenceItem

from .commitments import Piece, is_voice
from .drawing import draw, drawn_of, missing
from .edition import Seen, read_seen
from .serving import PATIENCE, SLOT, answer, not_found, not_reached, number_of, switched_off

# Whatever opens a file all the same may neither run nor load anything.
NOTHING = {"default-src": ["'none'"], "sandbox": [True]}
NO_FILE = "There is no file here that anyone may have."
AT = "/as-the-public"


@login_not_required
@require_safe
def public_page(request: HttpRequest, page: str, **of: str) -> HttpResponse:
    """A page for anyone."""
    return answer(request, page, of)


@login_not_required
@require_safe
@csp(NOTHING)
def public_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of public evidence, under a name that tells nothing."""
    try:
        with at_most(PATIENCE):
            seen = read_seen()
            if not seen.is_on:
                return switched_off()
            return _file(seen, pk)
    except Http404 as error:
        return not_found(str(error.args[0]), seen)
    except (Error, NotAsked):
        return not_reached()


@require_safe
@needs("read")
def as_the_public(request: HttpRequest, page: str) -> HttpResponse:
    """What anyone sees, or would see if the page were on."""
    try:
        found = resolve(f"/{page}")
    except Resolver404 as error:
        raise Http404("There is no such public page.") from error
    seen = read_seen()
    if found.func is public_file:
        return _file(seen, **found.kwargs)
    if found.func is not public_page:
        raise Http404("There is no such public page.")
    of = dict(found.kwargs)
    try:
        content, status = draw(seen, of.pop("page"), number_of(request), of, AT), 200
    except Http404 as error:
        content, status = missing(str(error.args[0]), seen, AT), 404
    notice = drawn_of("_as_the_public", {"seen": seen})
    return HttpResponse(content.replace(SLOT, notice, 1), status=status)


def _file(seen: Seen, pk: int) -> FileResponse:
    """Raises Http404 for what is not public."""
    found = next((one for one in seen.marked.shown if one.pk == pk), None)
    if found is None or is_voice(found) or not Piece(found).is_given_out:
        raise Http404(NO_FILE)
    item = EvidenceItem.objects.with_file().filter(pk=pk, file=found.file, lost_on=None).first()
    if item is None:
        raise Http404(NO_FILE)
    try:
        content = item.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(NO_FILE) from error
    kind = KINDS[found.file_type]
    name = f"evidence-{pk}.{found.file_type}"
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type=kind.content_type
    )
    response["Cache-Control"] = "no-store"
    return response
