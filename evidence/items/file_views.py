"""Files of evidence on their way out: only to whom they are visible, and to be saved; the page of a
photo shows it as a picture, in which nothing can run. The pictures of a document are shown likewise
for its second look.
"""

from __future__ import annotations

from csp.decorators import csp
from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from evidence.files.checking import read_apart
from evidence.files.kinds import KINDS
from evidence.files.reading import PICTURE

from .medium import Medium
from .models import EvidenceItem
from .opened import opened_by

# Whatever opens the file all the same may neither run nor load anything.
NOTHING = {"default-src": ["'none'"], "sandbox": [True]}


@require_safe
@cache_control(private=True, no_store=True)
@csp(NOTHING)
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of an evidence item, as an attachment under the name that it came with."""
    item = _item_with_file(request, pk)
    content = _content_of(item)
    opened_by(request, item)
    kind = KINDS[item.file_type]
    return FileResponse(
        content, as_attachment=True, filename=item.file_name, content_type=kind.content_type
    )


@require_safe
@cache_control(private=True, no_store=True)
@csp(NOTHING)
def evidence_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A picture out of a document that waits for its second look, counted from 1."""
    item = _item_with_file(request, pk)
    if number not in item.pictures_to_look_at:
        raise Http404("There is no such picture in this file.")
    with _content_of(item) as content:
        whole = content.read()
    try:
        picture = read_apart(f"{PICTURE}{number} of {item.file_type}", whole)
    except ValidationError as error:
        raise Http404("This picture cannot be shown here. Open the file to see it.") from error
    return HttpResponse(picture, content_type="image/jpeg")


def _item_with_file(request: HttpRequest, pk: int) -> EvidenceItem:
    visible = EvidenceItem.objects.current().visible_to(request.user)
    item = visible.filter(medium=Medium.FILE, pk=pk).first()
    if item is None or not item.has_file:
        raise Http404("There is no file here that you may open.")
    return item


def _content_of(item: EvidenceItem) -> File:
    try:
        return item.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(
            "This file is not where it was kept. Please tell whoever added the evidence."
        ) from error
