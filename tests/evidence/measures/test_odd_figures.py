"""A figure that can hardly be is asked about once, by a tick box beside it; a sign says what the
unit says.
"""

from decimal import Decimal

import pytest

from evidence.models import Actual, EvidenceItem, Measure, MeasureTarget
from tests.conftest import html_of
from tests.evidence.measures.test_measure_pages import measure_form
from tests.factories import MeasureFactory, SubActionFactory

pytestmark = pytest.mark.django_db
PER_CENT = {"unit": "per cent", "counts_people": "no"}
DAY = "03/03/2026"


@pytest.fixture
def work(service):
    return SubActionFactory(service=service)


@pytest.fixture
def measure(work):
    return MeasureFactory(item=work.item, name="Share", unit="per cent", counts_people=False)


def box_of(answer, name: str):
    return answer.context["form"].fields[name]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"baseline": "-4"} | PER_CENT, "Is -4 right? Per cent are from 0 to 100 as a rule."),
        ({"baseline": "1,234 %"} | PER_CENT, "Is 1,234 right? Per cent are from 0 to 100"),
        ({"baseline": "100.5", "unit": "% of homes", "counts_people": "no"}, "Is 100.5 right?"),
        (
            {"baseline": "−2", "unit": "days", "counts_people": "no"},
            "Is -2 right? It is less than nothing.",
        ),
    ],
)
def test_a_starting_figure_that_can_hardly_be_is_asked_about_once(
    keeper, signed_in, work, changes, why
):
    client, address = signed_in(keeper), f"/measures/add/{work.key}/"
    answer = client.post(address, measure_form(**changes))
    assert why in str(answer.context["form"].errors["baseline"])
    assert "I have looked: this number is right." in html_of(answer)
    assert not Measure.objects.exists()

    ticked = {"baseline-right": box_of(answer, "baseline").question.value}
    other = measure_form(**changes | ticked | {"baseline": "555 %" if "%" in why else "-555"})
    assert "Is " in str(client.post(address, other).context["form"].errors["baseline"])
    assert client.post(address, measure_form(**changes) | ticked).status_code == 302
    assert Measure.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        ("0", "per cent"),
        ("100 %", "per cent"),
        ("75 pct", "per-cent of homes"),
        ("75%", "per\u00a0cent"),
        ("75 per-cent", "％"),
        ("£1,200", "pounds a week"),
        ("1,200 pounds", "pounds"),
        ("1,234", "homes"),
    ],
)
def test_what_can_be_is_not_asked_about(keeper, signed_in, work, number, unit):
    sent = measure_form(baseline=number, unit=unit, counts_people="no")
    assert signed_in(keeper).post(f"/measures/add/{work.key}/", sent).status_code == 302


@pytest.mark.parametrize(
    ("number", "unit"), [("75 %", "children"), ("£12", "per cent"), ("75 per cent", "pounds")]
)
def test_a_sign_that_the_unit_does_not_say_is_refused(keeper, signed_in, work, number, unit):
    sent = measure_form(baseline=number, unit=unit, counts_people="no")
    answer = signed_in(keeper).post(f"/measures/add/{work.key}/", sent)
    assert "does not fit what is counted" in str(answer.context["form"].errors["baseline"])
    assert not Measure.objects.exists()


def test_fewer_people_than_nobody_are_refused_and_not_asked_about(keeper, signed_in, work):
    answer = signed_in(keeper).post(f"/measures/add/{work.key}/", measure_form(baseline="-4"))
    assert "this measure counts people" in str(answer.context["form"].errors["baseline"])
    assert box_of(answer, "baseline").question is None


@pytest.mark.parametrize(
    ("page", "prefix", "on", "model"),
    [("targets", "target", "due_on", MeasureTarget), ("actuals", "actual", "on", Actual)],
)
def test_a_target_and_a_figure_are_asked_about_too(
    keeper, signed_in, measure, page, prefix, on, model
):
    client, address = signed_in(keeper), f"{measure.get_absolute_url()}{page}/"
    sent = {f"{prefix}-number": "120 %", f"{prefix}-{on}": DAY, f"{prefix}-unknown": ""}
    answer = client.post(address, sent)
    assert "Is 120 right?" in str(answer.context["form"].errors["number"])
    assert not model.objects.exists()

    ticked = {f"{prefix}-number-right": box_of(answer, "number").question.value}
    assert client.post(address, sent | ticked).status_code == 302
    assert model.objects.get().number == 120


def test_what_was_said_to_be_right_is_not_asked_about_again(keeper, signed_in, measure):
    said = Actual.objects.create(
        measure=measure, on="2026-03-03", number=Decimal(120), said_by=measure.added_by
    )
    address = f"{measure.get_absolute_url()}actuals/{said.pk}/"
    sent = {"on": "4/3/26", "number": "120", "unknown": "", "version": measure.version}
    assert signed_in(keeper).post(address, sent).status_code == 302


def test_a_figure_as_evidence_is_asked_about_too(keeper, signed_in, work):
    client, address = signed_in(keeper), f"/evidence/add/{work.key}/"
    form = client.get(address).context["form"]
    sent = {
        "medium": "figure",
        "number": "-4 %",
        "unit": "per cent of homes",
        "kind": "data",
        "title": "Homes",
        "shows": "How many homes are warm.",
        "dated_on": DAY,
        "visibility": "board",
        "form_key": form["form_key"].value(),
    }
    answer = client.post(address, sent)
    assert "Is -4 right?" in str(answer.context["form"].errors["number"])

    ticked = {"number-right": box_of(answer, "number").question.value}
    assert client.post(address, sent | ticked).status_code == 302
    assert EvidenceItem.objects.get().number == -4
