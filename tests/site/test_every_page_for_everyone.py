"""Every page as everyone gets it: no text that people type is ever run (promise T9), internal
evidence stays with those who added it, and a page offers what its reader may do, nothing else.

An ordinary run opens every fourth address; what needs all of them is asked in a full run.
"""

from urllib.parse import urlencode

import pytest
from django.db.models import QuerySet
from django.urls import resolve

from evidence.models import EvidenceItem
from tests.rotation import FULL, turn

from .offers import Offer, may_call, offers_of
from .payloads import markup_in, numbers_in, payload
from .places import (
    MARKED,
    NONE_SHOWN,
    PLACES,
    numbers_of,
    readers_of,
    templates_that_show_evidence,
)
from .poison import EXCUSED, IN_HISTORY_ONLY, Poison, text_columns
from .reading import Form, Visit, addresses, visit
from .rows import MEMBERS
from .states import add_every_state, addresses_of_records
from .table import TABLE

READERS = [
    *("keeper", "other_keeper", "board", "champions", "administrator"),
    *("member", "stranger", "anonymous"),
]
TYPED, STALE = 1, 2  # the numbers of what is typed into forms

BY_LINK_IN_A_MAIL = "a link in a mail leads here"
BY_SCRIPT = "a script calls it"
NOT_OFFERED = {
    "health": "the web server in front asks it",
    "worker": BY_SCRIPT,
    "offline-shell": BY_SCRIPT,
    "still-here": BY_SCRIPT,
    **dict.fromkeys(["find-services", "find-sub-actions", "find-work-and-calls"], BY_SCRIPT),
    "save-answer": BY_SCRIPT,
    "save-marks": BY_SCRIPT,
    "account_inactive": "signing in leads here",
    "account_reset_password_done": "the form of the page before leads here",
    "account_reset_password_from_key": BY_LINK_IN_A_MAIL,
    "account_reset_password_from_key_done": BY_LINK_IN_A_MAIL,
    "take-word": "the differences of a document, once it is sent in, are a form that leads here",
    "import-columns": "a sheet that is sent in leads here",
    "keep-answers": "the questions about the rows of a sheet that was sent in are a form for it",
    "take-out": "the texts that a search for a passage has found are a form that leads here",
    "undo-upload": "a button in the form of a theme, once a document was brought in",
    "evidence-picture": "the page of the evidence shows it",
    "take-workbook": "what an edited list would change, once it is sent in, is a form for it",
    "workbook": "choosing an edited list leads here, and so do lines of history",
    "register-columns": "a register that is sent in leads here",
    "take-register": "what a register would do, once it is sent in, is a form for it",
    "register": "the page that brings registers in lists them, for those who may",
    "import": "the page that brings sheets in lists them, for those who may",
    "undo-still-true": "the row of My work offers it for two minutes after a slip",
    "handed-over": "handing over leads here, and so does its mail",
    "self-assessment": "lines of history lead here, by number",
    "calendar": "a calendar asks it, by the address that its owner has copied",
    **dict.fromkeys(
        ["link-suggested", "support-suggested", "send-suggested"],
        "a text that shares rare words is offered so, and the texts of this world share none",
    ),
    **dict.fromkeys(
        ["dismiss-suggested", "dismiss-for-evidence", "dismiss-for-heard"],
        "the same offer has a button for it",
    ),
    "past-round": "leads to the newest edition, for an address that is passed on",
    "past-changes": "the Board's page of a round leads there where something had changed",
    "past-felt": "and there where a group had said something",
    **dict.fromkeys(
        [
            name
            for name in TABLE
            if name.startswith(("public", "open-data")) and "switch" not in name
        ],
        "the page to sign in leads there, and one of them to the next, while anyone may read them",
    ),
    "board-changes": "the Board's page leads here once something has changed since a closing",
}


class Walk:
    """Every page of a world full of payloads, as everyone gets it."""

    def __init__(self, sessions: dict, keys: dict) -> None:
        self.sessions, self.keys = sessions, keys
        add_every_state(keys)
        self.poison = Poison(payload)
        self.poison.fill_all()
        places = dict.fromkeys([*addresses(keys), *addresses_of_records()])
        names = {place: resolve(place).url_name for place in places}
        self.names = set(turn(sorted(set(names.values())), of=4))
        taken = [place for place in places if names[place] in self.names]
        self.visits = [self.visit(role, place) for place in taken for role in READERS]

    def visit(self, role: str, address: str, body: dict | None = None) -> Visit:
        return visit(role, address, self.sessions[role], body)

    @property
    def pages(self) -> list[Visit]:
        return [one for one in self.visits if one.status == 200 and one.html]

    def read(self, role: str, name: str, where: str) -> list[str]:
        """What somebody reads at this place of each page of that name."""
        return [
            part.text_content()
            for page in self.pages
            if page.role == role and resolve(page.address).url_name == name
            for part in page.document.xpath(where)
        ]

    def forms(self, method: str) -> dict[str, tuple[str, Form]]:
        """Each form that somebody is offered, by its address, with who that is."""
        found = {}
        for page in self.pages:
            for form in page.forms:
                if form.method == method:
                    found.setdefault(form.address, (page.role, form))
        return found


@pytest.fixture(scope="module")
def walk(world):
    return Walk(*world)


