"""A claim of Education, and those who may answer it."""

import pytest

from accounts.prepared import forget
from actions.models import SubAction
from evidence.agreed import answering, reading
from evidence.agreed.agreements import agreed
from tests.factories import ClaimedFactory, ProgressUpdateFactory, open_all


@pytest.fixture
def claimed(service, keeper):
    """Complete, as Kirsty of Education claims, with one piece of evidence for all."""
    return ClaimedFactory(service=service, by=keeper, owners=[keeper])


@pytest.fixture
def evidence(claimed):
    return claimed.item.supports.get().evidence


@pytest.fixture
def answer(claimed):
    """`answer(board)`: look at everything, and agree; or whatever else is given."""

    def give(by, *, opened=True, **values):
        if opened:
            open_all(by, claimed)
        seen = SubAction.objects.get(pk=claimed.pk).version
        values = {"kind": "agreed", "words": "The report shows it.", "seen": seen} | values
        return answering.answer_claim(by=by, sub_action=claimed, **values)

    return give


@pytest.fixture
def post(claimed, keeper):
    """Let the owner say something else: `post("off-track")`."""

    def say(status, **values):
        update = ProgressUpdateFactory(
            sub_action=claimed, posted_by=keeper, status=status, **values
        )
        done = values.get("completed_on")
        SubAction.objects.filter(pk=claimed.pk).update(status=status, completed_on=done)
        return update

    return say


@pytest.fixture
def agree(monkeypatch):
    """Lets somebody else agree to the sub-actions given."""

    def to(*rows):
        found = SubAction.objects.filter(pk__in=[row.pk for row in rows]).order_by().values("pk")
        monkeypatch.setattr(reading, "agreed", lambda: found)
        monkeypatch.setattr("evidence.agreed.sets.agreed", lambda: found)
        monkeypatch.setattr("evidence.agreed.parts.agreed", lambda: found)
        forget()

    yield to
    forget()


def is_agreed(row) -> bool:
    """Whether a sub-action counts as agreed."""
    return SubAction.objects.filter(pk=row.pk, pk__in=agreed()).exists()
