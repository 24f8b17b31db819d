"""Every question that a form must have answered, left unanswered once: the form comes back with
an error by that question, and nothing is written.
"""

from dataclasses import dataclass, field

from django.forms import BaseForm
from django.forms.formsets import ManagementForm
from django.urls import resolve, reverse
from django.utils.html import escape

from tests.rotation import turn

from .reading import Form, Visit, visit
from .rows import ROLES, Row
from .table import TABLE
from .test_matrix import call, filled


@dataclass(frozen=True)
class Case:
    """A form and what it must have answered; `answers` are those that say which case it is."""

    name: str
    required: str
    answers: dict = field(default_factory=dict)
    is_whole: bool = True  # whether it is taken once all is answered; one with a file is not sent


LINK = "https://www.gov.scot/"
KNOWN = {"baseline": "5", "baseline_on": "01/02/2026", "baseline_unknown": ""}
CASES = [
    Case("invite", "email name role"),
    Case("invite-several", "people"),
    Case("rename-person", "version name"),
    Case("removals", "words", is_whole=False),
    Case("give-role", "role starts_on", {"role": "board"}),
    Case("give-role", "service", {"role": "keeper", "service": "@other_service"}),
    Case("end-role", "ends_on"),
    Case("move", "service"),
    Case("add-service", "name kind"),
    Case("edit-service", "name kind version"),
    Case("add-round", "name first_day last_day", {"asks_progress": "on"}),
    Case("edit-round", "name first_day last_day version"),
    Case("undo-closing", "version why"),
    Case("add-link", "other reason"),
    Case("confirm-link", "version reason"),
    Case("reject-link", "version reason"),
    Case("remove-link", "version reason"),
    Case("correct-item", "part wording reason form_key"),
    Case("answer-correction", "version state answer"),
    Case("add-action", "title service"),
    Case("edit-action", "version"),
    Case("lead-action", "version", {"service": ""}),
    Case("add-sub-action", "title service kind"),
    Case("edit-sub-action", "version kind"),
    Case("update", "version status changed visibility form_key", {"status": "on-track"}),
    Case("update", "completed_on", {"status": "complete", "completed_on": "01/02/2026"}),
    Case("withdraw", "version reason"),
    Case("add-need", "would_help who_acts since form_key"),
    Case("add-need", "acting_service", {"who_acts": "service", "acting_service": "@service"}),
    Case("explain", "version reason until"),
    Case("answer-need", "version answer"),
    Case("withdraw-need", "version reason"),
    Case("name-part", "service words"),
    Case("say-part", "version status words"),
    Case("end-part", "version reason"),
    Case("felt-round", "item"),
    Case("say-felt", "version said told words people talked_on form_key"),
    Case("decide", "words due_on decided_on form_key", {"service": "@service"}),
    Case("settle-decision", "version outcome words outcome_on"),
    Case("public-switch", "is_on reason"),
    # The world has no closed round that keeps a count of people.
    Case("override-number", "figure way reason form_key", is_whole=False),
    Case("add-period", "starts_on ends_on"),
    Case("tag-heading", "thing"),
    Case("say-published", "version published_on"),
    Case("write-for-children", "version words"),
    Case("add-entry", "body role name starts_on form_key"),
    Case("edit-entry", "version body role name starts_on"),
    Case("ask-question", "words form_key"),
    Case("answer-question", "version words"),
    Case("ask-again", "version words"),
    Case("take-back-question", "version reason"),
    Case("propose", "version service"),
    Case("add-evidence", "medium words kind title shows dated_on visibility form_key"),
    Case("add-evidence", "words consent", {"medium": "quote", "kind": "voice"}),
    Case("add-evidence", "number unit", {"medium": "figure", "words": "", "number": "5"}),
    Case("add-evidence", "url", {"medium": "link", "words": "", "url": LINK}),
    Case("add-evidence", "upload recognisable", {"medium": "file"}, is_whole=False),
    Case("edit-evidence", "version kind title shows dated_on visibility"),
    Case("remove-evidence", "version reason"),
    Case("replace", "version replacement reason"),
    Case("replace-action", "version replacement reason"),
    Case("hand-over", "rows heir-education"),
    Case("agree", "version kind words"),
    Case("support", "item reason"),
    Case("remove-support", "reason"),
    Case("log-session", "held_on kind lived_experience form_key"),
    Case("log-session", "audiences-0-kind audiences-0-headcount"),
    Case("edit-session", "held_on kind lived_experience version"),
    Case("edit-session", "audiences-0-kind audiences-0-headcount"),
    Case("remove-session", "version reason"),
    Case("import-sessions", "sheet", is_whole=False),
    Case("workbook-in", "sheet", is_whole=False),
    Case("register-in", "sheet", is_whole=False),
    Case("add-heard", "kind theme words heard_on items visibility form_key"),
    Case("edit-heard", "version theme words consent heard_on items visibility"),
    Case("remove-heard", "version reason"),
    Case("send-heard", "item"),
    Case("answer-heard", "version kind words"),
    # What it gives is printed in the answer itself: tests/evidence/heard/test_giving_codes.py.
    Case("give-code", "version form_key", is_whole=False),
    Case("code", "code", is_whole=False),
    Case("add-measure", "name unit counts_people why data_source"),
    Case("edit-measure", "version name unit counts_people why data_source"),
    Case("add-measure", "baseline", KNOWN),
    Case("add-measure", "baseline_on", KNOWN),
    Case("set-target", "target-number target-due_on"),
    Case("say-actual", "actual-on actual-number"),
    Case("correct-actual", "on number version"),
    Case("word-in", "document", is_whole=False),
    Case("change-scale", "words reason"),
    Case("set-aside", "reason"),
    Case("reopen-assessment", "version reason"),
    Case("digest-day", "digest_day"),
    Case("away", "first_day last_day deputy form_key"),
    Case("first-word", "is_shown", {"is_shown": "no"}),
    Case("public-switch", "is_on reason", {"is_on": "off"}),
    Case("write-plain-words", "version"),
]
# Pages whose questions are tried otherwise.
OTHERWISE = {
    "account_reset_password": "Django's and allauth's own forms",
    "account_reset_password_from_key": "Django's and allauth's own forms",
    "account_change_password": "Django's and allauth's own forms",
    "theme-assessment": "a draft may have empty boxes; what is submitted has tests of its own",
    "check-answers": "a button; test_check_answers.py leaves out each of what it sends",
    "close-round": "a button, and a lost version is a conflict; nothing is typed",
    "assessment-word": "it only chooses what is downloaded",
    "offline-shell": "the form of log-session, sent there",
}
# Forms of which one part stands on the page of something else.
PAGES = {"set-target": "measure", "say-actual": "measure"}
# What people type where neither the page nor the choices on it say something.
TYPED = {
    "people": "new.person@council.test, New Person, Champions Board staff",
    "email": "new.person@council.test",
    "first_day": "1/4/2030",
    "last_day": "30/6/2030",
    "starts_on": "1/4/2030",
    "dated_on": "01/03/2026",
    "words": "What was said.\nAnd more.",
    "headcount": "25",
    "number": "5",
    "due_on": "01/02/2027",
    "baseline_unknown": "Nobody counted.",
}


