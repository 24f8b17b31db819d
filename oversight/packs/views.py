"""The page of the packs of a closed round, and its files on their way out."""

from __future__ import annotations

from dataclasses import dataclass

from csp.decorators import csp
from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import needs

from ..board.rounds import at
from .making import STEPS
from .models import CONTENT_TYPES, Form, Kind, Pack, PackFile
from .reading import edition_of, is_slow_to_begin
from .services import ask_for_pack

# Whatever opens a file all the same may neither run nor load anything.
NOTHING = {"default-src": ["'none'"], "sandbox": [True]}
AWAY = (
    "This file is not where it was kept. Have the pack made again, or tell whoever runs this "
    "installation."
)


@dataclass(frozen=True)
class Offered:
    """A form of the pack: the newest one made or being made, and what it has."""

    form: Form
    pack: Pack | None
    files: list[PackFile]
    is_slow: bool

    @property
    def may_be_asked_for(self) -> bool:
        """Whether there is something to make: none is there or on its way, or a file is lacking."""
        if self.pack is None or self.pack.is_open:
            return self.pack is None
        return not self.pack.is_ready or len(self.files) < len(Kind)


@require_safe
@needs("read_rounds")
def packs(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The packs of an edition: how far they are, and their files."""
    edition = edition_of(key, number)
    newest = Pack.objects.newest_of_each(edition)
    context = {
        "edition": edition,
        "board_url": f"{at(edition)}/board/",
        "offered": [_offered(form, newest.get(form)) for form in Form],
        "steps": STEPS,
        "is_on": any(pack.is_open for pack in newest.values()),
    }
    return render(request, "oversight/packs/packs.html", context)


@require_POST
@needs("make_packs")
def make_pack(request: HttpRequest, key: str, number: int, form: str) -> HttpResponse:
    """Ask for a form of the pack of an edition, which is then made elsewhere."""
    if form not in Form.values:
        raise Http404("There are two: the Board’s pack, and the elected members’ briefing.")
    edition = edition_of(key, number)
    ask_for_pack(by=request.user, edition=edition, form=Form(form))
    return redirect("packs", key, number)


def _offered(form: Form, pack: Pack | None) -> Offered:
    files = list(pack.files.all()) if pack and pack.is_ready else []
    files.sort(key=lambda file: list(Kind).index(file.kind))
    for one in files:
        one.pack = pack
    return Offered(form, pack, files, bool(pack and is_slow_to_begin(pack, timezone.now())))


@require_safe
@cache_control(private=True, no_store=True)
@csp(NOTHING)
@needs("read_rounds")
def pack_file(request: HttpRequest, pk: int, kind: str) -> FileResponse:
    """A file of a pack that is ready, to be saved."""
    ready = Pack.objects.ready().select_related("edition__round").filter(pk=pk).first()
    file = ready and ready.files.filter(kind=kind).first()
    if not file:
        raise Http404("There is no such file, or it is offered no more.")
    file.pack = ready
    return FileResponse(
        _content_of(file),
        as_attachment=True,
        filename=file.name,
        content_type=CONTENT_TYPES[Kind(file.kind)],
    )


def _content_of(file: PackFile) -> File:
    try:
        return file.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(AWAY) from error
