"""The rows of the table about what the Board asks and decides, and who does what."""

from .rows import ADMINISTRATOR, DECISION, MEMBER, MEMBERS, OTHERS_OWN, OWN, QUESTION, ROLES, Row

ABOUT_THE_BOARD = {
    # what the Board asks: about 1.1, the Keeper's own, and 2.1 of the other service
    "questions": Row(ROLES),
    "question": Row(ROLES, {"pk": "@question"}),
    "ask-question": Row({"board"}, {"key": "1.1"}, body=QUESTION),
    "answer-question": Row(
        OWN,
        {"pk": "@question"},
        {"pk": "@other_question"},
        OTHERS_OWN,
        body={"version": 1, "words": "Seven."},
    ),
    "ask-again": Row({"board"}, {"pk": "@answered"}, body={"version": 2, "words": "Which day?"}),
    "accept-answer": Row({"board"}, {"pk": "@answered"}, post_only=True, body={"version": 2}),
    "take-back-question": Row(
        {"board"}, {"pk": "@question"}, body={"version": 1, "reason": "It is known."}
    ),
    "decisions": Row(ROLES),
    "decision": Row(ROLES, {"pk": "@decision"}),
    "decide": Row({"board"}, body=DECISION),
    "settle-decision": Row(
        OWN | {"board"},
        {"pk": "@decision"},
        {"pk": "@other_decision"},
        OTHERS_OWN | {"board"},
        body={"version": 1, "outcome": "done", "words": "All of them.", "outcome_on": "@today"},
    ),
    # who does what
    "meeting": Row(ROLES),
    "governance": Row(ROLES),
    "add-entry": Row(
        ADMINISTRATOR | {"board"},
        {"kind": "member"},
        {"kind": "stakeholder"},
        ADMINISTRATOR,
        body=MEMBER,
        other_body={"part": "Pays for half of it."},
    ),
    "edit-entry": Row(
        ADMINISTRATOR | {"board"},
        {"kind": "member", "pk": "@member"},
        {"kind": "stakeholder", "pk": "@stakeholder"},
        ADMINISTRATOR,
        body=MEMBER | {"version": 1},
        other_body={"part": "Pays for half of it."},
    ),
    "make-pack": Row(
        {"board", "champions", "administrator"},
        {"key": "then", "number": 1, "form": "members"},
        post_only=True,
    ),
    "pack-file": Row(MEMBERS, {"pk": "@pack", "kind": "xlsx"}),
}
