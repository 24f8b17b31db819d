"""Which claims wait and for how long, and who agreed with whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from actions.models import SubAction
from evidence.models import Agreement, EvidenceItem
from oversight.claims.pairs import Pair, read_people, read_services
from oversight.claims.waiting import longest_first, read_waiting
from tests.conftest import html_of, person
from tests.factories import (
    AgreementFactory,
    ClaimedFactory,
    ProgressUpdateFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def claim(by, days=0, **values):
    service = values.pop("service", None) or by.services[0]
    on = timezone.localdate() - timedelta(days=days)
    return ClaimedFactory(service=service, by=by, reported_on=on, **values)


def agree(row, by, role="board", service=None, **values):
    said = {"made_by": by, "role": role, "service": service}
    return AgreementFactory(claim=row.updates.get(), **said, **values)


@pytest.mark.database
def test_claims_wait_the_longest_first_until_somebody_agrees(keeper, board, today):
    short, long = claim(keeper, days=3), claim(keeper, days=40)
    agree(claim(keeper, days=90), board)
    SubAction.objects.filter(pk=claim(keeper).pk).update(status="at-risk", completed_on=None)
    replaced = {"replaced_by": short, "replaced_on": today, "replaced_reason": "Merged."}
    claim(keeper, days=50, **replaced)

    found = read_waiting(today)

    assert [(one.claim.sub_action, one.days) for one in found] == [(long, 40), (short, 3)]


@pytest.mark.database
def test_a_page_of_them_has_what_all_of_them_have(keeper, board, today):
    short, long, middle = (claim(keeper, days=days) for days in (3, 40, 20))
    agree(claim(keeper, days=90), board)
    # Said again, it waits since it was said first; with another day it is another claim.
    again = {"service": long.service, "posted_by": keeper, "status": long.status}
    ProgressUpdateFactory(sub_action=long, **again, completed_on=long.completed_on)
    ProgressUpdateFactory(sub_action=middle, **again, completed_on=today, posted_on=today)
    SubAction.objects.filter(pk=middle.pk).update(completed_on=today, reported_on=today)
    every = read_waiting(today)
    assert longest_first() == [long.pk, short.pk, middle.pk]
    assert [one.claim.sub_action.pk for one in every] == longest_first()
    assert read_waiting(today, [short.pk, long.pk]) == every[:2]


def test_it_says_what_is_missing_and_what_stands_in_the_way(keeper, board, today):
    fine, closed, bare = claim(keeper, 3), claim(keeper, 2, service=ServiceFactory()), claim(keeper)
    agree(fine, board, kind="missing", words="Nobody was asked.")
    type(closed.service).objects.filter(pk=closed.service_id).update(closed_on=today)
    EvidenceItem.objects.filter(supports__item=bare.item).update(visibility="internal")

    first, second, third = read_waiting(today)

    assert (first.missing.words, first.hindrance) == ("Nobody was asked.", "")
    assert "is closed: another service" in second.hindrance
    assert "nobody can agree yet" in third.hindrance


def test_it_says_where_nobody_is_left(keeper, today):
    claim(keeper)
    assert read_waiting(today)[0].hindrance.startswith("Nobody is left who may agree")
    person("Chris", Role.CHAMPIONS)
    assert read_waiting(today)[0].hindrance == ""


@pytest.mark.database
def test_what_waits_is_read_in_as_many_statements_however_much_it_is(
    keeper, board, today, django_assert_num_queries
):
    claim(keeper)
    with django_assert_num_queries(6):
        assert len(read_waiting(today)) == 1
    for _number in range(5):
        claim(keeper)
    with django_assert_num_queries(6):
        assert len(read_waiting(today)) == 6


@pytest.mark.database
def test_who_agreed_with_whom_is_counted_for_services_and_people(
    keeper, other_keeper, board, service, other_service
):
    for _number in range(2):
        agree(claim(keeper), other_keeper, "keeper", other_service)
    agree(claim(other_keeper), keeper, "keeper", service)
    agree(claim(other_keeper), board, kind="missing")
    agree(claim(keeper), board, taken_back_on=timezone.localdate())

    assert read_services() == [
        Pair("Housing", "Education", agreed=2, missing=0, returned=1),
        Pair("Education", "Housing", agreed=1, missing=0, returned=2),
        Pair("Oversight Board member", "Housing", agreed=0, missing=1, returned=0),
    ]
    assert [(pair.first, pair.second, pair.agreed) for pair in read_people()] == [
        ("Omar", "Kirsty", 2),
        ("Kirsty", "Omar", 1),
        ("Barbara", "Omar", 0),
    ]


# Pages


def test_the_board_and_administrators_read_both_pages(keeper, board, administrator, signed_in):
    row = claim(keeper, days=12)
    agree(claim(keeper), board)
    for user in (board, administrator):
        html = html_of(signed_in(user).get("/board/waiting/"))
        assert "1 claim waits." in html
        assert row.get_absolute_url() in html
        assert "12 days" in html
        html = html_of(signed_in(user).get("/board/agreements/"))
        assert "Oversight Board member" in html
        assert "Barbara" in html
        assert 'href="/board/waiting/"' in html
        assert '"/board/waiting/"' in html_of(signed_in(user).get(row.get_absolute_url()))


def test_others_read_neither_and_see_no_way_there(keeper, champions, signed_in):
    row = claim(keeper)
    for user in (keeper, champions):
        for path in ("/board/waiting/", "/board/agreements/"):
            assert signed_in(user).get(path).status_code == 403
        html = html_of(signed_in(user).get(row.get_absolute_url()))
        assert "What is claimed" in html
        assert "/board/waiting/" not in html


def test_where_nothing_is_there_it_says_what_would_be(board, signed_in):
    assert not Agreement.objects.exists()
    assert "No claim waits" in html_of(signed_in(board).get("/board/waiting/"))
    html = html_of(signed_in(board).get("/board/agreements/"))
    assert "Nobody has answered a claim yet" in html
