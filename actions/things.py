"""What history says of actions and sub-actions, in words."""

from accounts.history import Thing

from .status import Kind, Status, Visibility

OWN = [
    Thing(
        "sub-action",
        "Sub-action",
        rank=10,
        labels={
            "changed": "What changed",
            "decided_by": "Who decided to stop it",
            "decided_on": "When that was decided",
            "difference": "What difference it made",
            "due_on": "Due date",
            "interval_months": "How often, in months",
            "next_step": "What is next",
            "replaced_reason": "Why it is replaced",
            "review_on": "Review date",
            "start_on": "Start date",
            "target_number": "Target: how many",
            "target_unit": "Target: of what",
            "visibility": "Who may read it",
            "why": "Why what was promised is moved",
            "withdrawn_reason": "Why it was withdrawn",
        },
        choices={"kind": [Kind], "status": [Status], "visibility": [Visibility]},
    ),
    Thing("action", "Action", rank=20),
]
