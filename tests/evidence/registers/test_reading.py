"""A register of any layout: what its columns are called, what each row becomes, what is asked."""

from datetime import date

import pytest

from actions.status import Status
from evidence.registers.comparing import MOST, NO_ROWS
from evidence.registers.plan import NEW, OUT
from evidence.registers.statuses import field_of
from tests.factories import ActionFactory, AppointmentFactory, ItemFactory

from .registers import HEADINGS, bring, layout_of, only, plan_of, read, register, row, undo

pytestmark = pytest.mark.django_db
NAMES = ("Key", "What will be done", "Owner", "How is it going", "Due date", "Comment", "As at")


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (6, 4, 2, 0, 1, 3, 5)])
def test_other_headings_in_any_order_are_known(order):
    headings = tuple(HEADINGS[place] for place in order)
    layout = layout_of(read(register([], headings=headings)))
    found = {name: headings[place] for name, place in layout.places.items()}
    assert found == dict(zip(NAMES, HEADINGS, strict=True))
    assert layout.is_whole(())


def test_a_row_of_which_nothing_is_known_becomes_new_work(plan, keeper, service):
    found = only(register(row("Open a music room", by_when="1 May 2099")), keeper, action="4")
    assert (found.becomes, found.action.key, found.service) == (NEW, "4", service)
    assert found.values == {"due_on": date(2099, 5, 1)}


def test_a_key_and_words_of_it_are_certain(plan, keeper):
    found = only(register(row("More foster carers", ref="4.1")), keeper)
    assert (found.becomes, found.why) == ("4.1", "It has this key, and words of it.")


def test_the_title_of_the_plan_is_certain(plan, keeper):
    assert only(register(row("RECRUIT more foster carers")), keeper).becomes == "4.1"


@pytest.mark.parametrize(
    ("ref", "title", "first"),
    [
        ("4.2", "Open a music room", "It has this key, but no words of it."),
        ("", "Foster carers for teenagers", "Both have the words: foster, carers."),
    ],
)
def test_a_key_alone_or_shared_words_alone_are_asked_about(plan, keeper, ref, title, first):
    content = register(row(title, ref=ref))
    found, plan = only(content, keeper), plan_of(content, keeper)
    assert (found.becomes, found.offers[0].why) == ("", first)
    assert plan.open == ["Choose what becomes of row 2."]
    assert not plan.is_ready
    assert only(content, keeper, rest=NEW, action="4").becomes == NEW
    key = found.offers[0].sub_action.key
    assert only(content, keeper, row_2=key).becomes == key
    assert only(content, keeper, row_2=OUT, rest=NEW).becomes == OUT


def test_an_answer_that_nobody_offered_is_none(plan, keeper):
    content = register(row("Foster carers for teenagers"))
    assert only(content, keeper, row_2="4.3").becomes == ""


def test_what_another_service_keeps_is_left_out_and_says_so(plan, keeper):
    found = only(register(row("Tenancies for care leavers", ref="4.3")), keeper)
    assert found.becomes == OUT
    assert found.why_out.startswith("It is 4.3. Only a Promise Keeper of Housing may do this")
    same = only(register(row("Offer tenancies to care leavers")), keeper)
    assert (same.becomes, same.why_out) == (OUT, found.why_out)
    assert only(register(row("Tenancies", ref="4.3")), keeper, row_2=NEW, action="4").is_new


def test_what_is_like_work_of_another_service_says_so(plan, keeper):
    found = only(register(row("Tenancies for some of our leavers")), keeper, action="4")
    assert (found.becomes, found.offers) == (NEW, [])
    assert found.notes == ["It shares words with 4.3, which Housing keeps."]


def test_own_numbers_are_no_keys_and_that_is_said(plan, keeper):
    found = plan_of(register(row("Open a music room", ref="EDU-04")), keeper)
    assert found.rows[0].becomes == NEW
    assert found.notes == [
        "No sub-action here has the key that stands in row 2, so nothing goes by it."
    ]


