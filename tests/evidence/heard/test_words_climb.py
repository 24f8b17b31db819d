"""What a group said and nobody answers climbs the ladder: asked, asked again, named."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Change, Mail, Role
from accounts.together import read_one
from actions.ladder import reading_named
from actions.services.climbing import SUBJECT, climb
from evidence.heard import services as writing
from evidence.heard.ladder import WORDS
from evidence.models import Heard, WordsStep
from tests.at_once import at_once
from tests.conftest import html_of, person
from tests.factories import (
    LinkFactory,
    ReplyFactory,
    ReportedSubActionFactory,
    ServiceFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.database

LOGGED = date(2026, 3, 2)
ASKED, AGAIN, NAMED = date(2026, 3, 16), date(2026, 3, 30), date(2026, 4, 13)


@pytest.fixture(autouse=True)
def days(settings):
    settings.ASKED_AFTER_DAYS = 14
    settings.ASKED_AGAIN_AFTER_DAYS = settings.NAMED_AFTER_DAYS = 14


@pytest.fixture
def asked(work, champions):
    return waiting(work.item, champions)


def waiting(item, champions, **heard):
    said = {"heard_on": LOGGED, "logged_on": LOGGED, "logged_by": champions} | heard
    said = {f"heard__{name}": value for name, value in said.items()}
    return ReplyFactory(item=item, **said)


def steps() -> list[tuple]:
    return [*WordsStep.objects.order_by("on", "service").values_list("on", "rung")]


def mailed() -> list[str]:
    mails = Mail.objects.filter(subject=SUBJECT).order_by("pk")
    return [mail.to.partition("@")[0] for mail in mails]


def named(on) -> list[tuple]:
    found = read_one(reading_named(WORDS, on))
    return [(ladder.top.thing_id, ladder.service.name) for ladder in found]


def climb_to(last, first=LOGGED):
    for number in range((last - first).days + 1):
        climb(first + timedelta(days=number))


def test_they_climb_until_they_are_answered(keeper, asked, work, time_machine):
    work.owners.set([keeper])
    person("Catriona", Role.KEEPER, work.service)
    for number in range(70):
        on = LOGGED + timedelta(days=number)
        time_machine.move_to(f"{on}T12:00:00Z", tick=False)
        if on == date(2026, 5, 4):
            writing.reply(by=keeper, reply=asked, seen=1, kind="changed", words="You are asked.")
        for _time in range(2 if on in (ASKED, AGAIN, NAMED) else 1):
            call_command("remind", stdout=StringIO())
        is_named = NAMED <= on < date(2026, 5, 4)
        assert named(on) == ([(asked.pk, "Education")] if is_named else []), on
    assert steps() == [(ASKED, 1), (AGAIN, 2), (NAMED, 3)]
    assert mailed() == ["kirsty", "kirsty", "catriona"]


@pytest.mark.parametrize(
    "how", ["internal", "few people", "idea", "offer", "removed", "answered", "later"]
)
def test_what_nobody_owes_is_not_asked_about(keeper, asked, how):
    """Nor words that those who could answer cannot read, nor what is no group's."""
    values = {
        "internal": {"visibility": "internal"},
        "few people": {"five_or_more": False},
        "idea": {"kind": "idea"},
        "offer": {"kind": "offer"},
        "removed": {"removed_on": LOGGED},
        "later": {"logged_on": LOGGED + timedelta(days=1)},
    }
    if how == "answered":
        said = {"kind": "changed", "words": "Yes.", "answered_by": keeper}
        type(asked).objects.update(**said, answered_on=LOGGED)
    else:
        Heard.objects.update(**values[how])
    climb(ASKED)
    assert (steps(), mailed()) == ([], [])
    if how == "later":
        climb(ASKED + timedelta(days=1))
        assert [rung for _on, rung in steps()] == [1]


@pytest.mark.parametrize("how", ["removed", "internal", "few people", "moved", "closed"])
def test_what_ends_it(keeper, asked, work, champions, other_service, how):
    climb_to(NAMED)
    assert named(NAMED) == [(asked.pk, "Education")]
    if how == "removed":
        said = {"seen": asked.heard.version, "reason": "Somebody could be recognised."}
        writing.remove_heard(by=champions, heard=asked.heard, **said)
    elif how == "moved":
        work.service = other_service
        work.save()
    elif how == "closed":
        type(work.service).objects.filter(pk=work.service_id).update(closed_on=NAMED)
    else:
        values = {"internal": {"visibility": "internal"}, "few people": {"five_or_more": False}}
        Heard.objects.update(**values[how])
    assert named(NAMED) == []
    climb(NAMED + timedelta(days=20))
    # Whoever has the work now has not been asked yet.
    assert len(steps()) == (4 if how == "moved" else 3)


