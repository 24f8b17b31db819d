"""What a Word document shows without holding it as words is brought in: addresses of links, marks
and numbers of lists, symbols, breaks.
"""

import pytest

from evidence.assessments.word.reading import read_document
from evidence.files.word.unit import Unreadable
from evidence.files.word.units import read_units
from tests.evidence.assessments.word.made_of import (
    HEADINGS,
    TITLE,
    listed,
    made_of,
    paragraph,
    run,
    strict,
    with_style,
)

URL = "https://council.example/report"


def said(content: bytes) -> str:
    read = read_document(read_units(content), [TITLE], HEADINGS[2:])
    return read.boxes[TITLE][HEADINGS[2]]


def box(cell: str, **parts) -> str:
    return said(made_of(cell, **parts))


def field(instruction: str, result: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return char.format("begin") + told + char.format("separate") + result + char.format("end")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f'See <w:hyperlink r:id="a">{run("our report")}</w:hyperlink>', f"our report ({URL})"),
        (
            f'<w:hyperlink r:id="a" w:anchor="p2">{run("page ")}{run("2")}</w:hyperlink>',
            f"page 2 ({URL}#p2)",
        ),
        (f'<w:hyperlink r:id="a">{run("council.example/report/")}</w:hyperlink>',
         "council.example/report/"),
        (f'<w:hyperlink w:anchor="here">{run("below")}</w:hyperlink>', "below"),
        (f'<w:hyperlink r:id="m">{run("Write to us")}</w:hyperlink>',
         "Write to us (team@council.example)"),
        (f'<w:hyperlink r:id="s">{run("Kirsty")}</w:hyperlink>', "Kirsty (team@council.example)"),
        (f'<w:hyperlink r:id="a">{run("our ")}</w:hyperlink><w:hyperlink r:id="a">'
         f'{run("report", "<w:b/>")}</w:hyperlink>', f"our report ({URL})"),
        (f'<w:hyperlink r:id="a">{run("report")}</w:hyperlink><w:hyperlink r:id="m">'
         f'{run("us")}</w:hyperlink>', f"report ({URL})us (team@council.example)"),
        (f'<w:hyperlink r:id="a">{run("our report ")}</w:hyperlink>{run("says")}',
         f"our report ({URL}) says"),
        (field(f'HYPERLINK "{URL}" \\o "tip"', run("our report")), f"our report ({URL})"),
        (field('HYPERLINK \\l "here"', run("below")), "below"),
        (f'<w:fldSimple w:instr=" HYPERLINK {URL} ">{run("it")}</w:fldSimple>', f"it ({URL})"),
    ],
)  # fmt: skip
def test_the_address_stands_behind_the_words_of_a_link(inside, text):
    mail = "mailto:team@council.example"
    links = {"a": URL, "m": mail, "s": f"{mail}?subject=Report"}
    assert box(paragraph(inside), links=links) == text


def level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )


def test_numbers_and_bullets_of_lists_come_in_as_they_are_counted():
    rows = [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1)]
    cell = "".join(listed(text, level=place) for text, place in rows)
    kinds = numbering(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "%1.%2)"), level(2, "bullet", "\uf0b7")
    )
    assert box(cell, numbering=kinds).split("\n") == [
        "1. a",
        "  1.a) b",
        "  1.b) c",
        "    • d",
        "2. e",
        "  2.a) f",
    ]


def test_a_list_that_begins_anew_begins_at_its_own_start():
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    cell = "".join(listed(f"x{n}", number=n) for n in (1, 1, 2, 2, 3))
    found = box(cell, numbering=numbering(level(0, "decimal", "%1."), more=anew))
    assert found.split("\n") == ["1. x1", "2. x1", "5. x2", "6. x2", "7. x3"]


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        ("upperRoman", "I. II. III. IV."),
        ("lowerRoman", "i. ii. iii. iv."),
        ("upperLetter", "A. B. C. D."),
        ("ordinal", "1st. 2nd. 3rd. 4th."),
        ("decimalZero", "01. 02. 03. 04."),
    ],
)
def test_numbers_are_written_as_the_list_writes_them(form, marks):
    cell = "".join(listed("x") for _number in range(4))
    found = box(cell, numbering=numbering(level(0, form, "%1.")))
    assert [line.split()[0] for line in found.split("\n")] == marks.split()


