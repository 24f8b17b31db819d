"""What every address answers to whom: the table that the permission matrix is checked against.

An address that is missing here fails the matrix, so a new page cannot be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field

KEEPERS = {"keeper", "other_keeper", "moved"}
ROLES = KEEPERS | {"board", "champions", "administrator"}
OWN = {"keeper"}
ADMINISTRATOR = {"administrator"}
OPEN = ROLES | {"stranger", "deactivated", "anonymous"}
SIGNED_IN = ROLES | {"stranger"}


@dataclass(frozen=True)
class Row:
    """Who may call an address, with which keys, and whether only POST is answered.

    `own` and `other` are the keys of an object of the Keeper's own service and of another's;
    `other_allowed` is who may call it for the other one (the Keeper of that service).
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
    # What a form sends; a refused one must change nothing although it is good.
    body: dict = field(default_factory=dict)


def sub_action(allowed: set[str], other_allowed: set[str], **options) -> Row:
    """A row about one sub-action: 1.1 is the Keeper's own, 2.1 belongs to another service."""
    everyone = ROLES if allowed == ROLES else set()
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

# T1 of both services is submitted twice, T2 a draft.
SUBMITTED, OTHERS_SUBMITTED = (
    {"round": "now", "service": service, "theme": "T1"} for service in ("education", "housing")
)
DRAFT, OTHERS_DRAFT = (
    {"round": "now", "service": service, "theme": "T2"} for service in ("education", "housing")
)
ANSWER = {"text": "We listen.", "version": 1}
SCALE = {"words": "No\nYes", "reason": "Fewer words."}
BOXES = {"Q1": "We listen.", "version-Q1": 1, "none_yet": "on"}

ROUND = {"name": "Next", "first_day": "1/4/2030", "last_day": "30/6/2030", "asks_progress": "on"}
CORRECTION = {
    "part": "text",
    "wording": "How it should read.",
    "reason": "A line is missing.",
    "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0003",
}

STAFF = {"champions"}
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
TAKEN = {"T1-Q1-text": "We listen.", "T1-Q1-version": 0, "T1-Q1-choice": "take"}

