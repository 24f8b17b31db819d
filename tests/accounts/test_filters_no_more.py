"""A bookmarked list whose filter is no more says so, and shows what there is."""

import pytest

from tests.factories import SubActionFactory

from .conftest import text_of

WITHOUT = "The list is shown without this filter."


@pytest.fixture
def read(administrator, signed_in):
    return signed_in(administrator).get


@pytest.mark.parametrize(
    "address",
    ["/sub-actions/", "/evidence/", "/participation/sessions/", "/people/"],
)
def test_a_service_that_is_no_more_is_said_and_the_list_is_shown(read, address):
    answer = read(address, {"service": "no-such"})

    assert "There is no “no-such” under “Service” any more." in text_of(answer)
    assert WITHOUT in text_of(answer)
    assert answer.context["filter"].qs.count() == read(address).context["filter"].qs.count()


@pytest.mark.parametrize(("address", "name"), [("/evidence/", "supports"), ("/heard/", "about")])
def test_a_key_that_is_no_more_is_said_and_one_that_is_narrows_the_list(read, address, name):
    SubActionFactory(item__key="1.3")

    gone, there = read(address, {name: "99.9"}), read(address, {name: " 1.3"})

    assert "There is no call or sub-action “99.9”." in text_of(gone)
    assert WITHOUT in text_of(gone)
    assert WITHOUT not in text_of(there)
    for pasted in ("１.３", "1.3,", "\u200b1.3.", "1.3:"):
        assert WITHOUT not in text_of(read(address, {name: pasted})), pasted
    assert there.context["filter"].shown


def test_the_other_filters_stay(read, keeper, other_keeper):
    answer = read("/people/", {"service": "no-such", "words": "kirsty"})

    assert [person.name for person in answer.context["page"]] == ["Kirsty"]
    assert [said for said, _without in answer.context["filter"].shown] == ["“kirsty”"]
    assert WITHOUT in text_of(answer)


def test_what_a_long_choice_was_is_shortened(read):
    words = text_of(read("/people/", {"service": "x" * 5_000}))

    assert f"“{'x' * 60}”" in words
    assert "x" * 61 not in words


@pytest.mark.parametrize("address", ["/history/", "/participation/sessions/"])
def test_a_period_that_ends_before_it_begins_is_said(read, address):
    words = text_of(read(address, {"since": "4/5/2026", "until": "3 May 2026"}))

    assert "3 May 2026 is before 4 May 2026, where the list begins." in words
    assert WITHOUT in words
    assert "From 4 May 2026" in words


@pytest.mark.parametrize("address", ["/history/", "/participation/sessions/"])
def test_a_period_of_one_day_is_in_order(read, address):
    assert WITHOUT not in text_of(read(address, {"since": "4/5/2026", "until": "4/5/2026"}))
