"""The PDF of a pack: tags for whoever reads it by ear; nothing runs, and nothing is loaded."""

import re
import socket
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from oversight.packs import pdf
from oversight.packs.board_pack import read_board_pack
from oversight.packs.drawing import HIGH, WIDE
from oversight.packs.members import read_briefing
from oversight.packs.sheets import GROUPS, _groups
from oversight.rounds.models import Snapshot
from tests.site.payloads import payload

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(bool(pdf.why_no_pdf()), reason=pdf.LACKS)]


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What is asked for while a PDF is made; the network refuses."""
    found, fetch = [], pdf._fetch

    def fetched(url):
        found.append(url)
        return fetch(url)

    def refuse(*_given):
        raise AssertionError("asked the network")

    monkeypatch.setattr(pdf, "_fetch", fetched)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return found


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text_of(reader: PdfReader) -> str:
    return " ".join(page.extract_text() for page in reader.pages)


def tags_of(reader: PdfReader) -> list[tuple[str, str]]:
    """Each tag of the tree, with its alternative text."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if "/S" in one:
                found.append((one["/S"], str(one.get("/Alt", ""))))
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_its_tags_are_those_of_a_document_that_can_be_heard(edition):
    reader = read(pdf.write_pdf(read_board_pack(edition, 1)))
    root, tags = reader.trailer["/Root"], tags_of(reader)
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] == "true" or root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.startswith("The Board’s pack: Spring, as at ")
    names = [name for name, _alt in tags]
    assert names.count("/H1") == 1
    assert names.count("/H2") > 12
    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/P"} <= set(names)
    pictures = [alt for name, alt in tags if name == "/Figure"]
    assert len(pictures) > 20
    assert all(pictures)
    assert any("people were heard on" in alt for alt in pictures)
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_its_pages_are_numbered_and_its_contents_lead_to_them(edition):
    reader = read(pdf.write_pdf(read_board_pack(edition, 1)))
    number = len(reader.pages)
    first, second = (reader.pages[place].extract_text() for place in (0, 1))
    assert f"Page 1 of {number}" in first
    assert "For the Oversight Board" in first
    assert re.search(r"How we count\W+\d+", second)
    assert "Language check Not checked" in " ".join(second.split())


def test_the_answer_stays_one_sheet_whatever_people_wrote(edition, say):
    say(lambda number: f"{number} " + "quite a long sentence of somebody " * 60)
    reader = read(pdf.write_pdf(read_board_pack(edition, 1)))
    assert "What is in this pack" in reader.pages[1].extract_text()[:300]
    assert "Language check: not checked" in " ".join(reader.pages[0].extract_text().split())


@pytest.mark.parametrize("make", [read_board_pack, read_briefing])
def test_nothing_is_loaded_but_our_own_files_and_nothing_is_attached(edition, say, asked, make):
    texts = say(lambda number: f"{payload(number)} {payload(number + 30)}")
    assert len(texts) >= 30
    reader = read(pdf.write_pdf(make(edition, 1)))
    assert {url.removeprefix(pdf.OURS) for url in asked} <= set(pdf.FILES)
    assert asked
    root = reader.trailer["/Root"]
    assert not {"/Names", "/AF", "/OpenAction", "/AcroForm"} & set(
        root
    ) or "/EmbeddedFiles" not in (root.get("/Names") or {})
    for page in reader.pages:
        for note in page.get("/Annots", ()):
            action = note.get_object().get("/A", {})
            assert action.get("/S") in (None, "/GoTo")
    assert "alert(" in text_of(reader)


def test_what_is_not_on_the_list_is_refused():
    for url in ("pack:/../settings.py", "file:///etc/passwd", "http://127.0.0.1/", "pack:/x.css"):
        with pytest.raises(pdf.NotOurs):
            pdf._fetch(url)


def test_a_text_of_20000_signs_goes_on_over_the_pages(edition):
    kept = Snapshot.objects.get(edition=edition)
    need = kept.frozen["needs"][0]["words"]["text"]
    kept.texts[need] = "word " * 4_000
    kept.save()
    reader = read(pdf.write_pdf(read_board_pack(edition, 1)))
    assert text_of(reader).count("word") >= 4_000


def test_the_briefing_has_two_pages_whatever_people_wrote(edition, say):
    say(lambda number: f"{number} " + "quite a long sentence of somebody " * 60)
    reader = read(pdf.write_pdf(read_briefing(edition, 1)))
    assert len(reader.pages) == 2
    assert "For elected members" in text_of(reader)


@pytest.mark.parametrize(("number", "lines", "scale"), [(36, 1, 4.5), (70, 2, 4.5), (120, 3, 3)])
def test_of_many_sub_actions_the_marks_are_smaller(number, lines, scale):
    group = SimpleNamespace(marks=[SimpleNamespace(mark="kept", when_heard="never")] * number)
    group.picture = "Words."
    ((_group, picture, wide),) = _groups(SimpleNamespace(groups=[group]))
    assert picture.height == lines * HIGH
    assert picture.scale == scale / WIDE
    assert wide <= GROUPS
