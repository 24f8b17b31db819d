"""Which texts share rare words with what was written: on the published texts themselves."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command

from foundations.models import FrameworkItem
from foundations.sharing import MOST_SIGNS, Texts
from foundations.suggesting import CALLS, OTHERS, first_of

FILES = ("foundations", "themes")
FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def texts():
    """The calls, themes and recommendations out of their files."""
    rows = [
        row["fields"]
        for name in FILES
        for row in json.loads((FIXTURES / f"{name}.json").read_text())
    ]
    kept = ("key", "kind", "heading", "text")
    return Texts(
        FrameworkItem(**{name: row.get(name, "") for name in kept})
        for row in rows
        if row.get("kind") in (*CALLS, *OTHERS)
    )


def keys(texts, written, kinds=CALLS) -> list[str]:
    return [one.text.key for one in first_of(texts.sharing(written), kinds)]


def text_of(texts, key) -> str:
    return next(item.text for item in texts.items if item.key == key)


@pytest.mark.parametrize(
    ("written", "call"),
    [
        ("We no longer say respite: families choose their short break.", "C18"),
        ("RESPITE IS A SHORT BREAK", "C18"),
        ("Pupils are never excluded, formally or informally.", "C10"),
        ("A fund that mitigates the impact of poverty.", "F2"),
        ("Rèspíte", "C18"),
        ("Supervisions are reflected upon by each practitioner", "P3"),
    ],
)
def test_the_call_that_has_the_rare_words_is_among_the_first(texts, written, call):
    assert call in keys(texts, written)


@pytest.mark.parametrize("key", ["V1", "F2", "C18", "C22", "P8", "S11", "T1.R1", "T9.R5", "T13"])
@pytest.mark.parametrize("case", [str, str.upper, str.title])
def test_a_text_that_is_quoted_whole_comes_first(texts, key, case):
    kinds = CALLS if key[0] != "T" else OTHERS
    said = f"They told us of a wet Tuesday. {case(text_of(texts, key))} The bus came late."
    assert keys(texts, said, kinds)[0] == key


@pytest.mark.parametrize(
    "written",
    [
        "",
        " \n ",
        "the and of to in for with must will be",
        "Children and young people must have support.",
        "p85 21-24 10 16 2026",
        "Tha sinn ag èisteachd ri òigridh agus ri teaghlaichean.",
        "Słuchamy młodzieży i ich rodzin, także w żłobku.",
        "🙂🙂🙂 ''' --- \u202e \u0301\u0301",
        "x" * MOST_SIGNS,
    ],
)
def test_what_shares_no_rare_word_is_offered_nothing(texts, written):
    assert texts.sharing(written) == []


def test_the_words_that_are_said_stand_in_both_the_rarest_first(texts):
    found = texts.sharing("Families choose respite and a break from school.")
    call = next(one for one in found if one.text.key == "C18")
    assert call.words == ("respite", "breaks")
    assert call.reason == "Both have the words: respite, breaks."
    for one in found:
        printed = f"{one.text.heading} {one.text.text}".lower()
        assert all(word in printed for word in one.words)


def test_a_rarer_word_counts_for_more(texts):
    worth = {term: texts.worth[term] for term in ("respit", "school")}
    assert len(texts.having["respit"]) < len(texts.having["school"])
    assert worth["respit"] > worth["school"]


def test_common_words_change_no_order(texts):
    words = "Respite and poverty in school"
    common = " The children and the young people must have care and support."
    assert keys(texts, words + common * 20) == keys(texts, words)


def test_a_long_text_is_read_as_far_as_the_longest_box(texts):
    far = "and " * (MOST_SIGNS // 4)
    assert keys(texts, "respite " + far)[0] == "C18"
    assert texts.sharing(far + "respite") == []


def test_the_command_prints_how_many_links_the_words_alone_find(published, capsys):
    call_command("measure_links")
    calls, others = capsys.readouterr().out.splitlines()
    found, number = (int(word) for word in calls.split() if word.isdigit())
    assert number == 38
    assert found >= 32
    assert calls == f"{found} of 38 links from work to calls are among the first five."
    found, number = (int(word) for word in others.split() if word.isdigit())
    assert (number, found >= 22) == (29, True)


def test_it_names_those_that_it_does_not_find(published, capsys):
    call_command("measure_links", verbosity=2)
    assert "Not among them: 1.1 → V4" in capsys.readouterr().out
