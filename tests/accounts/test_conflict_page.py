"""The page for someone whose form was overtaken: what differs, in words, and nothing else."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import QueryDict

from accounts.conflicts import both_texts, look_again
from accounts.fields import DayField, ManyField, NumberField, VersionedForm
from accounts.models import Service, ServiceKind
from tests.conftest import html_of

SCRIPT = "<script>alert(1)</script>"


class EveryForm(VersionedForm):
    """A field of each sort, and one that nobody sees."""

    text = forms.CharField(label="Text", required=False)
    on = DayField(label="Day", required=False)
    amount = NumberField(label="Amount", required=False)
    months = forms.IntegerField(label="Months", required=False)
    asks = forms.BooleanField(label="Asks", required=False)
    kind = forms.ChoiceField(label="Kind", choices=ServiceKind, required=False)
    days = forms.MultipleChoiceField(
        label="Days", choices=[("mon", "Monday"), ("tue", "Tuesday")], required=False
    )
    one = forms.ModelChoiceField(label="One", queryset=Service.objects.all(), required=False)
    many = ManyField(label="Many", queryset=Service.objects.all(), required=False)
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def typed(service, other_service):
    """A form that was sent, good in itself."""
    data = QueryDict("version=1&text=We listen.&on=3 March 2026&amount=1,200.50&months=0", True)
    data.update({"asks": "on", "kind": "school", "one": service.pk, "form_key": "mine"})
    data.setlist("days", ["tue", "mon"])
    data.setlist("many", [other_service.pk, service.pk])
    form = EveryForm(data)
    assert form.is_valid(), form.errors
    return form


@pytest.fixture
def same(service):
    """A record's values where they are just what was typed."""
    return {
        "text": "We listen.",
        "on": date(2026, 3, 3),
        "amount": Decimal("1200.5"),
        "months": 0,
        "asks": True,
        "kind": "school",
        "days": ["mon", "tue"],
        "one": service,
        "many": Service.objects.order_by("key"),
    }


@pytest.fixture
def request_sent(rf, administrator):
    request = rf.post("/services/education/edit/")
    request.user, request.session = administrator, {}
    request._messages = FallbackStorage(request)
    return request


def rows_of(answer) -> dict[str, tuple[str, str]]:
    """What the page's table shows: by label, what was typed and what is saved."""
    assert answer.status_code == 409
    cells = r'<th scope="row">(.*?)</th>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>'
    found = re.findall(cells, html_of(answer), re.DOTALL)
    return {label: (without_tags(yours), without_tags(saved)) for label, yours, saved in found}


