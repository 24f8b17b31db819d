"""What history says of actions and sub-actions, in words."""

from accounts.history import Thing

from .funding import Funding
from .models.needs import WhoActs
from .status import Kind, Status, Visibility

OWN = [
    Thing(
        "sub-action",
        "Sub-action",
        rank=10,
        labels={
            "acting_body": "Which body outside must act",
            "acting_service": "Which service must act",
            "answer": "The answer to what would help",
            "answered_by": "Who answered",
            "answered_on": "Answered on",
            "changed": "What changed",
            "decided_by": "Who decided to stop it",
            "decided_on": "When that was decided",
            "difference": "What difference it made",
            "due_on": "Due date",
            "explained_by": "Who explained it",
            "explained_on": "Explained on",
            "explained_reason": "Why the status is meant all the same",
            "explained_until": "Explained until",
            "funded_by": "Who pays for it",
            "funded_until": "Funded until",
            "funding": "How it is paid for",
            "interval_months": "How often, in months",
            "next_step": "What is next",
            "part_confirmed_on": "Part last confirmed on",
            "part_ended_on": "Part ended on",
            "part_ended_reason": "Why the part was ended",
            "part_of": "Part of",
            "part_said": "What was said of the part",
            "part_status": "How the part goes",
            "part_words": "What is to be done",
            "replaced_reason": "Why it is replaced",
            "review_on": "Review date",
            "since": "Not going well for want of it since",
            "start_on": "Start date",
            "target_number": "Target: how many",
            "target_unit": "Target: of what",
            "visibility": "Who may read it",
            "waits_since": "Nothing said since",
            "who_acts": "Who must act",
            "why": "Why what was promised is moved",
            "withdrawn_reason": "Why it was withdrawn",
            "would_help": "What would help",
        },
        choices={
            "funding": [Funding],
            "kind": [Kind],
            "part_status": [Status],
            "status": [Status],
            "visibility": [Visibility],
            "who_acts": [WhoActs],
        },
    ),
    Thing("action", "Action", rank=20, labels={"replaced_reason": "Why it is replaced"}),
]
