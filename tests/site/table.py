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
    # At full numbers: the kind of item of which every key is tried, and who may call it for those that nobody keeps.
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
DRAFT, OTHERS_DRAFT = ({"round": "now", "service": service, "theme": "T2"} for service in ("education", "housing"))
ANSWER = {"text": "We listen.", "version": 1}
BOXES = {"Q1": "We listen.", "version-Q1": 1, "none_yet": "on"}

ROUND = {"name": "Next", "first_day": "1/4/2030", "last_day": "30/6/2030", "asks_progress": "on"}

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
    "withdraw": Row(OWN, {"key": "1.1", "pk": "@update"}, {"key": "2.1", "pk": "@other_update"}, {"other_keeper"}),
    "propose": Row(KEEPERS, {"key": "5.3"}),
    "assign": Row(ADMINISTRATOR),
    "proposal": Row(ADMINISTRATOR, {"key": "1.1"}, post_only=True),
    # self-assessment: everyone reads what is submitted, only the service's Keepers write
    "assessments": Row(ROLES),
    "assessment-round": Row(ROLES, {"round": "now"}),
    "theme-assessment": Row(ROLES, DRAFT, OTHERS_DRAFT, ROLES),
    "save-answer": Row(OWN, DRAFT | {"prompt": "Q1"}, OTHERS_DRAFT | {"prompt": "Q1"}, OTHERS_OWN, True, body=ANSWER),
    "save-assessment": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES),
    "submit-assessment": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES),
    "set-aside": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body={"reason": "We have no schools."}),
    "take-up": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, post_only=True),
    "reopen-assessment": Row(OWN, SUBMITTED, OTHERS_SUBMITTED, OTHERS_OWN, body={"version": 1, "reason": "Too short."}),
    "assessment-versions": Row(ROLES, SUBMITTED, OTHERS_SUBMITTED, ROLES),
    "assessment-version": Row(ROLES, SUBMITTED | {"number": 1}, OTHERS_SUBMITTED | {"number": 1}, ROLES),
    "compare-versions": Row(ROLES, SUBMITTED | {"number": 2}, OTHERS_SUBMITTED | {"number": 2}, ROLES),
    "self-assessment": Row(ROLES, {"pk": "@assessment"}),
    # the Board's view
    "home": Row(ROLES),
    "my-work": Row(KEEPERS),
    "board": Row(ROLES),
    "coverage": Row(ROLES),
    "history": Row(ADMINISTRATOR),
    "history-export": Row(ADMINISTRATOR),
}
