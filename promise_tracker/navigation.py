"""Where one can go: at most six entries for a person, and the pages of the section one is in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.permissions import may
from oversight.views import HOMES


@dataclass(frozen=True)
class Entry:
    """A page that the navigation leads to, by the name of its address; `needs` is the permission
    that it takes (None: whoever has a role).
    """

    label: str
    name: str
    needs: str | None = None


@dataclass(frozen=True)
class Section:
    """One entry of the header, and the pages named below it; its first page is its own."""

    label: str
    pages: tuple[Entry, ...]


@dataclass(frozen=True)
class Place:
    """A link of the navigation as one person sees it on one page."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Navigation:
    """What the header shows: `main` (at most six), `section` (the pages of the section one is in,
    empty where it has only one), `more` (homes of a second role, in the person's own menu) and the
    person's `roles` in words; `reads`, whether she may open more than closed rounds.
    """

    main: list[Place]
    section: list[Place]
    more: list[Place]
    roles: str
    reads: bool


MY_WORK = Section("My work", (Entry("My work", "my-work"),))
PARTICIPATION = Section(
    "Participation",
    (
        Entry("Participation", "participation"),
        Entry("What waits for you", "asked", "see_asked"),
        Entry("What is felt, this round", "felt-round", "say_felt"),
        Entry("Where it is felt otherwise", "board-felt", "say_felt"),
        Entry("Small numbers", "small-numbers", "set_small_numbers"),
        Entry("In plain words", "plain-words", "write_plain_words"),
    ),
)
ADMINISTRATION = Section(
    "Administration",
    (
        Entry("What waits", "administration"),
        Entry("People", "people"),
        Entry("Services", "services"),
        Entry("Assign the work", "assign"),
        Entry("Rounds", "rounds"),
        Entry("Corrections", "corrections"),
        Entry("History", "history"),
        Entry("Take a passage out", "removals", "take_out"),
        Entry("Small numbers", "small-numbers", "set_small_numbers"),
        Entry("What everybody can read", "public-switch", "switch_public"),
    ),
)
BOARD = Section(
    "Board",
    (
        Entry("Is it being kept?", "board"),
        Entry("What changed", "board-changes"),
        Entry("What would unstick it", "needs"),
        Entry("Named to the Board", "named"),
        Entry("Waiting to be agreed", "claims", "see_claims"),
        Entry("Self-assessments that disagree", "tensions"),
        Entry("Duties in law", "duties"),
        Entry("Rounds", "rounds"),
    ),
)
COMMON = (
    Section(
        "The promise",
        (
            Entry("Foundations", "foundations"),
            Entry("Calls to action", "calls"),
            Entry("Themes", "themes"),
            Entry("National story", "statements"),
            Entry("Pages of The Promise", "cited-pages"),
            Entry("Residential briefing", "briefing"),
            Entry("Background", "background"),
            Entry("Fundamentals", "fundamentals"),
            Entry("Ten principles", "principles"),
        ),
    ),
    Section(
        "Actions",
        (
            Entry("Actions", "actions"),
            Entry("Sub-actions", "sub-actions"),
            Entry("Coverage", "coverage"),
            Entry("Services", "services"),
        ),
    ),
    Section(
        "Self-assessment",
        (
            Entry("My service", "my-assessment", "assess"),
            Entry("This round", "assessments"),
            Entry("Rating scale", "scale"),
            Entry("Earlier rounds", "rounds"),
        ),
    ),
    Section(
        "Voice and evidence",
        (
            Entry("What we heard", "what-we-heard"),
            Entry("Participation", "participation"),
            Entry("Evidence", "evidence-list"),
            Entry("Measures", "measures"),
        ),
    ),
    BOARD,
)
# Whose first page is whose: a role's home stands first, and is not repeated.
MEMBERS = Section("Closed rounds", (Entry("Closed rounds", "past-rounds"),))
HOME_SECTIONS = {
    "my-work": MY_WORK,
    "board": BOARD,
    "participation": PARTICIPATION,
    "administration": ADMINISTRATION,
    "past-rounds": MEMBERS,
}
# Pages whose address does not begin like that of the entry they belong to.
WITHIN = {
    "past-board": "board",
    "past-list": "board",
    "past-sub-action": "board",
    "past-calls": "board",
    "past-changes": "board-changes",
    "compare-rounds": "board-changes",
    "past-needs": "needs",
    "past-felt": "board",
    "past-named": "named",
    "past-tensions": "tensions",
    "packs": "board",
    "rounds-in-turn": "rounds",
    "agreements": "claims",
    "recommendation": "themes",
    "framework-check": "background",
    "self-assessment": "assessments",
    **dict.fromkeys(
        ["questions", "question", "ask-question", "answer-question", "ask-again"], "board"
    ),
    **dict.fromkeys(["take-back-question", "decisions", "decision", "decide"], "board"),
    **dict.fromkeys(["settle-decision", "governance", "add-entry", "edit-entry"], "board"),
}


def navigation(request: HttpRequest) -> Navigation | None:
    """The navigation of the person's roles on this page; None for whoever has no page: nobody
    signed in, or a person without a role.
    """
    # Error pages may be drawn before a user is known.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.roles:
        return None
    roles = [role for role in HOMES if role in user.roles]
    homes = [HOME_SECTIONS[HOMES[role]] for role in roles]
    reads = may(user, "read")
    common = COMMON if reads else ()
    shown = [homes[0], *(section for section in common if section != homes[0])]
    more = [section for section in homes if section not in shown]
    pages = {section.label: _offered(section, user) for section in (*shown, *more)}
    here, url = _current(_path(request, user), pages)
    if not here:
        # What it belongs to is not for her, but her own entry may hold it.
        here, url = _current(request.path, pages)
    return Navigation(
        main=[_first(section, pages, here) for section in shown],
        section=_section(pages.get(here, ()), url),
        more=[_first(section, pages, here) for section in more],
        roles=", ".join(role.label for role in roles),
        reads=reads,
    )


def _offered(section: Section, user: User) -> list[tuple[str, str]]:
    """Label and address of the section's pages that this person may open."""
    return [
        (page.label, reverse(page.name))
        for page in section.pages
        if page.needs is None or may(user, page.needs)
    ]


def _path(request: HttpRequest, user: User) -> str:
    """The address by which the page's place is found: its own, or that of what it belongs to."""
    match = request.resolver_match
    if match is None:
        return request.path
    own = {service.key for service in user.services}
    if request.path.startswith(reverse("assessments")) and match.kwargs.get("service") in own:
        return reverse("my-assessment")
    return reverse(WITHIN[match.url_name]) if match.url_name in WITHIN else request.path


def _current(path: str, pages: dict[str, list[tuple[str, str]]]) -> tuple[str, str]:
    """The section one is in and the address of its page, both empty where one is in none. Of a
    place within another it is the inner one; of a page with two entries, the first.
    """
    found = [
        (label, url)
        for label, offered in pages.items()
        for _label, url in offered
        if path.startswith(url)
    ]
    return max(found, key=lambda place: len(place[1]), default=("", ""))


def _first(section: Section, pages: dict[str, list[tuple[str, str]]], here: str) -> Place:
    return Place(section.label, pages[section.label][0][1], section.label == here)


def _section(offered: list[tuple[str, str]], current: str) -> list[Place]:
    if len(offered) < 2:
        return []
    return [Place(label, url, url == current) for label, url in offered]