@pytest.mark.parametrize(
    ("text", "key", "title"),
    [
        ("4", "4", ""),
        ("Action 4", "4", ""),
        ("4. Homes", "4", ""),
        ("homes", "4", ""),
        ("4 - Homes", "4", ""),
        ("4-Homes", "4", ""),
        ("4 homes by the sea", None, "4 homes by the sea"),
        *(
            (text, None, text)
            for text in ("4:1 support", "4-year plan", "4-5 years", "4 - 5 years")
        ),
        ("Play", None, "Play"),
    ],
)
def test_a_column_names_the_action_or_a_new_one(plan, keeper, text, key, title):
    content = register(["Open a music room", text], headings=("What", "Priority"))
    found = only(content, keeper)
    assert (found.action and found.action.key, found.new_action) == (key, title)
    assert plan_of(content, keeper).open == []


def test_where_no_column_does_it_is_asked_once(plan, keeper):
    content = register(row("Open a music room"), row("Open a kitchen"))
    found = plan_of(content, keeper)
    assert (found.needs, found.open) == (
        {"action"},
        ["Say to which action the new work belongs."],
    )
    assert plan_of(content, keeper, action="4").open == []
    assert plan_of(content, keeper, action="99").rows[0].action is None


def test_who_keeps_several_services_says_which(plan, keeper, other_service, appointed_too):
    found = plan_of(register(row("Open a music room")), keeper, action="4")
    assert found.open == ["Say which of your services keeps the new work."]
    answered = only(
        register(row("Open a music room")), keeper, action="4", service=str(other_service.pk)
    )
    assert answered.service == other_service


@pytest.fixture
def appointed_too(keeper, other_service):
    return AppointmentFactory(user=keeper, role="keeper", service=other_service)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Green", "on-track"),
        ("AMBER", "at-risk"),
        ("Red", "off-track"),
        ("Not started", "not-started"),
        ("off track", "off-track"),
        ("Cancelled", "stopped"),
    ],
)
def test_words_that_everybody_uses_are_known(plan, keeper, word, status):
    content = register(row("Recruit more foster carers", word, updated="3 March 2026"))
    assert only(content, keeper).said.status == status


@pytest.mark.parametrize(
    ("word", "status"), [("Green", "in-place"), ("Amber", "slipping"), ("Red", "not-kept")]
)
def test_of_a_commitment_they_say_its_own_words(plan, keeper, word, status):
    content = register(row("Keep brothers and sisters together", word, updated="3 March 2026"))
    assert only(content, keeper).said.status == status


def test_a_word_of_ones_own_is_asked_once_for_all_rows(plan, keeper):
    content = register(
        row("Recruit more foster carers", "In progress", updated="3 March 2026"),
        row("Open a music room", "in  progress", updated="3 March 2026"),
    )
    found = plan_of(content, keeper, action="4")
    assert found.open == ["Say what each word of your own means."]
    assert list(found.words) == [field_of("In progress")]
    answered = plan_of(content, keeper, action="4", **{field_of("In progress"): "on-track"})
    assert [one.said.status for one in answered.rows] == ["on-track", "on-track"]
    nothing = plan_of(content, keeper, action="4", **{field_of("In progress"): "nothing"})
    assert [one.said for one in nothing.rows] == [None, None]


def test_the_day_is_asked_once_where_rows_give_none(plan, keeper):
    content = register(row("Recruit more foster carers", "Green"))
    assert plan_of(content, keeper).open == ["Say of which day the rows speak that give none."]
    assert only(content, keeper, as_at="2026-03-03").said.on == date(2026, 3, 3)


def test_the_day_of_completion_is_asked_once_where_rows_give_none(plan, keeper):
    content = register(row("Recruit more foster carers", "Complete", updated="3 March 2026"))
    assert plan_of(content, keeper).open == [
        "Say on which day work was completed whose row gives none."
    ]
    answered = only(content, keeper, complete="as-at").said
    assert (answered.status, answered.completed_on) == (Status.COMPLETE, date(2026, 3, 3))
    left = only(content, keeper, complete="leave")
    assert (left.said, left.notes) == (
        None,
        ["It is complete, but no day is given, so how it goes is left out."],
    )


def test_names_and_addresses_of_people_here_are_owners_and_others_are_left_out(
    plan, keeper, colleague, other_keeper
):
    lead = "Catriona; kirsty@council.test, Omar and Jean Brodie"
    found = only(register(row("Open a music room", lead=lead)), keeper, action="4")
    assert found.values["owners"] == [colleague, keeper]
    names = "“Omar” and “Jean Brodie”"
    left_out = f"{names} are no Promise Keepers of Education, so left out and not kept."
    assert found.notes == [left_out]


