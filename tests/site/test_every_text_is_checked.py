"""Each text that people write passes the same check, whatever column keeps it; a line is one."""

import django_filters
import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from accounts.asking.forms import AskingForm, Asks, Checked, Question
from accounts.fields import LineField, NameField
from accounts.models import Assurance, User
from foundations.writing import WritingLine
from tests.rotation import turn

from .poison import EXCUSED, text_columns
from .reading import browser
from .table import TABLE
from .test_matrix import filled
from .test_own_words import fields_of, name_of, ours
from .test_unanswered import CASES, answered, errors_of, form_at, forms_in, reader

NUMBER = "3112091248"
NAMED = "Kim, aged 9, came."
# The column, and the boxes of forms through which it is written.
WRITTEN = {
    "accounts.Service.name": "accounts.forms.ServiceForm.name accounts.forms.EditServiceForm.name",
    "accounts.User.name": "accounts.forms.InviteForm.name accounts.forms.RenameForm.name",
    "accounts.Removal.reason": "oversight.removal.forms.ReasonForm.reason",
    "foundations.FrameworkItem.heading": "actions.work_forms.NewActionForm.title "
    "actions.work_forms.ActionForm.title actions.work_forms.NewSubActionForm.title "
    "actions.work_forms.SubActionForm.title",
    "foundations.Link.reason": "foundations.forms.AddLinkForm.reason",
    "foundations.Link.decision_reason": "foundations.forms.DecisionForm.reason",
    "foundations.Correction.wording": "foundations.forms.CorrectionForm.wording",
    "foundations.Correction.reason": "foundations.forms.CorrectionForm.reason",
    "foundations.Correction.answer": "foundations.forms.AnswerForm.answer",
    "foundations.Round.name": "foundations.round_forms.RoundForm.name "
    "foundations.round_forms.EditRoundForm.name",
    "actions.Action.expected_difference": "actions.work_forms.ActionForm.expected_difference",
    "actions.SubAction.expected_difference": "actions.work_forms.SubActionForm.expected_difference",
    "actions.SubAction.target_unit": "actions.work_forms.SubActionForm.target_unit",
    "actions.SubAction.decided_by": "actions.forms.UpdateForm.decided_by",
    "actions.Action.replaced_reason": "actions.replace_forms.ReplaceActionForm.reason",
    "actions.SubAction.replaced_reason": "actions.replace_forms.ReplaceForm.reason",
    "actions.SubAction.funded_by": "actions.work_forms.SubActionForm.funded_by",
    "actions.SubAction.explained_reason": "actions.forms.ExplainForm.reason",
    "actions.Need.would_help": "actions.need_forms.NeedForm.would_help "
    "actions.forms.UpdateForm.would_help",
    "actions.Need.acting_body": "actions.need_forms.NeedForm.acting_body "
    "actions.forms.UpdateForm.acting_body",
    "actions.Need.answer": "actions.need_forms.AnswerNeedForm.answer",
    "actions.Need.withdrawn_reason": "actions.need_forms.WithdrawNeedForm.reason",
    "actions.Share.words": "actions.share_forms.NamePartForm.words",
    "actions.Share.ended_reason": "actions.share_forms.EndPartForm.reason",
    "actions.ShareWord.words": "actions.share_forms.SayPartForm.words",
    "oversight.Question.words": "oversight.questions.forms.AskForm.words",
    "oversight.Question.reason": "oversight.questions.forms.TakeBackForm.reason",
    "oversight.Turn.words": "oversight.questions.forms.AnswerQuestionForm.words "
    "oversight.questions.forms.AskAgainForm.words",
    "oversight.Decision.words": "oversight.questions.decision_forms.DecideForm.words",
    "oversight.Decision.outcome_words": "oversight.questions.decision_forms.SettleForm.words",
    "oversight.Switch.reason": "oversight.public.forms.SwitchForm.reason",
    "oversight.Override.reason": "oversight.small.forms.OverrideForm.reason",
    "oversight.Member.role": "oversight.governance.forms.AddMemberForm.role "
    "oversight.governance.forms.EditMemberForm.role",
    "oversight.Member.name": "oversight.governance.forms.AddMemberForm.name "
    "oversight.governance.forms.EditMemberForm.name",
    "oversight.Stakeholder.name": "oversight.governance.forms.AddStakeholderForm.name "
    "oversight.governance.forms.EditStakeholderForm.name",
    "oversight.Stakeholder.part": "oversight.governance.forms.AddStakeholderForm.part "
    "oversight.governance.forms.EditStakeholderForm.part",
    "oversight.Priority.words": "oversight.governance.forms.AddPriorityForm.words "
    "oversight.governance.forms.EditPriorityForm.words",
    "oversight.Priority.source": "oversight.governance.forms.AddPriorityForm.source "
    "oversight.governance.forms.EditPriorityForm.source",
    "actions.Move.why": "actions.work_forms.SubActionForm.why",
    "actions.ProgressUpdate.decided_by": "actions.forms.UpdateForm.decided_by",
    "actions.ProgressUpdate.changed": "actions.forms.UpdateForm.changed",
    "actions.ProgressUpdate.difference": "actions.forms.UpdateForm.difference",
    "actions.ProgressUpdate.next_step": "actions.forms.UpdateForm.next_step",
    "actions.ProgressUpdate.withdrawn_reason": "actions.forms.WithdrawForm.reason",
    "foundations.Edition.undone_why": "foundations.round_forms.UndoClosingForm.why",
    "evidence.EvidenceItem.title": "evidence.items.forms.EvidenceForm.title "
    "evidence.items.forms.EditEvidenceForm.title",
    "evidence.EvidenceItem.shows": "evidence.items.forms.EvidenceForm.shows "
    "evidence.items.forms.EditEvidenceForm.shows",
    "evidence.EvidenceItem.words": "evidence.items.forms.EvidenceForm.words",
    "evidence.EvidenceItem.unit": "evidence.items.forms.EvidenceForm.unit",
    "evidence.EvidenceItem.url": "evidence.items.forms.EvidenceForm.url",
    "evidence.EvidenceItem.removed_reason": "evidence.items.forms.RemoveEvidenceForm.reason",
    "evidence.Support.reason": "evidence.items.support_forms.SupportForm.reason",
    "evidence.Support.removed_reason": "evidence.items.support_forms.TakeBackForm.reason",
    "evidence.Agreement.words": "evidence.agreed.forms.AnswerForm.words",
    "evidence.SelfAssessment.set_aside_reason": "evidence.assessments.forms.SetAsideForm.reason",
    "evidence.Submission.reopened_reason": "evidence.assessments.forms.ReopenForm.reason",
    "evidence.Scale.words": "evidence.assessments.rating_forms.ScaleForm.words",
    "evidence.Scale.reason": "evidence.assessments.rating_forms.ScaleForm.reason",
    "evidence.Heard.theme": "evidence.heard.forms.NewEntryForm.theme "
    "evidence.heard.forms.EntryForm.theme",
    "evidence.Heard.words": "evidence.heard.forms.NewEntryForm.words "
    "evidence.heard.forms.EntryForm.words",
    "evidence.Heard.removed_reason": "evidence.heard.forms.RemoveHeardForm.reason",
    "oversight.Period.address": "oversight.duties.forms.PublishedForm.address",
    "oversight.Period.children_words": "oversight.duties.forms.ChildrenForm.words",
    "oversight.Felt.words": "oversight.felt.forms.SayForm.words",
    "oversight.PlainWords.words": "oversight.public.plain.forms.PlainWordsForm.words",
    "evidence.Reply.words": "evidence.heard.forms.ReplyForm.words",
    "evidence.Measure.name": "evidence.measures.forms.MeasureForm.name",
    "evidence.Measure.unit": "evidence.measures.forms.MeasureForm.unit",
    "evidence.Measure.why": "evidence.measures.forms.MeasureForm.why",
    "evidence.Measure.data_source": "evidence.measures.forms.MeasureForm.data_source",
    "evidence.Measure.gaps": "evidence.measures.forms.MeasureForm.gaps",
    "evidence.Measure.baseline_unknown": "evidence.measures.forms.MeasureForm.baseline_unknown",
    "evidence.Actual.unknown": "evidence.measures.forms.ActualForm.unknown",
}
A_BOX = "of the four boxes: test_doubtful_numbers.py and test_self_assessment_saving.py try them"
COPIED = "copied from columns that were checked"
A_FILE = "the name of a file, which its own check looks at: test_file_privacy.py"
OTHERWISE = {
    "oversight.Snapshot.texts": COPIED,
    "accounts.User.email": "an address is what it is for",
    "accounts.Change.actor_email": COPIED,
    "accounts.Change.before": COPIED,
    "accounts.Change.after": COPIED,
    "foundations.Correction.source_wording": "the source's own words",
    "actions.Move.before": COPIED,
    "actions.Move.after": COPIED,
    "evidence.EvidenceItem.answer": "what a web server said, by its number",
    "evidence.EvidenceItem.file_name": A_FILE,
    "evidence.SessionImport.file_name": A_FILE,
    "evidence.Register.file_name": A_FILE,
    "evidence.RegisterRow.left": "a sentence of ours, which may name who is no owner any more",
    "evidence.Workbook.file_name": A_FILE,
    "evidence.Answer.text": A_BOX,
    "evidence.Submission.texts": COPIED,
    "evidence.Submission.cited": COPIED,
    "evidence.Submission.ratings": "words of the scale",
    "evidence.WordUpload.boxes": A_BOX,
    "evidence.PriorityWork.words": A_BOX,
}
# A line that a person typed nothing into, or an address, a password, a number.
NOT_LINES = ("EmailField", "AddressField", "SetPasswordField", "PasswordField")
NOT_LINES += ("PublicAddressField",)


