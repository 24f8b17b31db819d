"""How a sub-action is paid for: until a day and by whom, not, or not known."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from actions.funding import funding_words
from actions.models import SubAction
from tests.factories import SubActionFactory

from .conftest import edit_form

FUNDED = {"funding": "funded", "funded_until": "31/3/2027", "funded_by": "The Promise Fund"}


@pytest.fixture
def edit(signed_in, keeper, sub_action):
    def send(**changes):
        sub_action.refresh_from_db()
        return signed_in(keeper).post(
            f"/sub-actions/{sub_action.key}/edit/", edit_form(sub_action, **changes)
        )

    return send


def stored(sub_action) -> tuple:
    sub_action.refresh_from_db()
    return sub_action.funding, sub_action.funded_until, sub_action.funded_by


def test_it_is_said_until_when_and_by_whom(edit, sub_action, signed_in, board):
    assert edit(**FUNDED).status_code == 302
    assert stored(sub_action) == ("funded", date(2027, 3, 31), "The Promise Fund")
    page = signed_in(board).get(sub_action.get_absolute_url()).content.decode()
    assert "31 March 2027, by The Promise Fund." in page


def test_whoever_was_not_asked_changes_nothing(edit, sub_action):
    edit(**FUNDED)
    assert edit(expected_difference="Other words.").status_code == 302
    assert stored(sub_action)[0] == "funded"


def test_what_stood_there_goes_with_another_answer(edit, sub_action):
    edit(**FUNDED)
    assert edit(**FUNDED | {"funding": "not-funded"}).status_code == 302
    assert stored(sub_action) == ("not-funded", None, "")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"funded_until": ""}, "Say until which day."),
        ({"funded_by": " "}, "Say who pays for it."),
        ({"funding": "not-known"}, "Leave this empty, or choose “Funded until a day”."),
        ({"funded_until": "31/2/2027"}, "February"),
        ({"funding": "perhaps"}, "Choose one of the three."),
    ],
)
def test_half_an_answer_is_refused_and_kept_on_the_page(edit, sub_action, changes, words):
    answer = edit(**FUNDED | changes)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert stored(sub_action) == ("not-known", None, "")


@pytest.mark.parametrize(
    "wrong", [{"funding": "funded"}, {"funded_by": "A fund"}, {"funded_until": date(2027, 3, 31)}]
)
def test_the_database_holds_no_half_answer(sub_action, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        SubAction.objects.filter(pk=sub_action.pk).update(**wrong)


def test_the_last_day_itself_is_paid_for(db, today):
    funded = {"funding": "funded", "funded_by": "A fund"}
    last = SubActionFactory(**funded, funded_until=today)
    ended = SubActionFactory(**funded, funded_until=today - timedelta(days=1))
    assert funding_words(last, today).startswith("Funded until ")
    assert funding_words(ended, today).startswith("Not funded now: ")
    assert [*SubAction.objects.funded(today)] == [last]
    assert [*SubAction.objects.unfunded(today)] == [ended]


def test_the_page_of_needs_counts_all_that_is_to_be_done(signed_in, board, today):
    funded = {"funding": "funded", "funded_by": "A fund", "funded_until": today}
    for values in (funded, {"funding": "not-funded"}, {"funding": "not-funded"}, {}, {}, {}):
        SubActionFactory(**values)
    SubActionFactory(funding="not-funded", status="stopped", reported_on=today,
                     decided_by="Committee", decided_on=today)  # fmt: skip
    browser = signed_in(board)
    paid = browser.get("/needs/").context["paid"]
    assert paid["total"] == 6
    assert [one.number for one in paid["figures"]] == [2, 3, 1]
    for one in paid["figures"][:2]:
        assert browser.get(one.url).context["listing"].number == one.number
