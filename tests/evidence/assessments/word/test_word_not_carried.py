"""Comments and struck-out words are shown to be copied; what cannot be carried over is refused."""

import pytest

from evidence.assessments.word.reading import read_document
from evidence.files.word.unit import Unreadable
from evidence.files.word.units import read_units
from tests.evidence.assessments.word.made_of import HEADINGS, TITLE, made_of, paragraph, run

STRUCK_STYLE = (
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/>'
    "<w:rPr><w:strike/></w:rPr></w:style>"
)
HIDDEN_STYLE = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Note"><w:basedOn w:val="Base"/></w:style>'
)
COMMENT = '<w:comment w:id="3"><w:p><w:r><w:t>Ask Housing first?</w:t></w:r></w:p></w:comment>'
AT = '<w:commentRangeStart w:id="3"/>{}<w:commentRangeEnd w:id="3"/>'
AT += '<w:r><w:commentReference w:id="3"/></w:r>'


def read(cell: str, **parts):
    return read_document(read_units(made_of(cell, **parts)), [TITLE], HEADINGS[2:])


@pytest.mark.parametrize(
    ("cell", "text", "kind", "words"),
    [
        (paragraph(AT.format(run("We meet."))), "We meet.", "comment", "Ask Housing first?"),
        (
            paragraph(run("We meet ") + run("monthly", "<w:strike/>") + run("weekly.")),
            "We meet weekly.",
            "struck",
            "monthly",
        ),
        (
            paragraph(run("Twice", "<w:dstrike/>")) + paragraph(run("Now.")),
            "Now.",
            "struck",
            "Twice",
        ),
        (
            paragraph(run("Old", '<w:rStyle w:val="Gone"/>') + run("New")),
            "New",
            "struck",
            "Old",
        ),
        (
            paragraph(run("Kept", '<w:rStyle w:val="Gone"/><w:strike w:val="0"/>')
                      + run("x", "<w:strike/>")),
            "Kept",
            "struck",
            "x",
        ),
    ],
)  # fmt: skip
def test_comments_and_struck_out_words_are_shown_beside_and_not_brought_in(cell, text, kind, words):
    found = read(cell, styles=STRUCK_STYLE, comments=COMMENT)
    assert found.boxes[TITLE][HEADINGS[2]] == text
    kinds = [(one.title, one.heading, one.kind, one.words) for one in found.left]
    assert (TITLE, HEADINGS[2], kind, words) in kinds


def test_a_comment_at_no_place_is_shown_all_the_same():
    assert [one.words for one in read(paragraph(""), comments=COMMENT).left] == [
        "Ask Housing first?"
    ]


def test_a_comment_keeps_its_lines():
    note = "<w:r><w:t>Ask</w:t><w:br/><w:t>Housing</w:t></w:r>"
    comments = f'<w:comment w:id="4"><w:p>{note}</w:p><w:p>{note}</w:p></w:comment>'
    left = read(paragraph(""), comments=comments).left
    assert [one.words for one in left] == ["Ask\nHousing\nAsk\nHousing"]


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ("<w:r><w:drawing/></w:r>", "(a picture)"),
        (f"{run('Rate ')}<m:oMath><m:r><m:t>12/40</m:t></m:r></m:oMath>", "Rate 12/40"),
        (f"<w:del><w:r><w:delText>not </w:delText></w:r></w:del>{run('well')}", "well"),
    ],
)
def test_a_comment_says_all_that_stands_in_it(inside, words):
    tabs = "<w:tabs><w:tab/></w:tabs>"
    comments = f'<w:comment w:id="3">{paragraph(inside, tabs)}</w:comment>'
    assert [one.words for one in read(paragraph(""), comments=comments).left] == [words]


def test_a_struck_out_link_keeps_its_address_beside_its_words():
    link = f'<w:hyperlink r:id="a">{run("our ", "<w:strike/>")}{run("report", "<w:strike/>")}'
    found = read(paragraph(f"{link}</w:hyperlink>"), links={"a": "https://council.example/r"})
    assert found.boxes[TITLE][HEADINGS[2]] == ""
    assert [one.words for one in found.left] == ["our report (https://council.example/r)"]


