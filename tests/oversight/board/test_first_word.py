"""The first word of the answer, from a fixed list, at each of its edges."""

import pytest

from oversight.board.answer import MOSTLY, NO, NOT_YET, UNKNOWN, YES, Tally, first_word, lesser_word


def numbers(kept=0, in_hand=0, badly=0, unknown=0, **values) -> Tally:
    groups = {"kept": kept, "in-hand": in_hand, "not-going-well": badly, "not-known": unknown}
    total = sum(groups.values())
    return Tally(groups, **({"reported": total, "heard": kept} | values))


@pytest.mark.parametrize(
    ("found", "word"),
    [
        (numbers(), ""),
        # nothing reported, or more than half not known
        (numbers(unknown=5, reported=0), UNKNOWN),
        (numbers(badly=5, reported=0), UNKNOWN),
        (numbers(kept=1, in_hand=1, unknown=3), UNKNOWN),
        (numbers(kept=1, in_hand=1, unknown=2), NOT_YET),
        # more going badly than kept and in hand together
        (numbers(kept=1, in_hand=1, badly=3), NO),
        (numbers(kept=1, in_hand=1, badly=2), NOT_YET),
        (numbers(badly=1), NO),
        (numbers(badly=1, unknown=1), NO),
        # three in four kept, none going badly
        (numbers(kept=3, in_hand=1), MOSTLY),
        (numbers(kept=3, unknown=1), MOSTLY),
        (numbers(kept=2, in_hand=1), NOT_YET),
        (numbers(kept=74, in_hand=26), NOT_YET),
        (numbers(kept=75, in_hand=25), MOSTLY),
        (numbers(kept=99, badly=1), NOT_YET),
        # all kept, and heard
        (numbers(kept=4), YES),
        (numbers(kept=4, heard=3), MOSTLY),
        (numbers(kept=3, in_hand=1, heard=4), MOSTLY),
    ],
)
def test_each_edge(found, word):
    assert first_word(found, every_call_is_confirmed=True) == word


@pytest.mark.parametrize("found", [numbers(kept=4), numbers(kept=3, in_hand=1)])
def test_a_good_word_waits_until_every_call_has_a_confirmed_action(found):
    assert first_word(found, every_call_is_confirmed=False) == NOT_YET


@pytest.mark.parametrize(
    "found", [numbers(badly=1), numbers(unknown=1, reported=0), numbers(in_hand=1)]
)
def test_other_words_do_not_wait_for_it(found):
    words = {first_word(found, every_call_is_confirmed=yes) for yes in (True, False)}
    assert len(words) == 1


def test_easy_local_work_does_not_improve_the_word():
    published, local = numbers(in_hand=10, badly=11), numbers(kept=20)
    whole = numbers(kept=20, in_hand=10, badly=11)
    assert first_word(whole, every_call_is_confirmed=True) == NOT_YET
    assert lesser_word(whole, published, every_call_is_confirmed=True) == NO
    assert lesser_word(local, numbers(), every_call_is_confirmed=True) == YES


def test_bad_local_work_lowers_it():
    published, whole = numbers(kept=4), numbers(kept=4, badly=5)
    assert lesser_word(whole, published, every_call_is_confirmed=True) == NO