def test_numbers_that_cannot_be_written_are_refused():
    with pytest.raises(Unreadable, match="numbers are written in a way"):
        box(listed("x"), numbering=numbering(level(0, "hebrew1", "%1.")))


@pytest.mark.parametrize(
    ("drawn", "font", "mark"),
    [("\uf0fc", "Wingdings", "✓"), ("\uf0fb", "Wingdings", "✗"), ("☑", "Calibri", "☑"),
     ("\uf0d8", "Wingdings", "•"), ("\uf0fc", "Arial", "•")],
)  # fmt: skip
def test_ticks_crosses_and_boxes_of_a_list_are_kept(drawn, font, mark):
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl>'
    kind = level(0, "bullet", drawn).replace("</w:lvl>", fonts)
    assert box(listed("We ask"), numbering=numbering(kind)) == f"{mark} We ask"


@pytest.mark.parametrize(("style", "mark"), [("List Bullet", "• "), ("List Number", "1. ")])
def test_a_style_puts_its_paragraphs_into_a_list(style, mark):
    assert said(with_style("We listen.", style)) == f"{mark}We listen."


def test_a_numbered_heading_is_still_a_heading_and_an_empty_line_of_a_list_is_empty():
    content = made_of(listed(""), numbering=numbering(level(0, "decimal", "%1.")))
    assert said(content) == ""


# As Word writes the one that it makes of ":)".
EMOJI = (
    "<w:r><mc:AlternateContent "
    'xmlns:x="http://schemas.microsoft.com/office/word/2015/wordml/symex">'
    '<mc:Choice Requires="x"><x:symEx x:font="Segoe UI Emoji" x:char="1F60A"/></mc:Choice>'
    "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
# The line across the page of a text copied from the web.
ACROSS = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" o:hr="t"/></w:pict></w:r>'
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>", "a\u2011b\u00ad"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        (run("ü", '<w:rFonts w:ascii="Wingdings"/>'), "✓"),
        (field('SYMBOL 74 \\f "Wingdings"', ""), "☺"),
        (run("10") + run("2", '<w:vertAlign w:val="superscript"/>'), "10²"),
        (f"<w:smartTag>{run('Ayr')}</w:smartTag><w:bdo>{run(' town')}</w:bdo>", "Ayr town"),
        (
            f"<w:r><w:ruby><w:rt>{run('gàidhlig')}</w:rt><w:rubyBase>{run('Gaelic')}</w:rubyBase>"
            "</w:ruby></w:r>",
            "Gaelic (gàidhlig)",
        ),
        (field("PAGE", run("12")), "12"),
        (
            field(
                f"IF </w:instrText></w:r>{field('MERGEFIELD n', run('1'))}"
                '<w:r><w:instrText> = 1 "yes" "no"',
                run("yes"),
            ),
            "yes",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Fallback><w:t>We</w:t></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "We",
        ),
        (run("\uf0b7 We listen."), "• We listen."),
        (EMOJI, "😊"),
        (ACROSS + run("Below it."), "Below it."),
    ],
)
def test_signs_and_breaks_are_brought_in(inside, text):
    assert box(paragraph(inside)) == text


def test_another_name_of_the_main_part_and_the_strict_dialect_are_read():
    cell = paragraph(f'<w:hyperlink r:id="a">{run("our report")}</w:hyperlink>')
    content = made_of(cell, links={"a": URL}, main="document2.xml")
    assert said(content) == said(strict(content)) == f"our report ({URL})"
