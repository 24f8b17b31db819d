"""Who has filled what: service by theme, out of 76 boxes less those set aside (row 24)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.together import read_one
from evidence.assessments import overview
from evidence.assessments.overview import read_overview
from evidence.models import SelfAssessment, Support
from foundations.models import FrameworkItem
from oversight.my_work.besides import reading_assessed
from tests.conftest import person
from tests.factories import (
    AnswerFactory,
    EvidenceFactory,
    RoundFactory,
    SelfAssessmentFactory,
    ServiceFactory,
)
from tests.foundations.conftest import words

pytestmark = [pytest.mark.usefixtures("march"), pytest.mark.database]
TODAY = date(2026, 3, 10)


@pytest.fixture
def autumn(framework):
    return RoundFactory(key="autumn", name="Autumn")


def begin(service, round, key: str = "T1", filled: str = "", **values) -> SelfAssessment:
    """A self-assessment with these boxes filled: `begin(service, round, filled="13")`."""
    theme = FrameworkItem.objects.get(key=key)
    made = SelfAssessmentFactory(theme=theme, service=service, round=round, **values)
    for number in "1234":
        text = "We listen." if number in filled else ""
        AnswerFactory(
            assessment=made, prompt=FrameworkItem.objects.get(key=f"Q{number}"), text=text
        )
    return made


def cell(round, theme: str = "T1"):
    line = read_overview(round, TODAY).lines[0]
    return next(one for one in line.cells if one.theme.key == theme)


def test_an_empty_round_has_76_boxes_a_service(autumn, keeper, other_keeper):
    found = read_overview(autumn, TODAY)
    assert [line.boxes for line in found.lines] == [76, 76]
    assert (found.counts.filled, found.counts.boxes) == (0, 152)
    assert found.counts.figure == "0 of 38 self-assessments are submitted."
    assert found.counts.silence == "2 of 2 services have not begun."


@pytest.mark.parametrize(
    ("filled", "counted"), [("", 0), ("1", 1), ("124", 3), ("3", 0), ("1234", 3)]
)
def test_a_box_counts_once_something_is_in_it(autumn, keeper, service, filled, counted):
    begin(service, autumn, filled=filled)
    assert cell(autumn).filled == counted


def test_how_do_we_know_counts_with_cited_evidence(autumn, keeper, service):
    made, evidence = begin(service, autumn, filled="3"), EvidenceFactory(service=service)
    support = Support.objects.create(
        evidence=evidence, item=made.theme, assessment=made, made_by=keeper
    )
    assert cell(autumn).filled == 1
    support.removed_on, support.removed_by = TODAY, keeper
    support.save()
    assert cell(autumn).filled == 0


def test_how_do_we_know_counts_with_the_words_for_no_evidence(autumn, keeper, service):
    begin(service, autumn, no_evidence_yet=True)
    assert cell(autumn).filled == 1


def test_a_theme_set_aside_leaves_the_count(autumn, keeper, service):
    begin(service, autumn, "T1", "12")
    begin(service, autumn, "T2", "12", state="set-aside", set_aside_reason="No schools.")
    found = read_overview(autumn, TODAY)
    assert (found.counts.filled, found.counts.boxes) == (2, 72)
    assert found.counts.figure == "0 of 18 self-assessments are submitted."
    assert found.counts.silence == "Every service has begun."
    assert cell(autumn, "T2").set_aside


def test_services_without_a_keeper_or_closed_count_once_they_have_begun(
    autumn, keeper, service, administrator
):
    silent, left, closed = (ServiceFactory(name=name) for name in ("Silent", "Left", "Closed"))
    begin(left, autumn)
    begin(closed, autumn)
    closed.closed_on = TODAY - timedelta(days=1)
    closed.save()
    ServiceFactory(name="Closed before it began", closed_on=TODAY)
    assert {line.service for line in read_overview(autumn, TODAY).lines} == {service, left, closed}
    person("Sheila", "keeper", silent)
    assert silent in {line.service for line in read_overview(autumn, TODAY).lines}


@pytest.mark.parametrize(("closed_on", "counts"), [(TODAY, False), (date(2026, 3, 11), True)])
def test_a_service_counts_until_the_day_before_it_is_closed(
    autumn, keeper, service, closed_on, counts
):
    service.closed_on = closed_on
    service.save()
    assert (service in {line.service for line in read_overview(autumn, TODAY).lines}) == counts


def test_closing_a_service_takes_nothing_that_it_submitted_out_of_the_round(
    signed_in, board, autumn, keeper, service
):
    begin(service, autumn, filled="1234", state="submitted")
    client = signed_in(board)
    before = client.get("/self-assessment/autumn/").context["overview"]
    assert (before.counts.filled, before.counts.boxes) == (4, 76)
    assert before.counts.figure == "1 of 19 self-assessments is submitted."
    service.closed_on = TODAY
    service.save()
    after = client.get("/self-assessment/autumn/").context["overview"]
    assert (after.counts.filled, after.counts.boxes, after.counts.figure) == (
        4,
        76,
        before.counts.figure,
    )
    assert [line.service for line in after.lines] == [service]


def test_a_service_closed_after_the_round_was_still_counts_in_it(
    autumn, keeper, service, administrator
):
    autumn.closed_on, autumn.closed_by = TODAY, administrator
    service.closed_on = date(2026, 3, 11)
    service.save()
    assert [line.service for line in read_overview(autumn, date(2026, 6, 1)).lines] == [service]


def test_a_closed_round_counts_the_services_of_the_day_it_was_closed(
    autumn, keeper, service, administrator
):
    autumn.closed_on, autumn.closed_by = date(2019, 12, 31), administrator
    assert read_overview(autumn, TODAY).lines == []


def test_other_rounds_do_not_count(autumn, keeper, service):
    begin(
        service,
        RoundFactory(first_day=TODAY - timedelta(days=400), last_day=TODAY - timedelta(days=300)),
        filled="1",
    )
    found = read_overview(autumn, TODAY)
    assert (found.counts.filled, found.counts.boxes) == (0, 76)
    assert found.counts.silence == "1 of 1 services has not begun."


def test_the_page_says_how_far_it_is_and_who_has_not_begun(
    signed_in, board, autumn, keeper, other_keeper, service
):
    begin(service, autumn, filled="12", state="submitted")
    page = words(signed_in(board).get("/self-assessment/"))
    assert "1 of 38 self-assessments is submitted. 1 of 2 services has not begun." in page
    assert "Submitted: T1, Education" in page
    assert "Not begun: T1, Housing" in page
    assert "Education 4 of 76" in page
    assert "Submitted, of 2 services 4 of 152 1" in page
    assert "18 of 19 themes that nobody has submitted" in page
    assert page == words(signed_in(board).get("/self-assessment/autumn/"))


@pytest.mark.parametrize(
    ("number", "shown", "left"), [(1, "Education", "Housing"), (9, "Housing", "Education")]
)
def test_a_page_holds_some_services_and_counts_them_all(
    monkeypatch, signed_in, board, autumn, keeper, other_keeper, service, number, shown, left
):
    monkeypatch.setattr(overview, "PER_PAGE", 1)
    begin(service, autumn, filled="12", state="submitted")
    page = words(signed_in(board).get(f"/self-assessment/autumn/?page={number}"))
    assert f": T1, {shown}" in page
    assert f": T1, {left}" not in page
    assert "1 of 38 self-assessments is submitted. 1 of 2 services has not begun." in page
    assert "Submitted, of 2 services 4 of 152 1" in page
    assert "Previous page" in page or "Next page" in page


def test_the_six_themes_without_a_template_are_named_as_such(signed_in, board, autumn, keeper):
    page = words(signed_in(board).get("/self-assessment/"))
    after = page.split("6 themes of Building capacity have no questions in Plan 21-24")[1]
    assert "Legislation" in after
    assert "Governance Structures" in after


def test_the_overview_is_never_served_from_what_a_browser_kept(
    signed_in, board, autumn, keeper, service
):
    client = signed_in(board)
    client.get("/self-assessment/")
    answer = client.get("/self-assessment/")
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_without_a_round_the_page_says_what_to_do(signed_in, framework, administrator, keeper):
    assert "An administrator opens one." in words(signed_in(keeper).get("/self-assessment/"))
    assert (
        'href="/rounds/add/"' in signed_in(administrator).get("/self-assessment/").content.decode()
    )


def test_a_round_that_asks_for_progress_only_has_no_overview(signed_in, keeper, framework):
    RoundFactory(key="progress", asks_assessment=False)
    assert signed_in(keeper).get("/self-assessment/progress/").status_code == 404


def test_the_page_costs_the_same_however_many_have_begun(signed_in, board, autumn, keeper, service):
    client = signed_in(board)

    def cost() -> int:
        client.get("/self-assessment/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/self-assessment/")
        return len(seen)

    few = cost()
    for number in range(12):
        begin(ServiceFactory(), autumn, f"T{number + 1}", "1234")
    assert cost() == few


def test_my_work_says_how_far_ones_own_services_are(
    signed_in, keeper, other_keeper, autumn, service
):
    begin(service, autumn, filled="12")
    page = words(signed_in(keeper).get("/my-work/"))
    assert "1 begun 18 not begun" in page
    assert "Housing" not in page


def test_my_work_is_silent_about_self_assessment_when_no_round_asks_for_it(
    keeper, framework, administrator
):
    assert read_one(reading_assessed(keeper, TODAY)) == (None, [])
    closed = RoundFactory(closed_on=TODAY, closed_by=administrator)
    assert closed.is_closed
    assert read_one(reading_assessed(keeper, TODAY)) == (None, [])
