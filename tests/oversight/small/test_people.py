"""Which counts of people a closed round lets out, and what somebody decides otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from foundations.models import Edition, PublishedTarget
from foundations.services import rounds
from oversight.models import Override
from oversight.small import services
from oversight.small.reading import read_newest, read_told
from oversight.small.rule import Hidden
from tests.factories import (
    AudienceFactory,
    ItemFactory,
    MeasureFactory,
    RoundFactory,
    SessionFactory,
    SubActionFactory,
)

TODAY = date(2027, 3, 15)
START = TODAY.replace(day=1) - timedelta(days=1)
LAST, THIS = f"{START:%Y-%m}", f"{TODAY:%Y-%m}"


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC))


@pytest.fixture
def counted(db):
    """The sub-action whose target counts participants, over two months."""
    found = SubActionFactory(start_on=START.replace(day=1), target_number=900)
    found.due_on = TODAY + timedelta(days=200)
    found.save()

    PublishedTarget.objects.create(item=found.item, number=900, unit="participants")
    return found


def attend(counted, on, kind: str, heads: int) -> None:
    session = SessionFactory(held_on=on)
    session.audiences.all().delete()
    session.sub_actions.add(counted)
    AudienceFactory(session=session, kind=kind, headcount=heads)


def close(by, key: str = "spring") -> Edition:
    opened = RoundFactory(key=key, name=key.title(), asks_assessment=False)
    rounds.close_round(by=by, round=opened, seen=1)
    return Edition.objects.get(round=opened)


def test_attendances_are_told_by_month_and_audience_and_add_up(counted, administrator):
    attend(counted, START, "workforce", 20)
    attend(counted, START, "community", 7)
    attend(counted, TODAY, "commissioned", 30)
    told = read_told(close(administrator)).decided
    assert told.hidden_keys == []
    assert told.cell("counted/all") == 50
    assert told.cell(f"counted/{LAST}") == 20
    assert told.cell(f"so-far/{THIS}") == 50
    assert told.cell("attendances/all/all") == 57
    assert told.cell(f"attendances/{LAST}/community") == 7


def test_a_small_one_is_hidden_with_all_that_would_tell_it(counted, administrator):
    attend(counted, START, "workforce", 3)
    attend(counted, TODAY, "workforce", 30)
    told = read_told(close(administrator)).decided
    for key in (f"counted/{LAST}", f"so-far/{LAST}", f"attendances/{LAST}/workforce"):
        assert isinstance(told.cell(key), Hidden), key
    shown = [key for key in told.counts.figures if told.is_shown(key)]
    assert told.cell("counted/all") in (33, Hidden())
    assert not {"counted/all", f"counted/{THIS}"} <= set(shown)


def test_measures_that_count_people_are_in_it_where_they_may_be_published(
    work, administrator, keeper
):
    MeasureFactory(item=work.item, name="Adults", is_public=True)
    hidden = MeasureFactory(item=work.item, name="Children", is_public=True)
    for made in (MeasureFactory(is_public=False), hidden):
        made.actuals.create(on=TODAY, number=3, said_by=keeper)
    other = MeasureFactory(name="Per cent", is_public=True, counts_people=False)
    other.actuals.create(on=TODAY, number=3, said_by=keeper)
    told = read_told(close(administrator)).decided
    assert [key for key in told.counts.figures if key.startswith("measure")] == [
        f"measure/{hidden.pk}/{TODAY}"
    ]
    assert str(told.cell(f"measure/{hidden.pk}/{TODAY}")) == "fewer than 5"


def test_a_figure_of_a_later_day_waits_for_the_next_round(work, administrator, keeper):
    made = MeasureFactory(item=work.item, is_public=True)
    for days in (-1, 0):
        made.actuals.create(on=TODAY - timedelta(days=days), number=30, said_by=keeper)
    keys = read_told(close(administrator)).people.counts.figures
    assert [*keys] == [f"measure/{made.pk}/{TODAY}"]


@pytest.fixture
def work(db):
    return SubActionFactory(item=ItemFactory(kind="sub-action"))


@pytest.fixture
def small(work, administrator, keeper):
    """The key of a measure of three people in a closed round."""
    measure = MeasureFactory(item=work.item, name="Children", is_public=True)
    for days, number in ((400, 3), (10, 60)):
        on = TODAY - timedelta(days=days)
        measure.actuals.create(on=on, number=number, said_by=keeper)
    close(administrator)
    return f"measure/{measure.pk}/{TODAY - timedelta(days=400)}"


def decide(by, figure, way="show", reason="Asked for by law.", **more):
    return services.decide_otherwise(by=by, figure=figure, way=way, reason=reason, **more)


def test_a_small_one_is_shown_by_a_decision_with_reason_name_and_day(small, champions):
    decide(champions, small)
    assert read_newest().decided.cell(small) == 3
    made = Override.objects.get()
    assert (made.made_by, made.made_on, made.reason) == (champions, TODAY, "Asked for by law.")
    assert Change.objects.filter(thing="small-number", act="decided").count() == 1


def test_a_larger_one_is_hidden_by_a_decision_until_that_is_ended(small, champions, administrator):
    larger = next(key for key in read_newest().people.counts.figures if key != small)
    made = decide(champions, larger, way="hide")
    assert isinstance(read_newest().decided.cell(larger), Hidden)
    services.end_override(by=administrator, override=made)
    services.end_override(by=administrator, override=made)
    assert read_newest().decided.cell(larger) == 60
    assert Change.objects.filter(thing="small-number", act="ended").count() == 1


def test_a_form_sent_twice_decides_once_and_other_words_are_a_conflict(small, champions):
    made = decide(champions, small)
    assert decide(champions, small, form_key=made.form_key) == made
    with pytest.raises(Conflict):
        decide(champions, small, reason="Another one.", form_key=made.form_key)


@pytest.mark.parametrize(
    ("figure", "way", "sentence"),
    [
        ("measure/0/2026-01-01", "show", "keeps no such count"),
        ("small", "hide", "hidden already"),
        ("larger", "show", "shown already"),
    ],
)
def test_what_would_change_nothing_is_refused(small, champions, figure, way, sentence):
    larger = next(key for key in read_newest().people.counts.figures if key != small)
    key = {"small": small, "larger": larger}.get(figure, figure)
    with pytest.raises(ValidationError, match=sentence):
        decide(champions, key, way=way)
    assert not Override.objects.exists()


def test_a_second_decision_about_one_count_is_refused(small, champions):
    decide(champions, small)
    with pytest.raises(ValidationError, match="decided about this count already"):
        decide(champions, small, way="hide")


def test_what_would_tell_another_hidden_one_is_not_shown(counted, administrator):
    for kind, heads in (("workforce", 3), ("community", 2)):
        attend(counted, TODAY, kind, heads)
    close(administrator)
    with pytest.raises(ValidationError, match="could be worked out"):
        decide(administrator, f"attendances/{THIS}/workforce")


def test_promise_keepers_decide_nothing_here(small, keeper):
    with pytest.raises(PermissionDenied, match="Only Champions Board staff or an administrator"):
        decide(keeper, small)


def test_the_page_lists_the_counts_and_what_was_decided(small, client, champions):
    client.force_login(champions)
    page = client.get("/small-numbers/").content.decode()
    assert "fewer than 5" in page
    assert "Nobody has decided otherwise." in page
    sent = {
        "figure": small,
        "way": "show",
        "reason": "Asked for.",
        "form_key": str(Override().form_key),
    }
    client.post("/small-numbers/decide/", sent)
    page = client.get("/small-numbers/").content.decode()
    assert "Asked for." in page
    client.post(f"/small-numbers/{Override.objects.get().pk}/end/")
    assert not Override.objects.standing().exists()


def test_a_decision_without_a_reason_is_refused_and_keeps_what_was_chosen(small, client, champions):
    client.force_login(champions)
    sent = {"figure": small, "way": "show", "reason": " ", "form_key": str(Override().form_key)}
    page = client.post("/small-numbers/decide/", sent).content.decode()
    assert "Give the reason." in page
    assert f'value="{small}" selected' in page


def test_without_a_closed_round_the_page_says_so(client, champions):
    client.force_login(champions)
    assert "No closed round keeps" in client.get("/small-numbers/").content.decode()
