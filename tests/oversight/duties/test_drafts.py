"""The draft of a report, read back from Word: what is marked as public, and naming nobody."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from docx.oxml.ns import qn

from accounts.words import day
from evidence.models import MeasureTarget
from oversight.duties.drafting import read_draft
from oversight.duties.services import tag, write_for_children
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

from .documents import close_a_round, measured, word, words_of

TODAY = timezone.localdate


def test_it_says_under_each_heading_what_is_tagged(
    period, heading, administrator, keeper, service, board, signed_in
):
    work = ReportedSubActionFactory(item__key="4.1", item__text="Train adults.", service=service)
    told = {"changed": "Ten schools are trained.", "visibility": "public"}
    ProgressUpdateFactory(sub_action=work, service=service, posted_by=keeper, **told)
    measure = measured("Schools", 12, counts_people=False)
    MeasureTarget.objects.create(
        measure=measure, due_on=date(2026, 3, 31), number=46, set_by=keeper
    )
    evidence = EvidenceFactory(
        title="The course", kind="document", service=service, visibility="public"
    )
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
        "Commitments",
        "Measures",
        "Evidence",
        "What this draft still lacks",
    ]


def test_what_is_tagged_and_not_public_is_no_empty_heading_by_chance(
    period, heading, administrator, board, signed_in
):
    tag(by=administrator, heading=heading, thing=EvidenceFactory())
    words = words_of(word(signed_in(board), period))
    assert "Nothing that is tagged to “the actions it has taken” is public." in words
    assert "Nothing that may leave is tagged to this heading yet." in words
    assert "1 thing that is tagged is not public" in words


def test_work_without_a_public_update_is_listed(period, heading, administrator, board, signed_in):
    work = ReportedSubActionFactory(item__key="4.1")
    ProgressUpdateFactory(sub_action=work, changed="Canary of the Board.")
    tag(by=administrator, heading=heading, thing=work)
    document = word(signed_in(board), period)
    assert [cell.text for cell in document.tables[0].rows[1].cells][2:] == [
        "In hand. Its service says: on track.",
        "Nothing public is said of it yet.",
    ]
    assert "No update of sub-action 4.1 is public." in words_of(document)


def test_what_was_said_after_the_period_is_said_to_be(
    period, heading, administrator, board, signed_in
):
    work = ReportedSubActionFactory(item__key="4.1")
    on = date(2025, 4, 1)
    ProgressUpdateFactory(sub_action=work, visibility="public", posted_on=on)
    tag(by=administrator, heading=heading, thing=work)
    sentence = "What was said last of sub-action 4.1 is of 1 April 2025, after the period"
    assert sentence in words_of(word(signed_in(board), period))
    running = PeriodFactory(duty=heading.duty, starts_on=on, ends_on=date(2090, 4, 1))
    assert sentence not in words_of(word(signed_in(board), running))


def test_the_file_has_its_language_title_pages_and_heads(
    period, heading, administrator, board, signed_in
):
    tag(by=administrator, heading=heading, thing=SubActionFactory())
    document = word(signed_in(board), period)
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title.startswith("Children’s rights report, draft")
    assert document.core_properties.author == ""
    languages = [*document.styles.element.iter(qn("w:lang"))]
    assert {one.get(qn("w:val")) for one in languages} == {"en-GB"}
    foot = document.sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "NUMPAGES" in foot
    # Headings in the typeface of the text, not in that of a theme.
    for name in ("Title", "Heading 1", "Heading 2"):
        assert "Theme=" not in document.styles[name].element.xml
    assert round(document.sections[0].page_width.cm, 1) == 21
    sources = [one for one in document.paragraphs if one.text.startswith("Source: ")]
    assert all(one.paragraph_format.keep_with_next for one in sources)
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert all(cell.text for cell in table.rows[0].cells)


def test_what_it_lacks_is_listed(period, heading, administrator, board, signed_in):
    HeadingFactory(duty=period.duty, words="the actions it intends")
    late = ReportedSubActionFactory(item__key="4.1")
    type(late).objects.filter(pk=late.pk).update(confirmed_on=date(2025, 3, 30))
    in_time = ReportedSubActionFactory(item__key="4.2")
    for thing in (late, in_time, MeasureFactory(name="Schools", is_public=True)):
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
    close_a_round(administrator)
    with django_assert_max_num_queries(16):
        read_draft(period, TODAY())


def test_champions_board_staff_write_for_children(period, champions, board, signed_in):
    client = signed_in(champions)
    at = f"/duties/periods/{period.pk}/for-children/"
    assert "Champions Board staff write it" in html_of(client.get(f"/duties/periods/{period.pk}/"))
    answer = client.post(at, {"version": 1, "words": "You have rights.\n\nWe keep them."})
    assert answer["Location"] == f"/duties/periods/{period.pk}/"
    document = word(signed_in(board), period, "for-children/draft/")
    lines = [one.text for one in document.paragraphs]
    on = day(TODAY())
    assert lines[-3:] == [
        "You have rights.",
        "We keep them.",
        f"Written on {on}. Nobody has checked yet whether every word here is a kind one.",
    ]
    words = words_of(document)
    for other in (champions.name, "Promise Tracker", "updates for the Board", "Counts of people"):
        assert other not in words
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
    # What no Word document can hold is left out, and nothing breaks.
    ProgressUpdateFactory(sub_action=work, changed=f"{hostile}\x0b\x01", visibility="public")
    tag(by=administrator, heading=heading, thing=work)
    assert hostile in words_of(word(signed_in(board), period))
