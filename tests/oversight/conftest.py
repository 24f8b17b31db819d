"""A made-up council with work in every state, the same each time for the same seed."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone

from actions.models import SubAction
from actions.status import FITTING, Kind, Status
from foundations.models import Confidence, FrameworkItem, LinkState, PublishedTarget, Round
from foundations.models import Kind as ItemKind
from foundations.services import rounds
from tests.conftest import EVERYTHING, copy_in
from tests.evidence.items.adding import add
from tests.factories import (
    ActionFactory,
    EvidenceFactory,
    ItemFactory,
    LinkFactory,
    NeedFactory,
    ReplyFactory,
    RoundFactory,
    SelfAssessmentFactory,
    ServiceFactory,
    SubActionFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.oversight.board.acts import ANSWERED, Cast

FOUNDATIONS = ["voice", "family", "care"]


@pytest.fixture(scope="module")
def council(kept_council, django_db_blocker):
    """The demo council, loaded today, for all tests of a file, which only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        copy_in(EVERYTHING, "demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def make_work(db):
    """`make_work(60, seed=1)`: calls under three foundations, actions, and 60 sub-actions in mixed
    states.
    """
    return MixedWork


@pytest.fixture
def cast(framework, keeper, champions, administrator, service) -> Cast:
    """Those who act, with all sub-actions, a voice that stands, and a round in which some themes
    are submitted.
    """
    SubAction.objects.update(service=service)
    autumn = RoundFactory(key="autumn")
    themes = FrameworkItem.objects.filter(has_template=True).exclude(key__in=ANSWERED)
    for theme in themes:
        said = SelfAssessmentFactory(theme=theme, service=service, round=autumn, state="submitted")
        SubmissionFactory(assessment=said, texts={"Q1": "We listen.", "Q2": "We are late."})
    add(champions, FrameworkItem.objects.get(key="1.1"), kind="voice")
    return Cast(keeper, champions, administrator)


@pytest.fixture
def work(make_work):
    """Mixed work of every group, some of it heard on, asked about and in need of something."""
    made = make_work(40, seed=3)
    for row, days in zip(made.sub_actions, [3, 30, 500, 20], strict=False):
        on = made.today - timedelta(days=days)
        EvidenceFactory(kind="voice", supports=[row.item], dated_on=on)
    NeedFactory(sub_action=made.sub_actions[0])
    ReplyFactory(heard__heard_on=made.today - timedelta(days=9))
    return made


@pytest.fixture
def closed(work, administrator) -> Round:
    """A round of progress that was closed over that work."""
    opened = RoundFactory(key="spring", name="Spring", asks_assessment=False)
    rounds.close_round(by=administrator, round=opened, seen=1)
    opened.refresh_from_db()
    return opened


def length_of_list(client, url: str) -> int:
    """How many rows the list at this address has, on all its pages: calls, or sub-actions."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return (
        len(answer.context["calls"])
        if "calls" in answer.context
        else answer.context["page"].paginator.count
    )


class MixedWork:
    """Made-up work; what is random comes from the seed alone."""

    def __init__(self, size: int, seed: int = 1):
        self.random = Random(seed)  # noqa: S311 - made-up data, not a secret
        self.today = timezone.localdate()
        self.calls = [call for key in FOUNDATIONS for call in calls_of(key)]
        self.actions = ActionFactory.create_batch(6)
        self.services = [*ServiceFactory.create_batch(3), None]
        self.people = UserFactory.create_batch(3)
        self.sub_actions = [self.sub_action() for _number in range(size)]
        for item in [
            *(action.item for action in self.actions[:4]),
            *(row.item for row in self.sub_actions),
        ]:
            self.link(item)

    def sub_action(self) -> SubAction:
        kind = self.random.choice(list(Kind))
        status = self.random.choice([Status.NOT_REPORTED, Status.ON_TRACK, *FITTING[kind]])
        status = status if status in FITTING[kind] else Status.NOT_REPORTED
        action = self.random.choice(self.actions)
        row = SubActionFactory(
            action=action,
            item__parent=action.item,
            kind=kind,
            status=status,
            service=self.random.choice(self.services),
            owners=self.random.sample(self.people, self.random.randint(0, 2)),
            due_on=self.maybe(self.day()),
            target_number=self.maybe(self.random.randint(1, 9)),
            **self.report(status),
        )
        if self.random.random() < 0.3:
            PublishedTarget.objects.create(
                item=row.item,
                words="as printed",
                number=self.maybe(3),
                last_day=self.maybe(self.day()),
            )
        return row

    def report(self, status: str) -> dict:
        if status == Status.NOT_REPORTED:
            return {}
        reported = self.today - timedelta(days=self.random.randint(0, 200))
        completed = reported if status == Status.COMPLETE else None
        return {"reported_on": reported, "confirmed_on": reported, "completed_on": completed}

    def link(self, item) -> None:
        for call in self.random.sample(self.calls, self.random.randint(0, 2)):
            state, confidence = (
                self.random.choice(list(LinkState)),
                self.random.choice(list(Confidence)),
            )
            LinkFactory(from_item=item, to_item=call, state=state, confidence=confidence)

    def day(self):
        return self.today + timedelta(days=self.random.randint(-90, 90))

    def maybe(self, value):
        return value if self.random.random() < 0.6 else None


def calls_of(key: str) -> list:
    foundation = ItemFactory(kind=ItemKind.FOUNDATION, key=key, heading=key.capitalize())
    return ItemFactory.create_batch(3, kind=ItemKind.CALL, parent=foundation)
