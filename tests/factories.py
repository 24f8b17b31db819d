"""Objects for tests, made by factory_boy."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from accounts.models import Appointment, Role, Service, ServiceKind, User
from actions.models import Action, ProgressUpdate, SubAction
from actions.status import Kind, Status
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
from foundations.models import Correction, FrameworkItem, Link, Round
from foundations.models import Kind as ItemKind

PASSWORD = "a-long-enough-phrase"


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    key = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Service {n}")
    kind = ServiceKind.COUNCIL


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@council.test")
    name = factory.Sequence(lambda n: f"Person {n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save()


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    role = Role.BOARD
    # Long ago, so that a test may set the clock to any day since.
    starts_on = date(2020, 1, 1)
    service = factory.Maybe(
        factory.LazyAttribute(lambda held: held.role == Role.KEEPER),
        factory.SubFactory(ServiceFactory),
    )


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FrameworkItem

    key = factory.Sequence(lambda n: f"X{n}")
    kind = ItemKind.CALL
    text = factory.Sequence(lambda n: f"Text of item {n}.")
    order = factory.Sequence(lambda n: n)
    source_document = "A test document"
    plan = "Plan 21-24"


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Link

    from_item = factory.SubFactory(ItemFactory, kind=ItemKind.SUB_ACTION)
    to_item = factory.SubFactory(ItemFactory)
    confidence = "high"
    from_words = "words"
    to_words = "words"


class RoundFactory(factory.django.DjangoModelFactory):
    """A round of this month that asks for self-assessment and progress."""

    class Meta:
        model = Round

    key = factory.Sequence(lambda n: f"round-{n}")
    name = factory.Sequence(lambda n: f"Round {n}")
    first_day = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    last_day = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    asks_assessment = True
    opened_by = factory.SubFactory(UserFactory)


class CorrectionFactory(factory.django.DjangoModelFactory):
    """A proposal, not yet answered, how the text of a call should read."""

    class Meta:
        model = Correction

    item = factory.SubFactory(ItemFactory)
    part = "text"
    source_wording = factory.SelfAttribute("item.text")
    wording = factory.Sequence(lambda n: f"Better wording {n}.")
    reason = "A line is missing."
    proposed_by = factory.SubFactory(UserFactory)


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    item = factory.SubFactory(ItemFactory, kind=ItemKind.ACTION)


class SubActionFactory(factory.django.DjangoModelFactory):
    """A dated sub-action of a service; nothing reported yet."""

    class Meta:
        model = SubAction
        skip_postgeneration_save = True

    item = factory.SubFactory(ItemFactory, kind=ItemKind.SUB_ACTION)
    action = factory.SubFactory(ActionFactory)
    service = factory.SubFactory(ServiceFactory)
    kind = Kind.DATED

    @factory.post_generation
    def owners(self, create, extracted, **kwargs):
        self.owners.set(extracted or [])


class ReportedSubActionFactory(SubActionFactory):
    """A sub-action said to be on track, and confirmed, today."""

    status = Status.ON_TRACK
    reported_on = factory.LazyFunction(timezone.localdate)
    confirmed_on = factory.LazyFunction(timezone.localdate)

    @factory.post_generation
    def update(self, create, extracted, **kwargs):
        """The update that says so."""
        ProgressUpdateFactory(sub_action=self, status=self.status, posted_on=self.reported_on)


class ProgressUpdateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgressUpdate

    sub_action = factory.SubFactory(SubActionFactory)
    posted_at = factory.LazyFunction(timezone.now)
    posted_on = factory.LazyFunction(timezone.localdate)
    posted_by = factory.SubFactory(UserFactory)
    service = factory.SelfAttribute("sub_action.service")
    status = Status.ON_TRACK
    changed = "The first workshop was held."


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
