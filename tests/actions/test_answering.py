"""The page of a published text says how the work goes that answers it."""

from datetime import date

import time_machine

from actions.models import SubAction
from actions.status import Status


def state(client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split("<main", 1)[1].split())


def report(key: str, **values) -> None:
    SubAction.objects.filter(item__key=key).update(**values)


def test_a_call_shows_status_and_standing_of_the_sub_action_that_answers_it(
    framework, board, signed_in
):
    today = date(2026, 11, 23)
    report(
        "5.3",
        status=Status.SLIPPING,
        reported_on=today,
        confirmed_on=today,
        review_on=date(2026, 11, 1),
    )
    with time_machine.travel(today, tick=False):
        page = state(signed_in(board), "/calls/C18/")
    assert "Slipping" in page
    assert "pt_word--not-going-well" in page


def test_a_call_shows_the_summary_of_the_action_that_answers_it(framework, board, signed_in):
    page = state(signed_in(board), "/calls/F2/")
    assert "4 sub-actions: 4 not known" in page


def test_a_call_that_nothing_answers_shows_no_status(framework, board, signed_in):
    page = state(signed_in(board), "/calls/V2/")
    assert "No action answers this call." in page
    assert "not known" not in page


def test_a_foundation_shows_the_status_of_what_answers_its_calls(framework, board, signed_in):
    report("8.3", kind="ongoing", status=Status.NOT_KEPT, reported_on=date(2026, 1, 2))
    report("8.4", kind="ongoing", status=Status.BEING_KEPT, reported_on=date(2026, 1, 2))
    page = state(signed_in(board), "/foundations/voice/")
    assert "Being kept" in page
    assert "Not kept" not in page
