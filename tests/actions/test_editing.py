"""A Promise Keeper edits what the council sets for a sub-action; the source's own words stay."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from actions.models import SubAction
from actions.services import work
from actions.status import Kind
from foundations.writing import NOTICE
from tests.conftest import html_of
from tests.factories import ItemFactory, ServiceFactory, SubActionFactory

from .conftest import edit_form, said

pytestmark = pytest.mark.django_db


def edit(by, sub_action, **values):
    return work.edit_sub_action(by=by, sub_action=sub_action, seen=sub_action.version, **values)


@pytest.fixture
def local(service):
    item = ItemFactory(
        key="1.L1", kind="sub-action", heading="Visit every children's house", local=True
    )
    return SubActionFactory(item=item, service=service)


def test_who_set_the_dates_and_the_target_is_kept_apart(keeper, colleague, sub_action, today):
    dated = edit(keeper, sub_action, due_on=date(2027, 3, 31))
    assert (dated.dates_set_by, dated.dates_set_on, dated.target_set_by) == (keeper, today, None)
    aimed = edit(colleague, dated, target_number=40, target_unit="families")
    assert (aimed.dates_set_by, aimed.target_set_by, aimed.target_set_on) == (
        keeper,
        colleague,
        today,
    )


def test_saving_confirms_the_kind_once(keeper, colleague, sub_action, today):
    confirmed = edit(keeper, sub_action)
    assert (confirmed.kind_confirmed_by, confirmed.kind_confirmed_on) == (keeper, today)
    assert edit(colleague, confirmed, due_on=today).kind_confirmed_by == keeper
    assert '"kind_confirmed_by": "Kirsty"' in Change.objects.last().after


def test_history_holds_what_changed_and_nothing_else(keeper, colleague, sub_action):
    confirmed = edit(keeper, sub_action)
    edit(keeper, confirmed, due_on=date(2027, 3, 31), owners=[colleague])
    line = Change.objects.first()
    assert (line.act, line.thing, line.key) == ("edited", "sub-action", sub_action.key)
    assert line.before == '{"due_on": null, "owners": []}'
    assert line.after == '{"due_on": "2027-03-31", "owners": ["Catriona"]}'


@pytest.mark.parametrize(
    ("kind", "values", "field", "words"),
    [
        (
            Kind.DATED,
            {"start_on": date(2026, 3, 3), "due_on": date(2026, 3, 2)},
            "due_on",
            "before the start date",
        ),
        (Kind.ONGOING, {"due_on": date(2026, 3, 3)}, "due_on", "Only dated work has a due date"),
        (Kind.RECURRING, {"due_on": date(2026, 3, 3)}, "due_on", "Only dated work has a due date"),
        (Kind.DATED, {"review_on": date(2026, 3, 3)}, "review_on", "Dated work has no review date"),
    ],
)
def test_dates_that_contradict_are_refused(keeper, sub_action, kind, values, field, words):
    with pytest.raises(ValidationError) as refused:
        edit(keeper, sub_action, kind=kind, **values)
    assert words in refused.value.message_dict[field][0]
    assert not Change.objects.exists()


def test_work_may_be_due_on_the_day_on_which_it_starts(keeper, sub_action):
    day = date(2026, 3, 3)
    assert edit(keeper, sub_action, start_on=day, due_on=day).due_on == day


def test_work_cannot_start_after_it_was_completed(keeper, sub_action, today):
    done = {"status": "complete", "reported_on": today, "completed_on": today}
    SubAction.objects.update(**done)
    with pytest.raises(ValidationError) as refused:
        edit(keeper, sub_action, start_on=today + timedelta(days=1))
    assert refused.value.message_dict["start_on"] == ["It was completed before this start date."]
    assert edit(keeper, sub_action, start_on=today).start_on == today


def test_owners_are_keepers_of_the_service(keeper, colleague, other_keeper, sub_action):
    assert set(edit(keeper, sub_action, owners=[keeper, colleague]).owners.all()) == {
        keeper,
        colleague,
    }
    sub_action.refresh_from_db()
    with pytest.raises(ValidationError, match="Not a Promise Keeper of Education: Omar"):
        edit(keeper, sub_action, owners=[other_keeper])
    assert set(sub_action.owners.all()) == {keeper, colleague}


def test_the_wording_of_the_source_never_changes(keeper, sub_action):
    with pytest.raises(ValidationError, match="The wording of the source cannot be changed."):
        edit(keeper, sub_action, title="Something easier", expected_difference="Less.")
    sub_action.refresh_from_db()
    assert (sub_action.item.heading, sub_action.expected_difference) == ("", "")


def test_the_title_of_a_local_one_does(keeper, local):
    assert (
        edit(keeper, local, title="Visit each children's house").item.heading
        == "Visit each children's house"
    )
    assert "Visit every children's house" in Change.objects.first().before


def test_another_service_is_refused(other_keeper, sub_action):
    with pytest.raises(PermissionDenied):
        edit(other_keeper, sub_action, due_on=date(2027, 3, 31))


def test_editing_in_the_browser(signed_in, keeper, colleague, sub_action):
    partner = ServiceFactory(name="NHS Ayrshire and Arran")
    client = signed_in(keeper)
    assert (
        client.get(f"/sub-actions/{sub_action.key}/edit/").context["form"]["version"].value() == 1
    )
    sent = edit_form(
        sub_action,
        due_on="31 March 2027",
        owners=[keeper.pk, colleague.pk],
        collaborators=[partner.pk],
        target_number=3,
    )
    response = client.post(f"/sub-actions/{sub_action.key}/edit/", sent | {"target_unit": "staff"})
    assert said(response) == [f"Sub-action {sub_action.key} is saved."]
    page = client.get(response.url).content.decode()
    for words in (
        "31 March 2027",
        "Catriona, Kirsty",
        "NHS Ayrshire and Arran",
        "3 staff",
        "Fewer moves for children.",
    ):
        assert words in page


def test_the_forms_of_the_work_say_once_that_nobody_is_to_be_recognised(
    signed_in, keeper, sub_action
):
    action = sub_action.action.key
    for page in (
        f"/sub-actions/{sub_action.key}/edit/",
        f"/actions/{action}/add/",
        "/actions/add/",
    ):
        assert html_of(signed_in(keeper).get(page)).count(NOTICE) == 1, page


def test_the_form_opens_with_what_is_set(signed_in, keeper, sub_action):
    edit(keeper, sub_action, due_on=date(2027, 3, 31), owners=[keeper], interval_months=6)
    form = signed_in(keeper).get(f"/sub-actions/{sub_action.key}/edit/").context["form"]
    assert (form["due_on"].value(), form["interval_months"].value()) == (date(2027, 3, 31), 6)
    assert list(form["owners"].value()) == [keeper.pk]
    assert "title" not in form.fields


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"kind": "sometimes"}, "kind", "Choose what kind of work it is."),
        ({"kind": None}, "kind", "Choose what kind of work it is."),
        ({"due_on": "soon"}, "due_on", "Write the day as 31/12/2026 or 31 December 2026."),
        ({"due_on": "31/12/2026", "start_on": "01/01/2027"}, "due_on", "before the start date"),
        ({"kind": "ongoing", "due_on": "31/12/2026"}, "due_on", "give a review date instead"),
        (
            {"interval_months": "0"},
            "interval_months",
            "a whole number of months from 1 to",
        ),
        (
            {"interval_months": "61"},
            "interval_months",
            "a whole number of months from 1 to",
        ),
        (
            {"interval_months": "9" * 400},
            "interval_months",
            "a whole number of months from 1 to",
        ),
        ({"kind": "recurring"}, "interval_months", "Say how often it recurs, in months"),
        ({"interval_months": "6,5"}, "interval_months", "Do you mean 6.5?"),
        ({"target_number": "12"}, "target_unit", "A target needs both"),
        ({"target_unit": "families"}, "target_number", "A target needs both"),
        (
            {"target_number": "-1", "target_unit": "families"},
            "target_number",
            "Give a whole number in digits, from 0 to 10,000,000.",
        ),
        (
            {"target_number": "many", "target_unit": "families"},
            "target_number",
            "Give a whole number in digits, from 0 to 10,000,000.",
        ),
        (
            {"target_number": "10000001", "target_unit": "families"},
            "target_number",
            "Give a whole number in digits, from 0 to 10,000,000.",
        ),
        ({"target_number": "5", "target_unit": "x" * 121}, "target_unit", "by 1 character."),
        ({"owners": ["x"]}, "owners", "Choose owners from the list"),
        ({"owners": ["9" * 30]}, "owners", "Choose owners from the list"),
        ({"owners": ["\x00"]}, "owners", "Null characters are not allowed."),
        ({"collaborators": ["999999"]}, "collaborators", "Choose services from the list."),
        (
            {"expected_difference": "Call 01292 612000."},
            "expected_difference",
            "a telephone number",
        ),
    ],
)
def test_bad_input_is_said_by_the_field_and_changes_nothing(
    signed_in, keeper, sub_action, changes, field, words
):
    response = signed_in(keeper).post(
        f"/sub-actions/{sub_action.key}/edit/", edit_form(sub_action, **changes)
    )
    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors[field])
    sub_action.refresh_from_db()
    assert (sub_action.version, sub_action.expected_difference, Change.objects.count()) == (
        1,
        "",
        0,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"interval_months": 1, "target_number": 0},
        {"interval_months": 60, "target_number": 10_000_000},
    ],
)
def test_the_least_and_the_most_that_can_be_set(signed_in, keeper, sub_action, changes):
    sent = edit_form(sub_action, kind="recurring", target_unit="families", **changes)
    answer = signed_in(keeper).post(f"/sub-actions/{sub_action.key}/edit/", sent)
    assert answer.status_code == 302
    assert SubAction.objects.values(*changes).get() == changes


def test_a_keeper_of_another_service_is_no_choice_for_owner(
    signed_in, keeper, other_keeper, sub_action
):
    sent = edit_form(sub_action, owners=[other_keeper.pk])
    response = signed_in(keeper).post(f"/sub-actions/{sub_action.key}/edit/", sent)
    assert "Choose owners from the list" in response.context["form"].errors["owners"][0]
    assert not sub_action.owners.exists()


def test_hints_on_language_never_block(signed_in, keeper, sub_action):
    sent = edit_form(sub_action, expected_difference="Fewer placements for children.")
    response = signed_in(keeper).post(f"/sub-actions/{sub_action.key}/edit/", sent)
    assert response.status_code == 302
    assert said(response)[1].startswith(
        "Some people with care experience ask us not to say “placement”. Try “home”"
    )
    sub_action.refresh_from_db()
    assert sub_action.expected_difference == "Fewer placements for children."
