"""The pages of measures, as a browser sees them."""

from datetime import date
from decimal import Decimal

import pytest

from evidence.models import Actual, Measure, MeasureTarget
from tests.conftest import html_of
from tests.factories import ItemFactory, MeasureFactory, SubActionFactory

pytestmark = pytest.mark.django_db
PRIVATE = "Ring 01292 123456"
DAY = date(2026, 3, 3)


@pytest.fixture
def work(service):
    return SubActionFactory(service=service)


@pytest.fixture
def measure(work):
    return MeasureFactory(item=work.item, name="Together")


def measure_form(**changes) -> dict:
    sent = {
        "name": "Together",
        "unit": "children",
        "counts_people": "yes",
        "why": "It feels like home.",
        "data_source": "A count",
        "gaps": "",
        "baseline": "1,200",
        "baseline_on": "03/03/2026",
        "baseline_unknown": "",
    }
    return sent | changes


def text(response) -> str:
    return response.content.decode()


def test_a_measure_is_added_from_the_page_of_its_sub_action(keeper, signed_in, work):
    client = signed_in(keeper)
    assert f"/measures/add/{work.key}/" in text(client.get(work.get_absolute_url()))
    answer = client.post(f"/measures/add/{work.key}/", measure_form())
    measure = Measure.objects.get()
    assert answer["Location"] == f"/measures/{measure.pk}/"
    assert (measure.baseline, measure.counts_people, measure.item) == (1200, True, work.item)


def test_others_are_offered_no_such_thing(other_keeper, signed_in, work):
    client = signed_in(other_keeper)
    assert f"/measures/add/{work.key}/" not in text(client.get(work.get_absolute_url()))
    assert client.get(f"/measures/add/{work.key}/").status_code == 403


@pytest.mark.parametrize("key", ["nothing", "T1"])
def test_what_has_no_measures_is_a_404(keeper, signed_in, key):
    ItemFactory(key="T1", kind="theme")
    assert signed_in(keeper).get(f"/measures/add/{key}/").status_code == 404


@pytest.mark.parametrize(
    "field", ["name", "unit", "why", "data_source", "gaps", "baseline_unknown"]
)
def test_identifiers_are_refused_in_every_box(keeper, signed_in, work, field):
    answer = signed_in(keeper).post(f"/measures/add/{work.key}/", measure_form(**{field: PRIVATE}))
    assert "telephone number" in str(answer.context["form"].errors[field])
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("1,234,567.5", Decimal("1234567.5")),
        ("1 200", 1200),
        ("１２.0", 12),
        (" 37.50 ", Decimal("37.5")),
    ],
)
def test_numbers_are_typed_as_people_write_them(keeper, signed_in, work, number, stored):
    signed_in(keeper).post(
        f"/measures/add/{work.key}/", measure_form(baseline=number, counts_people="no")
    )
    assert Measure.objects.get().baseline == stored


@pytest.mark.parametrize(
    "number", ["1,5", "many", "NaN", "Infinity", "9" * 300, "1e400", "1.234", "1\x002", "--1"]
)
def test_what_is_no_number_is_asked_about(keeper, signed_in, work, number):
    answer = signed_in(keeper).post(
        f"/measures/add/{work.key}/", measure_form(baseline=number, counts_people="no")
    )
    assert answer.status_code == 200
    assert "baseline" in answer.context["form"].errors
    assert not Measure.objects.exists()


def test_the_page_shows_what_is_known_and_what_is_not(board, signed_in, measure):
    Actual.objects.create(
        measure=measure, on=DAY, number=Decimal("1200.00"), said_by=measure.added_by
    )
    Actual.objects.create(
        measure=measure, on=date(2026, 4, 1), unknown="It was missed.", said_by=measure.added_by
    )
    page = html_of(signed_in(board).get(f"/measures/{measure.pk}/"))
    for words in (
        "On 3 March 2026 it was 1,200 children.",
        "Not known: Nobody counted.",
        "It was missed.",
        "Being together feels like home.",
        '<svg class="pt_curve__wide"',
    ):
        assert words in page
    assert "Save the figure" not in page


def test_the_page_of_the_thing_shows_the_last_number_and_the_next_target(board, signed_in, measure):
    url = measure.item.get_absolute_url()
    assert "Not known, because: Nobody counted." in text(signed_in(board).get(url))
    Actual.objects.create(measure=measure, on=DAY, number=7, said_by=measure.added_by)
    MeasureTarget.objects.create(
        measure=measure, due_on=date(2999, 1, 1), number=9, set_by=measure.added_by
    )
    page = text(signed_in(board).get(url))
    assert "<b>7</b>" in page
    assert "of 9 children," in page
    assert "Next target: 9 by 1 January 2999." in page


def test_a_target_and_an_actual_are_written_down(keeper, signed_in, measure):
    client, url = signed_in(keeper), f"/measures/{measure.pk}/"
    client.post(f"{url}targets/", {"target-number": "40", "target-due_on": "31/12/2026"})
    client.post(
        f"{url}actuals/",
        {"actual-on": "03/03/2026", "actual-number": "", "actual-unknown": "Missed."},
    )
    assert MeasureTarget.objects.get().number == 40
    assert Actual.objects.get().unknown == "Missed."


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("targets", {"target-number": "0.5", "target-due_on": "31/12/2026"}),
        ("targets", {"target-number": "5", "target-due_on": "tomorrow"}),
        ("actuals", {"actual-on": "03/03/2026", "actual-number": "", "actual-unknown": ""}),
        ("actuals", {"actual-on": "03/03/2026", "actual-number": "", "actual-unknown": PRIVATE}),
        ("actuals", {"actual-on": "01/01/2999", "actual-number": "5", "actual-unknown": ""}),
    ],
)
def test_a_bad_one_is_answered_on_the_page_and_keeps_what_was_typed(
    keeper, signed_in, measure, part, sent
):
    answer = signed_in(keeper).post(f"/measures/{measure.pk}/{part}/", sent)
    assert answer.status_code == 200
    assert "to put right" in text(answer)
    assert all(value in text(answer) for value in sent.values())
    assert not Actual.objects.exists()
    assert not MeasureTarget.objects.exists()