def test_a_word_in_place_of_a_day_is_said_and_passed_over(plan, keeper):
    found = only(register(row("Open a music room", by_when="Ongoing")), keeper, action="4")
    assert (found.values, found.notes) == (
        {},
        ["“Ongoing” is no day, so the row gives no “Due date”."],
    )


def test_a_commitment_has_no_due_date(plan, keeper):
    content = register(row("Keep brothers and sisters together", by_when="1 May 2099"))
    found = only(content, keeper)
    assert found.notes == [
        "The due date is left out: only dated work has one, and this is ongoing."
    ]
    assert not found.comes_in


def test_words_alone_say_the_same_status_again_or_are_left_out(plan, keeper):
    again = only(
        register(row("Keep brothers and sisters together", where="Still so.", updated="3/3/2026")),
        keeper,
    )
    assert (again.said.status, again.said.comment) == ("in-place", "Still so.")
    nothing = only(register(row("Recruit more foster carers", where="We began.")), keeper)
    assert nothing.said is None
    assert nothing.notes[0].startswith("The comment is left out: the row does not say how it goes")


def test_what_is_older_than_what_was_said_here_is_left_out(plan, keeper):
    content = register(row("Keep brothers and sisters together", "Red", updated="31 December 2024"))
    found = only(content, keeper)
    assert found.said is None
    assert found.notes == [
        "Something was said on 1 January 2025 already, which is newer than 31 December 2024, so "
        "how it goes is left out."
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, NO_ROWS), (MOST + 1, f"{MOST} are taken at a time"), (5_000, "has 5,000 rows")],
)
def test_a_sheet_without_rows_or_with_too_many_is_refused(keeper, number, words):
    found = plan_of(register(*[row(f"Room {place}") for place in range(number)]), keeper)
    assert found.rows == []
    assert words in found.faults[0].reason


def test_the_row_is_known_again_by_what_an_earlier_register_made_of_it(plan, keeper):
    content = register(row("Foster carers for teenagers", by_when="1 June 2099", where="Asked."))
    made = bring(content, keeper, row_2="4.1")
    again = register(row("Foster carers for teenagers", by_when="1 July 2099", where="Asked."))
    found = only(again, keeper)
    assert (found.becomes, found.why) == ("4.1", "An earlier register brought it in as this.")
    undo(made)
    assert only(again, keeper).becomes == ""


def test_the_same_words_under_another_action_are_asked_about(plan, keeper):
    headings = ("What", "Priority", "By when")
    bring(register(["Train the staff", "Food", "1 May 2099"], headings=headings), keeper)
    again = register(["Train the staff", "Food", "2 May 2099"], headings=headings)
    assert only(again, keeper).becomes == "L1.1"
    other = register(["Train the staff", "Play", "1 May 2099"], headings=headings)
    assert only(other, keeper).becomes == ""
    assert only(other, keeper, rest=NEW).new_action == "Play"


def test_a_row_that_does_not_say_what_is_done_is_refused_or_left_out(plan, keeper):
    content = register(row("", "Green", where="So.", updated="3 March 2026"))
    assert [str(fault) for fault in plan_of(content, keeper).faults] == [
        "B2, What will be done: Say what will be done, or delete the row."
    ]
    assert plan_of(content, keeper, row_2=OUT).faults == []


def test_two_rows_are_not_one_thing(plan, keeper):
    content = register(row("Recruit more foster carers"), row("More foster carers", ref="4.1"))
    assert [str(fault) for fault in plan_of(content, keeper).faults] == [
        "B3, What will be done: Row 2 is 4.1 already. Leave one of the two rows out."
    ]
    twice = register(row("Open a music room"), row("open a  music room"))
    assert "Row 2 is the same already" in str(plan_of(twice, keeper, action="4").faults[0])
    assert plan_of(twice, keeper, action="4", row_3=OUT).faults == []


def test_an_action_that_was_replaced_is_not_offered(plan, keeper):
    after = ActionFactory(item=ItemFactory(key="L1", kind="action", heading="Play", local=True))
    item = ItemFactory(key="L2", kind="action", heading="Games", local=True)
    replaced = {"replaced_on": date(2026, 1, 1), "replaced_reason": "Merged."}
    ActionFactory(item=item, replaced_by=after, **replaced)
    assert only(register(row("Open a room")), keeper, action="L2").action is None