def test_a_corrected_day_asks_nobody_twice(keeper, asked):
    climb(ASKED)
    Heard.objects.update(heard_on=LOGGED - timedelta(days=3))
    climb(ASKED + timedelta(days=1))
    assert steps() == [(ASKED, 1)]


def test_words_on_a_call_go_to_each_service_that_answers_it(
    keeper, other_keeper, service, other_service, champions
):
    """By the links that count; an answer of one of them is enough."""
    asked = waiting(ReplyFactory().item, champions)
    for kept in (service, other_service, ServiceFactory(name="Closed", closed_on=LOGGED), None):
        LinkFactory(from_item=SubActionFactory(service=kept).item, to_item=asked.item)
    aside = SubActionFactory(service=ServiceFactory(name="Aside")).item
    LinkFactory(from_item=aside, to_item=asked.item, state="rejected")
    climb_to(NAMED)
    assert sorted(named(NAMED)) == [(asked.pk, "Education"), (asked.pk, "Housing")]
    assert mailed() == ["kirsty", "omar"] * 2

    said = {"kind": "why-not", "words": "There is no money for it."}
    writing.reply(by=other_keeper, reply=asked, seen=1, **said)
    assert named(NAMED) == []


def test_a_service_whose_link_is_rejected_is_named_no_more(keeper, service, champions):
    asked = waiting(ReplyFactory().item, champions)
    link = LinkFactory(from_item=SubActionFactory(service=service).item, to_item=asked.item)
    climb_to(NAMED)
    assert named(NAMED) == [(asked.pk, "Education")]
    type(link).objects.update(state="rejected")
    assert named(NAMED) == []


@pytest.mark.parametrize("what", ["call", "sub-action"])
def test_where_no_service_answers_nobody_is_asked(keeper, champions, what):
    item = ReplyFactory().item if what == "call" else SubActionFactory(service=None).item
    waiting(item, champions)
    climb_to(NAMED)
    assert (steps(), mailed()) == ([], [])


def test_the_mail_says_nothing_of_the_words(keeper, asked, work, settings):
    """One mail asks of both kinds."""
    silent = ReportedSubActionFactory(service=work.service, owners=[keeper])
    long_ago = ASKED - timedelta(days=500)
    type(silent).objects.filter(pk=silent.pk).update(confirmed_on=long_ago, reported_on=long_ago)
    climb(ASKED)
    mail = Mail.objects.get(subject=SUBJECT)
    link = f"{settings.SITE_URL}/heard/{asked.heard_id}/answers/{asked.pk}/"
    assert f"waits for an answer:\n\n{work.item.title}\n{link}\n" in mail.body
    assert f"\n{silent.item.title}\n{settings.SITE_URL}/sub-actions/" in mail.body
    for told in (asked.heard.theme, asked.heard.words, "Chris", "Education", "2026"):
        assert told not in mail.body + mail.subject


def test_its_page_lists_the_steps(asked, board, signed_in, time_machine):
    time_machine.move_to("2026-04-01T12:00:00Z", tick=False)
    browser = signed_in(board)
    assert "asked on" not in html_of(browser.get(f"/heard/{asked.heard_id}/"))
    climb_to(AGAIN)
    html = html_of(browser.get(f"/heard/{asked.heard_id}/"))
    told = "Education: asked on 16 March 2026, asked again on 30 March 2026."
    assert f"{told} Unless somebody answers, named to the Board on 13 April 2026." in html
    assert "What a group said is asked about 14 days after it was logged." in html
    # Once it is answered they stay.
    type(asked).objects.update(
        kind="changed", words="Yes.", answered_by=board, answered_on=timezone.localdate()
    )
    html = html_of(browser.get(f"/heard/{asked.heard_id}/"))
    assert told in html
    assert "Unless somebody answers" not in html
    assert "What a group said is asked about" not in html


def test_history_tells_each_step(asked):
    climb_to(NAMED)
    lines = Change.objects.of("heard", str(asked.heard_id)).order_by("pk")
    acts = ["asked", "asked again", "named to the Board"]
    assert [*lines.values_list("act", flat=True)] == acts


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_one_step(keeper, asked):
    said = at_once(*[lambda: climb(ASKED)] * 3)
    assert sorted(said) == [0, 0, 1]
    assert steps() == [(ASKED, 1)]
