"""Before a service closes, or somebody leaves one, the page says with figures what changes, and
what stays and counts.
"""

import pytest
from django.utils import timezone
from lxml import html

from tests.accounts.conftest import text_of
from tests.conftest import html_of, person
from tests.factories import (
    AgreementFactory,
    AppointmentFactory,
    EvidenceFactory,
    HeardFactory,
    ItemFactory,
    ProgressUpdateFactory,
    ReplyFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SessionFactory,
    SubActionFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(administrator, signed_in):
    browser = signed_in(administrator)
    return lambda path: text_of(browser.get(path))


def submitted(service, keeper, round):
    theme = ItemFactory(kind="theme", has_template=True)
    made = SelfAssessmentFactory(theme=theme, service=service, round=round, state="submitted")
    SubmissionFactory(assessment=made, made_by=keeper)
    return made


def test_closing_says_what_changes_and_what_stays(read, service, other_service, keeper):
    work = SubActionFactory(service=service)
    SubActionFactory(service=other_service)
    ProgressUpdateFactory.create_batch(3, sub_action=work, service=service, posted_by=keeper)
    EvidenceFactory(service=service, added_by=keeper)
    ReplyFactory(item=work.item)
    round = RoundFactory(name="Spring")
    submitted(service, keeper, round)
    page = read("/services/education/edit/")
    assert "1 sub-action will have no service that takes work" in page
    assert "1 entry of what was heard waits for its answer" in page
    assert "1 of 1 self-assessments in Spring is submitted, and stays counted" in page
    assert "3 progress updates and 1 piece of evidence stay under its name, and count" in page


def test_the_list_that_it_leads_to_holds_just_what_it_counts(
    service, other_service, administrator, signed_in
):
    day = timezone.localdate()
    owned = SubActionFactory.create_batch(2, service=service)
    SubActionFactory(
        service=service, replaced_by=owned[0], replaced_on=day, replaced_reason="Merged."
    )
    stopped = {"status": "stopped", "reported_on": day, "decided_on": day, "decided_by": "Cabinet"}
    SubActionFactory(service=service, **stopped)
    SubActionFactory(service=other_service)
    browser = signed_in(administrator)

    page = html.fromstring(browser.get("/services/education/edit/").content)
    (row,) = page.xpath("//div[@class and .//a[text()='Which']][contains(., 'takes work')][b]")
    listed = html_of(browser.get(row.xpath(".//a/@href")[0]))

    assert row.xpath("string(b)") == "2"
    for work in service.sub_actions.all():
        assert (work.get_absolute_url() in listed) is (work in owned)


def test_and_they_do_once_it_is_closed(read, service, keeper, administrator, signed_in):
    round = RoundFactory(name="Spring", key="spring")
    submitted(service, keeper, round)
    before = read("/rounds/spring/")
    assert "1 of 1 self-assessments is submitted" in before
    day = timezone.localdate().strftime("%d/%m/%Y")
    sent = {"name": "Education", "kind": "council", "closed_on": day, "version": 1}
    signed_in(administrator).post("/services/education/edit/", sent)
    assert "1 of 1 self-assessments is submitted" in read("/rounds/spring/")


def test_closing_what_has_nothing_says_so(read, service):
    page = read("/services/education/edit/")
    assert "0 sub-actions will have no service that takes work" in page
    assert "self-assessments" not in page
    assert "for its answer" not in page


@pytest.mark.parametrize("way", ["roles/{}/move", "roles/{}/end", "deactivate"])
def test_leaving_says_what_stays(read, way, keeper, service, board):
    work = SubActionFactory(service=service)
    ProgressUpdateFactory.create_batch(2, sub_action=work, service=service, posted_by=keeper)
    ProgressUpdateFactory(sub_action=work, service=service, posted_by=board)
    EvidenceFactory(service=service, added_by=keeper)
    SessionFactory.create_batch(3, logged_by=keeper)
    HeardFactory(kind="idea", logged_by=keeper)
    submitted(service, keeper, RoundFactory())
    held = keeper.appointments.get()
    page = read(f"/people/{keeper.pk}/{way.format(held.pk)}/")
    assert "Kirsty can no longer change or withdraw any of it." in page
    assert "2 progress updates" in page
    assert "1 self-assessment that they submitted" in page
    assert "1 piece of evidence that they added" in page
    assert "3 sessions and 1 idea or offer that they logged" in page


def test_what_she_said_for_another_service_is_not_counted(read, keeper, other_service):
    work = SubActionFactory(service=other_service)
    ProgressUpdateFactory(sub_action=work, service=other_service, posted_by=keeper)
    held = keeper.appointments.get()
    page = read(f"/people/{keeper.pk}/roles/{held.pk}/move/")
    assert "0 progress updates for Education" in page
    assert "Education looks after" not in page  # where there is nothing to look after


def test_ending_another_role_says_so_too(read, champions, board, keeper, service):
    work = SubActionFactory(service=service)
    claim = ProgressUpdateFactory(sub_action=work, posted_by=keeper, service=service)
    for role, number in (("champions", 2), ("board", 1)):
        AgreementFactory.create_batch(number, claim=claim, made_by=champions, role=role)
    EvidenceFactory(added_by=champions, service=None)
    HeardFactory.create_batch(2, logged_by=champions)
    HeardFactory(logged_by=board)
    SessionFactory(logged_by=champions)
    page = read(f"/people/{champions.pk}/roles/{champions.appointments.get().pk}/end/")
    assert "Chris can no longer change or withdraw any of it." in page
    assert "1 piece of evidence that they added; Champions Board staff look after it" in page
    assert "2 entries of what groups said that they logged" in page
    assert "1 session and 0 ideas or offers that they logged" in page
    assert "2 answers to what others claim" in page
    assert "progress update" not in page


def test_who_changes_her_own_right_is_told_that_she_is_signed_out(read, administrator, board):
    AppointmentFactory(user=administrator, role="board")
    warning = "This is your own account: you are signed out then, and sign in again."
    assert warning in read(f"/people/{administrator.pk}/")
    assert warning not in read(f"/people/{board.pk}/")


def test_of_hundreds_that_lose_their_owner_some_are_named_and_all_counted(read, keeper, service):
    colleague = person("Kai", "keeper", service)
    alone = SubActionFactory.create_batch(23, service=service)
    shared = SubActionFactory.create_batch(22, service=service)
    for row in alone + shared:
        row.owners.set([keeper] if row in alone else [keeper, colleague])
    page = read(f"/people/{keeper.pk}/deactivate/")
    assert "23 sub-actions will have no owner." in page
    assert "and 3 more" in page
    assert "22 more have another owner as well" in page
    assert "and 2 more." in page
