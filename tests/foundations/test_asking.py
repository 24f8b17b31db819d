"""What may tell who somebody is, is asked about once a save, for all fields of a form together; the
answer is a reason, which is kept.
"""

import pytest
from django.http import QueryDict

from accounts.asking.forms import AskingForm
from accounts.asking.services import assure
from accounts.models import Assurance
from foundations.writing import WritingField, WritingLine

pytestmark = pytest.mark.django_db


class Form(AskingForm):
    text = WritingField(label="Text")
    other = WritingField(label="Other", required=False)
    line = WritingLine(label="Line", required=False)


NUMBER = {"text": "It said 0412149999.", "other": "All well."}
NAMED = {"text": "All well.", "other": "Kim, aged 9, came.\nHer twin did not."}
BOTH = {"text": NUMBER["text"], "other": NAMED["other"], "line": "Kim's mum"}
OPEN = "This may tell who somebody is. Take it out, or say below why it may stay."


def form_of(sent: dict) -> Form:
    data = QueryDict(mutable=True)
    for name, value in sent.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Form(data)


def asked(sent: dict) -> Form:
    form = form_of(sent)
    assert not form.is_valid()
    return form


def answer_of(form: Form, why: str = "work", words: str = "") -> dict:
    about = [doubt.digest for doubt in form.question.passages]
    return {"asked-about": about, "asked-why": why, "asked-words": words}


def answered(by, sent: dict) -> None:
    form = form_of(sent | answer_of(asked(sent)))
    assert form.is_valid()
    assure(by=by, form=form)


def test_all_fields_are_asked_about_once_and_the_passages_are_listed_by_what_they_look_like():
    form = asked(BOTH)
    assert form.errors["text"] == [f"{OPEN} Nothing has been stored yet."]
    for name in ("other", "line"):
        assert form.errors[name][0].startswith(
            "This is asked about too: the question stands at “Text”."
        )
    html = str(form)
    assert html.count("<fieldset") == 1
    for line in [
        "“0412149999”: perhaps somebody’s health (CHI) number",
        "“Kim, aged 9”: a name with an age",
        "“Her twin”: a twin",
        "“Kim&#x27;s mum”: a name with a relation",
    ]:
        assert line in html
    # What was typed stands there, and who hears the page hears the error at its box.
    assert "Kim, aged 9, came." in html
    assert 'aria-describedby="id_text_error"' in html


def test_the_same_words_of_two_sentences_are_listed_once_and_answered_twice():
    form = asked({"text": "Kim’s mum came. Nobody met Kim’s mum.", "other": "", "line": ""})
    assert str(form).count("“Kim&#x27;s mum”: a name with a relation") == 1
    assert len(form.question.passages) == 2


def test_whoever_gives_a_reason_is_asked_no_more(keeper):
    form = form_of(BOTH | answer_of(asked(BOTH)))
    assert form.is_valid()
    assert form.cleaned_data == BOTH
    assure(by=keeper, form=form)
    assert form_of(BOTH).is_valid()
    assert {(row.made_by, row.reason) for row in Assurance.objects.all()} == {
        (keeper, "It is about somebody in their work, such as a colleague or a councillor")
    }


def test_nothing_of_the_passage_is_kept(keeper):
    answered(keeper, NAMED)
    kept = " ".join(f"{vars(row)}" for row in Assurance.objects.all())
    assert Assurance.objects.count() == 2
    for word in ("Kim", "aged", "twin", "came"):
        assert word not in kept


def test_the_same_words_in_another_sentence_are_asked_about(keeper):
    answered(keeper, NAMED)
    form = asked({"text": "Her twin lives in Ayr."})
    assert [doubt.passage for doubt in form.question.passages] == ["Her twin"]


def test_a_number_is_the_same_in_each_sentence(keeper):
    answered(keeper, NUMBER)
    assert form_of({"text": "0412149999 stands on the board, too."}).is_valid()
    assert not form_of({"text": "It said 0412149998."}).is_valid()


def test_an_answer_is_enough_while_one_passage_is_taken_out_and_not_when_one_is_added():
    answer = answer_of(asked(BOTH))
    assert form_of(BOTH | answer | {"line": ""}).is_valid()
    form = asked(BOTH | answer | {"line": "Jamie, 12, sang."})
    assert len(form.question.passages) == 4
    assert " checked>" in str(form)


@pytest.mark.parametrize(
    ("why", "words", "fault"),
    [
        ("", "", "Take it out, or say below why it may stay."),
        ("because", "", "Take it out, or say below why it may stay."),
        ("other", " ", "Say in a few words why it may stay."),
        ("other", "Kim, aged 9, agreed", "Say why it may stay without naming anybody."),
        ("other", "CHI 0412149999", "Say why it may stay without naming anybody."),
        ("other", "x" * 151, "Give a reason of at most 150 characters."),
    ],
)
def test_a_reason_is_one(keeper, why, words, fault):
    form = asked(NAMED | answer_of(asked(NAMED), why, words))
    assert fault in form.errors["other"][0]
    assure(by=keeper, form=form)
    assert not Assurance.objects.exists()


def test_a_reason_may_be_typed(keeper):
    form = form_of(NAMED | answer_of(asked(NAMED), "other", "A song\nby that name"))
    assert form.is_valid()
    assure(by=keeper, form=form)
    assert {row.reason for row in Assurance.objects.all()} == {"A song by that name"}


def test_the_answer_stays_while_something_else_is_put_right():
    form = asked(NAMED | answer_of(asked(NAMED)) | {"text": ""})
    assert set(form.errors) == {"text"}
    assert " checked>" in str(form)


def test_a_persons_number_is_refused_whatever_is_answered():
    form = asked(NUMBER | answer_of(asked(NUMBER)) | {"text": "CHI 0412149999"})
    assert form.errors["text"][0].startswith("This seems to hold a health (CHI) number.")
    assert "<fieldset" not in str(form)


def test_a_form_in_which_nothing_is_doubtful_asks_nothing(django_assert_num_queries):
    # But once what was taken out before.
    with django_assert_num_queries(1):
        assert form_of({"text": "Ref 0412149999", "other": "Well."}).is_valid()


def test_two_who_answer_at_once_keep_the_first_answer(keeper, administrator):
    form = form_of(NAMED | answer_of(asked(NAMED)))
    form.full_clean()
    assure(by=keeper, form=form)
    assure(by=administrator, form=form)
    assert {row.made_by for row in Assurance.objects.all()} == {keeper}
