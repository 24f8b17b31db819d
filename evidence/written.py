"""In which columns people write about evidence and all that stands beside it."""

from accounts.removal.written import Written

from .models import (
    Actual,
    Agreement,
    Answer,
    ClosingRow,
    EvidenceItem,
    Heard,
    Measure,
    PriorityWork,
    Reply,
    Scale,
    SelfAssessment,
    SessionImport,
    Submission,
    Support,
    WordUpload,
    Workbook,
)

OWN = [
    Written(
        EvidenceItem.objects.all,
        ("title", "shows", "words", "unit", "url", "answer", "file_name", "removed_reason"),
        "piece of evidence",
        "pieces of evidence",
        thing="evidence",
    ),
    Written(
        Support.objects.all,
        ("reason", "removed_reason"),
        "reason why evidence supports something",
        "reasons why evidence supports something",
        thing="evidence",
    ),
    Written(
        Agreement.objects.all,
        ("words",),
        "answer to a claim",
        "answers to claims",
        thing="sub-action",
    ),
    Written(ClosingRow.objects.all, ("target_unit",), "target at a closing", "targets at closings"),
    Written(
        Heard.objects.all,
        ("theme", "words", "removed_reason"),
        "thing that a group said",
        "things that groups said",
        thing="heard",
    ),
    Written(
        Reply.objects.all,
        ("words",),
        "answer to what was heard",
        "answers to what was heard",
        thing="heard",
    ),
    Written(
        Measure.objects.all,
        ("name", "unit", "why", "data_source", "gaps", "baseline_unknown"),
        "measure",
        "measures",
        thing="measure",
    ),
    Written(
        Actual.objects.all,
        ("unknown",),
        "figure that is not known",
        "figures that are not known",
        thing="measure",
    ),
    Written(
        Answer.objects.all,
        ("text",),
        "box of a self-assessment",
        "boxes of self-assessments",
        thing="self-assessment",
    ),
    Written(
        SelfAssessment.objects.all,
        ("set_aside_reason",),
        "reason why a theme is set aside",
        "reasons why themes are set aside",
        thing="self-assessment",
    ),
    Written(
        Submission.objects.all,
        ("texts", "cited", "ratings", "reopened_reason"),
        "submitted self-assessment",
        "submitted self-assessments",
        thing="self-assessment",
    ),
    Written(
        WordUpload.objects.all, ("boxes",), "Word document brought in", "Word documents brought in"
    ),
    Written(Scale.objects.all, ("words", "reason"), "rating scale", "rating scales", thing="scale"),
    Written(
        PriorityWork.objects.all,
        ("words",),
        "priority that became work",
        "priorities that became work",
    ),
    Written(
        SessionImport.objects.all,
        ("file_name", "rows", "layout"),
        "sheet of sessions",
        "sheets of sessions",
        thing="import",
    ),
    Written(
        Workbook.objects.all,
        ("file_name", "rows"),
        "edited list brought in",
        "edited lists brought in",
        thing="workbook",
    ),
]
