"""Words that the care community asks people to leave behind are hinted at, and never stop
anyone.
"""

import pytest
from django import forms

from foundations.writing import WritingField, hints_in, language_hints

HINTED = [
    ("The family was offered respite.", ["respite"]),
    ("Respite care for 12 families", ["respite"]),
    ("RESPITE", ["respite"]),
    ("Her placement ended.", ["placement"]),
    ("Two Placements broke down", ["placement"]),
    ("A foster placement, a residential placement", ["placement"]),
    ("A stable place, not a placement.", ["placement"]),
    ("LAC reviews were held.", ["LAC"]),
    ("LAAC nurses", ["LAC"]),
    ("Three LACs", ["LAC"]),
    ("LAC children in a placement need respite.", ["respite", "placement", "LAC"]),
    ("We stopped respite for two weeks.", ["respite"]),
    ("He calls it “respite” and likes it.", ["respite"]),
    ("We stopped saying 'respite'. Respite is still on the form.", ["respite"]),
    ("We never say “respite” in a placement.", ["placement"]),
    ("She left 'home' for a placement.", ["placement"]),
]
NOT_HINTED = [
    "The pupil found a work placement in a bakery.",
    "Two work-placement weeks",
    "Twelve student placements",
    "A placement student from the university joined.",
    "A work  placement\nfor each leaver",
    "stop using the word 'respite'",
    "We agreed to stop using the word “respite”.",
    "We no longer say ‘placement’.",
    'We say short breaks instead of "respite".',
    "We write home rather than “placement”.",
    "Avoid the term LAC.",
    "‘LAC’ is what we avoid.",
    "Don’t say LAC.",
    "The words 'placement' and 'respite' were dropped from every form.",
    "Lac Léman, a lac, black and lacking",
    "Replaced, displacement and replacement are other words.",
    "A place to live, a short break, a home.",
    "",
]


@pytest.mark.parametrize(("text", "words"), HINTED)
def test_words_that_are_used_are_hinted_at(text, words):
    assert [hint.word for hint in language_hints(text)] == words


@pytest.mark.parametrize("text", NOT_HINTED)
def test_other_uses_and_words_that_are_left_behind_are_not(text):
    assert language_hints(text) == []


def test_a_hint_says_what_one_might_write():
    (hint,) = language_hints("Respite.")
    assert str(hint) == (
        "Some people with care experience ask us not to say “respite”. Try “a short break”."
    )


class Form(forms.Form):
    first = WritingField()
    second = WritingField(required=False)
    title = forms.CharField(required=False)


def test_a_form_gives_each_hint_once_and_is_valid_all_the_same():
    form = Form({"first": "Respite and a placement", "second": "More respite", "title": "LAC"})
    assert form.is_valid()
    assert [hint.word for hint in hints_in(form)] == ["respite", "placement"]
    assert form.cleaned_data["second"] == "More respite"
