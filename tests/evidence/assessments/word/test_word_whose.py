"""Whose a document is, however its first lines are typed: another's is refused, and one that does
not say it is asked about.
"""

import pytest

from tests.evidence.assessments.word.word_files import (
    WHOLE,
    bring_in,
    brought_by,
    changed,
    edited,
    form_of,
    stored,
    take,
)
from tests.foundations.conftest import words

TITLE = "Plan 21-24: Change Programme Outcomes"


def headed(document: bytes, *lines: str) -> bytes:
    """The document with these lines in place of "Service: …" and "Round: …"."""

    def change(file) -> None:
        title, first, second = file.paragraphs[:3]
        lines_left = [*lines, "", "", ""]
        title.text, first.text, second.text = lines_left[:3]

    return changed(edited(document, Q1="We meet weekly."), change)


@pytest.mark.parametrize(
    "lines",
    [
        ("SERVICE:\tHousing", "Round: Autumn"),
        ("Service:\u00a0Housing", "Round: Autumn"),
        ("service : Housing", "Round: Autumn"),
        ("Ser\u00advice\uff1a Housing", "Round: Autumn"),
        ("Service\tHousing", "Round: Autumn"),
        ("Round: Autumn", "Service: Housing"),
        ("Round: Autumn, Service: Housing", ""),
        ("Service: Education", "ROUND:\u2009Spring"),
        ("Service: Education", "Round \u2013 Spring"),
        ("Service: Education\tRound: Spring", ""),
        ("Service: Education\nRound:\nSpring", ""),
        ("Service: Education", "\u200bRound: Spring"),
        ("Round: Autumn \u2013 Service: Housing", ""),
    ],
)
def test_another_service_or_round_is_refused_however_it_is_typed(client, document, lines):
    page = words(bring_in(client, WHOLE, headed(document, TITLE, *lines)))
    assert "This document names another" in page
    assert stored() == {"T1-Q1": "We meet monthly."}


@pytest.mark.parametrize(
    "lines",
    [
        ("SERVICE:\tEDUCATION", "round:\u00a0autumn"),
        ("Round: Autumn", "Service: Edu\u200bcation"),
        ("Service: Education, Round: Autumn", ""),
        ("Service\tEducation\nRound\tAutumn", ""),
        ("Round: Autumn \u2013 Service: Education", ""),
        ("Service: Education\nRound: Autumn", "Service-wide answers of all rounds"),
    ],
)
def test_our_own_is_taken_however_it_is_typed(client, document, lines):
    take(client, WHOLE, bring_in(client, WHOLE, headed(document, TITLE, *lines)))
    assert stored() == {"T1-Q1": "We meet weekly."}


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "", ""),
        (TITLE.upper().replace("-", "\u2013"), "Service: Education", ""),
        (TITLE.replace(" ", "\u00a0"), "", "Round: Autumn"),
        (TITLE, "Service:", "Round: Autumn\n"),
    ],
)
def test_one_that_does_not_say_whose_it_is_is_asked_about_once(client, document, lines):
    question = bring_in(client, WHOLE, headed(document, *lines), "copy.docx")
    page = words(question)
    if "Service:" in lines:
        # What follows the empty label is another label, and no name of a service.
        assert "names another service" not in page
    assert "“copy.docx” does not say of which service and round it is." in page
    assert form_of(question) == {}
    brought = brought_by(question)
    # The upload is kept: saying yes shows what it changes, without another file.
    answer = client.post(f"{WHOLE}word/in/", {"brought": brought})
    assert "1 different words here and there" in words(answer)
    assert "from “copy.docx”" in words(answer)
    take(client, WHOLE, answer)
    assert stored() == {"T1-Q1": "We meet weekly."}


def test_lines_in_a_list_say_whose_it_is(client, document):
    content = headed(document, TITLE, "Service: Housing", "Round: Autumn")

    def change(file) -> None:
        for one in file.paragraphs[1:3]:
            one.style = "List Bullet"

    page = words(bring_in(client, WHOLE, changed(content, change)))
    assert "names another service, “Housing”" in page


def test_a_template_without_our_title_is_taken_on_the_page_s_word(client, document):
    page = words(bring_in(client, WHOLE, headed(document, "Our own title", "", "")))
    assert "1 different words here and there" in page


@pytest.mark.parametrize("brought", ["", "x", "W10:aaaa:bbbb"])
def test_an_answer_that_we_did_not_seal_is_asked_for_anew(client, document, brought):
    answer = client.post(f"{WHOLE}word/in/", {"brought": brought}, follow=True)
    assert "Part of what the page sent is missing." in words(answer)
    assert stored() == {"T1-Q1": "We meet monthly."}


def test_a_table_of_both_before_the_first_theme_is_read(client, document):
    def change(file) -> None:
        table = file.add_table(rows=2, cols=2)
        cells = ["Service", "Education", "Round", "Spring"]
        for cell, text in zip(table._cells, cells, strict=True):
            cell.text = text
        file.paragraphs[0]._p.addnext(table._tbl)

    content = changed(headed(document, TITLE, "", ""), change)
    assert "names another round, “Spring”" in words(bring_in(client, WHOLE, content))
