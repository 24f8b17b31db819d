"""Whatever a person can write into a PDF file is read, wherever it stands (T34); what programs
write there is nobody's.
"""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfWriter

from evidence.files.checking import check_file
from evidence.files.limits import joined
from evidence.files.pdf.objects import found_in
from tests.evidence.files.pdf_files import (
    FONT,
    annotation,
    drawn,
    form,
    locked,
    pdf_of,
    stream,
    written,
)
from tests.evidence.files.sample_files import upload

# Made up: a telephone number that Ofcom keeps for drama.
WORDS = "Call 07700 900123"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    'syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" {}>{}'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)
WIDE = "<FEFF" + WORDS.encode("utf-16-be").hex() + ">"
TREE = "/StructTreeRoot << /Type /StructTreeRoot /K << /S /Figure {} >> >>"
DRAWING = f"/Subtype /Form /BBox [0 0 9 9] {FONT}"
PLACES = {
    "the page": pdf_of(contents=drawn(WORDS)),
    "the page, sign by sign": pdf_of(
        contents="BT /F1 12 Tf 72 700 Td [" + "".join(f"({s})" for s in WORDS) + "] TJ ET"
    ),
    "a sticky note": annotation(f"/Subtype /Text /Contents ({WORDS})"),
    "an answer to a note": annotation("/Subtype /Popup /RC (<p>Call 07700 <b>9</b>00123</p>)"),
    "free text": annotation(f"/Subtype /FreeText /Contents ({WORDS}) /DA (/Helv 0 Tf)"),
    "the author of a note": annotation(f"/Subtype /Text /T ({WORDS})"),
    "the address of a link": annotation("/Subtype /Link /A << /S /URI /URI (tel:07700900123) >>"),
    "an address written in signs": annotation(
        "/Subtype /Link /A << /S /URI /URI (https://x.test/?call=07700%20900123) >>"
    ),
    "what a note looks like": annotation(
        "/Subtype /Stamp /AP << /N 7 0 R >>", stream(drawn(WORDS), DRAWING)
    ),
    "what a note looks like, in the font of the page": annotation(
        "/Subtype /Stamp /AP << /N 7 0 R >>", stream(drawn(WORDS), "/Subtype /Form")
    ),
    "a drawing on the page": pdf_of(
        stream(drawn(WORDS), DRAWING),
        page="/Resources << /XObject << /Fm 6 0 R >> /Font << /F1 3 0 R >> >>",
        contents="/Fm Do",
    ),
    "a drawing in a drawing": pdf_of(
        stream("/Fm Do", "/Subtype /Form /Resources << /XObject << /Fm 7 0 R >> >>"),
        stream(drawn(WORDS), DRAWING),
        page="/Resources << /XObject << /Fm 6 0 R >> >>",
        contents="/Fm Do",
    ),
    "a bookmark": pdf_of(
        f"<< /Title ({WORDS}) /Parent 7 0 R >>",
        "<< /First 6 0 R /Last 6 0 R /Count 1 >>",
        catalogue="/Outlines 7 0 R",
    ),
    "a property": pdf_of(trailer=f"/Info << /Subject ({WORDS}) >>"),
    "a property of one's own": pdf_of(trailer=f"/Info << /Telephone {WIDE} >>"),
    "the name of a property": pdf_of(trailer="/Info << /Call#2007700#20900123 (yes) >>"),
    "properties in XML": pdf_of(
        stream(XMP.format("", f"<dc:title>{WORDS}</dc:title>"), "/Type /Metadata"),
        catalogue="/Metadata 6 0 R",
    ),
    "an attribute of properties": pdf_of(
        stream(XMP.format(f'dc:title="{WORDS}"', ""), "/Type /Metadata /Subtype /XML"),
        catalogue="/Metadata 6 0 R",
    ),
    "properties that are broken XML": pdf_of(
        stream(f"<a>{WORDS}</b>", "/Type /Metadata"), catalogue="/Metadata 6 0 R"
    ),
    "the name of a place": pdf_of(
        catalogue=f"/Names << /Dests << /Names [({WORDS}) [4 0 R /Fit]] >> >>"
    ),
    "the name of a place, as of old": pdf_of(
        catalogue="/Dests << /Call#2007700#20900123 [4 0 R /Fit] >>"
    ),
    "the name of a layer": pdf_of(
        f"<< /Type /OCG /Name ({WORDS}) >>", catalogue="/OCProperties << /OCGs [6 0 R] >>"
    ),
    "the label of a page": pdf_of(catalogue=f"/PageLabels << /Nums [0 << /P ({WORDS}) >>] >>"),
    "the name of a box": form(f"/T ({WORDS})"),
    "the value of a box": form(f"/T (x) /V ({WORDS})"),
    "a long value of a box": pdf_of(
        "<< /FT /Tx /T (x) /V 7 0 R >>", stream(WORDS), catalogue="/AcroForm << /Fields [6 0 R] >>"
    ),
    "what a box is said to be": form(f"/T (x) /TU ({WORDS})"),
    "a choice": form(f"/FT /Ch /T (x) /Opt [(a) [(b) ({WORDS})]]"),
    "the value of a tick box": form("/FT /Btn /T (x) /V /Call#2007700#20900123"),
    "what a picture shows": pdf_of(catalogue=TREE.format(f"/Alt ({WORDS})")),
    "what stands for a part": pdf_of(catalogue=TREE.format(f"/ActualText ({WORDS})")),
    "what stands for a part of a page": pdf_of(
        contents=f"/Span << /ActualText ({WORDS}) >> BDC {drawn('x')} EMC"
    ),
    "the name of another file": annotation(
        f"/Subtype /Link /PA << /Type /Filespec /UF ({WORDS}) >>"
    ),
    "an object that nothing leads to": pdf_of(f"<< /Note ({WORDS}) >>"),
    "sixteen bits a sign": annotation(f"/Subtype /Text /Contents {WIDE}"),
    "UTF-8 with its mark": annotation(
        "/Subtype /Text /Contents <EFBBBF" + WORDS.encode().hex() + ">"
    ),
    "signs that are no text": annotation(
        "/Subtype /Text /Contents <9f" + WORDS.encode().hex() + ">"
    ),
    "before the file": WORDS.encode() + b"\n" + pdf_of(),
    "behind the file": pdf_of() + WORDS.encode(),
}


