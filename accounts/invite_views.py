"""Pages on which people are invited: one, several at once, and those who have not come yet."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from . import services
from .answers import form_page, saved
from .forms import InviteForm
from .invite_forms import InviteManyForm
from .models import Service, User
from .outbox.models import LATE
from .views import page_of_people

WHERE_SAID = "The page “Invitations not used” says when each has left."


@page_of_people
def invite(request: HttpRequest) -> HttpResponse:
    """Invite someone to a role."""
    form = InviteForm(request.POST or None)
    if saved(form, services.invite, by=request.user):
        said = f"{form.cleaned_data['name']} is invited: the e-mail is on its way. {WHERE_SAID}"
        messages.success(request, said)
        return redirect("people")
    context = {
        "form": form,
        "days": settings.INVITATION_DAYS,
        "services": form.fields["service"].queryset.exists(),
    }
    return render(request, "people/invite.html", context)


@form_page
@page_of_people
def invite_many(request: HttpRequest) -> HttpResponse:
    """Invite several people, one a line; a line that cannot be taken stays in the box with its
    reason.
    """
    form = InviteManyForm(request.POST or None)
    if form.is_valid() and _invite_lines(request, form):
        return redirect("people")
    context = {
        "form": form,
        "days": settings.INVITATION_DAYS,
        "services": list(Service.objects.open(on=timezone.localdate())),
    }
    return render(request, "people/invite_many.html", context)


def _invite_lines(request: HttpRequest, form: InviteManyForm) -> bool:
    """Invite whom the lines name; whether every line was taken. Those that were not stay in the
    form.
    """
    lines = form.lines()
    taken = {line.person: line for line in lines if line.person}
    invited, refused = services.invite_many(by=request.user, people=taken)
    if invited:
        one = f"{invited[0]} is invited: the e-mail is on its way."
        several = f"{len(invited)} people are invited: the e-mails are on their way."
        messages.success(request, f"{one if len(invited) == 1 else several} {WHERE_SAID}")
    why = {taken[person].number: reason for person, reason in refused}
    why |= {line.number: line.fault for line in lines if line.fault}
    form.keep([(line, why[line.number]) for line in lines if line.number in why])
    return not why


@form_page
@page_of_people
def invitations(request: HttpRequest) -> HttpResponse:
    """Who has not used an invitation, and one button that mails all of them again."""
    waiting = User.objects.invited().with_roles(timezone.localdate()).with_last_mail()
    waiting = waiting.order_by("invited_on", "name")
    if request.method == "POST":
        return _mailed_again(request, list(waiting))
    context = {"people": waiting, "today": timezone.localdate(), "days": settings.INVITATION_DAYS}
    context["late"] = timezone.now() - LATE
    return render(request, "people/invitations.html", context)


@require_POST
@page_of_people
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the invitation once more to someone who has not set a password yet."""
    return _mailed_again(request, [get_object_or_404(User.objects.invited(), pk=pk)])


def _mailed_again(request: HttpRequest, people: list[User]) -> HttpResponse:
    services.invite_again(by=request.user, people=people)
    messages.success(request, _sent(people))
    return redirect(people[0] if len(people) == 1 else "people")


def _sent(people: list[User]) -> str:
    if not people:
        return "Everyone has used their invitation: no e-mail was sent."
    if len(people) == 1:
        return f"The invitation is on its way to {people[0].email} again."
    return f"{len(people)} invitations are on their way again."
