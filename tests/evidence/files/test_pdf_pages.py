"""A page whose words no program can read is said to be unread; nothing else is."""

import pytest

from evidence.files.checking import check_file
from evidence.files.pdf.objects import found_in
from tests.evidence.files.pdf_files import drawn, pdf_of, stream, with_picture
from tests.evidence.files.sample_files import picture, upload

CURVED = "0 0 m " + "1 1 2 2 3 3 c " * 300 + "f"
IMAGE = "BI /W 60 /H 40 /CS /G /BPC 8 ID " + "x" * 2400 + " EI"
NAMELESS = "/Resources << /Font << /F1 << /Type /Font /Subtype {} >> >> >>"
UNREAD = {
    "a scan": with_picture(picture("jpg"), words=""),
    "a scan in the page itself": pdf_of(contents=IMAGE),
    "words that are drawn": pdf_of(contents=CURVED),
    "a font without letters": pdf_of(
        page=NAMELESS.format("/Type0 /Encoding /Identity-H /DescendantFonts []"),
        contents=drawn("x"),
    ),
    "a font of numbered signs": pdf_of(
        page=NAMELESS.format("/Type3 /Encoding << /Differences [0 /g1 /g2 /g3] >>"),
        contents=drawn("x"),
    ),
}
READ = {
    "words": pdf_of(),
    "an empty page": pdf_of(contents="q 1 0 0 1 0 0 cm Q"),
    "a frame": pdf_of(contents="0 0 m 9 0 l 9 9 l f"),
    "a scan with its words behind it": with_picture(picture("jpg"), words="Read by a machine."),
    "a font that names its letters": pdf_of(
        page=NAMELESS.format("/Type1 /Encoding << /Differences [32 /space 65 /A /B] >>"),
        contents=drawn("A B"),
    ),
}


@pytest.mark.parametrize("what", UNREAD)
def test_a_page_without_readable_words_waits_for_eyes_and_says_so(what):
    checked = check_file(upload("a.pdf", UNREAD[what]))
    assert checked.pictures == 1
    assert checked.note.startswith("One page is only a picture of words")


@pytest.mark.parametrize("what", READ)
def test_other_pages_are_read(what):
    assert found_in(READ[what]).unread == 0


def test_pictures_are_counted_once_and_small_ones_not_at_all():
    assert len(found_in(with_picture(picture("jpg"))).pictures) == 1
    assert found_in(with_picture(picture("jpg", size=(39, 40)), size=(39, 40))).pictures == []
    seen_through = stream("x", "/Type /XObject /Subtype /Image /Width 60 /Height 40 /SMask 7 0 R")
    mask = stream("x", "/Type /XObject /Subtype /Image /Width 60 /Height 40")
    page = "/Resources << /XObject << /Im 6 0 R >> >>"
    assert len(found_in(pdf_of(seen_through, mask, page=page)).pictures) == 1
