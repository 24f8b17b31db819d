"""The addresses of what shows it: evidence, sessions, what was heard, measures,
self-assessments.
"""

from .rows import (
    ACTUAL,
    ADMINISTRATOR,
    ANSWER,
    BOXES,
    CODE_KEY,
    DRAFT,
    EVIDENCE,
    HEARD,
    KEEPERS,
    MEASURE,
    OPEN,
    OTHER_ACTUAL,
    OTHER_TARGET,
    OTHER_WHOLE,
    OTHERS_DRAFT,
    OTHERS_OWN,
    OTHERS_SUBMITTED,
    OWN,
    OWN_ACTUAL,
    OWN_TARGET,
    ROLES,
    SCALE,
    SESSION,
    STAFF,
    SUBMITTED,
    TAKEN,
    WHOLE,
    Row,
    evidence,
    sub_action,
)

# The claims of the two services: whoever is of another one may answer, Mo since she moved.
OF_OTHERS = {"other_keeper", "moved", "board"} | STAFF

ABOUT_EVIDENCE = {
    "agree": Row(
        OF_OTHERS,
        {"key": "7.1"},
        {"key": "6.3"},
        OWN | {"board"} | STAFF,
        body={"version": 3, "kind": "missing", "words": "Nobody was asked."},
    ),
    "take-back-agreement": Row(
        {"board"},
        {"key": "7.1", "pk": "@agreement"},
        post_only=True,
        body={"version": 3},
        former={"key": "6.3", "pk": "@former_agreement"},
    ),
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
        OWN, OTHERS_OWN, body=EVIDENCE | {"version": 1, "title": "Another name"}
    ),
    "remove-evidence": evidence(OWN, OTHERS_OWN, body={"version": 1, "reason": "It was wrong."}),
    "agree-photo": evidence(
        OWN | STAFF, {"moved"} | STAFF, post_only=True, body={"version": 1}, writes_nothing=True
    ),
    "support": Row(
        KEEPERS | STAFF, {"pk": "@evidence"}, body={"item": "C18", "reason": "It speaks of this."}
    ),
    **dict.fromkeys(
        ["support-suggested", "dismiss-for-evidence"],
        Row(
            KEEPERS | STAFF,
            {"pk": "@evidence_on_breaks"},
            post_only=True,
            body={"text": "C18"},
        ),
    ),
    "remove-support": Row(
        OWN | STAFF,
        {"pk": "@evidence", "support": "@support"},
        {"pk": "@other_evidence", "support": "@other_support"},
        OTHERS_OWN | STAFF,
        body={"reason": "Too far."},
        former={"pk": "@staff_evidence", "support": "@former_support"},
        former_allowed=STAFF,
    ),
    # evidence
    "evidence-file": Row(ROLES, {"pk": "@evidence_file"}),
    "evidence-picture": Row(ROLES, {"pk": "@evidence_document", "number": 1}),
    "evidence-upkeep": Row(ROLES),
    # participation; the session was logged by the Keeper
    "participation": Row(ROLES),
    "log-session": Row(KEEPERS | {"champions"}, body=SESSION),
    "sessions": Row(ROLES),
    "session": Row(ROLES, {"pk": "@session"}),
    "edit-session": Row(
        OWN | STAFF,
        {"pk": "@session"},
        body=SESSION | {"version": 1},
        former={"pk": "@former_session"},
        former_allowed=STAFF,
    ),
    "remove-session": Row(
        OWN | STAFF,
        {"pk": "@session"},
        body={"version": 1, "reason": "twice"},
        former={"pk": "@former_session"},
        former_allowed=STAFF,
    ),
    # sheets of sessions
    "import-sessions": Row({"champions"}),
    "import-columns": Row({"champions"}),
    "import-template": Row({"champions"}),
    "import": Row(ROLES, {"pk": "@brought_in"}),
    "bring-in": Row({"champions"}, {"pk": "@checked"}, post_only=True, body={"version": 1}),
    "keep-answers": Row({"champions"}, {"pk": "@checked"}, post_only=True),
    "undo-import": Row({"champions"}, {"pk": "@brought_in"}, post_only=True, body={"version": 1}),
    "sessions-export": Row(ROLES),
    # lists of sub-actions that go out to be edited
    "workbook-in": Row(KEEPERS),
    "workbook-out": Row(KEEPERS),
    "take-workbook": Row(OWN, {"pk": "@chosen_list"}, post_only=True),
    "workbook": Row(ROLES, {"pk": "@workbook"}),
    "undo-workbook": Row(OWN, {"pk": "@workbook"}, post_only=True, body={"version": 1}),
    # registers of one's own
    "register-in": Row(KEEPERS),
    "register-columns": Row(KEEPERS),
    "take-register": Row(OWN, {"pk": "@chosen_register"}, post_only=True),
    "register": Row(ROLES, {"pk": "@register"}),
    "undo-register": Row(OWN, {"pk": "@register"}, post_only=True, body={"version": 1}),
    # what was heard, and sent to 1.1 and 2.1
    "what-we-heard": Row(ROLES),
    "add-heard": Row(ROLES, body=HEARD),
    "heard": Row(ROLES, {"pk": "@heard"}),
    "edit-heard": Row(
        STAFF, {"pk": "@heard"}, body=HEARD, former={"pk": "@former_idea"}, former_allowed=STAFF
    ),
    "remove-heard": Row(
        STAFF,
        {"pk": "@heard"},
        body={"version": 1, "reason": "Twice."},
        former={"pk": "@former_idea"},
        former_allowed=STAFF,
    ),
    "send-heard": Row({"champions"}, {"pk": "@heard"}, body={"item": "@call"}),
    **dict.fromkeys(
        ["send-suggested", "dismiss-for-heard"],
        Row({"champions"}, {"pk": "@heard_on_breaks"}, post_only=True, body={"text": "C18"}),
    ),
    "answer-heard": Row(
        OWN,
        {"pk": "@heard", "reply": "@reply"},
        {"pk": "@heard", "reply": "@other_reply"},
        OTHERS_OWN,
        body={"version": 1, "kind": "changed", "words": "It is done."},
    ),
    "heard-as-evidence": Row(
        {"champions"}, {"pk": "@heard"}, post_only=True, body={"version": 1}, writes_nothing=True
    ),
    # codes of groups: typed by whoever holds one, and given and withdrawn for what was heard
    "code": Row(OPEN, body={"code": "2222-2222-22"}, writes_nothing=True),
    "give-code": Row(
        {"champions"}, {"pk": "@heard_on_breaks"}, body={"version": 0, "form_key": CODE_KEY}
    ),
    "withdraw-code": Row(
        {"champions"}, {"pk": "@heard"}, post_only=True, body={"version": "@code"}
    ),
    # measures: of 1.1, and of 2.1
    "measures": Row(ROLES),
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
    "take-word": Row(OWN, WHOLE, OTHER_WHOLE, OTHERS_OWN, body=TAKEN, writes_nothing=True),
    "undo-word": Row(
        OWN,
        WHOLE,
        OTHER_WHOLE,
        OTHERS_OWN,
        body={"upload": "@upload"},
        other_body={"upload": "@other_upload"},
    ),
    "undo-upload": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES | {"upload": "@upload"}),
    # self-assessment: everyone reads what is submitted, only the service's Keepers write
    "assessments": Row(ROLES),
    "my-assessment": Row(KEEPERS),
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
    "save-marks": Row(
        OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, post_only=True, body={"extent-T2.R1": "Fully"}
    ),
    "find-evidence": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES | {"find": "school"}),
    "check-answers": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES),
    "submit-assessment": Row(
        OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body={"version": 1, "shown": "0"}, writes_nothing=True
    ),
    "rate": Row(OWN, DRAFT, OTHERS_DRAFT, OTHERS_OWN, body=BOXES | {"extent-T2.R1": "Fully"}),
    "make-priority": Row(
        OWN,
        DRAFT,
        OTHERS_DRAFT,
        OTHERS_OWN,
        body={"action": "1", "kind": "dated"},
        writes_nothing=True,
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
}