def without_tags(cell: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", cell))


@pytest.mark.parametrize(
    ("name", "now", "label", "yours", "saved"),
    [
        ("text", "", "Text", "We listen.", "Empty"),
        ("on", date(2026, 12, 31), "Day", "3 March 2026", "31 December 2026"),
        ("on", None, "Day", "3 March 2026", "Empty"),
        ("amount", Decimal("12.50"), "Amount", "1,200.5", "12.5"),
        ("months", 1200, "Months", "0", "1,200"),
        ("months", None, "Months", "0", "Empty"),
        ("asks", False, "Asks", "Yes", "No"),
        ("kind", "council", "Kind", "School", "Council service"),
        ("days", ["tue"], "Days", "Monday, Tuesday", "Tuesday"),
        ("one", None, "One", "Education", "Empty"),
        ("many", [], "Many", "Education, Housing", "Empty"),
    ],
)
def test_what_differs_is_shown_in_words_and_what_is_equal_is_left_out(
    request_sent, typed, same, service, name, now, label, yours, saved
):
    answer = both_texts(request_sent, typed, service, same | {name: now})

    assert rows_of(answer) == {label: (yours, saved)}


def test_a_choice_that_the_form_does_not_offer_stays_in_the_words_that_are_given(
    request_sent, typed, service
):
    answer = both_texts(request_sent, typed, service, {"kind": "Not reported"})

    assert rows_of(answer) == {"Kind": ("School", "Not reported")}


def test_records_are_named_as_the_field_names_them(request_sent, typed, service, other_service):
    typed.fields["many"].label_from_instance = lambda one: one.key.upper()
    answer = both_texts(request_sent, typed, service, {"many": [other_service]})

    assert rows_of(answer) == {"Many": ("EDUCATION, HOUSING", "HOUSING")}


def test_hidden_fields_and_what_the_form_does_not_ask_for_are_not_shown(
    request_sent, typed, same, service
):
    others = {"form_key": "theirs", "version": 9, "id": 7, "text": "Other words."}
    answer = both_texts(request_sent, typed, service, same | others)

    assert rows_of(answer) == {"Text": ("We listen.", "Other words.")}


def test_what_was_typed_can_be_sent_again_knowing_both(request_sent, typed, service):
    service.version = 4
    page = html_of(both_texts(request_sent, typed, service, {"text": "Other words."}))

    assert 'name="version" value="4"' in page
    assert 'name="text" value="We listen."' in page
    assert f'<a href="{service.get_absolute_url()}">Leave it as it is saved now</a>' in page


def test_the_same_form_sent_twice_leads_on_with_a_message(request_sent, typed, same, service):
    answer = both_texts(request_sent, typed, service, same)

    assert (answer.status_code, answer.url) == (302, service.get_absolute_url())
    said = [str(message) for message in get_messages(request_sent)]
    assert said == ["Education is saved already, just as you wrote it."]


def test_it_leads_on_to_another_page_where_the_record_has_none(
    request_sent, typed, same, service, other_service
):
    answer = both_texts(request_sent, typed, service, same, page=other_service)

    assert (answer.status_code, answer.url) == (302, other_service.get_absolute_url())


def test_what_is_new_is_never_taken_for_what_is_saved(request_sent, typed, same, service):
    rows = rows_of(both_texts(request_sent, typed, service, same, is_new=True))

    assert len(rows) == len(same)
    assert rows["Text"] == ("We listen.", "We listen.")


def test_what_is_new_is_shown_where_it_differs_alone(request_sent, typed, same, service):
    others = same | {"text": "Other words."}
    rows = rows_of(both_texts(request_sent, typed, service, others, is_new=True))

    assert rows == {"Text": ("We listen.", "Other words.")}


def test_what_stands_in_no_one_field_has_rows_of_its_own(request_sent, typed, same, service):
    also = {"Who came": ("Two", "Three"), "Serves": ("1.1", "1.1")}
    answer = both_texts(request_sent, typed, service, same, also=also)

    assert rows_of(answer) == {"Who came": ("Two", "Three")}


def test_it_names_who_saved_where_that_is_known(request_sent, typed, service, keeper):
    values = {"text": "Other words."}
    named = html_of(both_texts(request_sent, typed, service, values, saved_by=keeper))
    unnamed = html_of(both_texts(request_sent, typed, service, values))

    assert "Kirsty saved this while you were writing" in named
    assert "This was saved while you were writing" in unnamed
    assert "Someone else did this, or you did in another window." in unnamed


def test_it_says_that_it_was_oneself_in_another_window(request_sent, typed, service, keeper):
    request_sent.user = keeper
    own = html_of(both_texts(request_sent, typed, service, {"text": "Ours."}, saved_by=keeper))

    assert "You saved this in another window" in own
    assert "Kirsty saved this" not in own


@pytest.mark.parametrize("side", ["yours", "saved"])
def test_scripts_in_either_text_are_escaped(request_sent, service, side):
    yours, saved = (SCRIPT, "Ours.") if side == "yours" else ("Mine.", SCRIPT)
    form = EveryForm({"version": 1, "text": yours})
    assert form.is_valid()
    answer = both_texts(request_sent, form, service, {"text": saved})

    assert rows_of(answer) == {"Text": (yours, saved)}
    assert "&lt;script&gt;alert(1)" in html_of(answer)
    assert SCRIPT not in html_of(answer)


def test_a_form_without_a_text_asks_its_question_again(typed, service):
    service.version = 4
    assert look_again(typed, service, "Read it again, then remove it.") == 409

    assert typed.non_field_errors() == ["Read it again, then remove it."]
    assert typed["version"].value() == "4"
