"""A PDF file that does something by itself is refused with the name of it; one that every reader
opens is taken.
"""

import pytest
from django.core.exceptions import ValidationError

from evidence.files.checking import check_file
from evidence.files.kinds import look_at
from evidence.files.limits import Refused
from evidence.files.pdf.objects import found_in
from tests.evidence.files.pdf_files import acting, annotation, form, locked, pdf_of, stream
from tests.evidence.files.sample_files import WORDS, upload
from tests.evidence.files.sample_files import pdf as good_pdf

SCRIPT = "/S /JavaScript /JS (app.alert(1))"
FILE = "<< /Type /Filespec /F (x.txt) /EF << /F 7 0 R >> >>"
INSIDE = stream("x", "/Type /EmbeddedFile")
ACTING = {
    "a script on opening": (pdf_of(catalogue=f"/OpenAction << {SCRIPT} >>"), "JavaScript"),
    "a script in the list of scripts": (
        pdf_of(f"<< {SCRIPT} >>", catalogue="/Names << /JavaScript << /Names [(x) 6 0 R] >> >>"),
        "JavaScript",
    ),
    "a script of a box": (form(f"/T (x) /AA << /K << {SCRIPT} >> >>"), "JavaScript"),
    "a script as a stream": (
        annotation("/Subtype /Link /A << /S /JavaScript /JS 7 0 R >>", stream("x()")),
        "JavaScript",
    ),
    "a script in other letters": (acting("/S /J#61vaScript /J#53 (x)"), "JavaScript"),
    "a script behind a step": (
        acting(f"/S /GoTo /D [4 0 R /Fit] /Next [<< {SCRIPT} >>]"),
        "JavaScript",
    ),
    "a script by a reference to its name": (
        annotation("/Subtype /Link /A << /S 7 0 R >>", "/JavaScript"),
        "JavaScript",
    ),
    "a script that nothing leads to": (pdf_of(f"<< {SCRIPT} >>"), "JavaScript"),
    "a script of a bookmark": (
        pdf_of(
            f"<< /Title (x) /Parent 7 0 R /A << {SCRIPT} >> >>",
            "<< /First 6 0 R /Last 6 0 R >>",
            catalogue="/Outlines 7 0 R",
        ),
        "JavaScript",
    ),
    "a program": (acting("/S /Launch /F (cmd.exe)"), "Launch"),
    "a form that is sent": (acting("/S /SubmitForm /F (https://x.test)"), "SubmitForm"),
    "a file that is read": (acting("/S /ImportData /F (x.fdf)"), "ImportData"),
    "a way into another file": (acting("/S /GoToR /F (x.pdf) /D [0 /Fit]"), "GoToR"),
    "a way into a file inside": (acting("/S /GoToE /T << /R /C /N (x) >>"), "GoToE"),
    "rich media": (annotation("/Subtype /RichMedia"), "RichMedia"),
    "a film": (annotation("/Subtype /Movie /Movie << /F (x.avi) >>"), "Movie"),
    "a sound": (annotation("/Subtype /Sound /Sound 7 0 R", stream("x", "/R 8000")), "Sound"),
    "a film by its action": (acting("/S /Rendition /OP 0"), "Rendition"),
    "a model": (annotation("/Subtype /3D /3DD 7 0 R", stream("x")), "3D"),
    "a form of XFA": (pdf_of(stream("<x/>"), catalogue="/AcroForm << /XFA 6 0 R >>"), "XFA"),
    "a page of the web on opening": (
        pdf_of(catalogue="/OpenAction << /S /URI /URI (https://x.test) >>"),
        "by itself",
    ),
    "a page of the web at the second step": (
        pdf_of(
            catalogue="/OpenAction << /S /GoTo /D [4 0 R /Fit] "
            "/Next << /S /URI /URI (https://x.test) >> >>"
        ),
        "by itself",
    ),
    "a page of the web as the page opens": (
        pdf_of(page="/AA << /O << /S /URI /URI (https://x.test) >> >>"),
        "by itself",
    ),
    "an attachment": (
        pdf_of(FILE, INSIDE, catalogue="/Names << /EmbeddedFiles << /Names [(x) 6 0 R] >> >>"),
        "another file inside",
    ),
    "an attachment in a note": (
        annotation(f"/Subtype /FileAttachment /FS {FILE}", INSIDE),
        "another file inside",
    ),
    "an associated file": (pdf_of(FILE, INSIDE, page="/AF [6 0 R]"), "another file inside"),
    "a portfolio": (pdf_of(catalogue="/Collection << /View /D >>"), "another file inside"),
    "a stream that stands elsewhere": (
        pdf_of(stream("", "/F (other.bin)")),
        "stands in another file",
    ),
}