def test_every_column_of_text_is_written_through_a_box_that_is_checked_or_says_why_not():
    assert set(text_columns()) - set(EXCUSED) == {*WRITTEN, *OTHERWISE}
    assert not WRITTEN.keys() & OTHERWISE.keys()


@pytest.mark.share(3)
@pytest.mark.parametrize(
    "box", sorted({box for boxes in WRITTEN.values() for box in boxes.split()})
)
def test_the_box_refuses_somebodys_number(box):
    form, _, name = box.rpartition(".")
    field = {name_of(kind): kind for kind in ours()}[form].base_fields[name]
    text = f"https://x.scot/?chi={NUMBER}" if name == "url" else f"CHI {NUMBER} here"
    with pytest.raises(ValidationError, match="This seems to hold a health"):
        field.clean(text)


def test_a_form_with_a_box_that_asks_can_ask(db):
    for kind in ours():
        # Files of sheets and of Word are stopped, not asked about.
        if issubclass(kind, forms.BaseForm) and not {"sheet", "document"} & {*fields_of(kind)}:
            asks = any(isinstance(field, Asks) for field in fields_of(kind).values())
            assert not asks or issubclass(kind, AskingForm), name_of(kind)


def test_every_box_of_one_line_is_a_line(db):
    tried = 0
    for kind in ours():
        has_fields = issubclass(kind, (forms.BaseForm, django_filters.FilterSet))
        for name, field in fields_of(kind).items() if has_fields else ():
            if type(field.widget) is forms.TextInput and isinstance(field, forms.CharField):
                is_line = isinstance(field, LineField) or type(field).__name__ in NOT_LINES
                assert is_line, f"{name_of(kind)}.{name}"
                tried += 1
    assert tried > 30


