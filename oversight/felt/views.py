"""Pages on which Champions Board staff choose what groups are asked, and record what they say."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_done, saved, settled
from accounts.conflicts import look_again
from accounts.once import knows_its_forms
from accounts.permissions import needs
from accounts.together import read_one
from accounts.versions import Conflict
from foundations.writing import say_hints

from . import services
from .forms import ChooseForm, SayForm
from .models import Chosen, Felt, Said
from .reading import RoundOfFelt, reading_felt_round, rounds_asking

NO_ROUND = "No round asks for progress at this moment, so groups are asked about nothing."
MEANWHILE = (
    "Somebody else recorded something about this a moment ago. Read it above, then press the "
    "button again if yours is to stand in its place."
)
GONE = (
    "Nobody is asked about this, or it was put back. The page “What is felt, this round” lists "
    "what was chosen."
)


@form_page
@needs("say_felt")
def felt_round(request: HttpRequest) -> HttpResponse:
    """What groups are asked about in this round and what they said; and the choosing of more."""
    today, form = timezone.localdate(), ChooseForm(request.POST or None)
    round = rounds_asking(today).first()
    if request.method == "POST" and round is None:
        form.add_error(None, NO_ROUND)
    if round and (chosen := saved(form, services.choose, by=request.user, round=round)):
        messages.success(request, f"{chosen.item.label} is chosen for “{round}”.")
        return redirect(chosen)
    found = read_one(reading_felt_round(today))
    return render(request, "oversight/felt/round.html", {"found": found, "form": form})


@knows_its_forms
@form_page
@needs("say_felt")
def say_felt(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what a group says of what was chosen, in the place of what it said before."""
    chosen = _get_chosen(pk)
    # A form that was sent before is answered as then, closed or not.
    if chosen.round.is_closed and request.method != "POST":
        return settled(request, "felt-round", services.CLOSED.format(f"“{chosen.round}”"))
    felt, status = services.standing_of(chosen), 200
    form = SayForm(request.POST or None, initial=_opened(chosen, felt))
    try:
        if kept := saved(form, services.say, by=request.user, chosen=chosen):
            messages.success(request, _kept(kept))
            say_hints(request, form)
            return redirect(chosen)
    except Conflict as conflict:
        chosen = _get_chosen(conflict.current.pk)
        felt, status = services.standing_of(chosen), look_again(form, chosen, MEANWHILE)
    context = {"chosen": chosen, "form": form, "felt": felt}
    return render(request, "oversight/felt/say.html", context, status=status)


def _opened(chosen: Chosen, felt: Felt | None) -> dict:
    """What the form shows when it is opened: what stands, since a correction says all anew."""
    told = {name: getattr(felt, name) for name in services.TOLD} if felt else {}
    return told | {"version": chosen.version}


def _kept(felt: Felt) -> str:
    found: RoundOfFelt = read_one(reading_felt_round(timezone.localdate()))
    return f"“{Said(felt.said).label}” is kept for {felt.chosen.item.label}: {found.progress}."


@require_POST
@needs("say_felt")
def take_back_felt(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the group said of it in this round."""
    chosen = _get_chosen(pk)
    if is_done(request, services.take_back, chosen=chosen):
        messages.success(request, f"What the group said of {chosen.item.label} is taken back.")
    return redirect(chosen)


@require_POST
@needs("say_felt")
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no group about this in this round."""
    chosen = _get_chosen(pk)
    if is_done(request, services.put_back, chosen=chosen):
        messages.success(request, f"Groups are not asked about {chosen.item.label} in this round.")
    return redirect("felt-round")


def _get_chosen(pk: int) -> Chosen:
    rows = Chosen.objects.filter(put_back_on=None).select_related("item__parent", "round")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(GONE)
    return found
