"""Files over the size or of a refused kind are turned away, each with the reason (row 33)."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.files import checking as files
from evidence.files import reading
from evidence.files.checking import SIZE, EvidenceFileField, check_file, clean_name
from evidence.files.limits import Refused
from evidence.files.office.texts import text_of_office
from tests.evidence.files import sample_files as good
from tests.evidence.files.sample_files import GOOD, WORDS, repacked, upload


def refusal(name: str, content: bytes) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(ValidationError) as caught:
        check_file(upload(name, content))
    return " ".join(caught.value.messages)


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_of_every_kind_is_taken(kind):
    checked = check_file(upload(f"Notes of a day.{kind}", GOOD[kind]()))
    assert (checked.name, checked.type) == (f"Notes of a day.{kind}", kind)
    assert checked.content.size > 0


def without_thumbnail(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as opened:
        kept = {name: opened.read(name) for name in opened.namelist() if "thumb" not in name}
    return good.package(kept)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_its_text_is_read_and_its_bytes_are_kept_as_they_are(kind):
    # python-docx puts a small picture of the page beside it, which is written anew.
    content = without_thumbnail(GOOD[kind]()) if kind == "docx" else GOOD[kind]()
    checked = check_file(upload(f"a.{kind}", content))
    assert WORDS in checked.text
    assert checked.content.read() == content


def test_a_phone_may_call_a_jpg_picture_jpeg():
    assert check_file(upload("IMG_1234.JPEG", good.picture("jpg"))).type == "jpg"


def test_the_limit_of_size_counts_to_the_byte(monkeypatch):
    content = good.pdf()
    monkeypatch.setattr(files, "SIZE", len(content))
    assert check_file(upload("a.pdf", content)).type == "pdf"
    monkeypatch.setattr(files, "SIZE", len(content) - 1)
    assert "larger than 20 MB" in refusal("a.pdf", content)


def test_a_file_over_the_limit_is_not_even_read():
    class Unread(SimpleUploadedFile):
        read = None

    sent = Unread("a.pdf", b"")
    sent.size = SIZE + 1
    with pytest.raises(ValidationError, match="larger than 20 MB"):
        check_file(sent)


@pytest.mark.parametrize(
    "name", ["a.exe", "a.svg", "a.html", "a.docm", "a.xls", "a.pdf.exe", "a", ".pdf", "pdf"]
)
def test_other_kinds_are_refused_by_name(name):
    assert "Files of this kind are not taken" in refusal(name, good.pdf())


@pytest.mark.parametrize("named", GOOD)
@pytest.mark.parametrize("kind", GOOD)
def test_name_and_content_must_agree(named, kind):
    # A picture goes by its bytes, whatever its ending says.
    if named != kind and {named, kind} != {"png", "jpg"}:
        sentence = refusal(f"a.{named}", GOOD[kind]())
        assert sentence.startswith(f"This is named .{named} but is not {files.KINDS[named].words}")


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 a program",
        b"\x7fELF\x02\x01\x01",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    ],
)
def test_programs_and_drawings_under_another_name_are_refused(kind, content):
    assert f"This is named .{kind} but is not" in refusal(f"a.{kind}", content)


def test_nothing_that_can_be_seen_to_be_wrong_reaches_a_parser(monkeypatch):
    monkeypatch.setattr(files, "read_apart", lambda *_: pytest.fail("A parser saw it."))
    for content in (
        good.pdf()[:-60],
        b"%PDF-1.7",
        good.picture("png")[:-30],
        repacked(good.docx(), {"x": b"MZ"}),
    ):
        for name in ("a.pdf", "a.png", "a.docx"):
            refusal(name, content)


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"word/vbaProject.bin": b"\0"}, "macros"),
        ({"word/document.xml": BILLION_LAUGHS}, "defines entities"),
        ({"customXml/item9.xml": BILLION_LAUGHS.decode().encode("utf-16")}, "defines entities"),
        ({"../../etc/cron.d/x": b"x"}, "names"),
        ({"/etc/passwd": b"x"}, "names"),
        ({"c:\\windows\\x": b"x"}, "names"),
        ({"word/embeddings/old.doc": b"\xd0\xcf\x11\xe0"}, "another file inside it (word/emb"),
        ({"word/media/image1.png": b"%PDF-1.7"}, "another file inside it (word/media/image1.png)"),
        ({"word/zeros.xml": bytes(5_000_000)}, "unpacked"),
        ({f"word/{number}.xml": b"x" for number in range(2_001)}, "more than 2,000 parts"),
    ],
)
def test_an_office_file_that_nobody_should_open_is_refused_unopened(extra, said, monkeypatch):
    monkeypatch.setattr(files, "read_apart", lambda *_: pytest.fail("A parser saw it."))
    assert said in refusal("a.docx", repacked(good.docx(), extra))


def test_a_doctype_across_the_border_of_two_chunks_is_seen(monkeypatch):
    monkeypatch.setattr("evidence.files.office.packages.CHUNK", 16)
    for start in range(16):
        parts = {"word/odd.xml": b"<a>" + b"x" * start + b"<!DOCTYPE x>"}
        assert "defines entities" in refusal("a.docx", good.package(parts))


def test_an_office_file_needs_its_main_part():
    with_other = repacked(good.xlsx(), {"xl/workbook.xml": b"<workbook/>"})
    assert "not a Word document" in refusal("a.docx", with_other)


def test_a_locked_office_file_is_refused():
    package = bytearray(good.docx())
    package[package.find(b"PK\x01\x02") + 8] |= 1
    assert "locked with a password" in refusal("a.docx", bytes(package))
    assert "locked with a password" in refusal(
        "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)
    )


def test_a_way_of_packing_that_office_programs_do_not_use_is_refused():
    assert "packed in a way" in refusal("a.xlsx", repacked(good.xlsx(), method=zipfile.ZIP_LZMA))


def test_two_parts_of_one_name_are_refused():
    written = BytesIO(good.docx())
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(written, "a") as package,
    ):
        package.writestr("word/document.xml", b"<x/>")
    assert "names" in refusal("a.docx", written.getvalue())


@pytest.mark.parametrize(
    "content", [b"a,b\n\x00,1", b"a\x1b[31m", b"\x81\x8d\x8f", b"\n<!-- a", b"\xff\xfea"]
)
def test_a_table_must_be_plain_text(content):
    assert "not a table of plain text" in refusal("a.csv", content)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_may_be_written_as_any_spreadsheet_writes_it(coding):
    assert "café | 5" in check_file(upload("a.csv", "café;5\r\nhall;7".encode(coding))).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\n" * 10_001, "more than 10,000 rows"),
        (b"1," * 100 + b"1", "more than 100 columns"),
        (b"a" * 200_000, "line 1 is too long"),
        (("a" * 99 + "\n").encode() * 6_000, "more than 500,000 characters"),
        (b"a" * 2_000_001, "up to 2 MB"),
    ],
)
def test_a_table_larger_than_can_be_checked_is_refused(content, said):
    assert "a table (.csv) up to 2 MB" in EvidenceFileField().help_text
    assert said in refusal("a.csv", content)


@pytest.mark.parametrize(
    ("rows", "said"),
    [([range(101)], "more than 100 columns"), ([[1]] * 10_001, "more than 10,000 rows")],
)
def test_a_workbook_has_the_same_limits(rows, said):
    with pytest.raises(Refused, match=said):
        text_of_office("xlsx", good.xlsx(rows))


def test_what_a_sheet_says_of_its_own_size_is_not_believed():
    book = good.xlsx([["one cell"]])
    sheet = zipfile.ZipFile(BytesIO(book)).read("xl/worksheets/sheet1.xml")
    assert b'ref="A1"' in sheet
    boasting = {"xl/worksheets/sheet1.xml": sheet.replace(b'ref="A1"', b'ref="A1:XFD1048576"')}
    assert "one cell" in check_file(upload("a.xlsx", repacked(book, boasting))).text


def test_the_name_is_cleaned():
    assert clean_name("C:\\Users\\Kirsty\\report.pdf") == "report.pdf"
    assert clean_name("../../etc/report.pdf") == "report.pdf"
    assert clean_name("re\x00po\r\nrt\u202efdp.pdf") == "repo rtfdp.pdf"
    assert clean_name('say "hello".pdf') == "say 'hello'.pdf"
    assert clean_name("a" * 300 + ".docx") == "a" * 145 + ".docx"


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (subprocess.TimeoutExpired("reader", 20), "The server is busy just now. Try again"),
        (subprocess.CompletedProcess("reader", -24, b""), "This file takes too long to read"),
    ],
)
def test_the_clock_blames_the_server_and_the_work_the_file(ends, said, monkeypatch):
    def run(*_arguments, **_options):
        if isinstance(ends, Exception):
            raise ends
        return ends

    monkeypatch.setattr(subprocess, "run", run)
    assert refusal("a.csv", good.csv()).startswith(said)


def test_a_reader_that_works_for_too_long_is_ended():
    lines = ["from evidence.files import reading", "reading.SECONDS = 1"]
    lines += ["reading.keep_within_limits()", "while True: pass"]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], check=False)
    assert done.returncode == reading.OUT_OF_TIME


def test_a_reader_that_breaks_is_a_sentence_too():
    broken = repacked(good.docx(), {"word/document.xml": b"<w:document"})
    assert "could not be read: it is damaged" in refusal("a.docx", broken)


def test_the_reader_inherits_no_secret(monkeypatch):
    seen = {}

    def note(command, **options):
        seen.update(options)
        return subprocess.CompletedProcess(command, 0, b'["", "csv"]\n')

    monkeypatch.setattr(subprocess, "run", note)
    check_file(upload("a.csv", good.csv()))
    assert (seen["env"], seen["timeout"]) == ({}, reading.PATIENCE)


def test_the_reader_knows_nothing_of_django_and_has_little_memory():
    lines = [
        "import resource, sys",
        "from evidence.files import reading",
        "reading.keep_within_limits()",
    ]
    lines += ["print(resource.getrlimit(resource.RLIMIT_AS)[1], 'django' in sys.modules)"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(reading.MEMORY), "False"]


def test_a_reader_without_the_module_of_limits_goes_on(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    assert reading.keep_within_limits() is None


def test_the_field_gives_a_checked_file_or_none():
    field = EvidenceFileField(required=False)
    assert field.clean(None) is None
    assert field.clean(upload("a.csv", good.csv())).type == "csv"
    with pytest.raises(ValidationError, match="This file is empty"):
        field.clean(upload("a.csv", b""))
    with pytest.raises(ValidationError, match="Choose a file"):
        EvidenceFileField().clean(None)
    with pytest.raises(ValidationError, match="did not arrive"):
        field.clean("typed instead of chosen")
    assert field.widget.attrs["accept"] == (
        ".xlsx,.docx,.csv,.pdf,.png,.jpg,.jpeg,.jpe,.jfif,.pjpeg,.webp,.avif,.bmp,.dib,.tif,.tiff,"
        ".gif"
    )
