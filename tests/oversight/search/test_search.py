"""What the field in the header finds: by key, by words, by the number of a page and by name."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from foundations.models import Kind, PageReference
from tests.conftest import html_of
from tests.factories import (
    ActionFactory,
    ItemFactory,
    LinkFactory,
    ServiceFactory,
    SubActionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def text_of(answer) -> str:
    return " ".join(strip_tags(html_of(answer)).split())


def kinds(answer) -> list[str]:
    return [section.kind.key for section in answer.context["found"].sections]


def test_who_owns_what_answers_a_call_is_said_on_the_page(search, call, keeper, service):
    owned = SubActionFactory(service=service, owners=[keeper], item__text="No more respite")
    LinkFactory(from_item=owned.item, to_item=call)

    for typed in ("C18", "c18", "Ｃ１８", "call\u00a0C18", "breaks RETHINK"):
        said = text_of(search(typed))
        assert "1 call to action" in said, typed
        assert "No more respite" in said
        assert keeper.name in said
        assert service.name in said
        assert "nobody has confirmed it" in said


@pytest.mark.parametrize("typed", ["—", "\u200b", "’ ”"])
def test_signs_that_are_no_words_find_nobody(search, keeper, typed):
    assert kinds(search(keeper.name)) == ["person"]
    assert kinds(search(typed)) == []


def test_an_action_answers_with_the_service_that_leads_it(search, call, service):
    action = ActionFactory(service=service)
    LinkFactory(from_item=action.item, to_item=call, state="confirmed")

    said = text_of(search("C18"))

    assert f"Action {action.key}" in said
    assert f"Led by {service.name}" in said
    assert "nobody has confirmed it" not in said


def test_an_apostrophe_is_read_as_one(search, call):
    ActionFactory(item__text="The county's workforce")

    answer = search("workforce")

    assert "The county&#x27;s <mark>workforce</mark>" in html_of(answer)
    assert "&amp;#x27;" not in html_of(answer)


def test_a_criterion_answers_for_its_sub_action(search, call, keeper, service):
    owned = SubActionFactory(service=service, owners=[keeper])
    part = ItemFactory(kind=Kind.CRITERION, parent=owned.item)
    LinkFactory(from_item=part, to_item=call)

    assert keeper.name in text_of(search("C18"))


def test_a_call_that_nothing_answers_says_so(search, call):
    assert "No action answers this call." in text_of(search("C18"))


def test_what_is_meant_by_its_key_stands_first(search, call):
    for number in range(25):
        ItemFactory(key=f"V{number}", kind="call", parent=call.parent, text="As T5 says")
    ItemFactory(key="T5", kind="theme", heading="Trusted adults")

    answer = search("theme t5")

    assert kinds(answer) == ["theme"]
    answer = search("T5")
    assert kinds(answer) == ["theme", "call"]
    ItemFactory(key="Z1", kind="call", parent=call.parent, text="The last", order=999)
    ItemFactory.create_batch(25, kind="call", parent=call.parent, text="As Z1 says")
    (calls,) = search("z1").context["found"].sections
    assert calls.lines[0].key == "Z1"
    assert calls.total == 26


def test_of_many_it_says_how_many_and_where(search, call):
    ItemFactory.create_batch(24, kind="call", parent=call.parent, text="Rethink <b>all</b> & more")

    assert len(search("rethink").context["found"].sections[0].lines) == 25
    ItemFactory(kind="theme", heading="Rethink")

    answer = search("rethink")

    html = html_of(answer)
    assert 'href="?q=rethink&amp;kind=call">See all 25 calls to action</a>' in html
    assert len(answer.context["found"].sections[0].lines) == 3
    assert "<b>all</b>" not in html
    assert "<mark>Rethink</mark> &lt;b&gt;all" in html


def test_a_number_finds_pages_that_are_cited(search, call):
    PageReference.objects.create(item=call, document="the-promise", page=85)

    for typed in ("page 85", "p. 85", "85"):
        answer = search(typed)
        assert kinds(answer) == ["page"]
        assert reverse("cited-page", args=["the-promise", 85]) in html_of(answer)
    assert kinds(search("page 86")) == []


def test_a_name_finds_a_person_with_the_work_she_owns(search, keeper, service):
    owned = SubActionFactory(service=service, owners=[keeper])

    answer = search(keeper.name.lower())

    assert kinds(answer) == ["person"]
    assert owned.get_absolute_url() in html_of(answer)
    assert kinds(search(keeper.email)) == []
    keeper.is_active = False
    keeper.save()
    assert kinds(search(keeper.name)) == []


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "<script>alert(1)</script>", "x" * 3_000])
def test_odd_words_find_nothing_and_break_nothing(search, call, typed):
    answer = search(typed)
    assert kinds(answer) == []
    assert "<script>alert" not in answer.content.decode()


def test_nothing_found_says_what_to_try(search, call):
    said = text_of(search("zzzz"))
    assert "Nothing was found." in said
    assert "Try fewer words" in said
    assert "Nothing was found." not in text_of(search(""))


def test_a_sub_action_names_its_service_and_owner(search, keeper):
    service = ServiceFactory(name="Roads")
    SubActionFactory(service=service, item__text="Bridges to mend")

    said = text_of(search("mend bridges"))

    assert "Roads" in said
    assert "No owner yet" in said
