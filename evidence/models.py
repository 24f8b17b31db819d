"""What shows how the promise is kept: evidence, measures, what was heard, and who took part."""

from evidence.agreed.kinds import AgreementKind
from evidence.agreed.models import Agreement, ClosingRow
from evidence.assessments.models import (
    Answer,
    AssessmentState,
    PriorityWork,
    Rating,
    Scale,
    SelfAssessment,
    Submission,
    WordUpload,
)
from evidence.files.bringing.models import Undoable
from evidence.heard.codes.models import Code, Verdict
from evidence.heard.models import Heard, HeardKind, Reply, ReplyKind, WordsStep
from evidence.items.medium import Medium
from evidence.items.models import Consent, EvidenceItem, EvidenceKind, Opened, Support
from evidence.measures.models import Actual, Measure, MeasureTarget
from evidence.participation.models import (
    Audience,
    AudienceKind,
    LivedExperience,
    RemovalReason,
    Session,
    SessionKind,
)
from evidence.participation.sheets.models import ImportState, SessionImport
from evidence.registers.models import Register, RegisterRow
from evidence.workbook.models import Workbook

__all__ = [
    "Actual",
    "Agreement",
    "AgreementKind",
    "Answer",
    "AssessmentState",
    "Audience",
    "AudienceKind",
    "ClosingRow",
    "Code",
    "Consent",
    "EvidenceItem",
    "EvidenceKind",
    "Heard",
    "HeardKind",
    "ImportState",
    "LivedExperience",
    "Measure",
    "MeasureTarget",
    "Medium",
    "Opened",
    "PriorityWork",
    "Rating",
    "Register",
    "RegisterRow",
    "RemovalReason",
    "Reply",
    "ReplyKind",
    "Scale",
    "SelfAssessment",
    "Session",
    "SessionImport",
    "SessionKind",
    "Submission",
    "Support",
    "Undoable",
    "Verdict",
    "WordUpload",
    "WordsStep",
    "Workbook",
]
