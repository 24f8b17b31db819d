"""Objects for tests, made by factory_boy, by subject."""

from .claims import AgreementFactory, ClaimedFactory, open_all
from .evidence import (
    AnswerFactory,
    AudienceFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    HeardFactory,
    LinkEvidenceFactory,
    MeasureFactory,
    ReplyFactory,
    SelfAssessmentFactory,
    SessionFactory,
    SubmissionFactory,
)
from .felt import ChosenFactory, FeltFactory
from .framework import (
    CorrectionFactory,
    ItemFactory,
    LinkFactory,
    RoundFactory,
)
from .oversight import (
    DecisionFactory,
    DutyFactory,
    HeadingFactory,
    MemberFactory,
    PeriodFactory,
    PriorityFactory,
    QuestionFactory,
    StakeholderFactory,
)
from .people import (
    PASSWORD,
    AppointmentFactory,
    ServiceFactory,
    UserFactory,
)
from .work import (
    ActionFactory,
    HandedOverFactory,
    NeedFactory,
    ProgressUpdateFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

__all__ = [
    "ActionFactory",
    "AgreementFactory",
    "AnswerFactory",
    "AppointmentFactory",
    "AudienceFactory",
    "ChosenFactory",
    "ClaimedFactory",
    "CorrectionFactory",
    "DecisionFactory",
    "DutyFactory",
    "EvidenceFactory",
    "FeltFactory",
    "FileEvidenceFactory",
    "HandedOverFactory",
    "HeadingFactory",
    "HeardFactory",
    "ItemFactory",
    "LinkEvidenceFactory",
    "LinkFactory",
    "MeasureFactory",
    "MemberFactory",
    "NeedFactory",
    "PASSWORD",
    "PeriodFactory",
    "PriorityFactory",
    "ProgressUpdateFactory",
    "QuestionFactory",
    "ReplyFactory",
    "ReportedSubActionFactory",
    "RoundFactory",
    "SelfAssessmentFactory",
    "ServiceFactory",
    "SessionFactory",
    "StakeholderFactory",
    "SubActionFactory",
    "SubmissionFactory",
    "UserFactory",
    "open_all",
]
