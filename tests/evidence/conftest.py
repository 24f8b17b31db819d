"""Work of two services, a published text, a clock that can be set, and a theme in two rounds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evidence.assessments.places import find_place
from evidence.assessments.services.boxes import save_answer
from evidence.models import SelfAssessment
from foundations.models import Kind
from tests.factories import ActionFactory, ItemFactory, RoundFactory, SubActionFactory

QUESTIONS = {
    "Q1": "What are we doing well?",
    "Q2": "What are we not doing well?",
    "Q3": "How do we know?",
    "Q4": "What are our priorities for change?",
}


@pytest.fixture
def theme(db):
    """A theme with one recommendation, which cites a page, and the four prompts."""
    area = ItemFactory(kind=Kind.PRIORITY_AREA, key="PA1", heading="A Good Childhood")
    values = {
        "heading": "Support",
        "text": "Children are supported.",
        "has_template": True,
        "parent": area,
    }
    made = ItemFactory(kind=Kind.THEME, key="T1", **values)
    line = ItemFactory(
        kind=Kind.RECOMMENDATION,
        key="T1.R1",
        parent=made,
        text="schools give children places (p71)",
    )
    line.pages.create(document="the-promise", page=71)
    for order, (key, text) in enumerate(QUESTIONS.items()):
        ItemFactory(kind=Kind.PROMPT, key=key, text=text, order=order)
    return made


@pytest.fixture
def second(theme):
    """One more theme with a template."""
    values = {
        "heading": "Advocacy",
        "text": "Children are heard.",
        "has_template": True,
        "parent": theme.parent,
    }
    return ItemFactory(kind=Kind.THEME, key="T2", order=theme.order + 100, **values)


@pytest.fixture
def this_round(db):
    return RoundFactory(key="autumn", name="Autumn")


@pytest.fixture
def last_round(db):
    today = timezone.localdate()
    days = {"first_day": today - timedelta(days=200), "last_day": today - timedelta(days=150)}
    return RoundFactory(key="spring", name="Spring", **days)


@pytest.fixture
def place(theme, this_round, service, keeper):
    """The theme as Education is to answer it this time."""
    return find_place("autumn", "education", "T1", keeper)


@pytest.fixture
def url(place):
    return place.get_absolute_url()


@pytest.fixture
def write(keeper, place):
    """Fill boxes: `write(Q1="We listen.")`; gives the self-assessment as it then is."""

    def fill(by=keeper, at=place, **texts) -> SelfAssessment:
        for prompt in at.prompts:
            if prompt.key in texts:
                stored = SelfAssessment.objects.of_theme(at.theme, at.service, at.round).first()
                answer = stored and stored.answers.filter(prompt=prompt).first()
                seen = answer.version if answer else 0
                save_answer(by=by, box=at.box(prompt), seen=seen, text=texts[prompt.key])
        return SelfAssessment.objects.of_theme(at.theme, at.service, at.round).for_change().get()

    return fill


@pytest.fixture
def march(time_machine):
    """10 March 2026, for what depends on the day."""
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)


@pytest.fixture
def sub_action(service):
    action = ActionFactory()
    return SubActionFactory(service=service, action=action, item__parent=action.item)


@pytest.fixture
def elsewhere(other_service):
    """A sub-action that another service keeps."""
    return SubActionFactory(service=other_service)


@pytest.fixture
def call(db):
    return ItemFactory(kind="call", key="C18")
