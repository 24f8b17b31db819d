"""My work: what a Promise Keeper owes, and what first."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.models import Role
from actions.models import SubAction
from actions.status import Status
from oversight.my_work import views
from oversight.my_work.owed import owed_by, work_sentence
from tests.conftest import html_of
from tests.factories import (
    AppointmentFactory,
    ReplyFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.database


@pytest.fixture
def read_page(signed_in, keeper):
    """The page as the Keeper of Education reads it."""

    def read() -> str:
        return html_of(signed_in(keeper).get("/my-work/"))

    return read


def kept(
    service, *, days: int = 0, confirmed: int = 0, status=Status.ON_TRACK, **values
) -> SubAction:
    """A reported sub-action of the service; due in so many days, confirmed so many days ago."""
    due = localdate() + timedelta(days=days) if days else None
    said = localdate() - timedelta(days=confirmed)
    return ReportedSubActionFactory(
        service=service, status=status, due_on=due, reported_on=said, confirmed_on=said, **values
    )


def test_the_oldest_debt_of_ones_own_comes_first(keeper, service):
    own = {"owners": [keeper]}
    fine = kept(service, **own)
    stale, staler = kept(service, confirmed=130, **own), kept(service, confirmed=300, **own)
    silent = SubActionFactory(service=service, **own)
    late, later = (
        kept(service, days=-5, status=Status.AT_RISK, **own),
        kept(service, days=-50, **own),
    )
    of_others = kept(service, days=-90)

    rows = [row.sub_action for row in owed_by(keeper, localdate())]

    assert rows == [later, late, silent, staler, stale, fine, of_others]


def test_only_work_of_ones_own_services_is_owed(keeper, service, other_service):
    mine = SubActionFactory(service=service)
    SubActionFactory(service=other_service)
    SubActionFactory(service=None)

    assert [row.sub_action for row in owed_by(keeper, localdate())] == [mine]


def test_the_sentence_says_what_is_owed(keeper, service):
    kept(service, days=-5, status=Status.AT_RISK, owners=[keeper])
    kept(service, confirmed=121, owners=[keeper])
    SubActionFactory.create_batch(2, service=service, owners=[keeper])
    kept(service, owners=[keeper])

    assert work_sentence(owed_by(keeper, localdate())) == (
        "5 sub-actions are yours to keep: 1 past its date, 2 not yet reported, 1 not confirmed for "
        "too long."
    )


def test_the_sentence_names_contradictions_and_whose_work_it_is(keeper, service):
    kept(service, days=-5, owners=[keeper])
    kept(service, days=-6)

    assert work_sentence(owed_by(keeper, localdate())) == (
        "2 sub-actions are yours to keep (1 with you as owner): "
        "2 past their date, 2 whose status is contradicted by date or evidence."
    )


def test_the_sentence_of_someone_who_owes_nothing(keeper, service):
    kept(service, owners=[keeper])

    assert (
        work_sentence(owed_by(keeper, localdate()))
        == "1 sub-action is yours to keep: nothing is owed today."
    )


def test_still_true_from_here_leads_back_here(signed_in, keeper, service):
    row = kept(service, confirmed=200, owners=[keeper])
    client = signed_in(keeper)

    answer = client.post(
        f"/sub-actions/{row.key}/still-true/", {"version": row.version, "from-my-work": "1"}
    )

    row.refresh_from_db()
    assert answer.url == "/my-work/"
    assert (row.confirmed_on, row.confirmed_by) == (localdate(), keeper)


def test_still_true_is_offered_only_where_something_was_reported(read_page, service):
    silent = SubActionFactory(service=service)
    reported = kept(service)

    html = read_page()

    assert f"/sub-actions/{reported.key}/still-true/" in html
    assert f"/sub-actions/{silent.key}/still-true/" not in html
    assert f"/sub-actions/{silent.key}/update/" in html


def test_still_true_is_not_offered_of_what_is_late_contradicted_or_stopped(read_page, service):
    late = kept(service, days=-5, status=Status.AT_RISK)
    contradicted = kept(service, days=-5)
    unheard = kept(service, status=Status.BEING_KEPT, kind="ongoing")
    stopped = kept(service, status=Status.STOPPED)
    unchecked = kept(service, confirmed=200)

    html = read_page()

    for row in (late, contradicted, unheard, stopped):
        assert f"/sub-actions/{row.key}/update/" in html
        assert f"/sub-actions/{row.key}/still-true/" not in html
    assert f"/sub-actions/{unchecked.key}/still-true/" in html


def test_what_is_replaced_or_stopped_by_decision_is_not_owed(read_page, keeper, service):
    today = localdate()
    fine = kept(service)
    ended = [
        kept(service, days=-5, replaced_by=fine, replaced_on=today, replaced_reason="Merged."),
        kept(service, status=Status.STOPPED, decided_on=today, decided_by="The Committee"),
    ]

    assert [row.sub_action for row in owed_by(keeper, today)] == [fine]
    html = read_page()
    assert f'id="sub-action-{fine.key}"' in html
    for row in ended:
        assert f'id="sub-action-{row.key}"' not in html


def test_a_row_says_when_it_was_confirmed_and_by_whom(read_page, service, keeper):
    kept(service, confirmed=12, confirmed_by=keeper)

    assert "Last confirmed 12 days ago by Kirsty." in read_page()


def test_proposals_of_my_service_wait_here_and_those_of_others_do_not(
    read_page, service, other_service, keeper
):
    waiting = SubActionFactory(service=None, proposed_service=service, proposed_by=keeper)
    of_others = SubActionFactory(service=None, proposed_service=other_service)
    free = SubActionFactory(service=None)

    html = read_page()

    assert f"/sub-actions/{waiting.key}/" in html
    assert f"/sub-actions/{waiting.key}/propose/" not in html
    assert f"/sub-actions/{of_others.key}/" not in html
    assert f"/sub-actions/{free.key}/propose/" in html


def test_a_long_list_of_questions_is_cut_and_all_are_counted(
    signed_in, keeper, service, monkeypatch
):
    monkeypatch.setattr(views, "ASKED_SHOWN", 2)
    item = SubActionFactory(service=service).item
    ReplyFactory.create_batch(4, item=item)

    shown = signed_in(keeper).get("/my-work/").context
    assert (len(shown["asked"]), shown["asked_count"]) == (2, 4)


def test_an_empty_page_says_what_to_do(read_page, keeper):
    assert "propose your service" in read_page()


@pytest.mark.parametrize("name", ["board", "champions", "administrator"])
def test_other_roles_are_told_for_whom_it_is(request, signed_in, name):
    answer = signed_in(request.getfixturevalue(name)).get("/my-work/")

    assert answer.status_code == 403
    assert "Promise Keeper" in html_of(answer)


def test_a_keeper_whose_appointment_ended_reads_it_no_longer(signed_in, keeper):
    client = signed_in(keeper)
    assert client.get("/my-work/").status_code == 200

    keeper.appointments.update(starts_on=localdate() - timedelta(days=9), ends_on=localdate())
    AppointmentFactory(user=keeper, role=Role.BOARD)

    assert client.get("/my-work/").status_code == 403


def test_two_hundred_rows_come_in_pages(signed_in, keeper, service):
    SubActionFactory.create_batch(60, service=service)
    client = signed_in(keeper)

    first, second = (
        html_of(client.get("/my-work/")),
        html_of(client.get("/my-work/?page=2")),
    )

    assert first.count('<li id="sub-action-') == 50
    assert second.count('<li id="sub-action-') == 10
