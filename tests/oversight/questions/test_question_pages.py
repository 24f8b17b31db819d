"""The pages of what the Board asks, and the marks that it leaves."""

import uuid

import pytest

from oversight.models import Question
from oversight.questions import services
from tests.conftest import html_of
from tests.factories import (
    ItemFactory,
    LinkFactory,
    QuestionFactory,
    RoundFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.database

WORDS = "How many schools are left?"
ANSWER = "Seven, and all of them before the summer."


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return html_of(answer)


def sent(client, address: str, **said):
    key = {} if "version" in said else {"form_key": str(uuid.uuid4())}
    return client.post(address, key | said)


@pytest.fixture
def question(board, work) -> Question:
    return services.ask(by=board, item=work.item, words=WORDS)


@pytest.fixture
def theme(work):
    """A theme that the sub-action answers too."""
    area = ItemFactory(kind="priority-area", key="area", heading="A good childhood")
    theme = ItemFactory(kind="theme", key="T9", heading="Right to Education", parent=area)
    LinkFactory(from_item=work.item, to_item=theme)
    return theme


def test_asking_answering_and_accepting_in_the_browser(board, keeper, work, theme, signed_in):
    for item in (work.item, theme):
        address = f"/questions/about/{item.key}/"
        assert address in page(signed_in(board), item.get_absolute_url())
        done = sent(signed_in(board), address, words=WORDS)
        asked = Question.objects.get(item=item)
        assert done["Location"] == f"/questions/{asked.pk}/"
        mine = page(signed_in(keeper), "/my-work/")
        assert f"/questions/{asked.pk}/answer/" in mine
        assert "The Board asks you 1 question" in mine
        done = sent(signed_in(keeper), f"/questions/{asked.pk}/answer/", words=ANSWER, version=1)
        assert done.status_code == 302
        assert f"/questions/{asked.pk}/answer/" not in page(signed_in(keeper), "/my-work/")
        html = page(signed_in(board), item.get_absolute_url())
        assert ANSWER in html
        assert f"/questions/{asked.pk}/again/" in html
        sent(signed_in(board), f"/questions/{asked.pk}/accept/", version=2)
        html = page(signed_in(keeper), item.get_absolute_url())
        assert "accepted the answer for the Board" in html


def test_what_was_asked_about_a_call_stands_on_its_page(board, keeper, call, signed_in):
    services.ask(by=board, item=call, words=WORDS)
    html = page(signed_in(keeper), "/calls/C18/")
    assert WORDS in html
    assert "/questions/about/" not in html
    assert "/questions/about/C18/" in page(signed_in(board), "/calls/C18/")


def test_of_many_the_newest_stand_on_the_page_and_the_others_are_counted(board, work, signed_in):
    QuestionFactory.create_batch(7, item=work.item)
    html = page(signed_in(board), work.item.get_absolute_url())
    assert html.count('class="pt_ask"') == 5
    assert "2 older: they stand" in html


def test_my_work_counts_what_it_does_not_show(board, keeper, work, signed_in):
    QuestionFactory.create_batch(5, item=work.item)
    html = page(signed_in(keeper), "/my-work/")
    assert html.count("/answer/") == 3
    assert "All 5 that wait for your answer" in html


def test_the_list_has_the_longest_open_first_and_each_list_its_own(
    board, keeper, question, work, signed_in, time_machine
):
    older = QuestionFactory(item=work.item, asked_on="2025-01-02", words="The older one?")
    html = page(signed_in(keeper), "/questions/")
    assert html.index(older.words) < html.index(WORDS)
    assert "2 questions wait for an answer" in html
    services.answer(by=keeper, question=question, seen=1, words=ANSWER)
    assert WORDS not in page(signed_in(board), "/questions/?show=waits")
    assert WORDS in page(signed_in(board), "/questions/?show=answered")
    assert older.words in page(signed_in(keeper), "/questions/?show=mine")
    assert older.words not in page(signed_in(board), "/questions/?show=accepted")
    assert older.words in page(signed_in(board), "/questions/?show=nonsense")


def test_what_no_service_answers_says_so_and_waits_with_administrators(
    board, administrator, keeper, work, signed_in
):
    RoundFactory()
    asked = services.ask(by=board, item=ItemFactory(key="C9"), words=WORDS)
    assert "waits with the administrators" in page(signed_in(keeper), f"/questions/{asked.pk}/")
    first = page(signed_in(administrator), "/administration/")
    assert "1 question of the Board waits." in first
    assert "/questions/?show=of-nobody" in first
    html = page(signed_in(administrator), "/questions/?show=of-nobody")
    assert f"/questions/{asked.pk}/answer/" in html
    page(signed_in(keeper), f"/questions/{asked.pk}/answer/", 403)


def test_the_page_of_one_says_who_answers(board, keeper, question, signed_in, service):
    html = page(signed_in(board), f"/questions/{question.pk}/")
    assert f'href="{service.get_absolute_url()}"' in html
    assert "the service whose work it is about" in html


@pytest.mark.parametrize("key", ["X99", "T9.R5", "%00", "4.1/../../"])
def test_an_unknown_text_is_not_found(board, key, signed_in):
    page(signed_in(board), f"/questions/about/{key}/", 404)


def test_an_unknown_question_is_not_found(board, signed_in):
    assert "lists all questions" in page(signed_in(board), "/questions/99/", 404)


def test_twenty_thousand_signs_are_taken_and_one_more_is_said_by_the_box(board, work, signed_in):
    long = "word " * 4_000
    refused = sent(signed_in(board), "/questions/about/4.1/", words=long + "two")
    assert "by 3 characters" in html_of(refused)
    assert long in refused.content.decode()
    assert not Question.objects.exists()
    done = sent(signed_in(board), "/questions/about/4.1/", words=long[:-1] + "s")
    assert done.status_code == 302


def test_what_names_a_child_is_refused_and_kept(board, work, signed_in):
    words = "What about the child with CHI 0101101234?"
    refused = sent(signed_in(board), "/questions/about/4.1/", words=words)
    assert refused.status_code == 200
    assert words in html_of(refused)
    assert not Question.objects.exists()


def test_who_answers_second_finds_the_first_and_keeps_her_words(
    keeper, colleague, question, signed_in
):
    address = f"/questions/{question.pk}/answer/"
    assert sent(signed_in(keeper), address, words=ANSWER, version=1).status_code == 302
    second = sent(signed_in(colleague), address, words="Eight of them.", version=1)
    assert second.status_code == 409
    html = html_of(second)
    assert "This was answered meanwhile" in html
    assert "Eight of them." in html


def test_what_was_taken_back_meanwhile_is_not_answered_and_nothing_is_lost(
    board, keeper, question, signed_in
):
    back = f"/questions/{question.pk}/take-back/"
    assert sent(signed_in(board), back, reason="It is known.", version=1).status_code == 302
    late = sent(signed_in(keeper), f"/questions/{question.pk}/answer/", words=ANSWER, version=1)
    assert late.status_code == 409
    assert "taken this question back" in html_of(late)
    assert ANSWER in html_of(late)


def test_what_was_replaced_is_asked_about_no_more(board, work, signed_in):
    heir = SubActionFactory(item__key="4.2", item__kind="sub-action")
    work.replaced_by, work.replaced_on, work.replaced_reason = heir, "2026-01-02", "One work."
    work.save()
    client = signed_in(board)
    assert "/questions/about/" not in page(client, "/sub-actions/4.1/")
    assert client.get("/questions/about/4.1/").status_code == 302
    refused = sent(client, "/questions/about/4.1/", words=WORDS)
    assert "has replaced this one" in html_of(refused)
    assert WORDS in html_of(refused)


def test_an_answer_that_was_asked_about_again_meanwhile_is_not_accepted(
    board, keeper, question, signed_in
):
    services.answer(by=keeper, question=question, seen=1, words=ANSWER)
    services.ask_again(by=board, question=question, seen=2, words="By which day?")
    sent(signed_in(board), f"/questions/{question.pk}/accept/", version=2)
    assert Question.objects.get().state == "waits"


def test_its_history_is_told(board, administrator, keeper, question, signed_in):
    services.answer(by=keeper, question=question, seen=1, words=ANSWER)
    html = page(signed_in(administrator), f"/history/?thing=question&key={question.pk}")
    assert ANSWER in html
    assert "What was asked or answered" in html
