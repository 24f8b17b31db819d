"""The page on which somebody else looks at a claim and answers, and what the sub-action's page
says of it.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models import ProgressUpdate, SubAction
from evidence.models import Agreement, EvidenceItem
from foundations.models import Kind
from tests.conftest import html_of
from tests.factories import (
    EvidenceFactory,
    ItemFactory,
    SubActionFactory,
    open_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(claimed):
    return f"/sub-actions/{claimed.key}/agree/"


@pytest.fixture
def shown(claimed, signed_in):
    """The sub-action's page as somebody reads it."""

    def read(user) -> str:
        answer = signed_in(user).get(f"/sub-actions/{claimed.key}/")
        assert answer.status_code == 200
        return html_of(answer)

    return read


def form(claimed, **values) -> dict:
    version = SubAction.objects.get(pk=claimed.pk).version
    return {"version": version, "kind": "agreed", "words": "The report shows it."} | values


def test_the_page_lists_what_is_opened_and_what_is_not_yet(
    claimed, evidence, board, signed_in, url
):
    EvidenceFactory(supports=[claimed.item], title="Minutes")
    EvidenceFactory(supports=[claimed.item], title="Hidden", visibility="internal")
    signed_in(board).get(f"/evidence/{evidence.pk}/")

    answer = signed_in(board).get(url)

    html = html_of(answer)
    assert f'<strong>Opened:</strong> <a href="/evidence/{evidence.pk}/">' in html
    assert html.count("<strong>Not opened yet:</strong>") == 1
    assert "You have not opened 1 of 2 pieces of evidence yet." in html
    assert "1 more piece of evidence is internal to the service that added it." in html
    assert "Hidden" not in html


def test_without_evidence_for_the_board_only_what_is_missing_can_be_said(
    claimed, evidence, board, signed_in, url
):
    EvidenceItem.objects.filter(pk=evidence.pk).update(removed_on=timezone.localdate())
    html = html_of(signed_in(board).get(url))
    assert "so nobody can agree" in html
    assert 'value="missing"' in html
    assert 'value="agreed"' not in html
    # A form that was opened while there was some.
    answer = signed_in(board).post(url, form(claimed))
    assert "so nobody can agree" in html_of(answer)
    assert not Agreement.objects.exists()
    # A form of today that is not complete is shown again without it.
    answer = signed_in(board).post(url, form(claimed, kind="missing", words=""))
    assert 'value="agreed"' not in html_of(answer)
    assert not Agreement.objects.exists()


# Answering


def test_she_agrees_and_the_sub_actions_page_says_so(claimed, board, signed_in, url, shown):
    assert "Since today it waits for somebody else to agree." in shown(board)
    open_all(board, claimed)

    answer = signed_in(board).post(url, form(claimed))

    assert answer.status_code == 302
    html = shown(board)
    assert "Agreed by Barbara</strong>, Oversight Board member" in html
    assert "The report shows it." in html
    assert "waits for somebody else" not in html


def test_what_is_missing_stands_there_and_it_waits_on(claimed, board, signed_in, url, shown):
    open_all(board, claimed)
    signed_in(board).post(url, form(claimed, kind="missing", words="Nobody was asked."))
    html = shown(board)
    assert "Something is missing, says Barbara</strong>" in html
    assert "Nobody was asked." in html
    assert "Since today it waits" in html


def test_what_she_has_not_opened_is_refused_and_what_she_typed_stays(
    claimed, board, signed_in, url
):
    answer = signed_in(board).post(url, form(claimed))
    assert answer.status_code == 200
    html = html_of(answer)
    assert "You have not opened 1 of 1 piece of evidence yet." in html
    assert 'value="The report shows it."' in html
    assert not Agreement.objects.exists()


def test_a_telephone_number_is_refused(claimed, board, signed_in, url):
    open_all(board, claimed)
    answer = signed_in(board).post(url, form(claimed, words="Ask 01292 612000."))
    assert "This seems to hold a telephone number." in html_of(answer)
    assert not Agreement.objects.exists()


def test_each_criterion_is_answered(claimed, board, signed_in, url):
    part = ItemFactory(kind=Kind.CRITERION, key="1.1a", parent=claimed.item, text="Inclusive")
    open_all(board, claimed)
    browser = signed_in(board)
    assert "Is this met? Inclusive" in html_of(browser.get(url))
    assert "Choose yes or not yet: Inclusive" in html_of(browser.post(url, form(claimed)))
    name = f"met-{part.key}"
    answer = browser.post(url, form(claimed, **{name: "not-yet"}))
    assert "You can agree only when everything that it must meet is met" in html_of(answer)
    assert browser.post(url, form(claimed, **{name: "yes"})).status_code == 302
    assert list(Agreement.objects.get().met.all()) == [part]


def test_an_internal_claim_keeps_its_words_to_itself(claimed, board, signed_in, url):
    ProgressUpdate.objects.update(visibility="internal", changed="Between ourselves.")
    html = html_of(signed_in(board).get(url))
    assert "What they wrote about it is internal to their service." in html
    assert "Between ourselves." not in html


# Meanwhile


