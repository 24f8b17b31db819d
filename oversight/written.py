"""In which columns people write what the Board asks and settles and what is felt, and what stands
as the Board's pages showed it.
"""

from collections.abc import Iterator

from django.db.models import QuerySet

from accounts.removal.written import Written

from .models import (
    Decision,
    Felt,
    Member,
    Override,
    Period,
    PlainWords,
    Priority,
    Question,
    Snapshot,
    Stakeholder,
    Switch,
    Turn,
)


def _of_turns(turns: list[int]) -> Iterator[QuerySet]:
    """The questions to which something was said."""
    yield Question.objects.filter(turns__in=turns)


OWN = [
    Written(
        Question.objects.all,
        ("words", "reason"),
        "question of the Board",
        "questions of the Board",
        thing="question",
    ),
    Written(
        Turn.objects.all,
        ("words",),
        "answer to the Board",
        "answers to the Board",
        thing="question",
        versions=_of_turns,
    ),
    Written(
        Decision.objects.all,
        ("words", "outcome_words"),
        "decision of the Board",
        "decisions of the Board",
        thing="decision",
    ),
    Written(
        Member.objects.all,
        ("role", "name"),
        "member of a body",
        "members of bodies",
        thing="governance",
    ),
    Written(
        Stakeholder.objects.all,
        ("name", "part"),
        "stakeholder",
        "stakeholders",
        thing="governance",
    ),
    Written(
        Priority.objects.all, ("words", "source"), "priority", "priorities", thing="governance"
    ),
    Written(
        Period.objects.all,
        ("address", "children_words"),
        "report that the law asks for",
        "reports that the law asks for",
        thing="duty",
    ),
    Written(Felt.objects.all, ("words",), "word of a group", "words of groups", thing="felt"),
    Written(
        PlainWords.objects.all,
        ("words",),
        "text in plain words",
        "texts in plain words",
        thing="plain-words",
    ),
    Written(
        Override.objects.all,
        ("reason",),
        "decision about a small number",
        "decisions about small numbers",
        thing="small-number",
    ),
    Written(
        Switch.objects.all,
        ("reason",),
        "switching of what everybody can read",
        "switchings of what everybody can read",
        thing="public",
    ),
    Written(
        Snapshot.objects.all,
        ("texts",),
        "round that was closed",
        "rounds that were closed",
    ),
]
