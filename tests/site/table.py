"""What every address answers to whom: the table that the permission matrix is checked against.

An address that is missing here fails the matrix, so a new page cannot be forgotten.
"""

from .rows import (
    ADMINISTRATOR,
    CORRECTION,
    FELT,
    KEEPERS,
    MEMBERS,
    NEED,
    OPEN,
    OTHERS_OWN,
    OWN,
    ROLES,
    ROUND,
    SIGNED_IN,
    UPDATE,
    Row,
    sub_action,
)
from .table_of_evidence import ABOUT_EVIDENCE
from .table_of_parts import ABOUT_PARTS
from .table_of_the_board import ABOUT_THE_BOARD

TABLE = {
    # open to all
    **dict.fromkeys(
        ["accessibility", "privacy", "language", "help", "health", "worker", "offline-shell"],
        Row(OPEN),
    ),
    # signing in and out
    **dict.fromkeys(
        [
            "account_login",
            "account_inactive",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key_done",
        ],
        Row(OPEN),
    ),
    "account_logout": Row(OPEN, may_lead_to_sign_in=True),
    "still-here": Row(SIGNED_IN),
    "account_reset_password_from_key": Row(OPEN, {"uidb36": "1", "key": "not-a-key"}),
    "account_change_password": Row(SIGNED_IN),
    "demo-mails": Row(ROLES),
    # one's own reminders
    "my-reminders": Row(KEEPERS),
    "digest-day": Row(KEEPERS, body={"digest_day": 2}),
    "away": Row(
        KEEPERS,
        body={
            "first_day": "01/03/2090",
            "last_day": "15/03/2090",
            "deputy": "@deputy",
            "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0007",
        },
    ),
    "back": Row(OWN, {"pk": "@absence"}, post_only=True),
    # one's own calendar; without its key the address leads to the page on which one gets it
    "calendar": Row(OPEN),
    "my-calendar": Row(ROLES),
    "make-calendar-address": Row(ROLES, post_only=True),
    "end-calendar-address": Row(ROLES, post_only=True),
    # people and services
    "people": Row(ADMINISTRATOR),
    "invite": Row(ADMINISTRATOR, body={"email": "a@council.test", "name": "A", "role": "board"}),
    "administration": Row(ADMINISTRATOR),
    "first-steps": Row(ADMINISTRATOR),
    "invite-several": Row(
        ADMINISTRATOR, body={"people": "a@council.test, A, Oversight Board member"}
    ),
    "invitations": Row(ADMINISTRATOR),
    "person": Row(ADMINISTRATOR, {"pk": "@person"}),
    "rename-person": Row(ADMINISTRATOR, {"pk": "@person"}, body={"version": 1, "name": "Kirstin"}),
    "deactivate": Row(ADMINISTRATOR, {"pk": "@person"}, body={"version": 1}),
    "reactivate": Row(ADMINISTRATOR, {"pk": "@person"}),
    "invite-again": Row(ADMINISTRATOR, {"pk": "@invited"}, post_only=True),
    "give-role": Row(
        ADMINISTRATOR, {"pk": "@person"}, body={"role": "board", "starts_on": "01/03/2090"}
    ),
    "end-role": Row(
        ADMINISTRATOR,
        {"pk": "@person", "appointment": "@appointment"},
        body={"ends_on": "01/03/2090"},
    ),
    "change-right": Row(
        ADMINISTRATOR,
        {"pk": "@board", "appointment": "@board_role"},
        post_only=True,
        body={"closes_rounds": "on"},
    ),
    "move": Row(
        ADMINISTRATOR,
        {"pk": "@person", "appointment": "@appointment"},
        body={"service": "@other_service"},
    ),
    "services": Row(ROLES),
    "find-services": Row(ROLES),
    "find-sub-actions": Row(ROLES),
    "find-work-and-calls": Row(ROLES),
    "add-service": Row(ADMINISTRATOR, body={"name": "Libraries", "kind": "council"}),
    "service": Row(ROLES, {"key": "education"}, {"key": "housing"}, ROLES),
    "edit-service": Row(
        ADMINISTRATOR,
        {"key": "education"},
        body={"version": 1, "name": "Schools", "kind": "council"},
    ),
    "who-can-do-what": Row(ROLES),
    # the framework
    **dict.fromkeys(
        [
            "foundations",
            "calls",
            "themes",
            "cited-pages",
            "briefing",
            "fundamentals",
            "principles",
            "background",
            "framework-check",
        ],
        Row(ROLES),
    ),
    "foundation": Row(ROLES, {"key": "care"}, every="foundation", every_allowed=ROLES),
    "call": Row(ROLES, {"key": "C18"}, every="call", every_allowed=ROLES),
    "theme": Row(ROLES, {"key": "T9"}, every="theme", every_allowed=ROLES),
    "recommendation": Row(ROLES, {"key": "T9.R5"}, every="recommendation", every_allowed=ROLES),
    "cited-page": Row(ROLES, {"document": "the-promise", "page": 85}),
    "point": Row(ROLES, {"key": "RB12"}, every="point", every_allowed=ROLES),
    # rounds; the Board member of the cast was not given the right to close them
    "rounds": Row(ROLES),
    "add-round": Row(ADMINISTRATOR, body=ROUND),
    "round": Row(ROLES, {"key": "@round"}),
    "edit-round": Row(
        ADMINISTRATOR, {"key": "@round"}, body=ROUND | {"version": 1, "asks_assessment": "on"}
    ),
    "close-round": Row(ADMINISTRATOR, {"key": "@round"}, body={"version": 1}),
    "undo-closing": Row(
        ADMINISTRATOR, {"key": "then"}, body={"version": 1, "why": "A service was late."}
    ),
    "past-rounds": Row(MEMBERS),
    "past-round": Row(MEMBERS, {"key": "then"}),
    "past-sub-action": Row(MEMBERS, {"key": "then", "number": 1, "of": "1.1"}),
    **dict.fromkeys(
        [
            "past-board",
            "past-changes",
            "past-named",
            "past-felt",
            "past-export",
            "past-list",
            *("past-calls", "past-needs", "past-tensions", "packs"),
        ],
        Row(MEMBERS, {"key": "then", "number": 1}),
    ),
    "compare-rounds": Row(ROLES),
    "rounds-in-turn": Row(ROLES),
    "link": Row(ROLES, {"pk": "@link"}),
    "add-link": Row(KEEPERS, {"key": "C18"}, body={"other": "1.1", "reason": "Both say so."}),
    "confirm-link": Row(KEEPERS, {"pk": "@link"}, body={"version": 1, "reason": "Both say so."}),
    "reject-link": Row(
        KEEPERS, {"pk": "@link"}, body={"version": 1, "reason": "It is another matter."}
    ),
    "remove-link": Row(
        KEEPERS, {"pk": "@added_link"}, body={"version": 1, "reason": "It is another matter."}
    ),
    **dict.fromkeys(
        ["link-suggested", "dismiss-suggested"],
        Row(KEEPERS, {"key": "@local_work"}, post_only=True, body={"text": "C18"}),
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
    "edit-action": Row(
        OWN,
        {"key": "1"},
        {"key": "2"},
        OTHERS_OWN,
        body={"version": 1, "expected_difference": "Children stay at home."},
    ),
    "lead-action": Row(ADMINISTRATOR, {"key": "1"}, body={"version": 1, "service": ""}),
    "add-sub-action": Row(KEEPERS, {"key": "1"}),
    "sub-actions": Row(ROLES),
    "sub-actions-export": Row(ROLES),
    "sub-action": sub_action(ROLES, ROLES),
    "update": sub_action(OWN, OTHERS_OWN, body=UPDATE, other_body={"status": "in-place"}),
    "still-true": sub_action(
        OWN, OTHERS_OWN, post_only=True, body={"version": 3}, writes_nothing=True
    ),
    "undo-still-true": sub_action(
        OWN, OTHERS_OWN, post_only=True, body={"version": 3}, writes_nothing=True
    ),
    "edit-sub-action": sub_action(
        OWN, OTHERS_OWN, body={"version": 3, "kind": "dated", "why": "It ends."}
    ),
    "confirm-date": sub_action(OWN, OTHERS_OWN, post_only=True),
    "withdraw": Row(
        OWN,
        {"key": "1.1", "pk": "@update"},
        {"key": "2.1", "pk": "@other_update"},
        {"other_keeper"},
        body={"version": 3, "reason": "It was wrong."},
        former={"key": "8.1", "pk": "@former_update"},
    ),
    "replace": sub_action(
        OWN | ADMINISTRATOR,
        OTHERS_OWN | ADMINISTRATOR,
        body={"version": 3, "replacement": "@replacement", "reason": "It is one."},
    ),
    "replace-action": Row(
        OWN | ADMINISTRATOR,
        {"key": "@local_work"},
        body={"version": 1, "replacement": "@other_action", "reason": "It is one."},
    ),
    # handing over: the Keeper owns 1.1 and 7.1, and gave 9.1 away before
    "hand-over": Row(
        OWN | ADMINISTRATOR,
        {"pk": "@person"},
        body={"rows": "7.1:3", "heir-education": "@deputy", "confirm": "yes"},
    ),
    "handed-over": Row(OWN | ADMINISTRATOR, {"pk": "@hand_over"}),
    "take-back-hand-over": Row(OWN | ADMINISTRATOR, {"pk": "@hand_over"}, post_only=True),
    # what would help: 4.1 is late and the Keeper's own, 8.1 of the other service
    "explain": Row(
        OTHERS_OWN,
        {"key": "8.1"},
        body={"version": 3, "reason": "It went on by hand.", "until": "@until"},
    ),
    "end-explanation": Row(OTHERS_OWN, {"key": "8.1"}, post_only=True, body={"version": 3}),
    "needs": Row(ROLES),
    "named": Row(ROLES),
    "add-need": Row(OWN, {"key": "4.1"}, {"key": "8.1"}, OTHERS_OWN, body=NEED),
    "answer-need": Row(
        OWN,
        {"pk": "@need"},
        {"pk": "@other_need"},
        {"board"},
        body={"version": 1, "answer": "Yes."},
    ),
    "withdraw-need": Row(
        OWN,
        {"pk": "@need"},
        {"pk": "@other_need"},
        {"other_keeper"},
        body={"version": 1, "reason": "It came."},
    ),
    **ABOUT_PARTS,
    **ABOUT_THE_BOARD,
    "propose": Row(KEEPERS, {"key": "5.3"}),
    "assign": Row(ADMINISTRATOR),
    "proposal": Row(ADMINISTRATOR, {"key": "1.1"}, post_only=True),
    **ABOUT_EVIDENCE,
    # the Board's view
    "home": Row(MEMBERS),
    "my-work": Row(KEEPERS),
    "board": Row(ROLES),
    # what groups are asked about in the round, and what they say
    "asked": Row({"champions"}),
    "felt-round": Row({"champions"}, body={"item": "@call"}),
    "say-felt": Row({"champions"}, {"pk": "@asked"}, body=FELT),
    "take-back-felt": Row({"champions"}, {"pk": "@felt"}, post_only=True, body={"version": 2}),
    "put-back-felt": Row({"champions"}, {"pk": "@asked"}, post_only=True, body={"version": 1}),
    "claims": Row({"board"} | ADMINISTRATOR),
    "agreements": Row({"board"} | ADMINISTRATOR),
    "board-changes": Row(ROLES),
    "board-felt": Row(ROLES),
    "how-we-count": Row(ROLES),
    "board-export": Row(ROLES),
    "first-word": Row({"board"}, body={"is_shown": "no"}),
    "coverage": Row(ROLES),
    "search": Row(ROLES),
    "history": Row(ADMINISTRATOR),
    "removals": Row(ADMINISTRATOR, body={"words": "Kirsty"}, writes_nothing=True),
    "removal-of": Row(
        ADMINISTRATOR,
        {"label": "evidence.evidenceitem", "row": "@evidence"},
        body={"column": "title"},
        writes_nothing=True,
    ),
    "take-out": Row(
        ADMINISTRATOR,
        body={"found": "@sought", "reason": "It was a mistake."},
        post_only=True,
    ),
    "removal": Row(ADMINISTRATOR, {"pk": "@removal"}, body={"again": "yes"}, writes_nothing=True),
    "history-export": Row(ADMINISTRATOR),
}
