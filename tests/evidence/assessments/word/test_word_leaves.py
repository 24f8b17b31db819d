"""A Word document leaves as it is written: its first bytes before its themes, in as many statements
for nineteen as for one; broken off it is none.
"""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from accounts.together import read
from evidence.assessments.templates import reading_templates
from evidence.assessments.word.writing import write_document

WHOLE = "/self-assessment/autumn/education/"
ABOUT = {"service": "Education", "round": "Autumn"}


@pytest.fixture
def nineteen(framework):
    return read(reading_templates())[0]


@pytest.mark.parametrize("number", [1, 2, 19])
def test_the_first_bytes_leave_before_any_theme_is_written(nineteen, number):
    begun = []

    def templates():
        for template in nineteen[:number]:
            begun.append(template.theme.key)
            yield template

    leaving = write_document(templates(), **ABOUT)
    first = next(leaving)
    assert (first[:2], begun) == (b"PK", [])
    for place in range(number):
        next(leaving)
        assert len(begun) == place + 1
    (last,) = leaving
    assert b"word/document.xml" in last


@pytest.mark.parametrize("number", [0, 1, 18])
def test_broken_off_it_is_no_document(nineteen, number):
    def templates():
        yield from nineteen[:number]
        raise OSError("Something broke.")

    sent = []
    with pytest.raises(OSError, match="broke"):
        sent.extend(write_document(templates(), **ABOUT))

    assert sent
    with pytest.raises(BadZipFile):
        ZipFile(BytesIO(b"".join(sent)))
    whole = Document(BytesIO(b"".join(write_document(nineteen[:number], **ABOUT))))
    assert len(whole.tables) == number


def test_whatever_it_holds_is_read_before_it_leaves(signed_in, keeper, this_round, framework):
    browser, asked = signed_in(keeper), []
    browser.get("/")
    for theme in ("T1", "all"):
        with CaptureQueriesContext(connection) as statements:
            answer = browser.get(f"{WHOLE}word/download/", {"theme": theme, "filled": "yes"})
        asked.append(len(statements))
        assert answer.streaming
        with CaptureQueriesContext(connection) as statements:
            content = answer.getvalue()
        assert len(statements) == 0
        assert len(Document(BytesIO(content)).tables) == (1 if theme == "T1" else 19)
    assert asked[0] == asked[1] <= 10


@pytest.mark.parametrize("theme", ["T99", "PA1"])
def test_what_is_not_there_is_said_on_a_page_before_anything_leaves(
    signed_in, keeper, this_round, framework, theme
):
    answer = signed_in(keeper).get(f"{WHOLE}word/download/", {"theme": theme})
    assert (answer.status_code, answer.streaming) == (404, False)
    assert f"There is no self-assessment template {theme}." in answer.content.decode()
