"""The pages on which bodies have and speak of their parts of a joint sub-action."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actions.models import Share, SubAction
from actions.status import Kind, Status
from tests.conftest import html_of
from tests.factories import ServiceFactory, ShareFactory, ShareWordFactory

WORDS = "Train the school nurses."
SAID = "Four of six are trained."


@pytest.fixture
def share(sub_action, other_service, keeper):
    return ShareFactory(sub_action=sub_action, service=other_service, named_by=keeper, words=WORDS)


@pytest.fixture
def spoken(share, other_keeper, today):
    """The same, of which its service has spoken 130 days ago."""
    said = {"status": Status.ON_TRACK, "confirmed_by": other_keeper}
    Share.objects.update(confirmed_on=today - timedelta(days=130), **said)
    ShareWordFactory(share=share, words=SAID, said_by=other_keeper)
    return Share.objects.get()


def page(client, of) -> str:
    return html_of(client.get(of.get_absolute_url()))


def test_a_part_is_named_and_stands_on_the_page(client, keeper, sub_action, other_service):
    client.force_login(keeper)
    address = reverse("name-part", args=[sub_action.key])
    assert address in page(client, sub_action)
    assert "Each body’s part" not in page(client, sub_action)

    sent = {"service": other_service.pk, "words": WORDS}
    answer = client.post(address, sent)

    named = Share.objects.get()
    assert answer["Location"] == named.get_absolute_url()
    html = page(client, sub_action)
    assert "Each body’s part" in html
    assert WORDS in html
    assert "It has not spoken yet" in html
    assert "Part of Housing: nothing has been said of it yet." in html
    assert reverse("end-part", args=[named.pk]) in html
    assert reverse("say-part", args=[named.pk]) not in html


def test_a_form_that_is_wrong_keeps_what_was_typed(client, keeper, sub_action, share):
    client.force_login(keeper)
    sent = {"service": share.service.pk, "words": "Something else."}
    html = html_of(client.post(reverse("name-part", args=[sub_action.key]), sent))
    assert "has a part already" in html
    assert "Something else." in html
    own = sent | {"service": sub_action.service.pk}
    assert "Choose a service" in html_of(
        client.post(reverse("name-part", args=[sub_action.key]), own)
    )
    assert Share.objects.get() == share


def test_nobody_is_recognised_in_what_is_written(client, keeper, sub_action, share, other_keeper):
    client.force_login(other_keeper)
    sent = {"version": 1, "status": "on-track", "words": "Ring Moira on 07700 900123."}
    assert client.post(reverse("say-part", args=[share.pk]), sent).status_code == 200
    assert Share.objects.get().status == Status.NOT_REPORTED


def test_the_body_speaks_and_says_it_is_still_true(client, other_keeper, spoken, today):
    client.force_login(other_keeper)
    html = page(client, spoken.sub_action)
    assert "Last said to be on track." in html
    assert SAID in html
    still_true = reverse("part-still-true", args=[spoken.pk])
    assert still_true in html

    client.post(still_true, {"version": spoken.version})
    assert Share.objects.get().confirmed_on == today
    assert "Last said to be on track." not in page(client, spoken.sub_action)

    address = reverse("say-part", args=[spoken.pk])
    assert SAID in html_of(client.get(address))
    said = {"version": 2, "status": "at-risk", "words": "One has left."}
    assert client.post(address, said)["Location"] == spoken.get_absolute_url()
    html = page(client, spoken.sub_action)
    assert "One has left." in html
    assert "Part of Housing: said to be at risk." in html


def test_what_was_typed_meanwhile_is_kept(client, other_keeper, spoken):
    client.force_login(other_keeper)
    Share.objects.update(version=7)
    said = {"version": 1, "status": "at-risk", "words": "One has left."}
    answer = client.post(reverse("say-part", args=[spoken.pk]), said)
    assert answer.status_code == 409
    assert "One has left." in html_of(answer)


def test_it_is_ended_with_a_reason_and_then_settled(client, keeper, spoken):
    client.force_login(keeper)
    address = reverse("end-part", args=[spoken.pk])
    assert "Say why it ends." in html_of(client.post(address, {"version": 1, "reason": ""}))
    client.post(address, {"version": 1, "reason": "We do it ourselves."})

    html = page(client, spoken.sub_action)
    assert "We do it ourselves." in html
    assert "It counts until the next round of progress is closed." in html
    assert "No other body has a part in it now." in html
    late = client.post(address, {"version": 2, "reason": "Once more."})
    assert late.status_code == 409
    assert "has ended already" in html_of(late)
    assert "Once more." in html_of(late)


def test_nothing_more_is_said_of_what_has_ended(client, keeper, other_keeper, spoken, today):
    ended = {"ended_on": today, "ended_by": keeper, "ended_reason": "We do it ourselves."}
    Share.objects.update(**ended)
    client.force_login(other_keeper)
    said = {"version": 1, "status": "at-risk", "words": "One has left."}
    answer = client.post(reverse("say-part", args=[spoken.pk]), said)
    assert answer.status_code == 409
    assert "One has left." in html_of(answer)
    assert spoken.said_words.count() == 1


def test_a_part_that_is_unknown_is_a_page_that_says_so(client, keeper):
    client.force_login(keeper)
    answer = client.get(reverse("end-part", args=[4711]))
    assert answer.status_code == 404
    assert "There is no such part" in html_of(answer)


def test_the_keeper_of_the_body_is_asked_on_my_work(client, other_keeper, spoken, today):
    client.force_login(other_keeper)
    address = reverse("say-part", args=[spoken.pk])
    assert address in html_of(client.get(reverse("my-work")))

    Share.objects.update(confirmed_on=today)
    assert address not in html_of(client.get(reverse("my-work")))
    # What is complete is not asked about again.
    long_ago = today - timedelta(days=500)
    Share.objects.update(status=Status.COMPLETE, confirmed_on=long_ago)
    assert address not in html_of(client.get(reverse("my-work")))


def test_a_word_that_fits_the_work_no_more_is_asked_for_anew(client, other_keeper, spoken, today):
    Share.objects.update(status=Status.COMPLETE, confirmed_on=today)
    SubAction.objects.update(kind=Kind.ONGOING)
    client.force_login(other_keeper)
    html = page(client, spoken.sub_action)
    assert "Last said to be complete." in html
    assert reverse("part-still-true", args=[spoken.pk]) not in html
    address = reverse("say-part", args=[spoken.pk])
    assert address in html_of(client.get(reverse("my-work")))

    # What goes badly is told until something else is said, and that is asked for too.
    Share.objects.update(status=Status.OFF_TRACK)
    assert "Last said" not in page(client, spoken.sub_action)
    assert address in html_of(client.get(reverse("my-work")))


def test_more_than_three_are_counted_on_my_work(client, other_keeper, other_service):
    ShareFactory.create_batch(4, service=other_service)
    client.force_login(other_keeper)
    html = html_of(client.get(reverse("my-work")))
    assert "4 wait for your word" in html
    assert reverse("body", args=[other_service.key]) in html


def test_whoever_closes_a_service_reads_of_its_parts(client, administrator, spoken):
    client.force_login(administrator)
    address = reverse("edit-service", args=[spoken.service.key])
    assert "part in joint sub-actions of other services is open" in html_of(client.get(address))
    address = reverse("edit-service", args=[ServiceFactory().key])
    assert "joint sub-actions" not in html_of(client.get(address))
