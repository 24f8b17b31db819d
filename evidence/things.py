"""What history says of evidence and all that stands beside it, in words."""

from accounts.history import Thing
from actions.status import Visibility

from .models import (
    Consent,
    EvidenceKind,
    HeardKind,
    ImportState,
    LivedExperience,
    Measure,
    Medium,
    RemovalReason,
    ReplyKind,
    SelfAssessment,
    Session,
    SessionKind,
)

REMOVED = {"removed_reason": "Why it was removed"}
READ = {"visibility": "Who may read it"}

OWN = [
    Thing(
        "evidence",
        "Evidence",
        rank=30,
        labels=REMOVED
        | READ
        | {
            "agreed_by": "Second look by",
            "agreed_on": "Second look on",
            "anyone_recognisable": "Could anyone recognise a child or young person",
            "dated_on": "Day that it speaks of",
            "file_name": "File",
            "lost_on": "File not found since",
            "medium": "What it is made of",
            "review_on": "Review date",
            "shows": "What it shows",
        },
        choices={
            "consent": [Consent],
            "kind": [EvidenceKind],
            "medium": [Medium],
            "visibility": [Visibility],
        },
    ),
    Thing("link-check", "Check of links", rank=40, page=False),
    Thing("file-check", "Check of files", rank=41, page=False),
    Thing(
        "self-assessment",
        "Self-assessment",
        rank=80,
        records=SelfAssessment.objects.for_change,
        labels={
            "Q1": "What are we doing well?",
            "Q2": "What are we not doing well?",
            "Q3": "How do we know?",
            "Q4": "What are our priorities for change?",
            "extent": "How far it is met",
            "number": "Version",
            "reopened_reason": "Why it was reopened",
            "set_aside_reason": "Why it was set aside",
            "sub_action": "Sub-action",
        },
    ),
    # The words of the scale have one page for them all, which no key leads to.
    Thing("scale", "Words of the scale", rank=90, page=False),
    Thing(
        "session",
        "Session",
        rank=120,
        records=Session.objects.all,
        labels=REMOVED
        | {
            "lived_experience": "What people with lived experience did",
            "how_many": "How many of them",
            "sub_actions": "Serves the sub-actions",
        },
        # As lines of before keep it.
        unshown=("lived_number",),
        choices={
            "kind": [SessionKind],
            "lived_experience": [LivedExperience],
            "removed_reason": [RemovalReason],
        },
    ),
    Thing(
        "import",
        "Import of sessions",
        rank=130,
        labels={"digest": "Digest of the file (SHA-256)", "file_name": "File"},
        choices={"state": [ImportState]},
    ),
    Thing(
        "workbook",
        "Edited list",
        rank=135,
        labels={"file_name": "File", "sub_actions": "Sub-actions that it changed"},
    ),
    Thing(
        "register",
        "Register",
        rank=136,
        labels={
            "added": "Local work that it added",
            "file_name": "File",
            "sub_actions": "Sub-actions that it changed",
        },
    ),
    # A line speaks of the entry or of an answer to it; both have a kind, and no word of them twice.
    Thing(
        "heard",
        "What was heard",
        rank=150,
        labels=REMOVED
        | READ
        | {
            "five_or_more": "Five or more people, from more than one house or school",
            "waits_since": "Waits for an answer since",
        },
        choices={
            "consent": [Consent],
            "kind": [HeardKind, ReplyKind],
            "visibility": [Visibility],
        },
    ),
    Thing(
        "measure",
        "Measure",
        rank=160,
        records=Measure.objects.all,
        labels={
            "baseline_unknown": "Baseline not known, because",
            "due_on": "Due date",
            "is_public": "May be published",
            "unknown": "Not known, because",
            "why": "Why it matters to children and families",
        },
    ),
]
