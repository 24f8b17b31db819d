"""Words are found however their apostrophes, dashes, accents and capitals are typed."""

import random

import pytest

from accounts.models import Service, User
from accounts.searching import fold, having, holds_all, words_of
from tests.factories import UserFactory

NAME = "Òrán O’Neill‐Māori “Łuna” Strauß"
# Signs of which the two sides could be folded differently.
ODD = "aZĦŧéÉñ'’`´\"“”«»-–—−‑ \u00ad\u200b\ufeff\u0301ßøŁæœðþıİςΣﬁ½…№\u00a0İǅ．－Ⅳ"
ODD += "\u3164\u115f\u2800\U000e0020\uffa0"
TEXTS, LENGTH = 200, 12
pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(name=NAME, email="oran@council.scot")


@pytest.mark.parametrize(
    "typed",
    [
        "Òrán",
        "oran",
        "ORAN",
        "o'neill",
        "O‘Neill",
        "O´Neill",
        "oneill-māori",
        "neill maori",
        "o\u00adneill",
        "\u200boran",
        '"Łuna"',
        "‹luna›",
        "strauss",
        "STRAUẞ",
        "māori – oran",
        "ora\u0301n",
        "oran@council.scot",
        "oran, (luna)",
        "“Òrán”?",
        "Oran & Luna",
        "oran and luna.",
        "or\u3164an\U000e0020",
        "o\u2800ran",
    ],
)
def test_a_name_is_found_however_it_is_typed(person, typed):
    assert person in User.objects.named(typed)


@pytest.mark.database
@pytest.mark.parametrize("typed", ["oram", "o neil maoris", "o.neill", "or%n", "or_n"])
def test_other_words_are_not_found(person, typed):
    assert person not in User.objects.named(typed)


def test_each_word_may_stand_in_another_field(person):
    assert person in User.objects.filter(having("maori council", "name", "email"))
    assert person not in User.objects.filter(having("maori council", "name"))


def test_no_word_asks_for_nothing():
    assert words_of(" – \u200b ’ . (?) ") == []
    assert not having("–", "name")


def test_what_joins_words_is_no_word_among_others():
    for text in ("Health & Social Care", "Health and Social Care", "HEALTH, SOCIAL CARE"):
        for typed in ("health & social care", "Health and social care.", "health social care"):
            assert holds_all(text, typed)
    assert words_of("And") == ["and"]
    assert not holds_all("Health", "and")


def test_a_joined_word_is_found_written_in_every_way():
    for typed in ("self-assessment", "self assessment", "self–assessment"):
        for text in (
            "Self-assessment",
            "self assessment",
            "selfassessment",
            "self\u2011assessment",
        ):
            assert holds_all(text, typed)
    assert not holds_all("assessment", "self-assessment")


@pytest.mark.database
def test_the_database_folds_as_the_product_does():
    signs = random.Random(7)  # noqa: S311 - the same texts at each run
    texts = ["".join(signs.choices(ODD, k=LENGTH)) for _ in range(TEXTS)]
    Service.objects.bulk_create(
        Service(key=f"s{number}", name=text) for number, text in enumerate(texts)
    )
    for word in ("a", "ss", "z", "luna", "ae", "ii", "th", "σ", "2"):
        found = Service.objects.filter(having(word, "name")).values_list("name", flat=True)
        assert set(found) == {text for text in texts if fold(word) in fold(text)}, word
    for text in texts:
        assert Service.objects.filter(having(text, "name"), name=text).exists(), ascii(text)
