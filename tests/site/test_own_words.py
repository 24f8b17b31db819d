"""No form says a stock sentence of Django, django-allauth or django-filter: each of its questions
has words of the product's own for everything that may be wrong with an answer.
"""

from collections.abc import Iterator

import django_filters
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.contrib.auth.password_validation import get_default_password_validators
from django.core import validators
from django.forms.formsets import BaseFormSet, ManagementForm
from django.urls import get_resolver

OURS = ("accounts.", "foundations.", "actions.", "evidence.", "oversight.")
# Forms that still have some; a form whose sentences are its own is taken out here.
LEFT: set[str] = set()
# What a sentence may name the number by that makes it singular or plural.
NUMBERS = ("limit_value", "show_value", "max", "min", "num", "length")


def below(parent: type) -> Iterator[type]:
    for child in parent.__subclasses__():
        yield child
        yield from below(child)


def in_full(words: object) -> str:
    """A sentence as text; one that is told in singular or plural says nothing without its
    number.
    """
    return str(words) or words % dict.fromkeys(NUMBERS, 2)


def stock() -> set[str]:
    """Every sentence that the frameworks bring."""
    classes = [forms.Field, *below(forms.Field), BaseFormSet, ManagementForm]
    foreign = [kind for kind in classes if not kind.__module__.startswith(OURS)]
    said = [
        words for kind in foreign for words in vars(kind).get("default_error_messages", {}).values()
    ]
    checks = [kind for kind in vars(validators).values() if isinstance(kind, type)]
    said += [getattr(kind, "message", None) for kind in checks]
    said += validators.DecimalValidator.messages.values()
    said += DefaultAccountAdapter.error_messages.values()
    return {in_full(words) for words in said if words is not None}


def ours() -> list[type]:
    """Every form and filter of the product."""
    get_resolver().url_patterns  # noqa: B018 - loads every module that an address needs
    # What filters have in common is none itself: it has no rows.
    filters = {kind for kind in below(django_filters.FilterSet) if kind._meta.model}
    found = {*below(forms.BaseForm), *filters, *below(BaseFormSet)}
    return sorted(
        (kind for kind in found if kind.__module__.startswith(OURS)),
        key=lambda kind: name_of(kind),
    )


def name_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__name__}"


def fields_of(kind: type) -> dict[str, forms.Field]:
    """The questions of a form, as it asks them where it can be made without anything given."""
    if issubclass(kind, django_filters.FilterSet):
        return kind(queryset=kind._meta.model._default_manager.none()).form.fields
    try:
        return kind().fields
    except TypeError:
        return kind.base_fields


def sentences(field: forms.Field) -> Iterator[tuple[str, str]]:
    """Everything that may be said of an answer to this question, by its code."""
    for code, words in field.error_messages.items():
        if code != "required" or field.required:
            yield code, in_full(words)
    for check in field.validators:
        # A function speaks for itself: it is one of ours.
        found = getattr(check, "messages", None) or {
            getattr(check, "code", ""): getattr(check, "message", "Our own.")
        }
        for code, words in found.items():
            yield code, in_full(field.error_messages.get(code, words))


def stock_sentences_of(kind: type) -> list[str]:
    foreign = stock()
    if issubclass(kind, BaseFormSet):
        # Each form of the set is walked by itself.
        said = [("", code, in_full(words)) for code, words in kind.default_error_messages.items()]
    else:
        said = [
            (name, code, words)
            for name, field in fields_of(kind).items()
            for code, words in sentences(field)
        ]
    return [f"{name} ({code}): {words}" for name, code, words in said if words in foreign]


def test_there_is_much_to_look_at():
    assert len(ours()) > 60
    assert len(stock()) > 50
    assert "This field is required." in stock()


def test_a_stock_sentence_is_found():
    class Stock(forms.Form):
        name = forms.CharField(max_length=5, error_messages={"required": "Say who."})

    found = stock_sentences_of(Stock)
    assert [line.split(":")[0] for line in found] == [
        "name (max_length)",
        "name (null_characters_not_allowed)",
    ]


def test_every_form_says_its_own_words(db):
    found = {name_of(kind): stock_sentences_of(kind) for kind in ours()}
    wrong = [
        f"{name}: {line}" for name, lines in found.items() for line in lines if name not in LEFT
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "check", get_default_password_validators(), ids=lambda one: type(one).__name__
)
def test_what_is_wrong_with_a_password_is_said_in_our_words(check):
    said = check.get_error_message()
    assert type(check).__module__ == "accounts.passwords"
    assert said != super(type(check), check).get_error_message()


@pytest.mark.parametrize("kind", ours(), ids=name_of)
def test_no_box_cuts_what_is_pasted(kind):
    fields = getattr(kind, "base_fields", {})
    cut = [name for name, field in fields.items() if "maxlength" in field.widget.attrs]
    assert cut == []
