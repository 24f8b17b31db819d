"""What is felt stands beside what the council says, and a list says where the two differ."""

import pytest

from foundations.models import Kind, LinkState
from oversight.board.differing import BETTER, WORSE, read_differing
from oversight.felt import services as felt
from tests.accounts.conftest import text_of
from tests.conftest import forget_figures, html_of
from tests.factories import (
    FeltFactory,
    ItemFactory,
    LinkFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

from .conftest import WORDS, say


def felt_of(item, said, **values):
    return FeltFactory(chosen__item=item, said=said, words=WORDS, **values)


def work(status):
    return ReportedSubActionFactory(status=status)


@pytest.mark.parametrize(
    ("status", "said", "way"),
    [
        ("on-track", "no", BETTER),
        ("on-track", "partly", BETTER),
        ("on-track", "yes", ""),
        ("on-track", "cannot-tell", ""),
        ("off-track", "yes", WORSE),
        ("off-track", "no", ""),
        ("not-reported", "no", ""),
        ("not-reported", "yes", ""),
    ],
)
def test_the_two_differ_where_one_is_good_and_the_other_is_not(db, today, status, said, way):
    row = SubActionFactory() if status == "not-reported" else work(status)
    felt_of(row.item, said)
    found, page = read_differing(today, None)
    assert [one.way for one, _item, _title in page] == [way]
    assert found.differs == bool(way)


def test_a_call_stands_as_the_worst_of_the_work_that_is_confirmed_to_answer_it(db, today):
    call = ItemFactory(kind=Kind.CALL)
    felt_of(call, "yes")
    for status, state in (
        ("on-track", LinkState.CONFIRMED),
        ("off-track", LinkState.SUGGESTED),
    ):
        LinkFactory(from_item=work(status).item, to_item=call, state=state)
    assert read_differing(today, None)[0].rows[0].way == ""
    LinkFactory(from_item=work("off-track").item, to_item=call, state=LinkState.CONFIRMED)
    found = read_differing(today, None)[0].rows[0]
    assert (found.way, found.words) == (WORSE, "Not going well")


def test_where_the_two_differ_stands_first(db, today):
    alike, other = work("on-track"), work("on-track")
    felt_of(other.item, "no")
    felt_of(alike.item, "yes")
    rows = read_differing(today, None)[0].rows
    assert [row.felt.item for row in rows] == [other.item_id, alike.item_id]


def test_the_list_says_it_in_words_and_pages_of_fifty(board, signed_in, today):
    felt_of(work("on-track").item, "no")
    said = text_of(signed_in(board).get("/board/felt/"))
    assert "1 of 1 differs." in said
    assert "Said to be better than it is felt" in said
    assert f"Felt: no. “{WORDS}”" in said
    for _number in range(50):
        felt_of(ItemFactory(kind=Kind.CALL), "yes")
    answer = signed_in(board).get("/board/felt/?page=2")
    assert len(answer.context["page"].object_list) == 1


def test_without_any_word_the_list_says_who_asks(board, signed_in):
    assert "No group has said anything yet." in text_of(signed_in(board).get("/board/felt/"))


def test_it_stands_beside_the_status_wherever_that_stands(keeper, champions, signed_in, asking):
    """On the page of the sub-action, in the lists, and no more once it is taken back."""
    row = work("on-track")
    chosen = felt.choose(by=champions, round=asking, item=row.item)
    say(champions, chosen, said="partly")
    pages = (f"/sub-actions/{row.key}/", "/sub-actions/", f"/actions/{row.action.key}/")
    client = signed_in(keeper)
    for page in pages:
        assert "Felt: partly" in text_of(client.get(page)), page
        assert "pt_sign--felt-partly" in html_of(client.get(page)), page
    assert "It stands beside what the council says and does not change it." in text_of(
        client.get(pages[0])
    )
    felt.take_back(by=champions, chosen=chosen, seen=2)
    for page in pages:
        assert "Felt: partly" not in text_of(client.get(page)), page


def test_a_passage_of_it_is_taken_out_from_there_by_whoever_may(
    keeper, champions, administrator, signed_in, asking, calls
):
    sub_action = work("on-track")
    for item in (sub_action.item, calls[0]):
        said = say(champions, felt.choose(by=champions, round=asking, item=item))
        way, page = f"/removals/of/oversight.felt/{said.pk}/", item.get_absolute_url()
        assert way in html_of(signed_in(administrator).get(page))
        assert f"{len(WORDS)} characters" in text_of(signed_in(administrator).get(way))
        assert way not in html_of(signed_in(keeper).get(page))


def test_what_a_group_would_rather_not_say_is_shown_to_nobody_else(
    keeper, champions, signed_in, asking
):
    row = work("on-track")
    chosen = felt.choose(by=champions, round=asking, item=row.item)
    say(champions, chosen, said="rather-not")
    for page in (f"/sub-actions/{row.key}/", "/sub-actions/", "/board/felt/", "/board/"):
        assert "rather not" not in text_of(signed_in(keeper).get(page)), page


def test_the_board_and_the_call_say_it_too(board, signed_in):
    call = ItemFactory(kind=Kind.CALL)
    felt_of(call, "no")
    forget_figures()
    client = signed_in(board)
    assert "Felt: no." in text_of(client.get(call.get_absolute_url()))
