"""What a PDF file was before it was saved last, what nothing leads to, and remarks in its code are
read like the rest.
"""

import pytest
from pypdf import PdfReader

from evidence.files.limits import Refused
from evidence.files.pdf import states
from evidence.files.pdf.objects import found_in
from tests.evidence.files.pdf_files import annotation, drawn, pdf_of, saved_again, stream

NUMBER = "Call 07700 900461"
BEFORE = {
    "the words of a page": saved_again(
        pdf_of(contents=drawn(NUMBER)), {5: stream(drawn("It went well."))}
    ),
    "a note": saved_again(
        annotation(f"/Subtype /Text /Contents ({NUMBER})"), {6: "<< /Type /Annot >>"}
    ),
    "a page that was taken out": saved_again(
        pdf_of(contents=drawn(NUMBER)), {2: "<< /Type /Pages /Kids [] /Count 0 >>"}
    ),
    "two states ago": saved_again(
        saved_again(pdf_of(contents=drawn(NUMBER)), {5: stream(drawn("Better."))}),
        {5: stream(drawn("Best."))},
    ),
}
FONTS = "/Resources << /Font << /F1 3 0 R >> >>"
FORM = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {FONTS}"
LETTER = "<< /Type /Font /Subtype /Type3 /CharProcs << /a 7 0 R >> >>"
TO_NOTHING = {
    "a drawing that a page names but does not show": pdf_of(
        stream(drawn(NUMBER), FORM),
        page="/Resources << /Font << /F1 3 0 R >> /XObject << /Fm1 6 0 R >> >>",
    ),
    "a drawing": pdf_of(stream(drawn(NUMBER), FORM)),
    "a drawing of a page": pdf_of(stream(drawn(NUMBER))),
    "a page": pdf_of(
        f"<< /Type /Page {FONTS} /MediaBox [0 0 9 9] /Contents 7 0 R >>", stream(drawn(NUMBER))
    ),
    "what a note looks like": annotation(
        "/Subtype /Text /AP << /N 7 0 R >>", stream(drawn(NUMBER))
    ),
    "a letter of a font": pdf_of(
        LETTER, stream(drawn(NUMBER)), page="/Resources << /Font << /F1 3 0 R /F2 6 0 R >> >>"
    ),
    "a pattern": pdf_of(stream(drawn(NUMBER), f"/Type /Pattern /PatternType 1 {FONTS}")),
}
REMARKS = {
    "between objects": pdf_of().replace(b"\nxref", f"\n% {NUMBER}\nxref".encode()),
    "in a page": pdf_of(contents=f"{drawn('It went (50 %) well.')}\n% {NUMBER}\nq Q"),
}


@pytest.mark.parametrize("place", BEFORE)
def test_what_stood_there_before_is_read(place):
    assert NUMBER in "".join(found_in(BEFORE[place]).texts)


@pytest.mark.parametrize("place", BEFORE)
def test_and_a_program_that_opens_the_file_does_not_show_it(place):
    pages = PdfReader(states.BytesIO(BEFORE[place])).pages
    assert NUMBER not in "".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("place", TO_NOTHING)
def test_what_is_drawn_nowhere_is_read(place):
    assert NUMBER in "".join(found_in(TO_NOTHING[place]).texts)


@pytest.mark.parametrize("place", REMARKS)
def test_remarks_are_read(place):
    assert NUMBER in "".join(found_in(REMARKS[place]).texts)


def test_a_sign_of_percent_in_the_words_of_a_page_begins_no_remark():
    texts = found_in(pdf_of(contents=f"{drawn('50 % came')} 0 7700 900461 m")).texts
    assert not any("7700 900461" in text for text in texts)


def test_a_page_that_did_not_change_is_read_once():
    saved = saved_again(pdf_of(contents=drawn("It went well.")), {6: "<< /Type /Annot >>"})
    assert sum("It went well." in text for text in found_in(saved).texts) == 1


def test_the_first_part_of_a_file_made_for_the_web_is_no_state_of_it():
    content = pdf_of().replace(b"1 0 obj", b"startxref\n0\n%%EOF\n1 0 obj", 1)
    assert list(states.earlier_states(content)) == []


def test_a_state_that_is_broken_leaves_the_file_readable():
    saved = saved_again(pdf_of(), {5: stream(drawn("Better."))})
    broken = saved.replace(b"/Kids [4 0 R]", b"/Kids [9 0 R]")
    fixed = saved_again(broken, {2: "<< /Type /Pages /Kids [4 0 R] /Count 1 >>"})
    assert "Better." in "".join(found_in(fixed).texts)


def test_a_file_with_a_state_that_cannot_be_opened_is_refused():
    first = pdf_of()
    second = saved_again(first, {5: stream(drawn("Better."))}).removeprefix(first)
    broken = b"xref\nno list of objects\nstartxref\n%d\n%%%%EOF\n" % len(first)
    assert found_in(first + second)
    with pytest.raises(Refused, match="cannot be read. Print it into a new PDF file"):
        found_in(first + broken + second)


def test_a_file_of_more_states_than_can_be_read_is_refused(monkeypatch):
    saved = saved_again(pdf_of(), {5: stream(drawn("Better."))})
    monkeypatch.setattr(states, "STATES", 2)
    assert found_in(saved)
    with pytest.raises(Refused, match="Print it into a new PDF file"):
        found_in(saved_again(saved, {5: stream(drawn("Best."))}))
