"""What the Board asked and decided about the work of the world, and a great deal of it."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Service
from actions.models import SubAction
from foundations.models import FrameworkItem
from oversight.duties import services as duties
from oversight.models import Heading, Override, Period, Switch, Turn
from oversight.questions.services import answer, ask
from tests.factories import (
    DecisionFactory,
    MemberFactory,
    PriorityFactory,
    QuestionFactory,
    StakeholderFactory,
)


def ask_about_work(number: int, keeper) -> None:
    """So many questions of the Board about 1.1, C18 and T1 each, open and answered, and decisions;
    and as many members, stakeholders and priorities.
    """
    for factory in (MemberFactory, StakeholderFactory, PriorityFactory):
        factory.create_batch(number, added_by=keeper)
    for item in FrameworkItem.objects.filter(key__in=["1.1", "C18", "T1"]):
        said = {"item": item, "asked_by": keeper}
        QuestionFactory.create_batch(number, **said)
        for question in QuestionFactory.create_batch(number, **said, state="answered"):
            Turn.objects.create(question=question, kind="answer", words="Yes.", said_by=keeper)
        decided = {"item": item, "made_by": keeper, "service": Service.objects.first()}
        DecisionFactory.create_batch(number, **decided)


def asked_by(board, keeper) -> dict:
    """What the Board asked about work of two services, and about one what was answered; the ids."""
    item, other = (FrameworkItem.objects.get(key=key) for key in ("1.1", "2.1"))
    found = {name: ask(by=board, item=item, words="How many?") for name in ("question", "answered")}
    found["other_question"] = ask(by=board, item=other, words="How many?")
    answer(by=keeper, question=found["answered"], seen=1, words="Seven.")
    return {name: question.pk for name, question in found.items()}


def decided_by(board, service, other_service) -> dict:
    """What two services are to do, and who does what, by their ids; and the days that a form about
    it may send.
    """
    today = timezone.localdate()
    found = {
        "decision": DecisionFactory(made_by=board, service=service).pk,
        "other_decision": DecisionFactory(made_by=board, service=other_service).pk,
        "override": Override.objects.create(
            figure="measure/1/2026-03-31", way="show", reason="Asked for.", made_by=board
        ).pk,
    }
    Switch.objects.create(is_on=True, reason="The Board agreed.", set_by=board)
    found |= {
        "member": MemberFactory(added_by=board).pk,
        "stakeholder": StakeholderFactory(added_by=board).pk,
    }
    days = {"today": today, "later": today + timedelta(days=60)}
    return found | {name: on.strftime("%d/%m/%Y") for name, on in days.items()}


def asked_by_law(administrator) -> dict:
    """A period that has ended, one whose report is published, and what is tagged and may be; by
    their ids.
    """
    of = {"duty__key": "childrens-rights"}
    ended = Period.objects.filter(ends_on__lt=timezone.localdate())
    answered = ended.filter(duty__key="childrens-services-plan").first()
    day = timezone.localdate()
    duties.say_published(by=administrator, period=answered, seen=1, published_on=day)
    heading = Heading.objects.filter(**of).first()
    works = SubAction.objects.filter(item__key__in=["1.1", "2.1"]).order_by("item__key")
    tag = duties.tag(by=administrator, heading=heading, thing=works[0])
    return {
        "period": ended.filter(**of).first().pk,
        "answered_period": answered.pk,
        "heading": heading.pk,
        "tag": tag.pk,
        "tagged_thing": f"sub-action:{works[1].pk}",
    }
