"""What a register meets that others have made: decisions, owners, closed services, replaced actions
and titles that are there already; and the line of history that tells of it.
"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.models import ProgressUpdate, SubAction
from actions.services.work import add_action, add_sub_action
from evidence.models import Register, RegisterRow
from evidence.registers import services
from evidence.registers.columns import COLUMNS
from evidence.registers.offering import Known
from evidence.registers.statuses import NOTHING, WORDS, field_of, status_of
from tests.conftest import person
from tests.evidence.files.sample_files import upload
from tests.factories import ActionFactory, AppointmentFactory, ItemFactory, UserFactory

from .registers import (
    FILE,
    START,
    accept,
    answer,
    bring,
    choose,
    faults_of,
    layout_of,
    only,
    plan_of,
    read,
    register,
    row,
    said,
    stored,
    undo,
)

pytestmark = pytest.mark.django_db


def test_no_name_stands_for_two_columns():
    names = [name for column in COLUMNS for name in (column.name, *column.synonyms)]
    assert len(names) == len({name.casefold() for name in names})


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("ACTION", "What will be done"),
        ("Lead Officer", "Owner"),
        ("RAG Status", "How is it going"),
        ("BRAG (Q2)", "How is it going"),
        ("Timescale", "Due date"),
        ("Progress to date", "Comment"),
        ("Date of update", "As at"),
        ("Actual completion date", "Completed on"),
        ("Priority", "Belongs to the action"),
        ("Start", "Start date"),
        ("Action no.", "Key"),
    ],
)
def test_headings_of_other_registers_are_known(heading, name):
    headings = ("What we will do", heading) if name != "What will be done" else (heading, "RAG")
    assert name in layout_of(read(register([], headings=headings))).places


def test_two_columns_that_may_be_the_same_are_asked_about():
    layout = layout_of(read(register([], headings=("Action", "Task", "RAG"))))
    assert layout.doubtful == ("What will be done",)
    assert not layout.is_whole(COLUMNS)


def test_a_word_of_ones_own_is_known_by_its_digest_alone(plan, keeper):
    assert status_of("In  PROGRESS", {field_of("in progress"): NOTHING}) == NOTHING
    assert status_of("In progress", {}) is None
    assert "progress" not in field_of("In progress")
    assert set(WORDS.values()) >= {"on-track", "in-place", "stopped"}


def test_what_was_stopped_by_a_decision_stays_so_where_words_follow(plan, keeper):
    about = {"status": "stopped", "decided_by": "The Board", "decided_on": date(2026, 1, 1)}
    about |= {"reported_on": date(2026, 1, 1), "confirmed_on": date(2026, 1, 1)}
    SubAction.objects.filter(pk=plan[0].pk).update(**about)
    bring(register(row("Recruit more foster carers", where="So.", updated="3/3/2026")), keeper)
    work = stored("4.1")
    assert (work.status, work.decided_by, work.reported_on) == (
        "stopped",
        "The Board",
        date(2026, 3, 3),
    )


def test_owners_are_set_back_to_who_they_were(plan, keeper, colleague, service):
    third = person("Moira", "keeper", service)
    stored("4.1").owners.set([third])
    made = bring(register(row("Recruit more foster carers", lead="Catriona, Kirsty")), keeper)
    assert set(stored("4.1").owners.all()) == {colleague, keeper}
    undo(made)
    assert list(stored("4.1").owners.all()) == [third]


def test_the_owners_that_there_are_already_are_no_change(plan, keeper):
    stored("4.1").owners.set([keeper])
    found = only(register(row("Recruit more foster carers", lead="KIRSTY@council.test")), keeper)
    assert (found.values, found.comes_in) == ({}, False)


def test_a_name_that_nobody_has_takes_no_owner_away(plan, keeper):
    stored("4.1").owners.set([keeper])
    found = only(register(row("Recruit more foster carers", lead="Jean Brodie")), keeper)
    assert (found.values, found.comes_in) == ({}, False)


@pytest.mark.parametrize(
    "lead", ["O'NEILL,  Siobhan", "Oneill, Siobhán; Kirsty", "Kirsty / O’Neill, Siobhán"]
)
def test_a_family_name_may_stand_first(plan, keeper, service, lead):
    found = person("Siobhán O’Neill", "keeper", service)
    told = only(register(row("Train all staff", lead=lead)), keeper, action="4")
    assert (found in told.values["owners"], told.notes) == (True, [])


def test_a_name_that_two_people_have_is_left_out_and_says_so(plan, keeper, service):
    other = UserFactory(name="Kirsty", email="kirsty.two@council.test")
    twin = AppointmentFactory(user=other, role="keeper", service=service).user
    found = only(register(row("Open a room", lead="Kirsty")), keeper, action="4")
    assert (found.values, found.notes) == (
        {"owners": []},
        [
            "Several Promise Keepers of Education are called “Kirsty”, so it is left out. "
            "Write "
            "the e-mail address."
        ],
    )
    by_address = only(register(row("Open a room", lead=twin.email)), keeper, action="4")
    assert by_address.values == {"owners": [twin]}


def test_an_action_that_was_replaced_takes_nothing_new(plan, keeper, service):
    after = add_action(by=keeper, service=service, title="Play")
    item = ItemFactory(key="L9", kind="action", heading="Games", local=True)
    replaced = {"replaced_on": date(2026, 1, 1), "replaced_reason": "Merged."}
    ActionFactory(item=item, service=service, replaced_by=after, **replaced)
    content = register(["Open a room", "Games"], headings=("What", "Priority"))
    assert faults_of(content, keeper) == [
        "B2, Belongs to the action: Improvement action L9 has this title already."
    ]


def test_a_title_that_another_service_has_there_is_refused(plan, keeper, other_keeper):
    about = {"action": plan[0].action, "service": plan[2].service, "kind": "dated"}
    add_sub_action(by=other_keeper, title="Open a music room", **about)
    assert faults_of(register(row("Open a music room")), keeper, action="4") == [
        "B2, What will be done: Sub-action 4.L1 has this title already."
    ]


def test_a_service_that_was_closed_meanwhile_takes_nothing(plan, keeper, service):
    content = register(row("Open a music room", by_when="1 May 2099"))
    found, ready = choose(read(content), keeper), plan_of(content, keeper, action="4")
    service.closed_on = date(2026, 1, 1)
    service.save()
    (fault,) = services.rehearse(by=keeper, register=found, plan=ready)
    assert "Education" in str(fault)
    with pytest.raises(ValidationError, match="Education"):
        services.bring_in(by=keeper, register=found, seen=1, plan=ready)
    assert not SubAction.objects.filter(item__local=True).exists()


def test_without_a_comment_the_update_says_where_it_came_from(plan, keeper):
    bring(register(row("Recruit more foster carers", "Green", updated="3/3/2026")), keeper)
    update = ProgressUpdate.objects.get(sub_action__item__key="4.1")
    assert update.changed.startswith(f"From the register {FILE}, row 2, brought in on ")


def test_an_update_that_was_withdrawn_is_said_again(plan, keeper):
    content = row("Recruit more foster carers", "Green", where="So.", updated="3/3/2026")
    undo(bring(register(content), keeper))
    assert only(register(content), keeper).said.status == "on-track"


def test_what_is_known_of_the_work_takes_few_statements(
    plan, keeper, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        Known(keeper)


def test_a_table_comes_in_too_and_the_history_tells_of_it(plan, keeper, signed_in, administrator):
    browser = signed_in(keeper)
    table = "Task,Due,RAG,Updated\nOpen a kitchen,01/05/2099,Green,03/03/2026\n"
    page = browser.post(START, {"sheet": upload("Plan.csv", table.encode())})
    page = answer(browser, accept(browser, page), look="1", action="4")
    assert "1 row is brought in." in said(answer(browser, page, bring="1"))
    assert (stored("4.L1").due_on, stored("4.L1").status) == (date(2099, 5, 1), "on-track")
    words = said(signed_in(administrator).get("/history/?thing=register"))
    assert "brought in a register" in words
    assert "Local work that it added" in words
    assert Register.objects.get().get_absolute_url() in words


def test_a_row_keeps_no_words_of_the_sheet(plan, keeper):
    content = row("Open a music room", "Amber", lead="Jean", where="Found.", updated="3/3/2026")
    found = bring(register(content), keeper, action="4")
    kept = str(list(RegisterRow.objects.values()) + list(Register.objects.values()))
    assert found.kept == ""
    for words in ("music", "Jean", "Found"):
        assert words not in kept