@pytest.mark.share(2)
@pytest.mark.parametrize("what", ACTING)
def test_what_does_something_is_refused_with_its_name(what):
    content, name = ACTING[what]
    with pytest.raises(Refused, match=name) as caught:
        found_in(content)
    assert "choose that one" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        acting("/S /URI /URI (https://council.example/plan)"),
        acting("/S /GoTo /D [4 0 R /Fit]"),
        pdf_of(catalogue="/OpenAction [4 0 R /FitH 842] /Names << /JavaScript << /Names [] >> >>"),
        pdf_of(
            "<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://x.test) >> >>",
            page="/Annots [6 0 R]",
            catalogue="/OpenAction << /S /GoTo /D [4 0 R /Fit] >>",
        ),
        form("/T (name) /V (Ayr) /AA << /F << /S /Named /N /NextPage >> >>"),
        pdf_of(catalogue="/Dests << /JS [4 0 R /Fit] /EF [4 0 R /Fit] >>"),
    ],
)
def test_ordinary_links_and_forms_are_taken(content):
    assert any("It went well." in text for text in found_in(content).texts)


GOOD = good_pdf()
AROUND = {
    "a byte-order mark": b"\xef\xbb\xbf" + GOOD,
    "line breaks": b"\r\n\r\n" + GOOD,
    "the head of a mail": b"Content-Type: application/pdf\r\n\r\n" + GOOD,
    "noughts behind it": GOOD + bytes(2_500),
    "line breaks behind it": GOOD + b"\r\n" * 2_000,
    "both": b"\n" * 1_000 + GOOD + bytes(9_000),
    "a place of its table counted from the mark": b"\n\n" + GOOD,
    "a place of its table counted from the first byte": b"\n\n"
    + GOOD.replace(b"startxref\n", b"startxref\n0"),
}


@pytest.mark.parametrize("what", AROUND)
def test_what_every_reader_opens_is_taken(what):
    checked = check_file(upload("a.pdf", AROUND[what]))
    assert WORDS in checked.text
    assert checked.content.read() == AROUND[what]


@pytest.mark.parametrize(
    "before", [b"MZ\x90\0", b"PK\x03\x04", b"<html>", b" \n<script>", b"\x7fELF"]
)
def test_another_file_before_it_is_refused(before):
    with pytest.raises(ValidationError, match="is not a PDF file"):
        look_at("pdf", before + GOOD)


@pytest.mark.parametrize("way", ["RC4-40", "RC4-128"])
def test_a_file_that_opens_without_a_password_is_taken_and_one_that_does_not_is_refused(way):
    content = locked(GOOD, way)
    checked = check_file(upload("a.pdf", content))
    assert WORDS in checked.text
    assert checked.content.read() == content
    with pytest.raises(Refused, match="can be opened only with a password"):
        found_in(locked(GOOD, way, password="let me in"))


def test_a_lock_that_nobody_can_open_is_refused():
    lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [<00> <00>]"
    with pytest.raises(ValidationError, match="can be opened only with a password"):
        check_file(upload("a.pdf", good_pdf(trailer=lock)))
