"""What may be a person's number or not is asked about once, beside the field."""

import pytest
from django import forms

from foundations.writing import WritingField


class Form(forms.Form):
    text = WritingField(label="Text")
    other = WritingField(label="Other")


DOUBTFUL = {"text": "It said 0412149999.", "other": "All well."}


def asked(**sent) -> Form:
    form = Form(DOUBTFUL | sent)
    assert not form.is_valid()
    return form


def answered() -> dict:
    return {"text-nobodys": asked().fields["text"].question.value}


def test_the_number_is_named_and_a_tick_box_offers_to_answer():
    form = asked()
    assert form.errors == {
        "text": [
            "Is “0412149999” somebody’s own health (CHI) number? If so, take it out. "
            "If not, tick the box below. Nothing has been stored yet."
        ]
    }
    html = str(form)
    assert html.count('type="checkbox"') == 1
    assert 'name="text-nobodys"' in html
    # Who hears the page hears at the tick which number is meant.
    assert html.count('aria-describedby="id_text_error"') == 1
    assert 'id="id_text_error"' in html
    assert "I have looked: this is nobody’s own number." in html
    assert "It said 0412149999." in html


def test_who_answers_is_asked_no_more():
    form = Form(DOUBTFUL | answered())
    assert form.is_valid()
    assert form.cleaned_data == DOUBTFUL


def test_the_answer_stays_while_something_else_is_put_right():
    form = asked(**answered(), other="")
    assert set(form.errors) == {"other"}
    assert "checked" in str(form["text"].as_field_group())


@pytest.mark.parametrize("sent", [{"text": "It said 0412149998."}, {"text-nobodys": "on"}])
def test_an_answer_holds_for_the_numbers_it_was_given_for(sent):
    assert set(asked(**(answered() | sent)).errors) == {"text"}


def test_the_answer_is_read_in_a_form_of_several():
    rows = forms.formset_factory(Form)
    sent = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0}
    sent |= {f"form-{row}-{name}": text for row in (0, 1) for name, text in DOUBTFUL.items()}
    first, second = rows(sent).forms
    assert set(first.errors) == set(second.errors) == {"text"}
    sent["form-1-text-nobodys"] = second.fields["text"].question.value
    first, second = rows(sent).forms
    assert set(first.errors) == {"text"}
    assert second.is_valid()


def test_a_persons_number_is_refused_whatever_is_ticked():
    form = asked(**answered(), text="CHI 0412149999")
    assert form.errors["text"][0].startswith("This seems to hold a health (CHI) number.")
    assert "checkbox" not in str(form)


def test_several_are_named_together():
    text = "0412149999 0512149999 0612149999 0712149999"
    said = asked(text=text).errors["text"][0]
    assert said.startswith(
        "Is one of “0412149999”, “0512149999”, “0612149999” and 1 more somebody’s"
    )


def test_a_form_in_which_nothing_is_doubtful_has_no_tick_box():
    assert "checkbox" not in str(Form({"text": "Ref 0412149999", "other": "Well."}))
