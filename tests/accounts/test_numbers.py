"""A number is read however people here write it; what may mean another one is asked about."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.fields import NumberField, WholeField
from accounts.numbers import NOT_WHOLE, POINT, UNCLEAR, read_number
from accounts.words import digits, written

COMMA = "Look at the comma: three digits follow it, as in 1,200, and one to three go before."


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,200", "1200"),
        ("1 200", "1200"),
        ("1\u202f200", "1200"),
        ("1\u00a0234\u00a0567.50", "1234567.5"),
        ("1,234,567.5", "1234567.5"),
        ("12.0", "12"),
        ("12.", "12"),
        (".5", "0.5"),
        ("007", "7"),
        ("−3", "-3"),
        ("－3", "-3"),
        ("+3", "3"),
        ("１２００", "1200"),
        ("75 %", "75"),
        ("75％", "75"),
        ("12 per cent", "12"),
        ("12.5 percent", "12.5"),
        ("£1,200", "1200"),
        ("-£ 1 200.50", "-1200.5"),
        ("￡5", "5"),
        ("1 200 pounds", "1200"),
        ("1,200;", "1200"),
        ("12,", "12"),
        ("1.2k", "1200"),
        ("£5K", "5000"),
        ("-£1.25m", "-1250000"),
        ("2.5 million", "2500000"),
        ("1.234567 million", "1234567"),
        ("twelve", "12"),
        ("Forty-two per cent", "42"),
        ("Nil", "0"),
        ("a dozen", "12"),
        ("2½", "2.5"),
        ("¾ %", "0.75"),
        ("75pc", "75"),
        ("GBP 1,200", "1200"),
        ("'12", "12"),
        ("“1,200”", "1200"),
    ],
)
def test_a_number_with_one_meaning_is_taken(text, found):
    assert read_number(text, "%£") == Decimal(found)


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("71,5", f"Do you mean 71.5? {POINT}"),
        ("-0,25", f"Do you mean -0.25? {POINT}"),
        ("0,125", f"Do you mean 0.125? {POINT}"),
        ("− 71,5", f"Do you mean -71.5? {POINT}"),
        (",5", f"Do you mean 0.5? {POINT}"),
        ("1 200,50", f"Do you mean 1200.50? {POINT}"),
        ("1.200,5", f"Do you mean 1200.5? {POINT}"),
        ("1,2,", f"Do you mean 1.2? {POINT}"),
        ("1,20,000", COMMA),
        ("1, 200", COMMA),
        ("1,200,50", COMMA),
        ("1,2345", COMMA),
        ("1234,567", COMMA),
        ("12 %", "Leave out “%”: only a number is asked for here."),
        ("£12", "Leave out “£”: only a number is asked for here."),
        *((text, UNCLEAR) for text in ("twelvety", "about 5", "12 34", "1e3", "½½", "12²", "٣")),
        *(
            (text, UNCLEAR)
            for text in (
                "NaN",
                "--1",
                "10-15",
                "12 people",
                "5m",
                "5 kk",
                "k",
                "5'",
                "none",
                "1½k",
                "\x00",
                ",",
                "3-",
                "-,",
                "5+",
            )
        ),
    ],
)
def test_what_has_two_meanings_or_none_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValidationError) as refused:
        NumberField().clean(text)
    assert refused.value.messages == [reason]


def test_nothing_has_no_sign():
    assert written(read_number("−0.0")) == "0"


@pytest.mark.parametrize("text", ["12", "12.0", " 12.00 ", "１２"])
def test_a_whole_number_may_be_written_with_noughts(text):
    found = WholeField().clean(text)
    assert (found, type(found)) == (12, int)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12.5", NOT_WHOLE),
        ("1.2345k", NOT_WHOLE),
        ("-3", "Write 0 or more."),
        ("9" * 5_000, "Write less."),
        ("several", "How many?"),
        ("71,5", f"Do you mean 71.5? {NOT_WHOLE}"),
    ],
)
def test_a_whole_number_that_is_none_is_refused_with_the_reason(text, reason):
    own = {"min_value": "Write 0 or more.", "max_value": "Write less.", "invalid": "How many?"}
    with pytest.raises(ValidationError) as refused:
        WholeField(min_value=0, max_value=20_000, error_messages=own).clean(text)
    assert refused.value.messages == [reason]


def test_a_whole_number_has_its_own_sentence_where_the_form_has_none():
    with pytest.raises(ValidationError, match=NOT_WHOLE):
        WholeField().clean("several")


@pytest.mark.parametrize("number", ["0", "-4", "999", "1200", "1234567.89", "0.5", "-1200.25"])
def test_what_pages_and_files_write_is_read_back(number):
    for write in (written, digits, str, NumberField().prepare_value):
        assert read_number(write(Decimal(number))) == Decimal(number)