def read(content: bytes) -> str:
    return joined(found_in(content).texts)


@pytest.mark.share(2)
@pytest.mark.parametrize("place", PLACES)
def test_every_place_of_a_pdf_file_is_read(place):
    text = read(PLACES[place])
    assert "07700 900123" in text or "07700900123" in text


def test_what_is_packed_is_read_all_the_same():
    writer = PdfWriter(clone_from=BytesIO(PLACES["a sticky note"]))
    writer.compress_identical_objects()
    for page in writer.pages:
        page.compress_content_streams()
    assert WORDS in read(written(writer))


@pytest.mark.parametrize("place", ["a sticky note", "the page"])
@pytest.mark.parametrize("way", ["RC4-128", "AES-128", "AES-256"])
def test_what_is_locked_only_against_copying_is_opened_and_read(place, way):
    assert WORDS in read(locked(PLACES[place], way))


@pytest.mark.parametrize(
    ("box", "value"),
    [
        ("/T (Mobile)", "7700900123"),
        ("/T (a1) /TU (Date of birth)", "03/04/2011"),
        ("/T (chi_no)", "104121235"),
    ],
)
def test_the_value_of_a_box_is_read_under_its_name(box, value):
    with pytest.raises(ValidationError) as caught:
        check_file(upload("a.pdf", form(f"{box} /V ({value})")))
    assert caught.value.code == "identifier"
    assert check_file(upload("a.pdf", form(f"/T (Total) /V ({value})")))


@pytest.mark.parametrize("place", ["a sticky note", "a bookmark", "the address of a link"])
def test_a_file_that_says_it_is_refused(place):
    # After "Call" it could be the number of a service, about which one is asked.
    theirs = PLACES[place].replace(b"Call 0", b"Home 0").replace(b"(tel:", b"(sms:")
    with pytest.raises(Exception, match="telephone number") as caught:
        check_file(upload("a.pdf", theirs))
    assert caught.value.code == "identifier"


MADE_BY_PROGRAMS = [
    pdf_of(trailer="/ID [<30313034313231323334> <30313034313231323334>]"),
    pdf_of(
        trailer="/Info << /CreationDate (D:20120401123400+01'00') /ModDate (D:20120401123456Z) >>"
    ),
    annotation("/Subtype /Text /NM (07700900123) /M (D:20120401123400Z)"),
    pdf_of(
        stream(
            XMP.format(
                'xmlns:m="m" m:DocumentID="xmp.did:0104121234" m:CreateDate="0104121234"', ""
            ),
            "/Type /Metadata",
        ),
        catalogue="/Metadata 6 0 R",
    ),
]


@pytest.mark.parametrize("content", MADE_BY_PROGRAMS)
def test_what_programs_write_is_no_persons(content):
    text = read(content)
    assert "It went well." in text
    for number in ("0104121234", "20120401", "07700900123"):
        assert number not in text


def test_two_strings_are_never_read_as_one():
    text = read(form("/FT /Ch /T (07700) /Opt [(900) (123)]"))
    assert {"07700 |", "900 |", "123 |"} <= set(text.splitlines())


def test_a_part_of_a_page_that_cannot_be_read_stops_the_file():
    broken = stream("xx", DRAWING + " /Filter /OfNobody")
    page = "/Resources << /XObject << /Fm 6 0 R >> /Font << /F1 3 0 R >> >>"
    with pytest.raises(Exception, match="could not be read"):
        check_file(upload("a.pdf", pdf_of(broken, page=page, contents="/Fm Do")))
