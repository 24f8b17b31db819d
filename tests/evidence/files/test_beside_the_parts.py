"""What is written in an office file beside its parts is read; a part may be packed very tight."""

import io
import zipfile

import pytest

from evidence.files.checking import check_file
from tests.evidence.files import sample_files as good
from tests.evidence.files.office_cases import fate
from tests.evidence.files.sample_files import upload

# Made up: a telephone number that Ofcom keeps for drama, and a health number.
PHONE, HEALTH = "07700 900123", "CHI 0104121235"

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.mark.parametrize("text", [PHONE, HEALTH])
@pytest.mark.parametrize("place", ["the name of a part", "of the package", "of a part", "the end"])
def test_what_stands_beside_the_parts_is_read(place, text):
    content = good.xlsx()
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as package:
        part = zipfile.ZipInfo("customXml/item1.xml")
        if place == "the name of a part":
            part.filename = f"customXml/{text}.xml"
        elif place == "of a part":
            part.comment = text.encode()
        elif place == "of the package":
            package.comment = text.encode()
        package.writestr(part, "<a/>")
    end = text.encode() if place == "the end" else b""
    assert fate("xlsx", written.getvalue() + end) == "identifier"
    assert fate("xlsx", content) == ""


def test_a_small_part_may_be_packed_very_tight():
    text = "We met the young people. " * 15_000
    assert text.strip() in check_file(upload("a.docx", good.docx(text))).text
