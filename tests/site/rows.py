"""A row of the table of addresses: who may call it, with which keys, and what its form sends."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.assessments.word.comparing import Brought
from evidence.assessments.word.forms import sealed

KEEPERS = {"keeper", "other_keeper", "moved"}
ROLES = KEEPERS | {"board", "champions", "administrator"}
OWN = {"keeper"}
ADMINISTRATOR = {"administrator"}
# Whoever has a role; elected members read closed rounds only.
MEMBERS = ROLES | {"member"}
OPEN = MEMBERS | {"stranger", "deactivated", "anonymous"}
SIGNED_IN = MEMBERS | {"stranger"}


@dataclass(frozen=True)
class Row:
    """Who may call an address, with which keys, and whether only POST is answered.

    `own` and `other` are the keys of an object of the Keeper's own service and of another's;
    `other_allowed` is who may call it for the other one (the Keeper of that service). `former` are
    those of what the Keeper who has moved added or said while she kept her former service.
    """

    allowed: set[str]
    own: dict = field(default_factory=dict)
    other: dict | None = None
    other_allowed: set[str] | None = None
    post_only: bool = False
    may_lead_to_sign_in: bool = False
    # At full numbers: the kind of item of which every key is tried, and who may call it for those
    # that nobody keeps.
    every: str = ""
    every_allowed: set[str] = field(default_factory=set)
    # What a form sends; a refused one must change nothing although it is good, and an allowed one
    # must change something ("@service" stands for an id of the world).
    body: dict = field(default_factory=dict)
    other_body: dict = field(default_factory=dict)  # what differs for the other object
    former: dict | None = None
    former_allowed: set[str] = field(default_factory=set)
    # The world is not such that it would: there is no photo that waits, or no such priority.
    writes_nothing: bool = False


def sub_action(allowed: set[str], other_allowed: set[str], **options) -> Row:
    """A row about one sub-action: 1.1 is the Keeper's own, 2.1 belongs to another service."""
    # An administrator may do hers to what nobody keeps too.
    everyone = ROLES if allowed == ROLES else allowed & ADMINISTRATOR
    options |= {"every": "sub-action", "every_allowed": everyone}
    return Row(allowed, {"key": "1.1"}, {"key": "2.1"}, other_allowed, **options)


OTHERS_OWN = {"other_keeper", "moved"}

UPDATE = {
    "version": 3,
    "status": "on-track",
    "changed": "It goes on.",
    "visibility": "board",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0002",
}

NEED = {
    "would_help": "A second trainer.",
    "who_acts": "board",
    "since": "01/03/2026",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0012",
}

FELT = {
    "version": 1,
    "said": "partly",
    "told": "on",
    "words": "It is better than it was.",
    "people": "6",
    "talked_on": "@today",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0016",
}

QUESTION = {
    "words": "How many schools are left?",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0021",
}

DECISION = {
    "words": "The seven schools are visited.",
    "service": "@service",
    "due_on": "@later",
    "decided_on": "01/03/2026",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0022",
}

OVERRIDE = {
    "figure": "measure/1/2026-03-31",
    "way": "show",
    "reason": "Asked for.",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0056",
}
MEMBER = {
    "body": "oversight-board",
    "role": "Vice chair",
    "name": "Euan Marsh",
    "starts_on": "01/03/2026",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0023",
}

# T1 of both services is submitted twice, T2 a draft.
SUBMITTED, OTHERS_SUBMITTED = (
    {"round": "now", "service": service, "theme": "T1"} for service in ("education", "housing")
)
DRAFT, OTHERS_DRAFT = (
    {"round": "now", "service": service, "theme": "T2"} for service in ("education", "housing")
)
ANSWER = {"text": "We listen.", "version": 1}
SCALE = {"words": "No\nYes", "reason": "Fewer words.", "seen": "@scale"}
BOXES = {"Q1": "We listen.", "version-Q1": 1, "none_yet": "on"}
BOXES |= {"Q2": "", "Q3": "", "Q4": ""} | dict.fromkeys(
    ["version-Q2", "version-Q3", "version-Q4"], 0
)

ROUND = {"name": "Next", "first_day": "1/4/2030", "last_day": "30/6/2030", "asks_progress": "on"}
CORRECTION = {
    "part": "text",
    "wording": "How it should read.",
    "reason": "A line is missing.",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0003",
}

STAFF = {"champions"}
CODE_KEY = "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0031"
EVIDENCE = {
    "medium": "note",
    "words": "What was written down.",
    "kind": "practice",
    "title": "How a session runs",
    "shows": "Young adults lead it.",
    "dated_on": "01/03/2026",
    "visibility": "board",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0004",
}


def evidence(allowed: set[str], other_allowed: set[str], **options) -> Row:
    """A row about one item of evidence: one of the Keeper's own service, and one of another's."""
    return Row(allowed, {"pk": "@evidence"}, {"pk": "@other_evidence"}, other_allowed, **options)


SESSION = {
    "held_on": "2026-03-03",
    "kind": "workshop",
    "lived_experience": "delivered",
    "lived_number": 2,
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0003",
    "audiences-TOTAL_FORMS": 1,
    "audiences-INITIAL_FORMS": 0,
    "audiences-0-kind": "workforce",
    "audiences-0-headcount": 25,
}
HEARD = {
    "kind": "idea",
    "theme": "A theme",
    "words": "Some words.",
    "consent": "gist",
    "heard_on": "01/02/2026",
    "visibility": "board",
    "items": "@call",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0003",
    "version": 1,
}
MEASURE = {
    "name": "Together",
    "unit": "children",
    "counts_people": "no",
    "why": "It matters.",
    "data_source": "A count",
    "baseline_unknown": "Nobody counted.",
    "version": 1,
}
ACTUAL = {"version": 1, "on": "02/02/2026", "number": "6"}
OWN_ACTUAL, OTHER_ACTUAL = (
    {"pk": f"@{whose}measure", "actual": f"@{whose}actual"} for whose in ("", "other_")
)
OWN_TARGET, OTHER_TARGET = (
    {"pk": f"@{whose}measure", "target": f"@{whose}target"} for whose in ("", "other_")
)

WHOLE, OTHER_WHOLE = (
    {"round": "@round", "service": service} for service in ("education", "housing")
)
TAKEN = {"brought": sealed(Brought({"T1-Q1": "We listen."}, []), "a.docx")} | {
    "T1-Q1-version": 0,
    "T1-Q1-choice": "take",
}
