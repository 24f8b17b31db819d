"""Take a passage out: say which, see everywhere it stands, say why, and it is gone."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_good, said_by
from accounts.permissions import needs
from accounts.removal import services
from accounts.removal.finding import Sought
from accounts.removal.models import Removal
from accounts.removal.passages import Passage
from accounts.removal.wiping import wipe

from .forms import ReasonForm, WordsForm
from .reading import Seen, read_again, read_carried, read_seen, sought_text, texts_of

TOO_OLD = "That page was open for more than a day. Look for the words again."
WRITTEN_AGAIN = (
    "It is taken out. But somebody has stored it again at the same moment: take that out too."
)


@form_page
@never_cache
@needs("take_out")
def removals(request: HttpRequest) -> HttpResponse:
    """Which words are to go, and what went before; then everywhere they stand."""
    form = WordsForm(request.POST or None)
    if form.is_valid():
        words, inside = form.cleaned_data["words"], form.cleaned_data["inside"]
        return _page_of_places(request, read_seen(Sought(Passage(words, inside=inside))))
    context = {"form": form, "removals": Removal.objects.select_related("made_by")}
    return render(request, "oversight/removal/removals.html", context)


@form_page
@never_cache
@needs("take_out")
def removal_of(request: HttpRequest, label: str, row: int) -> HttpResponse:
    """The texts of one record, of which one may be taken out whole."""
    texts = texts_of(label, row)
    if texts is None:
        raise Http404("There is no such text, or it was taken out.")
    chosen = next((one for one in texts if one.column == request.POST.get("column")), None)
    if chosen:
        return _page_of_places(request, read_seen(sought_text(label, row, chosen)))
    context = {"texts": texts, "form": WordsForm()}
    return render(request, "oversight/removal/texts.html", context)


@require_POST
@never_cache
@needs("take_out")
def take_out(request: HttpRequest) -> HttpResponse:
    """Take out what the page before has shown, with a reason."""
    seen = read_carried(request.POST.get("found", ""))
    if seen is None:
        messages.warning(request, TOO_OLD)
        return redirect("removals")
    form = ReasonForm(request.POST)
    if is_good(form, request.user):
        with said_by(form):
            reason = form.cleaned_data["reason"]
            removal = services.take_out(
                by=request.user, sought=seen.sought, found=seen.found, reason=reason
            )
            left = read_again(seen)
            if left.places:
                messages.warning(request, WRITTEN_AGAIN)
                return _page_of_places(request, left)
            messages.success(request, "It is taken out.")
            return redirect(removal)
    return _page_of_places(request, seen, form)


def _page_of_places(
    request: HttpRequest, seen: Seen, form: ReasonForm | None = None
) -> HttpResponse:
    form = form or ReasonForm(initial={"found": seen.carried})
    return render(request, "oversight/removal/places.html", {"seen": seen, "form": form})


@form_page
@never_cache
@needs("take_out")
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """One removal: where the passage stood, and whether the files of the database are written
    anew; if not, that is tried again.
    """
    found = get_object_or_404(Removal.objects.select_related("made_by"), pk=pk)
    if request.method == "POST" and not found.wiped_at:
        wipe(found)
        return redirect(found)
    context = {
        "removal": found,
        "lines": found.lines.exists(),
        "days": settings.BACKUP_DAYS,
    }
    return render(request, "oversight/removal/removal.html", context)
