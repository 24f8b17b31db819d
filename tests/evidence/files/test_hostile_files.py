"""Bad files are answered, not crashed on (promise T11): sixty mutated ones a run, others each time;
2,000 hostile and mutated ones at full numbers.
"""

import random
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError

from evidence.files.checking import check_file
from tests.evidence.files import sample_files as good
from tests.evidence.files.sample_files import GOOD, package, picture, repacked, upload, written_pdf
from tests.rotation import FULL, ROTATION

SHARE = 60
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {n} "{"&a;" * 9}">' for n in "bcdefgh")
    + "]><x>&h;</x>"
)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def many_rows() -> bytes:
    """A workbook of 200,000 rows."""
    head = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    rows = b"".join(
        b'<row r="%d"><c><v>%d</v></c></row>' % (row, row * 7919) for row in range(1, 200_001)
    )
    return repacked(
        good.xlsx(), {"xl/worksheets/sheet1.xml": head + rows + b"</sheetData></worksheet>"}
    )


def giant_png() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + name
            + content
            + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(9)))
        + chunk(b"IEND", b"")
    )


def packed_pdf() -> bytes:
    """A PDF file of a few hundred kilobytes whose page unpacks to 300 MB."""
    squeeze = zlib.compressobj(9)
    stream = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(300)) + squeeze.flush()
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    contents = (
        b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream)
        + stream
        + b"\nendstream\nendobj\n"
    )
    plain = with_pages("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page)
    return plain.replace(b"xref\n", contents + b"xref\n", 1)


def deep_docx() -> bytes:
    """A Word document of a hundred thousand elements, each inside the one before, and no two
    alike.
    """
    opened = b"".join(b'<p a="%d">' % (number * 7919) for number in range(100_000))
    return repacked(good.docx(), {"word/document.xml": opened + b"</p>" * 100_000})


def with_pages(pages: str, *more: str) -> bytes:
    return written_pdf(["<< /Type /Catalog /Pages 2 0 R >>", pages, *more], "")


DOCX, XLSX = good.docx(), good.xlsx()
TREE = "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
NEST = package({"y.zip": package({"z": bytes(9)})})
HOSTILE = {
    "an empty file": ("a.pdf", lambda: b""),
    "a program renamed pdf": ("a.pdf", lambda: b"MZ\x90\x00" + bytes(9_000)),
    "a drawing with a script renamed png": ("a.png", lambda: SVG),
    "a drawing with a script renamed csv": ("a.csv", lambda: SVG),
    "a drawing with a script": ("a.svg", lambda: SVG),
    "a page renamed docx": ("a.docx", lambda: b"<html><script>alert(1)</script></html>"),
    "a flat bomb": ("a.xlsx", lambda: repacked(XLSX, {"xl/media/zeros": bytes(50_000_000)})),
    "a nested bomb": ("a.docx", lambda: repacked(DOCX, {"x.zip": NEST})),
    "a bomb of many parts": (
        "a.docx",
        lambda: package({f"{number}": b"" for number in range(5_000)}),
    ),
    "billion laughs in a document": (
        "a.docx",
        lambda: repacked(DOCX, {"word/document.xml": LAUGHS.encode()}),
    ),
    "billion laughs in a workbook": (
        "a.xlsx",
        lambda: repacked(XLSX, {"xl/workbook.xml": LAUGHS.encode("utf-16")}),
    ),
    "a sheet of 200,000 rows": ("a.xlsx", many_rows),
    "a picture of giant size": ("a.png", giant_png),
    "a line of 20 MB": ("a.csv", lambda: b"a" * 20_000_000),
    "a line of 2 MB": ("a.csv", lambda: b"a" * 2_000_000),
    "a row of many cells": ("a.csv", lambda: b"1," * 1_000_000),
    "pages that hold themselves": ("a.pdf", lambda: with_pages(TREE)),
    "a pdf that locks itself": (
        "a.pdf",
        lambda: good.pdf(trailer="/Encrypt << /Filter /Standard >>"),
    ),
}
# A reader that keeps its head may make something of these; they are taken, or refused with a
# sentence.
EITHER = {
    "deep elements": ("a.docx", deep_docx),
    "a pdf without pages": ("a.pdf", lambda: with_pages("<< >>")),
    "a pdf of very many objects": (
        "a.pdf",
        lambda: with_pages(TREE.replace("2 0 R", ""), *["<<>>"] * 40_000),
    ),
    "a page that unpacks to 300 MB": ("a.pdf", packed_pdf),
}


def fate(name: str, content: bytes) -> str:
    """Empty if the file is taken, else the sentence; anything but a ValidationError fails the
    test.
    """
    try:
        check_file(upload(name, content))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def is_sentence(said: str) -> bool:
    return said[:1].isupper() and said.endswith(".") and len(said) > 20


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(what):
    name, made = HOSTILE[what]
    assert is_sentence(fate(name, made()))


@pytest.mark.parametrize("what", EITHER)
def test_a_monstrous_file_is_answered(what):
    name, made = EITHER[what]
    said = fate(name, made())
    assert not said or is_sentence(said)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, anywhere."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= chance.randint(1, 255)
    return bytes(changed)


def truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def torn(content: bytes, chance: random.Random) -> bytes:
    """A piece taken out of the middle, so that beginning and end are those of a whole file."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 200) :]


def stuffed(content: bytes, chance: random.Random) -> bytes:
    """Rubbish put in between."""
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(chance.randint(1, 500)) + content[place:]


def repeated(content: bytes, chance: random.Random) -> bytes:
    return content * chance.randint(2, 4)


MUTATIONS = [flipped, truncated, torn, stuffed, repeated]


PARTS = {
    "docx": ["word/document.xml", "[Content_Types].xml"],
    "xlsx": [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "[Content_Types].xml",
    ],
}


def inside(kind: str, content: bytes, chance: random.Random) -> bytes:
    """A change inside an office file, packed well again, so that it gets as far as the parser."""
    rubbish = chance.choice([b"", b"<a>", b"<a/>", chance.randbytes(300), b"\xff\xfe<\0a\0/\0>\0"])
    return repacked(content, {chance.choice(PARTS[kind]): rubbish})


def mutated(number: int, samples: dict[str, bytes]) -> tuple[str, bytes]:
    """The name and content of one bad file; the same number always gives the same."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    kind = list(samples)[number % len(samples)]
    if kind in ("docx", "xlsx") and number % 4 == 0:
        return f"a.{kind}", inside(kind, samples[kind], chance)
    named = chance.choice(list(samples)) if number % 10 == 0 else kind
    return f"a.{named}", chance.choice(MUTATIONS)(samples[kind], chance)


def test_mutated_files_are_answered_and_nothing_breaks():
    samples = {kind: made() for kind, made in GOOD.items()} | {
        "jpg": picture("jpg", size=(300, 200))
    }
    numbers = range(2_000 - len(HOSTILE) - len(EITHER))
    if not FULL:
        numbers = range(ROTATION * SHARE, (ROTATION + 1) * SHARE)
    # Side by side, as uploads come: each waits for a process of its own.
    with ThreadPoolExecutor(max_workers=4) as people:
        said = list(people.map(lambda number: fate(*mutated(number, samples)), numbers))
    refused = [sentence for sentence in said if sentence]
    assert all(map(is_sentence, refused))
    # Some changes leave a good file behind; if most did, this would try nothing.
    assert len(refused) > len(said) / 3
