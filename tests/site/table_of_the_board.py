"""The rows of the table about what the Board asks and decides, who does what, and what anyone may
read.
"""

from .rows import (
    ADMINISTRATOR,
    DECISION,
    KEEPERS,
    MEMBER,
    MEMBERS,
    OPEN,
    OTHERS_OWN,
    OVERRIDE,
    OWN,
    QUESTION,
    ROLES,
    STAFF,
    Row,
)

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
    # small numbers; the world has no closed round that keeps any
    "small-numbers": Row(ADMINISTRATOR | {"champions"}),
    "override-number": Row(ADMINISTRATOR | {"champions"}, body=OVERRIDE, writes_nothing=True),
    "end-override": Row(ADMINISTRATOR | {"champions"}, {"pk": "@override"}, post_only=True),
    # what everybody can read, which is switched on
    "public-switch": Row(ADMINISTRATOR, body={"is_on": "off", "reason": "A mistake was found."}),
    "open-data": Row(OPEN),
    "open-data-description": Row(OPEN),
    "open-data-json": Row(OPEN, {"name": "calls"}),
    "open-data-csv": Row(OPEN, {"name": "calls"}),
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
    # the public page: anyone's
    **dict.fromkeys(
        [
            "public",
            "public-said",
            "public-evidence",
            "public-young-people",
            "public-how-we-count",
            "public-accessibility",
            "public-privacy",
        ],
        Row(OPEN),
    ),
    "public-group": Row(OPEN, {"key": "not-known"}),
    "public-foundation": Row(OPEN, {"key": "care"}),
    "public-commitment": Row(OPEN, {"key": "1.1"}),
    "public-file": Row(OPEN, {"pk": "@public_file"}),
    "as-the-public": Row(ROLES, {"page": "public/"}),
    "plain-words": Row(ROLES),
    "write-plain-words": Row(
        {"champions"}, {"place": "care"}, body={"version": 0, "words": "It is your home."}
    ),
    # the national story, and what the law asks
    "statements": Row(ROLES),
    "statement": Row(ROLES, {"key": "VS3"}, every="statement", every_allowed=ROLES),
    "duties": Row(ROLES),
    "duty": Row(ROLES, {"key": "childrens-rights"}),
    "add-period": Row(
        ADMINISTRATOR,
        {"key": "corporate-parenting"},
        body={"starts_on": "01/04/2090", "ends_on": "31/03/2093"},
    ),
    "tag-heading": Row(
        KEEPERS | ADMINISTRATOR, {"pk": "@heading"}, body={"thing": "@tagged_thing"}
    ),
    "untag": Row(KEEPERS | ADMINISTRATOR, {"pk": "@tag"}, post_only=True),
    "duty-period": Row(ROLES, {"pk": "@period"}),
    "say-published": Row(
        ADMINISTRATOR, {"pk": "@period"}, body={"version": 1, "published_on": "@today"}
    ),
    "say-not-yet": Row(ADMINISTRATOR, {"pk": "@period"}, post_only=True, body={"version": 1}),
    "undo-published": Row(
        ADMINISTRATOR, {"pk": "@answered_period"}, post_only=True, body={"version": 2}
    ),
    "write-for-children": Row(
        STAFF, {"pk": "@period"}, body={"version": 1, "words": "You have rights."}
    ),
    "draft-report": Row(ROLES, {"pk": "@period"}),
    "draft-for-children": Row(ROLES, {"pk": "@period"}),
    "make-pack": Row(
        {"board", "champions", "administrator"},
        {"key": "then", "number": 1, "form": "members"},
        post_only=True,
    ),
    "pack-file": Row(MEMBERS, {"pk": "@pack", "kind": "xlsx"}),
}
