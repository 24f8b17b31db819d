"""Templates come out as Word documents: one or all, blank or filled, to each as much as they may
read (row 27).
"""

import re
from io import BytesIO

import pytest
from docx import Document

from evidence.assessments.services.states import reopen
from evidence.assessments.word.reading import read_document
from evidence.files.word.units import read_units
from evidence.models import SelfAssessment
from foundations.models import FrameworkItem
from tests.conftest import html_of
from tests.evidence.assessments.page_of_theme import FILLED, send
from tests.evidence.assessments.word.word_files import box, taken_out
from tests.evidence.conftest import QUESTIONS
from tests.foundations.conftest import words

WHOLE = "/self-assessment/autumn/education/"


def first_boxes(content: bytes) -> list[str]:
    document = Document(BytesIO(content))
    return [box(document, 0, prompt).text for prompt in QUESTIONS]


def titles(content: bytes) -> list[str]:
    return [
        row.text for row in Document(BytesIO(content)).paragraphs if row.style.name == "Heading 1"
    ]


def test_all_nineteen_come_out_in_their_order(signed_in, keeper, framework, this_round):
    content = taken_out(signed_in(keeper), WHOLE)
    themes = FrameworkItem.objects.filter(kind="theme", has_template=True).select_related("parent")
    expected = [f"{theme.parent.heading}: {theme.heading}" for theme in themes]
    assert titles(content) == expected
    read = read_document(read_units(content), expected, list(QUESTIONS.values()))
    assert (len(read.boxes), read.service, read.round) == (19, "Education", "Autumn")


def test_one_theme_comes_out_alone(signed_in, keeper, place, second):
    client = signed_in(keeper)
    assert titles(taken_out(client, WHOLE, "T2")) == ["A Good Childhood: Advocacy"]
    assert titles(taken_out(client, WHOLE)) == [
        "A Good Childhood: Support",
        "A Good Childhood: Advocacy",
    ]


def test_the_file_has_a_name_and_is_not_kept(signed_in, keeper, place, second):
    answer = signed_in(keeper).get(f"{WHOLE}word/download/")
    assert (
        answer["Content-Disposition"]
        == 'attachment; filename="Self-assessment, Education, Autumn.docx"'
    )
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    one = signed_in(keeper).get(f"{WHOLE}word/download/?theme=T1")
    assert (
        'filename="Self-assessment, Education, Autumn, Support.docx"' in one["Content-Disposition"]
    )


@pytest.mark.parametrize("name", ['Schools / "Early" Years', "Sgoiltean Àrainn\r\nX: y"])
def test_a_strange_name_of_a_service_harms_no_header(signed_in, board, place, service, name):
    service.name = name
    service.save()
    answer = signed_in(board).get(f"{WHOLE}word/download/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers.get("X") is None


def test_blank_boxes_are_blank(signed_in, keeper, place, write):
    write(Q1="We listen.")
    assert first_boxes(taken_out(signed_in(keeper), WHOLE, filled="no")) == ["", "", "", ""]


def test_keepers_take_out_what_is_stored(signed_in, keeper, place, write):
    write(Q1="We listen.\n\nTwice.", Q4="A quiet room.")
    boxes = first_boxes(taken_out(signed_in(keeper), WHOLE))
    assert boxes == ["We listen.\n\nTwice.", "", "", "A quiet room."]


def test_others_take_out_what_was_submitted_only(
    signed_in, keeper, other_keeper, board, place, url, write
):
    send(signed_in(keeper), url, "submit/", **FILLED, none_yet="on")
    found = SelfAssessment.objects.get()
    reopen(by=keeper, assessment=found, seen=found.version, reason="More is known.")
    write(Q1="A draft that nobody else reads.")
    for reader in (board, other_keeper):
        assert first_boxes(taken_out(signed_in(reader), WHOLE)) == list(FILLED.values())
    assert first_boxes(taken_out(signed_in(keeper), WHOLE))[0] == "A draft that nobody else reads."


def test_before_anything_is_submitted_others_get_empty_boxes(signed_in, board, place, write):
    write(Q1="A draft.")
    assert first_boxes(taken_out(signed_in(board), WHOLE)) == ["", "", "", ""]


def test_the_page_offers_the_choices_and_the_way_in_to_keepers(
    signed_in, keeper, board, place, second
):
    page = signed_in(keeper).get(f"{WHOLE}word/?theme=T2").content.decode()
    assert re.search(r'<option value="T2" selected>\s*T2 Advocacy\s*</option>', page)
    assert "drafts included" in page
    assert f'href="{WHOLE}word/in/"' in page
    others = signed_in(board).get(f"{WHOLE}word/")
    assert "Filled with what was submitted" in words(others)
    assert "word/in/" not in html_of(others)


@pytest.mark.parametrize(
    "path", ["word/download/?theme=T99", "word/download/?theme=%00", "word/download/?theme=PA1"]
)
def test_templates_that_do_not_exist_are_not_found(signed_in, keeper, place, path):
    assert signed_in(keeper).get(f"{WHOLE}{path}").status_code == 404


def test_the_pages_of_a_theme_and_of_the_round_lead_there(signed_in, keeper, board, place, url):
    assert f'href="{WHOLE}word/?theme=T1"' in html_of(signed_in(keeper).get(url))
    assert f'href="{WHOLE}word/?theme=T1"' in html_of(signed_in(board).get(url))
    assert f'href="{WHOLE}"' in html_of(signed_in(board).get("/self-assessment/autumn/"))
    assert f'href="{WHOLE}word/"' in html_of(signed_in(board).get(WHOLE))


def test_a_box_of_very_many_lines_comes_out_fast_and_whole(signed_in, keeper, place, write):
    text = "\n".join(["a"] * 9_000)
    write(Q1=text)
    assert first_boxes(taken_out(signed_in(keeper), WHOLE))[0] == text
