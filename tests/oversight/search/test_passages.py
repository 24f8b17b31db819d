"""The place of a text that says what was looked for, with its words marked."""

import pytest

from oversight.search.matching import sought
from oversight.search.passages import LENGTH, Piece, marked, passage


def marks(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_marked]


def whole(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "text", "words"),
    [
        ("oran", "“Òrán’s” wee book", ["“Òrán’s”"]),
        (
            "self-made",
            "Self made, selfmade and self-made",
            ["Self", "made", "selfmade", "self-made"],
        ),
        ("kin 18", "Kinship, akin, C18, 18 and 180", ["Kinship", "18"]),
        ("care", "Careful, scare <care>", ["Careful", "care"]),
        ("the care", "the care", ["care"]),
    ],
)
def test_words_are_marked_as_they_are_written(typed, text, words):
    pieces = marked(text, sought(typed))
    assert marks(pieces) == words
    assert whole(pieces) == text


def test_of_a_long_text_the_place_is_shown():
    text = "Before. " * 200 + "Then Kilbrandon spoke. " + "After. " * 200
    found = passage(["Nothing", text, "Kilbrandon too"], sought("kilbrandon"))
    assert marks(found) == ["Kilbrandon"]
    assert whole(found).startswith("…Before.")
    assert whole(found).endswith("…")
    assert len(whole(found)) <= LENGTH + 2


def test_a_short_text_is_shown_whole_and_without_breaks():
    found = passage(["One\n\n two\tthree"], sought("two"))
    assert found == [Piece("One "), Piece("two", is_marked=True), Piece(" three")]


def test_a_text_without_spaces_is_cut_too():
    for text in ("x" * 20_000, "x" * 10_000 + " kin " + "y" * 10_000, "kin" * 7_000):
        assert len(whole(passage([text], sought("kin x")))) <= LENGTH + 2


def test_nothing_is_shown_of_what_does_not_say_it():
    assert passage(["Nothing", ""], sought("kilbrandon")) == []
