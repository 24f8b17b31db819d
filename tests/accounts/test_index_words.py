"""The words of a text are the same in the product and in both databases."""

import random

import pytest
from django.db import connection

from accounts.index_words import LONGEST, POSTGRESQL_WORDS, SQLITE_WORDS, whole_words, words_in

from .test_searching import LENGTH, ODD, TEXTS

# Signs between words, and words in other scripts.
SIGNS = ODD + " ,;:!?()[]{}<>/\\|@#%&*+=~^_\t\n…•→☃🎉€£§،؟。हिक你好ЖжΩώԱა0123"
SQL = {
    "sqlite": f"SELECT {SQLITE_WORDS}(%s)",
    "postgresql": f"SELECT ARRAY_TO_STRING(TSVECTOR_TO_ARRAY({POSTGRESQL_WORDS}(%s)), ' ')",
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Guth na h-Òigridh", {"guth", "na", "hoigridh", "h", "oigridh"}),
        ("Órán’s self‑made", {"orans", "oran", "s", "selfmade", "self", "made"}),
        ("call C18, page 85.", {"call", "c18", "page", "85"}),
        ("4.1: (health) & care/home_visit", {"4", "1", "health", "care", "home", "visit"}),
        ("fami\u00adlies 🎉 – ’", {"families"}),
        ("", set()),
    ],
)
def test_words_are_folded_and_told_apart(text, words):
    assert set(words_in(text)) == words


def test_what_is_joined_can_be_had_as_one_word():
    assert whole_words("Órán’s self-made") == ["orans", "selfmade"]


def test_a_word_without_an_end_is_cut():
    assert words_in("x" * 20_000) == ["x" * LONGEST]


@pytest.mark.database
@pytest.mark.django_db
def test_the_database_has_the_same_words():
    signs = random.Random(7)  # noqa: S311 - the same texts at each run
    texts = ["".join(signs.choices(SIGNS, k=LENGTH)) for _ in range(TEXTS)]
    with connection.cursor() as cursor:
        for text in [*texts, "x" * 20_000, "de’Ath " * 2_000]:
            cursor.execute(SQL[connection.vendor], [text])
            assert set(cursor.fetchone()[0].split(" ")) - {""} == set(words_in(text)), ascii(text)
