"""Files of evidence on their way out: only to whom they are visible, and to be saved; the page of a
photo shows it as a picture, in which nothing can run.
"""

from __future__ import annotations

from csp.decorators import csp
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from evidence.files.kinds import KINDS

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
    visible = EvidenceItem.objects.current().visible_to(request.user)
    item = visible.filter(medium=Medium.FILE, pk=pk).first()
    if item is None or not item.file:
        raise Http404("There is no file here that you may open.")
    try:
        content = item.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(
            "This file is not where it was kept. Please tell whoever added the evidence."
        ) from error
    opened_by(request, item)
    kind = KINDS[item.file_type]
    return FileResponse(
        content, as_attachment=True, filename=item.file_name, content_type=kind.content_type
    )
