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
    MemberFactory,
    PriorityFactory,
    QuestionFactory,
    StakeholderFactory,
    TurnFactory,
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
    ShareFactory,
    ShareWordFactory,
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
    "EvidenceFactory",
    "FeltFactory",
    "FileEvidenceFactory",
    "HandedOverFactory",
    "HeardFactory",
    "ItemFactory",
    "LinkEvidenceFactory",
    "LinkFactory",
    "MeasureFactory",
    "MemberFactory",
    "NeedFactory",
    "PASSWORD",
    "PriorityFactory",
    "ProgressUpdateFactory",
    "QuestionFactory",
    "ReplyFactory",
    "ReportedSubActionFactory",
    "RoundFactory",
    "SelfAssessmentFactory",
    "ServiceFactory",
    "SessionFactory",
    "ShareFactory",
    "ShareWordFactory",
    "StakeholderFactory",
    "SubActionFactory",
    "SubmissionFactory",
    "TurnFactory",
    "UserFactory",
    "open_all",
]
