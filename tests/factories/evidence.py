"""Evidence, self-assessments, sessions, what was heard, and measures."""

import factory
from django.utils import timezone

from evidence.models import (
    Answer,
    Audience,
    AudienceKind,
    EvidenceItem,
    EvidenceKind,
    Heard,
    LivedExperience,
    Measure,
    Medium,
    Reply,
    SelfAssessment,
    Session,
    SessionKind,
    Submission,
    Support,
)
from foundations.models import Kind as ItemKind

from .framework import ItemFactory, RoundFactory
from .people import ServiceFactory, UserFactory


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A note of a practice, which supports the items named in `supports`."""

    class Meta:
        model = EvidenceItem
        skip_postgeneration_save = True

    medium = Medium.NOTE
    kind = EvidenceKind.PRACTICE
    title = factory.Sequence(lambda n: f"Evidence {n}")
    shows = "It shows what is done."
    dated_on = factory.LazyFunction(timezone.localdate)
    words = "What was written down."
    added_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def supports(self, create, extracted, **kwargs):
        for item in extracted or []:
            Support.objects.create(evidence=self, item=item, made_by=self.added_by)


class SelfAssessmentFactory(factory.django.DjangoModelFactory):
    """A theme of the framework that a service has begun, a draft."""

    class Meta:
        model = SelfAssessment

    theme = factory.SubFactory(ItemFactory, kind=ItemKind.THEME, has_template=True)
    service = factory.SubFactory(ServiceFactory)
    round = factory.SubFactory(RoundFactory)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    assessment = factory.SubFactory(SelfAssessmentFactory)
    prompt = factory.SubFactory(ItemFactory, kind=ItemKind.PROMPT)
    text = "Young people lead the group."


class SubmissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Submission

    assessment = factory.SubFactory(SelfAssessmentFactory, state="submitted")
    number = 1
    made_by = factory.SubFactory(UserFactory)


class LinkEvidenceFactory(EvidenceFactory):
    medium = Medium.LINK
    words = ""
    url = factory.Sequence(lambda n: f"https://council.example/report-{n}")


class FileEvidenceFactory(EvidenceFactory):
    medium = Medium.FILE
    words = ""
    file = factory.django.FileField(data=b"%PDF-1.7 as it was stored")
    file_name = "Minutes of the workshop.pdf"
    file_type = "pdf"


class SessionFactory(factory.django.DjangoModelFactory):
    """A workshop of today for one audience of ten, led by two people with lived experience."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    held_on = factory.LazyFunction(timezone.localdate)
    kind = SessionKind.WORKSHOP
    lived_experience = LivedExperience.DELIVERED
    lived_number = 2
    logged_by = factory.SubFactory(UserFactory)
    audience = factory.RelatedFactory(
        "tests.factories.AudienceFactory", factory_related_name="session"
    )

    @factory.post_generation
    def sub_actions(self, create, extracted, **kwargs):
        self.sub_actions.set(extracted or [])


class AudienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Audience

    session = factory.SubFactory(SessionFactory, audience=None)
    kind = AudienceKind.WORKFORCE
    headcount = 10


class HeardFactory(factory.django.DjangoModelFactory):
    """The gist of what a group said today; nothing is asked of anyone yet."""

    class Meta:
        model = Heard

    five_or_more = True
    theme = factory.Sequence(lambda n: f"Theme {n}")
    words = "We would like to be asked first."
    logged_by = factory.SubFactory(UserFactory)


class ReplyFactory(factory.django.DjangoModelFactory):
    """That a call is asked to answer an entry, and has not yet."""

    class Meta:
        model = Reply

    heard = factory.SubFactory(HeardFactory)
    item = factory.SubFactory(
        ItemFactory, parent=factory.SubFactory(ItemFactory, kind=ItemKind.FOUNDATION)
    )


class MeasureFactory(factory.django.DjangoModelFactory):
    """A measure of a call whose baseline is not known."""

    class Meta:
        model = Measure

    item = factory.SubFactory(ItemFactory)
    name = factory.Sequence(lambda n: f"Measure {n}")
    unit = "children"
    counts_people = True
    why = "Being together feels like home."
    data_source = "A count"
    baseline_unknown = "Nobody counted."
    added_by = factory.SubFactory(UserFactory)