@pytest.mark.parametrize("part", ["targets", "actuals", "edit"])
def test_others_write_nothing(other_keeper, signed_in, measure, part):
    assert signed_in(other_keeper).post(f"/measures/{measure.pk}/{part}/", {}).status_code == 403


def test_a_measure_is_edited_and_a_second_edit_shows_both(keeper, signed_in, measure):
    client, url = signed_in(keeper), f"/measures/{measure.pk}/edit/"
    assert client.post(url, measure_form(unit="pairs", version=1)).status_code == 302
    answer = client.post(url, measure_form(unit="groups", version=1))
    assert answer.status_code == 409
    assert [(row["yours"], row["saved"]) for row in answer.context["rows"]] == [("groups", "pairs")]
    assert client.post(url, measure_form(unit="pairs", version=1)).status_code == 302


def test_an_actual_is_corrected_and_removed(keeper, signed_in, measure):
    actual = Actual.objects.create(measure=measure, on=DAY, number=7, said_by=keeper)
    client, url = signed_in(keeper), f"/measures/{measure.pk}/actuals/{actual.pk}/"
    assert 'name="number" value="7"' in html_of(client.get(url))
    sent = {"on": "03/03/2026", "number": "8", "unknown": ""}
    assert client.post(url, sent | {"version": 1})["Location"] == f"/measures/{measure.pk}/"
    assert Actual.objects.get().number == 8
    answer = client.post(url, sent | {"number": "9", "version": 1})
    assert answer.status_code == 409
    assert [(row["yours"], row["saved"]) for row in answer.context["rows"]] == [("9", "8")]
    client.post(f"{url}remove/", {"version": 1})
    assert Actual.objects.exists()
    client.post(f"{url}remove/", {"version": 2})
    assert not Actual.objects.exists()


def test_a_target_is_removed(keeper, signed_in, measure):
    target = MeasureTarget.objects.create(measure=measure, due_on=DAY, number=7, set_by=keeper)
    url = f"/measures/{measure.pk}/targets/{target.pk}/remove/"
    assert signed_in(keeper).post(url, {"version": 1})["Location"] == f"/measures/{measure.pk}/"
    assert not MeasureTarget.objects.exists()


def test_the_actual_of_another_measure_is_a_404(keeper, signed_in, measure):
    actual = Actual.objects.create(measure=MeasureFactory(), on=DAY, number=7, said_by=keeper)
    assert signed_in(keeper).get(f"/measures/{measure.pk}/actuals/{actual.pk}/").status_code == 404


def test_all_measures_are_listed_with_what_is_known_of_each(board, signed_in, measure):
    MeasureFactory(name="Apart")
    Actual.objects.create(measure=measure, on=DAY, number=1200, said_by=measure.added_by)
    MeasureTarget.objects.create(
        measure=measure, due_on=date(2999, 1, 1), number=1500, set_by=measure.added_by
    )
    page = html_of(signed_in(board).get("/measures/"))
    assert "<strong>1 of 2 measures</strong> has a figure." in page
    assert f'<a href="/measures/{measure.pk}/">Together</a>' in page
    assert "<b>1,200</b> children" in page
    assert "3 March 2026. Target 1,500 by 1 January 2999." in page
    assert "No figure yet" in page


def test_without_any_measure_the_list_says_where_one_is_added(board, signed_in):
    page = html_of(signed_in(board).get("/measures/"))
    assert "Nothing is measured yet." in page
    assert "<strong>" not in page.partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, {"name": "Say what is measured."}),
        ({"name": "x" * 151}, {"name": "Shorten “What is measured?” by 1 character."}),
        ({"counts_people": "perhaps"}, {"counts_people": "Say whether it counts people."}),
        ({"unit": ""}, {"unit": "Say what is counted, such as children."}),
        (
            {"baseline": "1.5"},
            {"baseline": "Enter a whole number, such as 25: this measure counts people."},
        ),
    ],
)
def test_each_question_says_in_its_own_words_what_is_wrong(keeper, signed_in, work, changes, said):
    answer = signed_in(keeper).post(f"/measures/add/{work.key}/", measure_form(**changes))
    errors = answer.context["form"].errors
    assert {name: " ".join(words) for name, words in errors.items()} == said


def test_a_measure_is_published_only_where_somebody_says_so(work, keeper, signed_in):
    client = signed_in(keeper)
    client.post(f"/measures/add/{work.item.key}/", measure_form())
    made = Measure.objects.get()
    assert not made.is_public
    changed = measure_form(is_public="on", version=made.version)
    assert client.post(f"/measures/{made.pk}/edit/", changed).status_code == 302
    made.refresh_from_db()
    assert made.is_public
    assert "May be published" in html_of(client.get(f"/measures/{made.pk}/"))