def test_the_reading_above_struck_out_words_is_struck_out_with_them():
    above, base = (run(text, "<w:strike/>") for text in ("gàidhlig", "Gaelic"))
    ruby = f"<w:r><w:ruby><w:rt>{above}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    found = read(paragraph(ruby))
    assert found.boxes[TITLE][HEADINGS[2]] == ""
    assert [one.words for one in found.left] == ["Gaelic (gàidhlig)"]


def test_words_of_a_struck_out_field_are_struck_out():
    dated = f'<w:fldSimple w:instr="DATE">{run("3 May", "<w:strike/>")}</w:fldSimple>'
    assert [one.words for one in read(paragraph(dated)).left] == ["3 May"]


def test_words_at_the_top_and_foot_of_the_pages_are_shown_once_without_page_numbers():
    counts = f'<w:fldSimple w:instr=" PAGE ">{run("2")}</w:fldSimple>'
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Draft'))}</w:txbxContent></w:pict></w:r>"
    top = paragraph(run("Official")) + paragraph(box) + paragraph("<w:r><w:drawing/></w:r>")
    found = read(paragraph(""), header=top, footer=paragraph(run("Page ") + counts)).left
    words = [(one.title, one.kind, one.words.split()) for one in found]
    assert words == [("", "pages", ["Official", "Draft"])]


# A line across the page, by what it says of itself, with words in it.
RECTANGLE = (
    '<v:rect xmlns:v="urn:schemas-microsoft-com:vml" o:hr="t" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><v:textbox/></v:rect>'
)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (run("secret", "<w:vanish/>"), "hidden text"),
        (run("secret", "<w:webHidden/>"), "hidden text"),
        ("<m:oMath><m:r><m:t>12/40</m:t></m:r></m:oMath>", "an equation"),
        ("<m:oMathPara/>", "an equation"),
        ("<w:r><w:object/></w:r>", "another file inside it"),
        (f'<w:r><w:drawing><c:chart xmlns:c="{CHART}"/></w:drawing></w:r>', "a chart"),
        ("<w:r><w:pict><w:txbxContent/></w:pict></w:r>", "a text box"),
        (f"<w:r><w:pict>{RECTANGLE}</w:pict></w:r>", "a text box"),
        ("<w:r><w:endnoteReference/></w:r>", "a footnote or endnote"),
        ("<w:r><w:pgNum/></w:r>", "works out by itself"),
        ('<w:fldSimple w:instr="AUTONUM"/>', "works out by itself"),
        ('<w:fldSimple w:instr="EQ \\f(1,2)"/>', "an equation"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "works out by itself"),
        ('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', "a symbol font"),
        (run("4", '<w:rFonts w:ascii="Zapf Dingbats"/>'), "a symbol font"),
        (run("Met \ue00c", '<w:rFonts w:ascii="OpenSymbol"/>'), "a symbol font"),
        (run("See ") + "<w:newThing/>", "something after “See” that cannot be brought in"),
        ('<x:note xmlns:x="urn:x">more</x:note>', "something that cannot be brought in"),
        ("<w:r><w:t>a</w:t><w:newThing/></w:r>", "something after “a”"),
    ],
)
def test_what_cannot_be_carried_is_refused_with_its_sentence(inside, said):
    with pytest.raises(Unreadable, match=said):
        read(paragraph(inside))


def test_text_that_a_style_hides_and_parts_of_other_documents_are_refused():
    hidden = paragraph(run("secret"), '<w:pStyle w:val="Note"/>')
    with pytest.raises(Unreadable, match="hidden text"):
        read(hidden, styles=HIDDEN_STYLE)
    with pytest.raises(Unreadable, match="a part of another document"):
        read('<w:altChunk r:id="a"/><w:p/>')


def test_what_only_shapes_or_marks_a_text_is_no_reason_to_refuse():
    marks = (
        '<w:bookmarkStart w:id="1" w:name="a"/><w:proofErr w:type="spellStart"/>'
        "<w:r><w:lastRenderedPageBreak/><w:t>We meet.</w:t></w:r>"
        '<w:bookmarkEnd w:id="1"/><!-- a comment of the markup -->'
    )
    assert read(paragraph(marks)).boxes[TITLE][HEADINGS[2]] == "We meet."