def test_no_text_that_people_write_is_markup(walk, db):
    answered = {(one.role, resolve(one.address).url_name) for one in walk.pages}
    known = {("administrator", "history"), ("administrator", "person")}
    assert {one for one in known if one[1] in walk.names} <= answered
    for page in walk.visits:
        assert not markup_in(page.html), f"{markup_in(page.html)} at {page.address} as {page.role}"
    assert len(walk.pages) > len(walk.names)
    filters_show_what_was_typed(walk)
    forms_show_what_was_typed(walk)
    no_text_is_forgotten(walk)
    if FULL:
        each_text_is_seen(walk)


def no_text_is_forgotten(walk: Walk) -> None:
    """Each text column of the models is poisoned, or excused."""
    poisoned = set(walk.poison.columns.values())
    assert set(text_columns()) - poisoned - EXCUSED.keys() - IN_HISTORY_ONLY.keys() == set()
    assert set(text_columns()) >= EXCUSED.keys() | IN_HISTORY_ONLY.keys()


def each_text_is_seen(walk: Walk) -> None:
    """Each text was on a page, as text."""
    poisoned = set(walk.poison.columns.values())
    numbers = set().union(*(page.numbers for page in walk.pages))
    seen = {walk.poison.columns[number] for number in numbers & walk.poison.columns.keys()}
    assert poisoned - seen - IN_HISTORY_ONLY.keys() == set()


def filters_show_what_was_typed(walk: Walk) -> None:
    """What is looked for stands on the page as text, for those who may ask."""
    shown = 0
    for address, (role, form) in walk.forms("GET").items():
        sent = form.sent(**dict.fromkeys(form.typed, payload(TYPED)))
        page = visit(role, f"{address}?{urlencode(sent, doseq=True)}", walk.sessions[role])
        assert page.status == 200, address
        assert not markup_in(page.html), page.address
        shown += TYPED in numbers_in(page.html)
    assert shown >= (5 if FULL else 1)


def forms_show_what_was_typed(walk: Walk) -> None:
    """A form that is refused, and the page of a conflict, show what was typed as text."""
    refused, conflicts = set(), set()
    for address, (role, form) in walk.forms("POST").items():
        for number, sent in (
            (TYPED, form.sent(**dict.fromkeys(form.values, payload(TYPED)))),
            (STALE, form.sent(version="0", **dict.fromkeys(form.typed, payload(STALE)))),
        ):
            answer = walk.visit(role, address, sent)
            assert answer.status in (200, 302, 409), f"{answer.status} from {address} as {role}"
            assert not markup_in(answer.html), f"{markup_in(answer.html)} at {address} as {role}"
            if number in numbers_in(answer.html):
                (conflicts if answer.status == 409 else refused).add(resolve(address).url_name)
    assert {"rename-person", "withdraw", "remove-evidence", "edit-action"} & walk.names <= conflicts
    shown = {"edit-measure", "update", "add-heard", "add-evidence", "change-scale"}
    assert shown & walk.names <= refused


def test_a_page_offers_what_its_reader_may_do(walk, db):
    pages = [page for page in walk.pages if page.role in MEMBERS]
    assert {page.role for page in pages} == MEMBERS & set(READERS)
    offers = list(offers_of(pages))
    assert {(offer.page, offer.address) for offer in offers if not offer.name} == set()
    asked = {("GET", one.role, one.address): one.status for one in walk.visits}
    for offer in offers:
        assert may_take(offer, walk, asked), f"{offer.page} offers what is refused: {offer}"
    if FULL:
        everything_is_offered(offers)


def may_take(offer: Offer, walk: Walk, asked: dict) -> bool:
    """Whether whoever sees an offer may take it: as the table says, else as the address says."""
    said = may_call(TABLE[offer.name], offer.role, resolve(offer.address).kwargs, walk.keys)
    if said is not None:
        return said
    question = (offer.method, offer.role, offer.address)
    if question not in asked:
        body = {} if offer.method == "POST" else None
        asked[question] = walk.visit(offer.role, offer.address, body).status
    return asked[question] not in (403, 404)


def everything_is_offered(offers: list[Offer]) -> None:
    """Each address of the table is a link or a form on another page for each role that may call
    it.
    """
    offered = {(offer.name, offer.role) for offer in offers if offer.page != offer.address}
    callable_ = {
        (name, role) for name, row in TABLE.items() for role in row.allowed & MEMBERS & set(READERS)
    }
    missing = {(name, role) for name, role in callable_ - offered if name not in NOT_OFFERED}
    assert missing == set()


def test_internal_evidence_is_seen_by_those_who_may_read_it(walk, db):
    items = EvidenceItem.objects.select_related("service")
    readers = {number: readers_of(item) for item in items for number in numbers_of(item)}
    for one in walk.visits:
        for number in one.numbers & readers.keys():
            assert one.role in readers[number], f"{one.role} reads evidence at {one.address}"
    assert templates_that_show_evidence() == PLACES.keys() | NONE_SHOWN.keys()
    if FULL:
        each_place_shows_it(walk, items.filter(visibility="internal", service__key="education"))


def each_place_shows_it(walk: Walk, internal: QuerySet) -> None:
    """The Keeper of the service finds it in each place, and in lists marked as internal."""
    numbers = set().union(*map(numbers_of, internal))
    for template, (name, where) in PLACES.items():
        shown = set().union(*map(numbers_in, walk.read("keeper", name, where)))
        assert shown & numbers, f"{template} shows none at {name}"
    for name, where in MARKED.items():
        for line in walk.read("keeper", name, where):
            is_marked = "Internal" in line
            assert is_marked == bool(numbers_in(line) & numbers), f"{name}: {line}"
