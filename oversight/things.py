"""What history says of what the Board asks and settles, and of what is felt, in words."""

from accounts.history import Thing

from .duties.models import Said as SaidOfADuty
from .felt.models import Said
from .governance.models import Body, Origin
from .packs.models import Form
from .questions.decisions import Outcome
from .questions.models import State
from .small.models import Way

OWN = [
    Thing(
        "question",
        "Question of the Board",
        rank=46,
        labels={
            "about": "What it is about",
            "reason": "Why it was taken back",
            "waits_since": "No answer since",
            "words": "What was asked or answered",
        },
        choices={"state": [State]},
    ),
    Thing(
        "decision",
        "Decision of the Board",
        rank=47,
        labels={
            "due_on": "By when",
            "item": "What it is about",
            "outcome": "What became of it",
            "outcome_by": "Who said so",
            "outcome_words": "What was done, or why not",
            "person": "Which person does it",
            "round": "The round that was looked at",
            "service": "Which service does it",
            "words": "What was decided",
        },
        choices={"outcome": [Outcome]},
    ),
    Thing("pack", "Pack of a closed round", rank=180, page=False, choices={"form": [Form]}),
    Thing(
        "governance",
        "Who does what",
        rank=137,
        page=False,
        labels={
            "origin": "Known or mandated",
            "part": "Their part",
            "source": "By whom, or from what it is known",
            "words": "What comes first",
        },
        choices={"body": [Body], "origin": [Origin]},
    ),
    Thing(
        "duty",
        "Duty in law",
        rank=138,
        labels={
            "address": "Where it can be read",
            "answer": "Whether it is published",
            "children_by": "Who wrote for children",
            "children_on": "Written for children on",
            "children_words": "What children are told",
            "ends_on": "Last day of the period",
            "said_by": "Who said so",
            "starts_on": "First day of the period",
            "tagged": "What is tagged",
        },
        choices={"answer": [SaidOfADuty]},
    ),
    Thing(
        "felt",
        "What is felt",
        rank=155,
        page=False,
        labels={
            "people": "How many young people",
            "put_back_on": "Put back on",
            "said": "What the group says",
            "talked_on": "Talked on",
            "words": "In the group’s own words",
        },
        choices={"said": [Said]},
    ),
    Thing(
        "plain-words",
        "Plain words",
        rank=156,
        page=False,
        labels={"words": "To children and young people"},
    ),
    Thing(
        "small-number",
        "Small number",
        rank=165,
        page=False,
        labels={
            "figure": "Which count of people",
            "reason": "Why",
            "way": "What happens with it",
        },
        choices={"way": [Way]},
    ),
    Thing(
        "public",
        "What everybody can read",
        rank=175,
        page=False,
        labels={"is_on": "Everybody can read it", "reason": "Why"},
    ),
    Thing("first-word", "First word", rank=170, page=False, labels={"is_shown": "Shown"}),
]
