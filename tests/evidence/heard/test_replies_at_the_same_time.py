"""Several answer what was heard at one moment: who changes something else meets no conflict."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Change, Role
from evidence.heard import services as writing
from evidence.models import Heard, Reply
from tests.accounts.conftest import form_in
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import HeardFactory, ReplyFactory, ServiceFactory, SubActionFactory

NOW, BEFORE = "Every child has a key now.", "We ask children first now."
in_two_tabs = pytest.mark.django_db
on_one_barrier = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.database


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


@pytest.fixture
def answered(asked, keeper):
    said = {"kind": "changed", "words": BEFORE, "answered_by": keeper}
    Reply.objects.filter(pk=asked.pk).update(**said, answered_on=timezone.localdate())
    return asked


def page_of(reply) -> str:
    return f"/heard/{reply.heard_id}/answers/{reply.pk}/"


@on_one_barrier
def test_eight_who_answer_each_for_her_own_service(champions, signed_in):
    services = [ServiceFactory() for _number in range(8)]
    people = [person(f"Keeper{n}", Role.KEEPER, one) for n, one in enumerate(services)]
    browsers = [signed_in(one) for one in people]
    for _time in range(TIMES):
        heard = HeardFactory(logged_by=champions)
        pages = [
            page_of(ReplyFactory(heard=heard, item=SubActionFactory(service=one).item))
            for one in services
        ]
        sent = [
            form_in(browser.get(page)) | {"kind": "changed", "words": NOW}
            for browser, page in zip(browsers, pages, strict=True)
        ]
        answers = at_once(
            *(
                partial(browser.post, page, said)
                for browser, page, said in zip(browsers, pages, sent, strict=True)
            )
        )
        assert [answer.status_code for answer in answers] == [302] * 8
        assert heard.replies.filter(words=NOW).count() == 8


@in_two_tabs
def test_one_improves_the_words_and_the_other_what_changed(answered, keeper, colleague, signed_in):
    first, second, page = signed_in(keeper), signed_in(colleague), page_of(answered)
    tabs = [form_in(browser.get(page)) for browser in (first, second)]

    assert first.post(page, tabs[0] | {"words": NOW}).status_code == 302
    assert second.post(page, tabs[1] | {"kind": "why-not"}).status_code == 302

    answered.refresh_from_db()
    assert (answered.kind, answered.words) == ("why-not", NOW)


@in_two_tabs
def test_both_improve_the_words(answered, keeper, colleague, signed_in):
    first, second, page = signed_in(keeper), signed_in(colleague), page_of(answered)
    tabs = [form_in(browser.get(page)) for browser in (first, second)]
    first.post(page, tabs[0] | {"words": NOW})

    answer = second.post(page, tabs[1] | {"words": "Another word."})

    assert answer.status_code == 409
    assert NOW in answer.content.decode()
    again = form_in(answer)
    assert again["words"] == "Another word."
    # She has seen both now.
    assert second.post(page, again).status_code == 302
    answered.refresh_from_db()
    assert answered.words == "Another word."


@on_one_barrier
def test_it_becomes_evidence_only_when_all_have_answered(champions, keeper, work):
    """Also where it is sent on at that moment."""
    other = person("Clare", Role.CHAMPIONS)
    for _time in range(TIMES):
        heard = HeardFactory(logged_by=champions)
        ReplyFactory(
            heard=heard,
            item=work.item,
            kind="changed",
            words=NOW,
            answered_by=keeper,
            answered_on=timezone.localdate(),
        )
        page = Heard.objects.prefetch_related("replies").get(pk=heard.pk)
        said = at_once(
            partial(writing.make_evidence, by=champions, heard=page, seen=1),
            partial(
                writing.send_to,
                by=other,
                heard=Heard.objects.get(pk=heard.pk),
                item=SubActionFactory().item,
            ),
            allowed=(ValidationError,),
        )
        heard.refresh_from_db()
        sent_first = isinstance(said[0], ValidationError)
        assert (heard.evidence is None) == sent_first
        if heard.evidence:
            assert heard.evidence.supports.count() == 1


def answering(reply, keeper):
    page = Reply.objects.select_related("heard", "item").get(pk=reply.pk)
    return partial(writing.reply, by=keeper, reply=page, seen=1, kind="changed", words=NOW)


@on_one_barrier
def test_nobody_answers_what_is_removed_just_then(champions, keeper, work):
    for _time in range(TIMES):
        heard = HeardFactory(logged_by=champions)
        row = ReplyFactory(heard=heard, item=work.item)
        page = Heard.objects.get(pk=heard.pk)
        _removed, said = at_once(
            partial(writing.remove_heard, by=champions, heard=page, seen=1, reason="Not theirs."),
            answering(row, keeper),
            allowed=(ValidationError,),
        )
        row.refresh_from_db()
        assert row.is_answered != isinstance(said, ValidationError)
        # Answered before it was removed, as history tells, or not at all.
        acts = Change.objects.of("heard", str(heard.pk)).values_list("act", flat=True)
        assert [*acts] == (["removed", "answered"] if row.is_answered else ["removed"])


@on_one_barrier
def test_nobody_answers_what_goes_to_others_just_then(champions, keeper, work):
    """Or it is answered, and no longer edited."""
    other = SubActionFactory().item
    for _time in range(TIMES):
        heard = HeardFactory(logged_by=champions)
        row = ReplyFactory(heard=heard, item=work.item)
        page = Heard.objects.get(pk=heard.pk)
        texts = {name: getattr(page, name) for name in writing.TEXTS}
        said = at_once(
            partial(writing.edit_heard, by=champions, heard=page, seen=1, items=[other], **texts),
            answering(row, keeper),
            allowed=(ValidationError, PermissionDenied),
        )
        assert sum(isinstance(one, Exception) for one in said) == 1
        assert [one.item for one in heard.replies.all()] == [
            work.item if isinstance(said[0], Exception) else other
        ]
