"""A code cannot be guessed, is read however it is typed, and stands nowhere in the database."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from evidence.heard.codes.signs import (
    GROUPS,
    LENGTH,
    SIGNS,
    code_of,
    digests_of,
    printed,
    read_code,
)
from evidence.models import Code
from tests.factories import HeardFactory

from .codes import given, shown, typed, words_of

CODE = "8C5MK2XRT6"
OLD, NEW = "old-" * 15, "new-" * 15


def test_a_code_has_40_random_bits_or_more():
    assert len(set(SIGNS)) ** LENGTH >= 2**40
    assert sum(GROUPS) == LENGTH


def test_no_two_signs_look_alike_and_none_makes_words():
    for pair in ("0O", "1I", "1L", "UV", "8B", "5S", "2Z", "6G"):
        assert not set(pair) <= set(SIGNS)
    assert not set("01OILUV") & set(SIGNS)
    assert not set("AEIOU") & set(SIGNS)


def test_each_form_makes_another_code_of_all_the_signs():
    codes = {code_of(uuid4()) for _number in range(400)}
    assert len(codes) == 400
    for place in range(LENGTH):
        assert {code[place] for code in codes} == set(SIGNS)


def test_the_key_of_a_form_gives_no_code_without_the_secret_key(settings):
    key, settings.SECRET_KEY = uuid4(), OLD
    first = code_of(key)
    settings.SECRET_KEY = NEW
    assert code_of(key) != first


@pytest.mark.parametrize(
    "written",
    [
        "8C5M-K2XR-T6",
        "8c5mk2xrt6",
        " 8C5M K2XR  T6 ",
        "8c5m–k2xr—t6.",
        "8C5M_K2XR_T6",
        "８Ｃ５Ｍ Ｋ２ＸＲ Ｔ６",
        "BCSM-KZXR-TG",
        "bcsm kzxr tg",
        "8C5M\u00a0K2XR\u200bT6",
    ],
)
def test_it_is_read_however_it_is_typed(written):
    assert printed(CODE) == "8C5M-K2XR-T6"
    assert read_code(written) == CODE


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("8C5M-K2XR-T", "has 10 letters and numbers, and this has 9"),
        ("8C5M-K2XR-T66", "and this has 11"),
        ("---", "and this has 0"),
        ("8C5M-K2XR-TO", "No code has the sign “O”"),
        ("8C5M-K2XR-T0", "No code has the sign “0”"),
        ("8C5M-K2XR-T1", "No code has the sign “1”"),
        ("8C5M-K2XR-Té", "No code has the sign “É”"),
    ],
)
def test_what_can_be_no_code_is_said_to_be_none(written, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read_code(written)


@pytest.mark.parametrize("written", ["", "   ", "x" * 101, "8C5M\0", "é" * 90])
@pytest.mark.django_db
def test_nor_is_anything_else_an_error_of_the_product(written, client):
    answer = client.post("/code/", {"code": written})
    assert answer.status_code == 200
    assert "Error:" in answer.content.decode()


def everything_stored() -> str:
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            texts += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(texts).upper()


@pytest.mark.django_db
def test_only_a_keyed_digest_stands_in_the_database(champions, signed_in):
    heard, key = HeardFactory(logged_by=champions), uuid4()
    body = {"version": 0, "form_key": str(key)}
    signed_in(champions).post(f"/heard/{heard.pk}/code/", body)
    code = code_of(key)
    assert shown(code)

    stored = everything_stored()
    assert Code.objects.get().digest.upper() in stored
    assert code not in stored
    assert printed(code) not in stored
    # The key, from which with the secret key it could be made, neither.
    assert str(key).upper() not in stored
    assert key.hex.upper() not in stored


@pytest.mark.django_db
def test_a_code_outlives_a_change_of_the_secret_key(champions, settings):
    settings.SECRET_KEY = OLD
    code = given(champions, HeardFactory(logged_by=champions))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert "What came of what you said" in shown(code)
    assert len(digests_of(code)) == 2

    settings.SECRET_KEY_FALLBACKS = []
    assert "There is no such code" in words_of(typed(code))
