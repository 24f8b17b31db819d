"""What is claimed, and what others say of it."""

import factory
from django.utils import timezone

from actions.status import Status
from evidence.items.opened import note_opened
from evidence.models import Agreement, Support

from .evidence import EvidenceFactory
from .people import UserFactory
from .work import ProgressUpdateFactory, SubActionFactory


class ClaimedFactory(SubActionFactory):
    """A sub-action said today to be complete, by `by`, with one piece of evidence."""

    status = Status.COMPLETE
    reported_on = factory.LazyFunction(timezone.localdate)
    confirmed_on = factory.SelfAttribute("reported_on")
    completed_on = factory.SelfAttribute("reported_on")

    @factory.post_generation
    def by(self, create, extracted, **kwargs):
        said = {"posted_on": self.reported_on, "completed_on": self.completed_on}
        said["posted_by"] = extracted or UserFactory()
        ProgressUpdateFactory(sub_action=self, status=self.status, **said)
        EvidenceFactory(supports=[self.item], service=self.service)


class AgreementFactory(factory.django.DjangoModelFactory):
    """That a Board member has looked at the evidence of a claim and agrees."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    claim = factory.SubFactory(ProgressUpdateFactory)
    kind = "agreed"
    words = "The report shows it."
    made_by = factory.SubFactory(UserFactory)
    role = "board"

    @factory.post_generation
    def supports(self, create, extracted, **kwargs):
        whole = Support.objects.current().of([self.claim.sub_action.item])
        self.supports.set(whole if extracted is None else extracted)


def open_all(person, sub_action) -> None:
    """Let somebody open every piece of evidence of a sub-action."""
    for support in Support.objects.visible_to(person).of([sub_action.item]):
        note_opened(by=person, evidence=support.evidence)
