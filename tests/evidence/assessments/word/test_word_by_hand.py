"""The council's own template filled in by hand: plain paragraphs, headings found by their text."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.assessments.word.headings import OUTCOME, RECOMMENDATIONS, TITLE
from evidence.assessments.word.reading import read_document, same_words, trimmed
from evidence.files.word.unit import Unreadable
from evidence.files.word.units import read_units
from tests.evidence.conftest import QUESTIONS
from tests.rotation import FULL

EXAMPLES = 200 if FULL else 15
WORDS = list(QUESTIONS.values())
TITLES = ["A Good Childhood: Support", "A Good Childhood: Advocacy"]
HEADINGS = [OUTCOME, RECOMMENDATIONS, *WORDS]


def read(content: bytes):
    return read_document(read_units(content), TITLES, WORDS)


def by_hand(*parts: str, tables: bool = False) -> bytes:
    """A template as somebody types it: headings as plain paragraphs, or each in a table of its
    own.
    """
    document = Document()
    for part in parts:
        if tables and part in (OUTCOME, RECOMMENDATIONS, *WORDS):
            document.add_table(rows=1, cols=1).cell(0, 0).text = part
        else:
            document.add_paragraph(part)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


FILLED = [
    TITLE,
    TITLES[0],
    OUTCOME,
    "Every child …",
    RECOMMENDATIONS,
    "our schools …",
    WORDS[0],
    "",
    "Mentors in every school.",
    "Breakfast clubs.",
    "",
    WORDS[1].upper(),
    "  ",
    WORDS[2],
    "We ask.",
    WORDS[3],
    "A quiet room.",
]


@pytest.mark.parametrize("tables", [False, True])
def test_a_template_filled_by_hand_without_our_marks_comes_in(tables):
    found = read(by_hand(*FILLED, tables=tables))
    assert found.boxes == {
        TITLES[0]: dict(
            zip(
                WORDS,
                ["Mentors in every school.\nBreakfast clubs.", "", "We ask.", "A quiet room."],
                strict=True,
            )
        )
    }
    assert (found.service, found.round) == ("", "")


def without(*gone: str) -> list[str]:
    return [part for part in FILLED if part not in gone]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (without(WORDS[2]), "the heading “How do we know?” is missing or was changed"),
        (
            [part.replace("How do we", "How might we") for part in FILLED],
            "“How do we know?” is missing or was changed",
        ),
        ([*FILLED, WORDS[0]], "the heading “What are we doing well?” appears twice"),
        (without(TITLES[0]), "No theme was found"),
        (
            [part.replace("Support", "Suport") for part in FILLED] + FILLED[1:],
            "whose title is not one of the 19",
        ),
        (
            FILLED + ["A Good Childhood: Advokacy", *FILLED[2:]],
            "appears twice. Was the title of the next theme changed?",
        ),
        (FILLED + FILLED[1:], "“A Good Childhood: Support” stands in the document twice"),
        (
            [*FILLED[:2], *FILLED[4:6], *FILLED[2:4], *FILLED[6:]],
            "not in the order of the template",
        ),
    ],
)
def test_a_document_whose_headings_are_not_those_of_the_template_is_refused(parts, said):
    with pytest.raises(Unreadable, match=said.replace("?", r"\?")):
        read(by_hand(*parts))


@pytest.mark.parametrize("tables", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        "How do we know? We ask every child.",
        "How do we know?We ask.",
        "How do we know",
        "So how do we know?",
        "What are we doing well? Much.",
        "Promise Recommendations that we met",
        "Outcome Overview:",
        "A Good Childhood: Support for everyone",
        "A Good Childhood: Advocacy is missing",
    ],
)
def test_a_line_that_begins_with_the_words_of_a_heading_is_an_answer(line, tables):
    place = FILLED.index("Mentors in every school.")
    parts = [*FILLED[:place], line, *FILLED[place:]]

    found = read(by_hand(*parts, tables=tables)).boxes
    assert list(found) == [TITLES[0]]
    assert found[TITLES[0]] == {
        WORDS[0]: f"{line}\nMentors in every school.\nBreakfast clubs.",
        WORDS[1]: "",
        WORDS[2]: "We ask.",
        WORDS[3]: "A quiet room.",
    }


@pytest.mark.parametrize(("more", "is_heading"), [(0, True), (1, False)])
def test_a_heading_is_at_most_200_characters(more, is_heading):
    title = "x" * (200 + more)
    units = read_units(by_hand(title, *FILLED[2:]))
    if is_heading:
        assert read_document(units, [title], WORDS).boxes[title][WORDS[2]] == "We ask."
    else:
        with pytest.raises(Unreadable, match="No theme was found"):
            read_document(units, [title], WORDS)


def is_answer(text: str) -> bool:
    """Whether no line of a text is a heading; those that are one are refused."""
    known = {same_words(heading) for heading in [*HEADINGS, *TITLES]}
    return not any(same_words(line) in known for line in text.split("\n"))


signs = st.one_of(
    st.characters(blacklist_categories=("Cs", "Cc")),
    st.sampled_from("\n\t  "),
    # Lines that begin like a heading, end like one, or hold one.
    st.sampled_from([*HEADINGS, *TITLES]),
    st.sampled_from([f"\n{heading} " for heading in [*HEADINGS, *TITLES]]),
)
answers = st.lists(signs, max_size=40).map("".join).map(trimmed).filter(is_answer)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(answers, min_size=8, max_size=8))
def test_every_character_of_every_box_comes_back_from_plain_paragraphs(texts):
    parts = []
    for number, title in enumerate(TITLES):
        parts += [title, OUTCOME, "…", RECOMMENDATIONS, "…"]
        for heading, text in zip(WORDS, texts[number * 4 : number * 4 + 4], strict=True):
            parts += [heading, *text.split("\n")]
    found = read(by_hand(*parts))

    assert [text for title in TITLES for text in found.boxes[title].values()] == texts
