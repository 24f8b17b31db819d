"""Which sub-actions and calls groups are asked about in a round: at most five."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Change
from accounts.versions import Conflict
from foundations.models import Kind
from foundations.services.rounds import close_round
from oversight.felt import services as felt
from oversight.models import Chosen
from tests.factories import ItemFactory, RoundFactory, SubActionFactory

from .conftest import say


def choose(by, round, item):
    return felt.choose(by=by, round=round, item=item)


def test_five_are_chosen_and_a_sixth_is_refused(champions, asking, calls):
    for call in calls[:5]:
        choose(champions, asking, call)
    with pytest.raises(ValidationError, match="5 are chosen in this round already") as refused:
        choose(champions, asking, calls[5])
    assert [*refused.value.error_dict] == ["item"]
    assert Chosen.objects.of_round(asking).count() == 5
    assert Change.objects.filter(thing="felt").count() == 5


def test_what_is_chosen_already_stays_so_and_tells_history_nothing(champions, asking, chosen):
    assert choose(champions, asking, chosen.item) == chosen
    assert Change.objects.filter(thing="felt").count() == 1


def test_what_is_put_back_leaves_its_place_and_may_be_chosen_again(champions, asking, calls):
    first, *_others = [choose(champions, asking, call) for call in calls[:5]]
    felt.put_back(by=champions, chosen=first, seen=1)
    choose(champions, asking, calls[5])
    with pytest.raises(ValidationError, match="Put one back first"):
        choose(champions, asking, first.item)
    again = Chosen.objects.of_round(asking).last()
    felt.put_back(by=champions, chosen=again, seen=again.version)
    assert choose(champions, asking, first.item).pk == first.pk


def test_what_was_put_back_already_is_a_conflict(champions, chosen):
    felt.put_back(by=champions, chosen=chosen, seen=1)
    with pytest.raises(Conflict):
        felt.put_back(by=champions, chosen=chosen, seen=1)


def test_what_a_group_has_spoken_about_is_not_put_back(champions, chosen):
    say(champions, chosen)
    with pytest.raises(ValidationError, match="Take that back first"):
        felt.put_back(by=champions, chosen=chosen, seen=2)


def test_nobody_else_chooses(keeper, board, administrator, asking, calls):
    for person in (keeper, board, administrator):
        with pytest.raises(PermissionDenied):
            choose(person, asking, calls[0])


def test_a_closed_round_takes_no_choice(champions, administrator, asking, calls):
    close_round(by=administrator, round=asking, seen=1)
    with pytest.raises(ValidationError, match="“Spring” is closed: what was said in it stays"):
        choose(champions, asking, calls[0])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"asks_progress": False}, "asks for self-assessment only"),
        ({"first_day": timedelta(days=3)}, "begins on"),
    ],
)
def test_only_a_round_of_progress_that_has_begun_asks(champions, calls, values, sentence):
    values = {
        name: timezone.localdate() + value if isinstance(value, timedelta) else value
        for name, value in values.items()
    }
    with pytest.raises(ValidationError, match=sentence):
        choose(champions, RoundFactory(**values), calls[0])


def test_a_replaced_sub_action_names_the_one_that_replaced_it(champions, asking, keeper):
    row, other = SubActionFactory(), SubActionFactory()
    row.replaced_by, row.replaced_on, row.replaced_reason = other, timezone.localdate(), "Merged."
    row.save()
    with pytest.raises(ValidationError, match=f"is replaced by {other.key}") as refused:
        choose(champions, asking, row.item)
    assert [*refused.value.error_dict] == ["item"]


def test_only_sub_actions_and_calls_are_chosen(champions, asking):
    with pytest.raises(ValidationError, match="Choose a sub-action or a call"):
        choose(champions, asking, ItemFactory(kind=Kind.THEME))