TABLE = {
    # open to all
    "accessibility": Row(OPEN),
    "privacy": Row(OPEN),
    "language": Row(OPEN),
    "help": Row(OPEN),
    "health": Row(OPEN),
    # signing in and out
    "account_login": Row(OPEN),
    "account_logout": Row(OPEN, may_lead_to_sign_in=True),
    "account_inactive": Row(OPEN),
    "still-here": Row(SIGNED_IN),
    "account_reset_password": Row(OPEN),
    "account_reset_password_done": Row(OPEN),
    "account_reset_password_from_key": Row(OPEN, {"uidb36": "1", "key": "not-a-key"}),
    "account_reset_password_from_key_done": Row(OPEN),
    "account_change_password": Row(SIGNED_IN),
    # people and services
    "people": Row(ADMINISTRATOR),
    "invite": Row(ADMINISTRATOR, body={"email": "a@council.test", "name": "A", "role": "board"}),
    "person": Row(ADMINISTRATOR, {"pk": "@person"}),
    "rename-person": Row(ADMINISTRATOR, {"pk": "@person"}),
    "deactivate": Row(ADMINISTRATOR, {"pk": "@person"}, body={"version": 1}),
    "reactivate": Row(ADMINISTRATOR, {"pk": "@person"}),
    "invite-again": Row(ADMINISTRATOR, {"pk": "@invited"}, post_only=True),
    "give-role": Row(ADMINISTRATOR, {"pk": "@person"}),
    "end-role": Row(ADMINISTRATOR, {"pk": "@person", "appointment": "@appointment"}),
    "move": Row(ADMINISTRATOR, {"pk": "@person", "appointment": "@appointment"}),
    "services": Row(ROLES),
    "add-service": Row(ADMINISTRATOR, body={"name": "Libraries", "kind": "council"}),
    "service": Row(ROLES, {"key": "education"}, {"key": "housing"}, ROLES),
    "edit-service": Row(ADMINISTRATOR, {"key": "education"}),
    "who-can-do-what": Row(ROLES),
    # the framework
    "foundations": Row(ROLES),
    "foundation": Row(ROLES, {"key": "care"}, every="foundation", every_allowed=ROLES),
    "calls": Row(ROLES),
    "call": Row(ROLES, {"key": "C18"}, every="call", every_allowed=ROLES),
    "themes": Row(ROLES),
    "theme": Row(ROLES, {"key": "T9"}, every="theme", every_allowed=ROLES),
    "recommendation": Row(ROLES, {"key": "T9.R5"}, every="recommendation", every_allowed=ROLES),
    "cited-pages": Row(ROLES),
    "cited-page": Row(ROLES, {"document": "the-promise", "page": 85}),
    "briefing": Row(ROLES),
    "point": Row(ROLES, {"key": "RB12"}, every="point", every_allowed=ROLES),
    "fundamentals": Row(ROLES),
    "principles": Row(ROLES),
    "background": Row(ROLES),
    "framework-check": Row(ROLES),
    # rounds; the Board member of the cast was not given the right to close them
    "rounds": Row(ROLES),
    "add-round": Row(ADMINISTRATOR, body=ROUND),
    "round": Row(ROLES, {"key": "@round"}),
    "edit-round": Row(ADMINISTRATOR, {"key": "@round"}, body=ROUND | {"version": 1}),
    "close-round": Row(ADMINISTRATOR, {"key": "@round"}, body={"version": 1}),
    "link": Row(ROLES, {"pk": "@link"}),
    "add-link": Row(KEEPERS, {"key": "C18"}, body={"other": "1.1", "reason": "Both say so."}),
    "confirm-link": Row(KEEPERS, {"pk": "@link"}, body={"version": 1, "reason": "Both say so."}),
    "reject-link": Row(
        KEEPERS, {"pk": "@link"}, body={"version": 1, "reason": "It is another matter."}
    ),
    "remove-link": Row(
        KEEPERS, {"pk": "@added_link"}, body={"version": 1, "reason": "It is another matter."}
    ),
    "correct-item": Row(ROLES, {"key": "C18"}, body=CORRECTION, every="call", every_allowed=ROLES),
    "corrections": Row(ROLES),
    "correction": Row(ROLES, {"pk": "@correction"}),
    "answer-correction": Row(
        ADMINISTRATOR, {"pk": "@correction"}, body={"version": 1, "state": "agreed", "answer": "."}
    ),
    "withdraw-correction": Row(OWN, {"pk": "@correction"}, post_only=True, body={"version": 1}),
    # actions
    "actions": Row(ROLES),
    "action": Row(ROLES, {"key": "1"}, {"key": "2"}, ROLES),
    "add-action": Row(KEEPERS),
    "edit-action": Row(OWN, {"key": "1"}, {"key": "2"}, OTHERS_OWN),
    "lead-action": Row(ADMINISTRATOR, {"key": "1"}, body={"version": 1, "service": ""}),
    "add-sub-action": Row(KEEPERS, {"key": "1"}),
    "sub-actions": Row(ROLES),
    "sub-action": sub_action(ROLES, ROLES),
    "update": sub_action(OWN, OTHERS_OWN, body=UPDATE),
    "still-true": sub_action(OWN, OTHERS_OWN, post_only=True, body={"version": 3}),
    "edit-sub-action": sub_action(OWN, OTHERS_OWN, body={"version": 3, "kind": "dated"}),
    "confirm-date": sub_action(OWN, OTHERS_OWN, post_only=True),
    "withdraw": Row(
        OWN,
        {"key": "1.1", "pk": "@update"},
        {"key": "2.1", "pk": "@other_update"},
        {"other_keeper"},
    ),
    "propose": Row(KEEPERS, {"key": "5.3"}),
    "assign": Row(ADMINISTRATOR),
    "proposal": Row(ADMINISTRATOR, {"key": "1.1"}, post_only=True),
    # evidence: added by someone who has moved on since, and the Keeper of the other service
    "evidence-list": Row(ROLES),
    "add-evidence": Row(
        OWN | STAFF,
        {"key": "1.1"},
        {"key": "2.1"},
        OTHERS_OWN | STAFF,
        every="sub-action",
        every_allowed=STAFF,
        body=EVIDENCE,
    ),
    "evidence": Row(ROLES, {"pk": "@evidence"}, {"pk": "@other_evidence"}, ROLES),
    "edit-evidence": evidence(
        OWN | {"moved"}, OTHERS_OWN, body=EVIDENCE | {"version": 1, "title": "Another name"}
    ),
    "remove-evidence": evidence(
        OWN | {"moved"}, OTHERS_OWN, body={"version": 1, "reason": "It was wrong."}
    ),
    "agree-photo": evidence(OWN | STAFF, {"moved"} | STAFF, post_only=True, body={"version": 1}),
    "support": Row(
        KEEPERS | STAFF, {"pk": "@evidence"}, body={"item": "C18", "reason": "It speaks of this."}
    ),
    "remove-support": Row(
        OWN | {"moved"} | STAFF,
        {"pk": "@evidence", "support": "@support"},
        {"pk": "@other_evidence", "support": "@other_support"},
        OTHERS_OWN | STAFF,
        body={"reason": "Too far."},
    ),
    # evidence
    "evidence-file": Row(ROLES, {"pk": "@evidence_file"}),
    "evidence-upkeep": Row(ROLES),
    # participation; the session was logged by the Keeper
    "participation": Row(ROLES),
    "log-session": Row(KEEPERS | {"champions"}, body=SESSION),
    "sessions": Row(ROLES),
    "session": Row(ROLES, {"pk": "@session"}),
    "edit-session": Row({"keeper", "champions"}, {"pk": "@session"}, body=SESSION | {"version": 1}),
    "remove-session": Row(
        {"keeper", "champions"}, {"pk": "@session"}, body={"version": 1, "reason": "twice"}
    ),
    # sheets of sessions
    "import-sessions": Row({"champions"}),
    "import-template": Row({"champions"}),
    "import": Row(ROLES, {"pk": "@brought_in"}),
    "bring-in": Row({"champions"}, {"pk": "@checked"}, post_only=True, body={"version": 1}),
    "undo-import": Row({"champions"}, {"pk": "@brought_in"}, post_only=True, body={"version": 1}),
    "sessions-export": Row(ROLES),
    # what was heard, and sent to 1.1 and 2.1
    "what-we-heard": Row(ROLES),
    "add-heard": Row(ROLES, body=HEARD),
    "heard": Row(ROLES, {"pk": "@heard"}),
    "edit-heard": Row({"champions"}, {"pk": "@heard"}, body=HEARD),
    "remove-heard": Row({"champions"}, {"pk": "@heard"}, body={"version": 1, "reason": "Twice."}),
    "send-heard": Row({"champions"}, {"pk": "@heard"}),
    "answer-heard": Row(
        OWN,
        {"pk": "@heard", "reply": "@reply"},
        {"pk": "@heard", "reply": "@other_reply"},
        OTHERS_OWN,
        body={"version": 1, "kind": "changed", "words": "It is done."},
    ),
    "heard-as-evidence": Row({"champions"}, {"pk": "@heard"}, post_only=True, body={"version": 1}),
    # measures: of 1.1, and of 2.1
    "add-measure": sub_action(OWN, OTHERS_OWN, body=MEASURE),
    "measure": Row(ROLES, {"pk": "@measure"}, {"pk": "@other_measure"}, ROLES),
    "edit-measure": Row(
        OWN, {"pk": "@measure"}, {"pk": "@other_measure"}, OTHERS_OWN, body=MEASURE
    ),
    "set-target": Row(
        OWN,
        {"pk": "@measure"},
        {"pk": "@other_measure"},
        OTHERS_OWN,
        post_only=True,
        body={"target-number": "5", "target-due_on": "01/02/2026"},
    ),
    "remove-target": Row(
        OWN, OWN_TARGET, OTHER_TARGET, OTHERS_OWN, post_only=True, body={"version": 1}
    ),
    "say-actual": Row(
        OWN,
        {"pk": "@measure"},
        {"pk": "@other_measure"},
        OTHERS_OWN,
        post_only=True,
        body={"actual-number": "5", "actual-on": "01/02/2026"},
    ),
    "correct-actual": Row(OWN, OWN_ACTUAL, OTHER_ACTUAL, OTHERS_OWN, body=ACTUAL),
    "remove-actual": Row(
        OWN, OWN_ACTUAL, OTHER_ACTUAL, OTHERS_OWN, post_only=True, body={"version": 1}
    ),
    # self-assessments read whole and side by side, and as Word documents
    "assessment-service": Row(ROLES, WHOLE, OTHER_WHOLE, ROLES),
    "assessment-since": Row(ROLES, WHOLE | {"theme": "T1"}),
    "theme-assessments": Row(ROLES, {"key": "T1"}),
    "assessment-word": Row(ROLES, WHOLE, OTHER_WHOLE, ROLES),
    "download-word": Row(ROLES, WHOLE, OTHER_WHOLE, ROLES),
    "word-in": Row(OWN, WHOLE, OTHER_WHOLE, OTHERS_OWN),
    "take-word": Row(OWN, WHOLE, OTHER_WHOLE, OTHERS_OWN, body=TAKEN),
    # logging without a signal
    "worker": Row(OPEN),
    "offline-shell": Row(OPEN),
    # self-assessment: everyone reads what is submitted, only the service's Keepers write
    "assessments": Row(ROLES),
    "assessment-round": Row(ROLES, {"round": "now"}),
    "theme-assessment": Row(ROLES, DRAFT, OTHERS_DRAFT, ROLES),
    "save-answer": Row(
        OWN,
        DRAFT | {"prompt": "Q1"},
        OTHERS_DRAFT | {"prompt": "Q1"},
        OTHERS_OWN,
        True,
        body=ANSWER,
    ),
    "save-assessment": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES),
    "submit-assessment": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES),
    "rate": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES | {"extent-T2.R1": "Fully"}),
    "make-priority": Row(
        OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body={"action": "1", "kind": "dated"}
    ),
    "scale": Row(ROLES),
    "change-scale": Row(ADMINISTRATOR, body=SCALE),
    "tensions": Row(ROLES),
    "set-aside": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body={"reason": "We have no schools."}),
    "take-up": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, post_only=True),
    "reopen-assessment": Row(
        OWN, SUBMITTED, OTHERS_SUBMITTED, OTHERS_OWN, body={"version": 1, "reason": "Too short."}
    ),
    "assessment-versions": Row(ROLES, SUBMITTED, OTHERS_SUBMITTED, ROLES),
    "assessment-version": Row(
        ROLES, SUBMITTED | {"number": 1}, OTHERS_SUBMITTED | {"number": 1}, ROLES
    ),
    "compare-versions": Row(
        ROLES, SUBMITTED | {"number": 2}, OTHERS_SUBMITTED | {"number": 2}, ROLES
    ),
    "self-assessment": Row(ROLES, {"pk": "@assessment"}),
    # the Board's view
    "home": Row(ROLES),
    "my-work": Row(KEEPERS),
    "board": Row(ROLES),
    "coverage": Row(ROLES),
    "history": Row(ADMINISTRATOR),
    "history-export": Row(ADMINISTRATOR),
}