def test_each_question_left_unanswered_once(world, db):
    sessions, keys = world
    for case in turn(CASES, of=4):
        row = TABLE[case.name]
        role, address = reader(row), reverse(case.name, kwargs=filled(row.own, keys))
        session = sessions[role]
        form = form_at(address, case.name, role, session, keys)
        answers = answered(case, form, filled(row.body, keys), keys)
        if case.is_whole:
            answer, writes = call(address, "POST", session, answers)
            wrong = errors_of(answer)
            assert (answer.status_code, bool(writes)) == (302, True), f"{case.name}: {wrong}"
        for question in case.required.split():
            rest = {name: value for name, value in answers.items() if name != question}
            answer, writes = call(address, "POST", session, rest)
            where = f"{case.name} without {question}"
            assert (answer.status_code, writes) == (200, []), where
            messages = errors_of(answer).get(question)
            assert messages, f"{where}: {errors_of(answer)}"
            mark = "" if question in hidden_in(answer) else "Error: </span>"
            for message in messages:
                assert f"{mark}{escape(message)}" in answer.content.decode(), where


def test_no_question_is_forgotten(world, db):
    """What a page says must be answered is among what the cases leave out."""
    sessions, keys = world
    required = {}
    for case in CASES:
        required.setdefault(case.name, set()).update(case.required.split())
    pages = 0
    for name in sorted(TABLE.keys() - OTHERWISE.keys()):
        row = TABLE[name]
        if row.post_only or not row.allowed & ROLES:
            continue
        address = reverse(name, kwargs=filled(row.own, keys))
        answer, _writes = call(address, "GET", sessions[reader(row)], {})
        asked = required_in(answer)
        if asked:
            pages += 1
            sent_to = {resolve(form.address).url_name for form in forms_on(address, answer)}
            left_out = set().union(*(required.get(one, set()) for one in sent_to))
            assert asked <= left_out, f"{name} asks {asked - left_out}, which no case leaves out"
    assert pages >= len(required) - len(PAGES)


def reader(row: Row) -> str:
    """One of those who may call an address, a Keeper if one of them is."""
    return min(row.allowed & ROLES, key=lambda role: (role != "keeper", role))


def form_at(address: str, name: str, role: str, session: str, keys: dict) -> Form:
    """The form that is sent to this address, from the page on which it stands."""
    page = PAGES.get(name)
    here = reverse(page, kwargs=filled(TABLE[page].own, keys)) if page else address
    forms = visit(role, here, session).forms
    return next(form for form in forms if (form.address, form.method) == (address, "POST"))


def forms_on(address: str, answer) -> list[Form]:
    return list(Visit("", address, answer.status_code, answer.content.decode()).forms)


def answered(case: Case, form: Form, body: dict, keys: dict) -> dict:
    """A form filled in: what the case says, else what the table sends, else what stands in the
    form, what can be chosen, or what people type.
    """
    answers = form.values | body | filled(case.answers, keys)
    for question in case.required.split():
        if answers.get(question) in (None, "", [""]):
            bare = question.split("-")[-1]
            answers[question] = form.choices.get(question, [TYPED.get(bare, "Said here.")])[0]
    return answers


def forms_in(answer) -> list[BaseForm]:
    """The forms that a page was drawn from."""
    layers = [part for context in answer.context or [] for part in getattr(context, "dicts", [])]
    found = [value for layer in layers for value in layer.values() if isinstance(value, BaseForm)]
    return list({id(form): form for form in found}.values())


def errors_of(answer) -> dict[str, list[str]]:
    """What a page says is wrong, by the name of the question."""
    return {
        form.add_prefix(name): messages
        for form in forms_in(answer)
        if form.is_bound
        for name, messages in form.errors.items()
    }


def hidden_in(answer) -> set[str]:
    """The questions without a box to stand by: what is wrong with them is told on top."""
    return {field.html_name for form in forms_in(answer) for field in form.hidden_fields()}


def required_in(answer) -> set[str]:
    """The questions on a page that must be answered."""
    return {
        form.add_prefix(name)
        for form in forms_in(answer)
        for name, question in form.fields.items()
        if question.required and not isinstance(form, ManagementForm)
    }
