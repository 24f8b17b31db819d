"""The draft of a report, read back from Word: from the Board's updates, and naming nobody."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn

from accounts.words import day
from evidence.models import Actual, Measure, MeasureTarget
from oversight.duties.drafting import read_draft
from oversight.duties.services import tag, write_for_children
from oversight.duties.small import read_amounts
from oversight.models import Period
from tests.conftest import html_of
from tests.factories import (
    EvidenceFactory,
    HeadingFactory,
    MeasureFactory,
    PeriodFactory,
    ProgressUpdateFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

TODAY = timezone.localdate


@pytest.fixture
def period(db):
    return PeriodFactory(
        duty__key="rights", duty__name="Children’s rights report", duty__has_children_version=True
    )


@pytest.fixture
def heading(period):
    return HeadingFactory(duty=period.duty, words="the actions it has taken")


def word(client, period, what="draft/"):
    answer = client.get(f"/duties/periods/{period.pk}/{what}")
    assert answer.status_code == 200
    assert "wordprocessingml" in answer["Content-Type"]
    return Document(BytesIO(b"".join(answer)))


def words_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def measured(name, number, **values):
    made = MeasureFactory(name=name, unit="young people", **values)
    Actual.objects.create(
        measure=made, on=date(2025, 3, 3), number=Decimal(number), said_by=made.added_by
    )
    return made


def test_it_says_under_each_heading_what_is_tagged(
    period, heading, administrator, keeper, service, board, signed_in
):
    work = ReportedSubActionFactory(item__key="4.1", item__text="Train adults.", service=service)
    ProgressUpdateFactory(
        sub_action=work, service=service, changed="Ten schools are trained.", posted_by=keeper
    )
    measure = measured("Schools", 12, counts_people=False)
    MeasureTarget.objects.create(
        measure=measure, due_on=date(2026, 3, 31), number=46, set_by=keeper
    )
    evidence = EvidenceFactory(title="The course", kind="document", service=service)
    for thing in (work, measure, evidence):
        tag(by=administrator, heading=heading, thing=thing)
    document = word(signed_in(board), period)
    words = words_of(document)
    for expected in (
        "Children’s rights report, draft",
        "Period: 1 April 2024 to 31 March 2025",
        f"As at {day(TODAY())}. Language: not checked.",
        "“A council must report.”",
        "4.1 Train adults.",
        "Education",
        "Ten schools are trained.",
        "12 on 3 March 2025",
        "46 by 31 March 2026",
        "The course",
        "Document",
    ):
        assert expected in words, expected
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings == [
        "The actions it has taken",
        "What is done",
        "Measures",
        "Evidence",
        "What this draft still lacks",
    ]


def test_no_person_and_nothing_internal_leaves(
    period, heading, administrator, keeper, service, signed_in
):
    work = ReportedSubActionFactory(service=service)
    said = {"sub_action": work, "service": service, "posted_by": keeper}
    ProgressUpdateFactory(**said, changed="For the Board.")
    ProgressUpdateFactory(**said, changed="Canary inside.", visibility="internal")
    ProgressUpdateFactory(**said, changed="Canary withdrawn.", withdrawn_on=TODAY())
    gone = EvidenceFactory(title="Canary evidence", added_by=keeper)
    for thing in (work, gone):
        tag(by=administrator, heading=heading, thing=thing)
    gone.visibility = "internal"
    gone.save()
    # Whoever may read it inside gets no more of it out.
    words = words_of(word(signed_in(keeper), period))
    assert "For the Board." in words
    assert "Canary" not in words
    assert keeper.name not in words
    assert administrator.name not in words
    assert "1 tagged piece of evidence is internal now" in words


def test_who_decided_to_stop_is_not_named(period, heading, administrator, board, signed_in):
    on = date(2025, 2, 3)
    work = SubActionFactory(
        status="stopped", reported_on=on, confirmed_on=on, decided_by="Canary", decided_on=on
    )
    tag(by=administrator, heading=heading, thing=work)
    words = words_of(word(signed_in(board), period))
    assert "Stopped by a decision on 3 February 2025." in words
    assert "Canary" not in words


@pytest.mark.parametrize("number", [1, 4])
def test_a_small_count_of_people_is_not_shown(
    period, heading, administrator, board, signed_in, number
):
    measure = measured(
        "Placed together",
        number,
        counts_people=True,
        baseline=Decimal(3),
        baseline_on=date(2024, 3, 3),
        baseline_unknown="",
    )
    tag(by=administrator, heading=heading, thing=measure)
    document = word(signed_in(board), period)
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells[1:3] == ["hidden on 3 March 2025", "hidden on 3 March 2024"]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((3, 60), ("fewer than 5", "60")),
        ((0, 60), ("0", "60")),
        # Of so small a change one of the two is hidden.
        ((60, 62), ("hidden", "62")),
        ((7, 5), ("7", "hidden")),
    ],
)
def test_figures_of_people_are_hidden_as_in_all_that_leaves(db, numbers, told):
    began, now = numbers
    on = date(2024, 3, 3)
    made = measured("Moved", now, baseline=Decimal(began), baseline_on=on, baseline_unknown="")
    (row,) = Measure.objects.with_series().filter(pk=made.pk)
    amount = read_amounts([row])
    found = [amount(row, on, row.baseline), amount(row, date(2025, 3, 3), Decimal(now))]
    assert found == [f"{told[0]} on 3 March 2024", f"{told[1]} on 3 March 2025"]


def test_the_file_has_its_language_title_pages_and_heads(
    period, heading, administrator, board, signed_in
):
    tag(by=administrator, heading=heading, thing=SubActionFactory())
    document = word(signed_in(board), period)
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title.startswith("Children’s rights report, draft")
    assert document.core_properties.author == ""
    normal = document.styles["Normal"].element
    assert normal.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert "PAGE" in document.sections[0].footer._element.xml
    assert round(document.sections[0].page_width.cm, 1) == 21
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert all(cell.text for cell in table.rows[0].cells)


def test_what_it_lacks_is_listed(period, heading, administrator, board, signed_in):
    HeadingFactory(duty=period.duty, words="the actions it intends")
    late = ReportedSubActionFactory(item__key="4.1")
    type(late).objects.filter(pk=late.pk).update(confirmed_on=date(2025, 3, 30))
    in_time = ReportedSubActionFactory(item__key="4.2")
    for thing in (late, in_time, MeasureFactory(name="Schools")):
        tag(by=administrator, heading=heading, thing=thing)
    html = html_of(signed_in(board).get(f"/duties/periods/{period.pk}/"))
    for sentence in (
        "Nothing is tagged to “the actions it intends”.",
        "Sub-action 4.1 is not reported or confirmed since 31 March 2025.",
        "has no figure.",
        "The version that children can understand is not written yet.",
        "Language: not checked.",
    ):
        assert sentence in html, sentence
    assert "4.2 is not" not in html
    assert "Nothing is tagged to “the actions it has taken”." not in html


def test_while_it_runs_a_report_from_its_first_day_on_is_enough(heading, administrator):
    work = ReportedSubActionFactory()
    tag(by=administrator, heading=heading, thing=work)
    today = TODAY()
    running = PeriodFactory(
        duty=heading.duty, starts_on=today - timedelta(30), ends_on=today + timedelta(30)
    )
    assert read_draft(running, today).since == running.starts_on
    assert not read_draft(running, today).silent


def test_it_costs_the_same_however_much_is_tagged(
    period, heading, administrator, django_assert_max_num_queries
):
    for _number in range(3):
        for thing in (ReportedSubActionFactory(), measured("Schools", 12), EvidenceFactory()):
            tag(by=administrator, heading=heading, thing=thing)
    with django_assert_max_num_queries(10):
        read_draft(period, TODAY())


def test_champions_board_staff_write_for_children(period, champions, board, signed_in):
    client = signed_in(champions)
    at = f"/duties/periods/{period.pk}/for-children/"
    assert "Champions Board staff write it" in html_of(client.get(f"/duties/periods/{period.pk}/"))
    answer = client.post(at, {"version": 1, "words": "You have rights.\n\nWe keep them."})
    assert answer["Location"] == f"/duties/periods/{period.pk}/"
    document = word(signed_in(board), period, "for-children/draft/")
    lines = [one.text for one in document.paragraphs]
    assert lines[-2:] == ["You have rights.", "We keep them."]
    assert champions.name not in words_of(document)
    again = client.post(at, {"version": 1, "words": "Other words."})
    assert again.status_code == 409
    assert "Other words." in html_of(again)
    assert Period.objects.get().children_words.startswith("You have rights.")


def test_without_them_the_version_says_that_it_is_missing(period, board, signed_in):
    document = word(signed_in(board), period, "for-children/draft/")
    assert "The version that children can understand is not written yet." in words_of(document)


def test_nobody_else_writes_it_and_no_other_report_has_one(
    period, keeper, administrator, champions, signed_in
):
    for person in (keeper, administrator):
        with pytest.raises(PermissionDenied):
            write_for_children(by=person, period=period, seen=1, words="No.")
    other = PeriodFactory()
    with pytest.raises(ValidationError):
        write_for_children(by=champions, period=other, seen=1, words="No.")
    for what in ("", "draft/"):
        address = f"/duties/periods/{other.pk}/for-children/{what}"
        assert signed_in(champions).get(address).status_code == 404


def test_a_number_of_somebody_is_refused_and_kept(period, champions, signed_in):
    words = "Ring 3112091248 to say so."
    at = f"/duties/periods/{period.pk}/for-children/"
    answer = signed_in(champions).post(at, {"version": 1, "words": words})
    assert answer.status_code == 200
    assert words in html_of(answer)
    assert not Period.objects.get().children_words


def test_a_hostile_text_of_twenty_thousand_signs_is_a_text(
    period, heading, administrator, board, signed_in
):
    work = ReportedSubActionFactory()
    hostile = ('<script>alert(1)</script> & "]]>' * 700)[:20_000]
    ProgressUpdateFactory(sub_action=work, changed=hostile)
    tag(by=administrator, heading=heading, thing=work)
    assert hostile in words_of(word(signed_in(board), period))
