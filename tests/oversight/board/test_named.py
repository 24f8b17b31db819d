"""Which services the Board reads of, since they were asked twice without an answer."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models import Rung, SilenceStep
from evidence.models import WordsStep
from tests.conftest import forget_figures, html_of
from tests.factories import (
    HeardFactory,
    ReplyFactory,
    ReportedSubActionFactory,
    ServiceFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.usefixtures("db")


def ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture(autouse=True)
def days(settings):
    settings.SILENT_AFTER_DAYS = 120


def climbed(table, thing, service, since, rung=Rung.NAMED):
    """The steps up to this one; that to the Board was taken a week ago."""
    for step in range(1, rung + 1):
        on = ago(7 + 14 * (Rung.NAMED - step))
        table.objects.create(thing=thing, service=service, since=since, rung=step, on=on)


def silent(service, rung=Rung.NAMED, said=200, **values):
    values |= {"confirmed_on": ago(said), "reported_on": ago(said)}
    row = ReportedSubActionFactory(service=service, **values)
    climbed(SilenceStep, row, service, ago(said), rung)
    return row


def words(service, champions, theme):
    heard = HeardFactory(logged_by=champions, logged_on=ago(60), heard_on=ago(61), theme=theme)
    reply = ReplyFactory(heard=heard, item=SubActionFactory(service=service).item)
    climbed(WordsStep, reply, service, ago(60))
    return reply


@pytest.fixture
def read(signed_in, board):
    def page(address="/board/named/"):
        forget_figures()
        return signed_in(board).get(address)

    return page


def in_words(on) -> str:
    return f"{on.day} {on:%B %Y}"


def test_each_service_with_what_since_when_and_the_steps(
    read, keeper, service, other_service, champions
):
    row = silent(service, owners=[keeper])
    asked = words(other_service, champions, "Seeing our brothers")
    html = html_of(read())
    assert re.findall(r"<h2>(.*?)</h2>", html.split("</h1>")[1])[:2] == ["Education", "Housing"]
    told = "<strong>2 services have not answered, though asked twice,</strong> about 2 things."
    assert told in html
    for url, since in ((row.get_absolute_url(), ago(200)), (f"/heard/{asked.heard_id}/", ago(60))):
        part = html.split(f'<a href="{url}">')[1].split("</article>")[0]
        days = [in_words(ago(days)) for days in (35, 21, 7)]
        told = "asked on {}, asked again on {}, named to the Board on {}."
        assert f"since {in_words(since)}: {told.format(*days)}" in part
    assert "Seeing our brothers, on Sub-action" in html
    # The service, never the officer; and nothing of the words.
    for told in (keeper.name, asked.heard.words):
        assert told not in html.split("</h1>")[1]


def test_the_rule_is_printed_with_its_days(read, settings):
    settings.ASKED_AFTER_DAYS, settings.ASKED_AGAIN_AFTER_DAYS = 10, 1
    settings.NAMED_AFTER_DAYS = 21
    html = html_of(read())
    assert "What a group said is asked about 10 days after it was logged." in html
    assert "asked again after 1 day; after another 21 days the service is named" in html
    assert "No service is named." in html


@pytest.mark.parametrize("why", ["asked again only", "answered", "of another service"])
def test_what_has_not_come_so_far_or_is_over_is_not_there(read, service, other_service, why):
    row = silent(service, Rung.ASKED_AGAIN if why == "asked again only" else Rung.NAMED)
    if why == "answered":
        row.confirmed_on = ago(1)
    elif why == "of another service":
        row.service = other_service
    row.save()
    assert "No service is named." in html_of(read())
    assert "/board/named/" not in read("/board/").content.decode().split("<h1>")[1]


def test_the_boards_page_names_the_services(read, service, other_service, champions):
    for _time in range(2):
        silent(other_service)
    words(service, champions, "A bench")
    html = html_of(read("/board/"))
    told = "asked twice, without an answer: Education, Housing (2)</p>"
    assert f'<a href="/board/named/">2 services</a> {told}' in html


def test_of_many_services_it_names_the_first(read):
    for number in range(5):
        silent(ServiceFactory(name=f"Team {number}"))
    html = html_of(read("/board/"))
    assert "an answer: Team 0, Team 1 and 3 more</p>" in html


def test_the_list_has_pages(
    read, board, service, champions, signed_in, django_assert_max_num_queries
):
    for number in range(50):
        silent(service, said=200 + number)
    words(service, champions, "A bench")
    browser = signed_in(board)
    with django_assert_max_num_queries(10):
        browser.get("/board/named/")
    first, second = read(), read("/board/named/?page=2")
    assert [len(one.context["page"].object_list) for one in (first, second)] == [50, 1]
    assert first.context["named"].number == 51
