"""A passage is found however it is spelled, and only where it is meant."""

import pytest

from accounts.removal.passages import SHORTEST, Passage, letters_of

MARK = "[taken out on 3 March 2026 by Ada]"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Órán McKay", "we asked ORAN mckay first"),
        ("Oran McKay", "Òrán\u00a0Mc\u00adKay said so"),
        ("Oran McKay", "Oran\nMcKay"),
        ("Oran McKay", "O\u0301ra\u0301n McKay"),
        ("O'Neill", "the O’Neill home"),
        ("Smith-Jones", "Smith Jones’s plan"),
        ("Órán McKay", "see https://x.scot/%C3%93r%C3%A1n%2520McKay"),
        ("Órán McKay", "as &Oacute;r&#225;n&#8203; McKay said"),
        ("010412 1234", "no. 0104121234."),
        ("0104121234", "ref0104121234"),
        ("0104121234", "(010412-1234)"),
        ("01/04/2012", "born 01.04.2012"),
        ("Ann Smith", "https://x.scot/?of=Ann%20Smith"),
        ("straße", "in the STRASSE"),
        ("Ann Smith", "Ann_Smith"),
        ("Ann Smith", "as <b>Ann</b>&nbsp;Smith said"),
        ("Ann Smith", "An&shy;n<BR />Smith"),
        ("ann@glow.example", "write to Ann @ glow.example"),
    ],
)
def test_it_is_found_in_another_spelling(words, text):
    assert Passage(words).stands_in(text)
    assert not Passage(words).stands_in(Passage(words).taken_out_of(text, [MARK]))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Ann", "the annual plan"),
        ("Ann", "Susan never came"),
        ("Ann", "A\u00adnna"),
        ("Ian", "Iain"),
        ("1234", "0104121234"),
        ("Ann Smith", "Ann and Smith"),
        ("Ann Smith", "Ann & b; Smith"),
        ("Ann", ""),
    ],
)
def test_other_words_stay(words, text):
    assert not Passage(words).stands_in(text)
    assert Passage(words).taken_out_of(text, [MARK]) == text


def test_within_longer_words_when_asked():
    assert Passage("1234", inside=True).taken_out_of("no 0104121234", [MARK]) == f"no 010412{MARK}"


def test_each_place_is_marked_and_all_else_stays():
    text = "Ann came; ANN’s gran came; an annual day."

    assert Passage("Ann").taken_out_of(text, ["[x]"]) == "[x] came; [x]’s gran came; an annual day."


def test_what_is_decomposed_goes_with_its_accents():
    assert Passage("Zoe").taken_out_of("Zoe\u0308 came", ["[x]"]) == "[x] came"


def test_a_mark_that_is_too_long_or_says_it_again_is_not_taken():
    assert Passage("Ada").taken_out_of("Ada came", [MARK, "[x]"]) == "[x] came"
    assert Passage("Bo B").taken_out_of("Bo B", [MARK, "[x]"], 5) == "[x]"
    assert Passage("Bo B").taken_out_of("Bo B", [MARK], 5) == "…"


def test_a_short_text_of_its_own_is_no_part_of_others():
    training = Passage("Training", only_whole=True)

    assert training.stands_in("training.")
    assert not training.stands_in("Training for carers")


def test_in_what_json_holds_keys_stay():
    value = {"Ann": ["by Ann", 3, None, {"x": "ann"}]}

    assert Passage("Ann").taken_out_of_all(value, ["[x]"]) == {
        "Ann": ["by [x]", 3, None, {"x": "[x]"}]
    }


def test_letters_are_what_is_compared():
    assert letters_of("  “Òrán’s” – 01/04! ") == "orans0104"
    assert SHORTEST > 1
