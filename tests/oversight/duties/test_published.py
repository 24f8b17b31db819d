"""Whether a report is published somebody says: red is only what somebody said is not."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Change
from accounts.versions import Conflict
from oversight.duties import services
from oversight.duties.reading import PeriodThen, read_duties
from oversight.models import Period
from tests.conftest import html_of
from tests.factories import DutyFactory, PeriodFactory

ENDED, LATER = date(2025, 3, 31), date(2025, 6, 3)
AHEAD = {"starts_on": date(2090, 4, 1), "ends_on": date(2091, 3, 31)}


@pytest.fixture
def period(db):
    return PeriodFactory(duty__key="rights", duty__name="Children’s rights report")


def publish(by, period, seen=1, published_on=LATER, **said):
    return services.say_published(
        by=by, period=period, seen=seen, published_on=published_on, **said
    )


def test_no_day_makes_it_late(period):
    for on in (LATER, date(2095, 1, 1)):
        then = PeriodThen(period, on)
        assert then.sentence == "Period ended 31 March 2025: published? Nobody has said yet."
        assert not then.period.is_owed


def test_it_is_red_after_not_yet_and_no_more_after_published(period, administrator, signed_in):
    client = signed_in(administrator)
    assert "pt_alarm" not in html_of(client.get("/duties/"))
    client.post(f"/duties/periods/{period.pk}/not-yet/", {"version": 1})
    html = html_of(client.get("/duties/"))
    assert "pt_alarm" in html
    assert "Period ended 31 March 2025: not yet published" in html
    sent = {"version": 2, "published_on": "3/6/2025", "address": "www.council.test/report"}
    answer = client.post(f"/duties/periods/{period.pk}/published/", sent)
    assert answer["Location"] == "/duties/rights/"
    html = html_of(client.get("/duties/rights/"))
    assert "published on 3 June 2025" in html
    assert 'href="https://www.council.test/report"' in html
    assert "pt_alarm" not in html


def test_it_can_be_taken_back_and_history_tells_of_it(period, administrator, signed_in):
    publish(administrator, period, address="https://council.test/report")
    client = signed_in(administrator)
    client.post(f"/duties/periods/{period.pk}/undo/", {"version": 2})
    period.refresh_from_db()
    assert (period.answer, period.published_on, period.address, period.said_by) == (
        "",
        None,
        "",
        None,
    )
    line = Change.objects.latest("pk")
    assert (line.thing, line.key, line.act) == ("duty", "rights", "took back")
    assert "council.test/report" in line.before
    assert "1 April 2024 to 31 March 2025" in line.after


def test_only_an_administrator_says_so(period, keeper, board, champions, signed_in):
    for person in (keeper, board, champions):
        with pytest.raises(PermissionDenied):
            publish(person, period)
        with pytest.raises(PermissionDenied):
            services.say_not_yet(by=person, period=period, seen=1)
        with pytest.raises(PermissionDenied):
            services.undo_answer(by=person, period=period, seen=1)
        with pytest.raises(PermissionDenied):
            services.add_period(by=person, duty=period.duty, **AHEAD)
    assert "Yes, published" not in html_of(signed_in(board).get("/duties/rights/"))


def test_nothing_is_owed_before_the_period_ends(administrator, db):
    period = PeriodFactory(**AHEAD)
    with pytest.raises(ValidationError, match="runs until 31 March 2091"):
        services.say_not_yet(by=administrator, period=period, seen=1)
    with pytest.raises(ValidationError) as refused:
        publish(administrator, period)
    assert [*refused.value.error_dict] == ["published_on"]


@pytest.mark.parametrize(
    ("published_on", "sentence"),
    [(date(2090, 1, 1), "in the future"), (date(2025, 3, 30), "from 31 March 2025 on")],
)
def test_a_day_that_cannot_be_is_refused(period, administrator, published_on, sentence):
    with pytest.raises(ValidationError, match=sentence):
        publish(administrator, period, published_on=published_on)


def test_what_is_wanted_by_a_day_may_be_given_before(administrator, db):
    period = PeriodFactory(required_by=ENDED)
    publish(administrator, period, published_on=date(2024, 9, 9))
    assert period.is_published


def test_two_who_answer_see_it(period, administrator, signed_in):
    services.say_not_yet(by=administrator, period=period, seen=1)
    with pytest.raises(Conflict):
        publish(administrator, period, seen=1)
    sent = {"version": 1, "published_on": "3/6/2025", "address": ""}
    answer = signed_in(administrator).post(f"/duties/periods/{period.pk}/published/", sent)
    assert answer.status_code == 409
    assert Period.objects.get().is_owed


def test_a_bad_day_keeps_what_was_typed(period, administrator, signed_in):
    sent = {"version": 1, "published_on": "31/2/2025", "address": "council.test/report"}
    answer = signed_in(administrator).post(f"/duties/periods/{period.pk}/published/", sent)
    html = html_of(answer)
    assert answer.status_code == 200
    assert "31/2/2025" in html
    assert "council.test/report" in html


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/report",
        "http://10.1.2.3/report",
        "https://[::1]/report",
        "https://documents.council.local/report",
        "ftp://council.test/report",
        "S:\\reports\\report.docx",
        "javascript:alert(1)",
        "data:text/html,report",
    ],
)
def test_an_address_that_nobody_outside_can_open_is_refused(
    period, administrator, signed_in, address
):
    sent = {"version": 1, "published_on": "3/6/2025", "address": address}
    answer = signed_in(administrator).post(f"/duties/periods/{period.pk}/published/", sent)
    html = html_of(answer)
    assert answer.status_code == 200
    assert "Nobody outside the council can open this." in html
    assert f'value="{address}"' in html
    assert not Period.objects.get().is_published


@pytest.mark.parametrize("address", ["https://[2606:4700::1]/report", "council.test/homes/local"])
def test_one_on_the_web_is_taken(period, administrator, signed_in, address):
    sent = {"version": 1, "published_on": "3/6/2025", "address": address}
    answer = signed_in(administrator).post(f"/duties/periods/{period.pk}/published/", sent)
    assert answer.status_code == 302
    assert Period.objects.get().address.startswith("https://")


def test_an_administrator_adds_a_period_once(administrator, signed_in, db):
    duty = DutyFactory(key="parenting")
    client = signed_in(administrator)
    sent = {"starts_on": "1/4/2026", "ends_on": "31/3/2029", "opened": str(uuid.uuid4())}
    for _time in range(2):
        answer = client.post("/duties/parenting/add-period/", sent)
        assert answer["Location"] == "/duties/parenting/"
    assert duty.periods.get().ends_on == date(2029, 3, 31)
    other = sent | {"starts_on": "1/1/2029", "ends_on": "31/12/2031"}
    html = html_of(client.post("/duties/parenting/add-period/", other))
    assert "There is a period already from 1 April 2026 to 31 March 2029." in html
    assert "1/1/2029" in html
    backwards = {"starts_on": "1/4/2032", "ends_on": "31/3/2031"}
    html = html_of(client.post("/duties/parenting/add-period/", backwards))
    assert "before the first day" in html
    assert duty.periods.count() == 1


def test_the_database_holds_an_answer_together(administrator, db):
    for wrong in (
        {"answer": "published", "said_by": administrator, "said_on": LATER},
        {"answer": "not-yet"},
        {"published_on": LATER},
        {"ends_on": date(2020, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PeriodFactory(**wrong)


def test_the_next_end_is_named_and_what_is_asked(db):
    duty = DutyFactory(key="plan")
    old, new = PeriodFactory(duty=duty), PeriodFactory(duty=duty, **AHEAD)
    (found,) = read_duties(date(2090, 5, 1))
    assert found.next.period == new
    assert [one.period for one in found.open] == [old]
    assert found.next.sentence == "The period ends 31 March 2091."


def test_the_board_sees_the_next_ends_on_its_page_of_today(period, board, signed_in):
    html = html_of(signed_in(board).get("/board/"))
    assert "Reports that the law asks for" in html
    assert "Period ended 31 March 2025: published? Nobody has said yet." in html


def test_what_there_is_not_is_not_found(administrator, signed_in, period):
    client = signed_in(administrator)
    for address in ("nonsense/", "periods/0/", "headings/0/tag/", "nonsense/add-period/"):
        assert client.get(f"/duties/{address}").status_code == 404


def test_today_it_is_as_the_pages_say(period):
    assert read_duties(timezone.localdate())[0].open[0].is_asked
