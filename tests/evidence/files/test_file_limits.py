"""What stands just within a limit is taken, and one sign, row or byte more is not (row 33)."""

import zipfile

import pytest
from django.core.exceptions import ValidationError

from evidence.files import kinds
from evidence.files.kinds import look_at
from evidence.files.limits import Refused
from evidence.files.office import packages
from evidence.files.tables.rows import text_of_csv
from tests.evidence.files import sample_files as good


@pytest.mark.parametrize(
    ("within", "beyond", "said"),
    [
        (b"a\n" * 10_000, b"a\n" * 10_001, "more than 10,000 rows"),
        (b"1," * 99 + b"1", b"1," * 100 + b"1", "more than 100 columns"),
        (
            b"\n".join([b"a" * 100_000] * 5),
            b"\n".join([b"a" * 100_000] * 5 + [b"a"]),
            "more than 500,000 characters",
        ),
    ],
)
def test_the_most_rows_columns_and_signs_of_a_table(within, beyond, said):
    assert text_of_csv(within)
    with pytest.raises(Refused, match=said):
        text_of_csv(beyond)


@pytest.mark.parametrize(("length", "labelled"), [(100, True), (101, False)])
def test_a_label_of_a_birthday_has_at_most_a_hundred_signs(length, labelled):
    label = "Date of birth ".ljust(length, "x")
    read = text_of_csv(f"School,{label}\nCarrick,2011-04-03".encode())
    assert read.endswith("Carrick | date of birth 2011-04-03" if labelled else "| 2011-04-03")


def looks_right(kind: str, content: bytes) -> bool:
    try:
        look_at(kind, content)
    except ValidationError:
        return False
    return True


def stored(size: int) -> bytes:
    """A Word document, as far as its parts go, of two parts that are not squeezed."""
    types = b"wordprocessingml.document.main+xml"
    parts = {"[Content_Types].xml": types, "word/document.xml": b"x" * (size - len(types))}
    return good.package(parts, zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ("PARTS", 2),
        ("UNPACKED", 200),
        # As often as large as the part is when it is packed.
        ("RATIO", 1),
    ],
)
def test_the_most_that_an_office_file_may_hold(limit, most, monkeypatch):
    monkeypatch.setattr(packages, "SMALL", 0)
    monkeypatch.setattr(packages, limit, most)
    assert looks_right("docx", stored(200))
    monkeypatch.setattr(packages, limit, 199 / 200 if limit == "RATIO" else most - 1)
    assert not looks_right("docx", stored(200))


def test_the_largest_table_of_plain_text():
    assert looks_right("csv", b"a" * kinds.CSV_SIZE)
    assert not looks_right("csv", b"a" * (kinds.CSV_SIZE + 1))


def test_how_far_before_the_end_of_a_photo_its_last_mark_may_stand(monkeypatch):
    monkeypatch.setattr(kinds, "CHUNK", 32)
    content, room = b"\xff\xd8\xff\xd9", 32 - len(b"\xff\xd9")
    assert looks_right("jpg", content + b" " * room)
    assert not looks_right("jpg", content + b" " * (room + 1))


@pytest.mark.parametrize(("before", "taken"), [(b" " * 1024, True), (b" " * 1025, False)])
def test_how_far_into_a_pdf_file_its_first_mark_may_stand(before, taken):
    assert looks_right("pdf", before + b"%PDF-1.7 %%EOF") is taken
