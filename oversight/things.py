"""What history says of what the Board settles and of what is felt, in words."""

from accounts.history import Thing

from .felt.models import Said

OWN = [
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
    Thing("first-word", "First word", rank=170, page=False, labels={"is_shown": "Shown"}),
]
