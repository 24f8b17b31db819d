"""What a report holds: what is public, and counts of people as a closed round let them out."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from evidence.models import Actual
from oversight.duties.services import tag
from oversight.models import Override
from tests.factories import (
    EvidenceFactory,
    ProgressUpdateFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

from .documents import close_a_round, measured, word, words_of

TODAY = timezone.localdate


def test_no_person_and_nothing_that_is_not_public_leaves(
    period, heading, administrator, keeper, service, signed_in
):
    work = ReportedSubActionFactory(item__key="4.1", service=service)
    said = {"sub_action": work, "service": service, "posted_by": keeper}
    ProgressUpdateFactory(**said, changed="For anyone.", visibility="public")
    ProgressUpdateFactory(**said, changed="Canary of the Board.")
    ProgressUpdateFactory(**said, changed="Canary inside.", visibility="internal")
    ProgressUpdateFactory(
        **said, changed="Canary withdrawn.", visibility="public", withdrawn_on=TODAY()
    )
    for_board = EvidenceFactory(title="Canary evidence", added_by=keeper)
    removed = EvidenceFactory(title="Canary removed", visibility="public")
    own = ReportedSubActionFactory(item__local=True, item__text="Canary of a service.")
    kept_in = measured("Canary measure", 12, counts_people=False, is_public=False)
    for thing in (work, for_board, removed, own, kept_in):
        tag(by=administrator, heading=heading, thing=thing)
    removed.removed_on, removed.removed_by, removed.removed_reason = TODAY(), keeper, "Mistaken."
    removed.save()
    # Whoever may read it inside gets no more of it out.
    words = words_of(word(signed_in(keeper), period))
    assert "For anyone." in words
    assert "Canary" not in words
    assert keeper.name not in words
    assert administrator.name not in words
    assert "4 things that are tagged are not public, or removed" in words


def test_what_a_service_added_is_named_once_it_is_public(
    period, heading, administrator, board, signed_in
):
    own = ReportedSubActionFactory(item__local=True, item__text="Open a kitchen.")
    ProgressUpdateFactory(sub_action=own, changed="It is open.", visibility="public")
    tag(by=administrator, heading=heading, thing=own)
    words = words_of(word(signed_in(board), period))
    assert "Open a kitchen." in words
    assert "It is open." in words


def test_who_decided_to_stop_and_why_it_was_replaced_is_not_told(
    period, heading, administrator, board, signed_in
):
    on = date(2025, 2, 3)
    stopped = SubActionFactory(
        status="stopped", reported_on=on, confirmed_on=on, decided_by="Canary", decided_on=on
    )
    replaced = SubActionFactory(
        replaced_by=stopped, replaced_on=date(2025, 4, 5), replaced_reason="Canary"
    )
    for work in (stopped, replaced):
        tag(by=administrator, heading=heading, thing=work)
    words = words_of(word(signed_in(board), period))
    assert "Stopped by a decision on 3 February 2025." in words
    assert "Replaced on 5 April 2025." in words
    assert "Canary" not in words


def test_what_people_said_is_told_with_its_month_and_without_a_service(
    period, heading, administrator, board, service, signed_in
):
    said = {"visibility": "public", "service": service, "dated_on": date(2025, 3, 14)}
    voice = EvidenceFactory(title="Asked in private", kind="voice", **said)
    tag(by=administrator, heading=heading, thing=voice)
    document = word(signed_in(board), period)
    row = [cell.text for cell in document.tables[0].rows[1].cells]
    assert row == ["Asked in private", "Voice", "March 2025", "People with care experience"]
    assert service.name not in words_of(document)


def figures_of(client, period):
    return [cell.text for cell in word(client, period).tables[0].rows[1].cells][1:3]


@pytest.mark.parametrize("number", [1, 4])
def test_a_small_count_of_people_is_not_shown(
    period, heading, administrator, board, signed_in, number
):
    measure = measured("Placed together", number, counts_people=True)
    tag(by=administrator, heading=heading, thing=measure)
    client = signed_in(board)
    assert figures_of(client, period) == ["Not told", "Not told"]
    assert "which may leave once a round is closed" in words_of(word(client, period))
    close_a_round(administrator)
    assert figures_of(client, period)[0] == "fewer than 5 on 3 March 2025"
    assert "once a round is closed" not in words_of(word(client, period))


def test_nor_is_one_with_which_it_began(period, heading, administrator, board, signed_in):
    began = {"baseline": Decimal(3), "baseline_on": date(2024, 3, 3), "baseline_unknown": ""}
    tag(
        by=administrator,
        heading=heading,
        thing=measured("Together", 40, counts_people=True, **began),
    )
    close_a_round(administrator)
    assert figures_of(signed_in(board), period) == [
        "40 on 3 March 2025",
        "fewer than 5 on 3 March 2024",
    ]


def test_what_somebody_decided_of_a_count_of_people_holds_in_drafts(
    period, heading, administrator, champions, board, signed_in
):
    measure = measured("Placed together", 6, counts_people=True)
    tag(by=administrator, heading=heading, thing=measure)
    close_a_round(administrator)
    client = signed_in(board)
    assert figures_of(client, period)[0] == "6 on 3 March 2025"
    key = f"measure/{measure.pk}/2025-03-03"
    Override.objects.create(figure=key, way="hide", reason="Known here.", made_by=champions)
    assert figures_of(client, period)[0] == "hidden on 3 March 2025"


def test_a_count_that_is_newer_than_the_last_round_waits(
    period, heading, administrator, board, signed_in
):
    measure = measured("Placed together", 60, counts_people=True)
    tag(by=administrator, heading=heading, thing=measure)
    close_a_round(administrator)
    Actual.objects.create(measure=measure, on=date(2025, 6, 3), number=61, said_by=board)
    client = signed_in(board)
    assert figures_of(client, period)[0] == "60 on 3 March 2025"
    assert "which may leave once a round is closed" in words_of(word(client, period))


def test_other_figures_are_shown_as_they_are(period, heading, administrator, board, signed_in):
    measure = measured("Schools", 3, counts_people=False)
    tag(by=administrator, heading=heading, thing=measure)
    assert figures_of(signed_in(board), period)[0] == "3 on 3 March 2025"