@pytest.mark.parametrize("end", ["\r\n", "\n", "\t", "\u2028", "\x0b", " \n\n "])
def test_what_a_paste_broke_is_one_line(end):
    for field in (LineField(), NameField(asks=False), WritingLine()):
        assert field.clean(f" Ann{end}Reid\x07\u202e ") == "Ann Reid"


def test_a_name_brings_no_paragraphs_into_the_invitation(administrator, signed_in, mailoutbox):
    name = "Ann Reid\r\nBcc: all@council.test\r\n\r\nDear all"
    sent = {"email": "ann.reid@council.test", "name": name, "role": "board", "service": ""}
    assert signed_in(administrator).post("/people/invite/", sent).status_code == 302
    found = User.objects.get(email="ann.reid@council.test")
    assert found.name == "Ann Reid Bcc: all@council.test Dear all"


def test_each_form_asks_once_takes_a_reason_and_keeps_it(world, db):
    sessions, keys = world
    tried = 0
    for case in turn([case for case in CASES if case.is_whole], of=3):
        row, role = TABLE[case.name], reader(TABLE[case.name])
        address, client = reverse(case.name, kwargs=filled(row.own, keys)), browser(sessions[role])
        form = form_at(address, case.name, role, sessions[role], keys)
        sent = answered(case, form, filled(row.body, keys), keys)
        named = {box: f"{sent[box]}. {NAMED}" for box in boxes_in(client.get(address), sent)}
        if named:
            undo = transaction.savepoint()
            page = client.post(address, sent | named)
            (question,) = {id(one): one for one in questions_in(page)}.values()
            assert page.content.decode().count('class="pt_may-stay"') == 1, case.name
            assert {doubt.passage for doubt in question.passages} == {"Kim, aged 9"}, case.name
            done = client.post(address, sent | named | answer_to(question))
            assert done.status_code == 302, f"{case.name}: {errors_of(done)}"
            assert Assurance.objects.exists(), case.name
            transaction.savepoint_rollback(undo)
            tried += 1
    assert tried > 3


def boxes_in(page, sent: dict) -> list[str]:
    """The boxes of a page that ask, as far as they are filled in."""
    names = [
        form.add_prefix(name)
        for form in forms_in(page)
        for name, field in form.fields.items()
        if isinstance(field, Checked) and field.asks
    ]
    return [name for name in names if sent.get(name) not in (None, "", [""])]


def questions_in(page) -> list[Question]:
    return [form.question for form in forms_in(page) if getattr(form, "question", None)]


def answer_to(question: Question) -> dict:
    return {
        question.names["about"]: [doubt.digest for doubt in question.passages],
        question.names["why"]: "work",
    }