def test_whoever_comes_second_sees_both_and_may_send_again(
    claimed, board, champions, signed_in, url
):
    for user in (board, champions):
        open_all(user, claimed)
    typed = form(claimed, words="I saw it too.")
    signed_in(board).post(url, form(claimed))

    answer = signed_in(champions).post(url, typed)

    assert answer.status_code == 409
    html = html_of(answer)
    assert "I saw it too." in html
    assert "The report shows it." in html
    assert signed_in(champions).post(url, form(claimed, words="I saw it too.")).status_code == 302
    assert Agreement.objects.count() == 2


def test_what_was_withdrawn_meanwhile_keeps_what_was_typed(claimed, board, signed_in, url):
    open_all(board, claimed)
    typed = form(claimed)
    SubAction.objects.filter(pk=claimed.pk).update(status="at-risk", completed_on=None, version=2)

    first = signed_in(board).post(url, typed)
    again = signed_in(board).post(url, typed | {"version": 2})

    assert first.status_code == 409
    assert "Nothing: it is said to be “At risk”." in html_of(first)
    for answer in (first, again):
        assert 'value="The report shows it."' in html_of(answer)
    assert "Nothing is claimed here any more" in html_of(again)
    answer = signed_in(board).get(url, follow=True)
    assert answer.redirect_chain
    assert "Nothing is claimed here any more" in html_of(answer)


# Who may, on the sub-action's page


def test_the_way_to_answer_is_shown_to_those_who_may(
    claimed, keeper, other_keeper, board, champions, administrator, shown, url
):
    for user in (other_keeper, board, champions):
        assert f'href="{url}"' in shown(user)
    for user in (keeper, administrator):
        html = shown(user)
        assert "What is claimed" in html
        assert f'href="{url}"' not in html


def test_how_long_it_waits_is_said_in_days(claimed, keeper, shown):
    on = timezone.localdate() - timedelta(days=12)
    ProgressUpdate.objects.update(posted_on=on, completed_on=on)
    SubAction.objects.filter(pk=claimed.pk).update(completed_on=on)
    assert "It has waited 12 days for somebody else to agree." in shown(keeper)


def test_where_nobody_is_left_it_says_who_could_be_asked(claimed, keeper, other_keeper, shown):
    assert "Nobody is left" not in shown(keeper)
    claimed.collaborators.add(other_keeper.services[0])
    assert "Nobody is left who may agree" in shown(keeper)


def test_an_agreement_that_ended_is_said_with_its_reason(
    claimed, evidence, board, keeper, answer, shown
):
    answer(board)
    EvidenceItem.objects.filter(pk=evidence.pk).update(removed_on=timezone.localdate())
    html = shown(keeper)
    assert "ended: its evidence was removed on" in html
    assert "it waits for somebody else" in html


def test_she_takes_back_what_she_said(claimed, board, champions, answer, signed_in, shown):
    made = answer(board)
    path = f"/sub-actions/{claimed.key}/agree/{made.pk}/take-back/"
    assert path in shown(board)
    assert path not in shown(champions)
    assert signed_in(champions).post(path, form(claimed)).status_code == 403

    answered = signed_in(board).post(path, form(claimed), follow=True)

    assert "You have taken this back." in html_of(answered)
    assert "Agreed by" not in shown(board)
    again = signed_in(board).post(path, form(claimed), follow=True)
    assert "You have taken this back already." in html_of(again)


def test_what_nobody_said_of_this_work_is_not_found(claimed, board, signed_in):
    path = f"/sub-actions/{claimed.key}/agree/999/take-back/"
    assert signed_in(board).post(path).status_code == 404


def test_a_page_without_a_claim_says_nothing_of_it(claimed, board, shown):
    SubAction.objects.filter(pk=claimed.pk).update(status="at-risk", completed_on=None)
    assert "What is claimed" not in shown(board)


def test_what_is_not_yet_met_stands_beside_what_is_missing(claimed, board, answer, shown):
    first, second = ItemFactory.create_batch(2, kind=Kind.CRITERION, parent=claimed.item)
    answer(board, kind="missing", met=[first])
    html = shown(board)
    assert f"<li>Met: {first.title}</li>" in html
    assert f"<li>Not yet met: {second.title}</li>" in html


def test_what_was_replaced_meanwhile_says_so(claimed, board, signed_in, url):
    open_all(board, claimed)
    typed = form(claimed)
    replaced = {"replaced_by": SubActionFactory(), "replaced_reason": "Merged.", "version": 2}
    SubAction.objects.filter(pk=claimed.pk).update(replaced_on=timezone.localdate(), **replaced)

    answer = signed_in(board).post(url, typed)
    again = signed_in(board).post(url, typed | {"version": 2})

    assert answer.status_code == 409
    assert "Nothing: it was replaced by another." in html_of(answer)
    assert "Complete" not in html_of(answer)
    assert "or the work was replaced" in html_of(again)
    assert 'value="The report shows it."' in html_of(again)


def test_who_was_brought_into_the_work_meanwhile_does_not_lose_what_she_typed(
    claimed, other_service, other_keeper, signed_in, url
):
    open_all(other_keeper, claimed)
    typed = form(claimed)
    claimed.collaborators.add(other_service)

    answer = signed_in(other_keeper).post(url, typed)

    assert answer.status_code == 403
    assert "Housing works on this too" in html_of(answer)
    assert "The report shows it." in html_of(answer)
