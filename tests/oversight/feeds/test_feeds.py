"""Open data: complete, the same in each form, and inert; read by anybody, changed by nobody."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import escape

from accounts.models import Change
from foundations.models import Edition
from foundations.services import rounds
from oversight.feeds.rows import KINDS, Answer, Refused
from oversight.models import Snapshot, Switch
from oversight.public import services as public
from oversight.public.edition import read_seen
from oversight.small.services import decide_otherwise
from tests.conftest import forget_figures
from tests.factories import RoundFactory
from tests.oversight.feeds.hostile import FORMULAS, VALUES

pytestmark = pytest.mark.django_db


def feed(client, name: str, **given) -> Answer:
    answer = client.get(f"/open-data/{name}.json", given)
    assert answer.status_code == 200, answer.content
    return msgspec.json.decode(answer.content, type=Answer[KINDS[name]], strict=True)


def all_pages(client, name: str, limit: int = 7) -> list:
    rows, page = [], feed(client, name, limit=limit)
    while True:
        rows += page.rows
        if page.next is None:
            return rows
        answer = client.get(page.next)
        assert answer.status_code == 200, answer.content
        page = msgspec.json.decode(answer.content, type=Answer[KINDS[name]])


@pytest.mark.parametrize("address", ["", "openapi.json", "calls.json", "calls.csv"])
def test_nothing_is_told_until_it_is_switched_on(client, make_work, close, address):
    make_work(4)
    close("spring")
    answer = client.get(f"/open-data/{address}")
    assert answer.status_code == 404
    assert answer.json() == {"error": "Nothing is published here yet."}


def test_without_a_closed_round_it_says_so(client, administrator):
    # It could not be switched on then.
    Switch.objects.create(is_on=True, reason="The Board agreed.", set_by=administrator)
    assert "no round has been closed" in client.get("/open-data/calls.json").json()["error"]


@pytest.fixture
def early(db):
    """A round that was planned before the others."""
    return RoundFactory(key="summer", name="Summer", asks_assessment=False)


def test_of_two_rounds_closed_on_one_day_it_tells_of_the_one_that_the_public_page_shows(
    client, early, published, administrator
):
    rounds.close_round(by=administrator, round=early, seen=1)
    forget_figures()
    assert feed(client, "calls").edition.edition == read_seen().edition.pk


@pytest.mark.parametrize("name", KINDS)
def test_each_feed_has_its_rows_with_keys_that_are_their_own(client, published, name):
    page = feed(client, name)
    keys = [row.key for row in page.rows]
    assert len(keys) == len(set(keys)) == page.total
    assert page.edition.edition == published.edition.pk


def test_commitments_are_the_sub_actions_of_the_edition(client, published):
    rows = feed(client, "commitments").rows
    assert {row.key for row in rows} == {one.item.key for one in published.work.sub_actions}


@pytest.mark.parametrize("name", KINDS)
def test_csv_and_json_say_the_same(client, published, name):
    rows = msgspec.to_builtins(feed(client, name).rows)
    text = b"".join(client.get(f"/open-data/{name}.csv").streaming_content).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [as_cells(row) for row in rows] == table


def as_cells(row: dict) -> dict:
    return {name: as_cell(value) for name, value in row.items()}


def as_cell(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def test_the_page_says_the_same_figures_as_the_feed(client, published):
    page = " ".join(client.get("/open-data/").content.decode().split())
    names = {one.key: one.name for one in feed(client, "foundations").rows}
    names |= {"all": "All commitments"}
    for row in feed(client, "figures").rows:
        name = names.get(row.foundation, "No foundation")
        numbers = {
            "Kept": row.kept,
            "In hand": row.in_hand,
            "Not going well": row.not_going_well,
            "Not known": row.not_known,
        }
        cells = " ".join(f'<td data-label="{word}">{one}</td>' for word, one in numbers.items())
        assert f'<th scope="row">{escape(name)}</th> {cells}' in page
    kept = Snapshot.objects.get(edition=published.edition).groups[""]
    assert sum(kept.values()) == len([one for one in feed(client, "commitments").rows if one.group])


def test_small_numbers_are_hidden_in_every_form_until_somebody_decides_otherwise(
    client, published, champions
):
    small, large = feed(client, "measures").rows
    assert (small.number, small.state, large.number) == (None, "fewer than 5", 60)
    text = b"".join(client.get("/open-data/measures.csv").streaming_content).decode()
    assert ",fewer than 5\r" in text
    decide_otherwise(by=champions, figure=small.key, way="show", reason="Asked for.")
    assert [row.number for row in feed(client, "measures").rows] == [3, 60]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["", "openapi.json", "calls.json", "calls.csv"])
def test_it_can_only_be_read(published, address, method):
    from django.test import Client

    answer = getattr(Client(enforce_csrf_checks=True), method)(f"/open-data/{address}")
    assert answer.status_code == 405
    assert answer.json() == {"error": "This is read only: only GET and HEAD are answered."}
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", ["", "openapi.json", "calls.json", "calls.csv"])
def test_it_keeps_no_cookie_and_may_be_kept(client, published, address):
    answer = client.get(f"/open-data/{address}")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "public, max-age=300"


def test_whoever_has_it_already_gets_nothing_again(client, published):
    tag = client.get("/open-data/calls.json")["ETag"]
    again = client.get("/open-data/calls.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["commitments", "calls"])
def test_pages_together_are_the_whole_also_while_work_changes(client, published, name):
    whole = feed(client, name, limit=1000).rows
    first = feed(client, name, limit=3)
    for row in published.work.sub_actions[:5]:
        row.__class__.objects.filter(pk=row.pk).update(target_unit="schools")
    assert first.next
    assert all_pages(client, name) == whole


def test_a_reader_goes_on_in_the_edition_begun_when_another_round_is_closed(
    client, published, close
):
    first = feed(client, "commitments", limit=3)
    newer = close("summer")
    on = msgspec.json.decode(client.get(first.next).content, type=Answer[KINDS["commitments"]])
    assert on.edition == first.edition
    assert feed(client, "commitments").edition.edition == newer.pk


def test_when_a_round_is_opened_again_and_closed_the_reader_is_told_to_begin_again(
    client, published, administrator
):
    first, round = feed(client, "commitments", limit=3), published.edition.round
    round.refresh_from_db()
    rounds.undo_closing(by=administrator, round=round, seen=round.version, why="A slip.")
    assert client.get(first.next).status_code == 200, "it stays until it is closed again"
    round.refresh_from_db()
    rounds.close_round(by=administrator, round=round, seen=round.version)
    assert Edition.objects.filter(round=round).count() == 2
    answer = client.get(first.next)
    assert answer.status_code == 410
    assert "Begin again without a cursor." in answer.json()["error"]


def test_when_something_else_is_hidden_meanwhile_the_reader_is_told_too(
    client, published, champions
):
    first = feed(client, "measures", limit=1)
    decide_otherwise(by=champions, figure=first.rows[0].key, way="show", reason="Asked for.")
    assert client.get(first.next).status_code == 410


def test_whatever_is_asked_for_every_answer_fits_the_description(client, published):
    described = client.get("/open-data/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert len(described["paths"]) == 2 * len(KINDS)
    for path, at in described["paths"].items():
        names = [one["name"] for one in at["get"]["parameters"]]
        given = [{}, *({name: value} for name in [*names, "other"] for value in VALUES)]
        for one in given:
            answer = client.get(path, one)
            assert str(answer.status_code) in at["get"]["responses"], (path, one)
            check_fits(answer, path)


def check_fits(answer, path: str) -> None:
    if answer.status_code != 200:
        msgspec.json.decode(answer.content, type=Refused, strict=True)
    elif path.endswith(".json"):
        name = path.split("/")[-1].removesuffix(".json")
        msgspec.json.decode(answer.content, type=Answer[KINDS[name]], strict=True)


@pytest.mark.parametrize("name", ["nothing", "commitments.json", "x" * 300])
def test_a_feed_that_there_is_not_is_a_sentence(client, published, name):
    answer = client.get(f"/open-data/{name[:60]}.csv")
    assert answer.status_code == 404


def test_no_cell_of_a_csv_is_a_formula(client, published):
    kept = Snapshot.objects.get(edition=published.edition)
    kept.texts = [FORMULAS[n % len(FORMULAS)] + str(n) for n in range(len(kept.texts))]
    kept.save()
    from oversight.feeds import reading
    from oversight.small import reading as small

    reading._data.cache_clear()
    small._told.cache_clear()
    for name in KINDS:
        text = b"".join(client.get(f"/open-data/{name}.csv").streaming_content).decode("utf-8-sig")
        for line in csv.reader(io.StringIO(text)):
            assert not [cell for cell in line if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


def test_an_administrator_opens_it_with_a_reason_and_closes_it(client, administrator, published):
    client.force_login(administrator)
    page = client.post("/administration/public/", {"is_on": "off", "reason": " "})
    assert "Give the reason." in page.content.decode()
    sent = {"is_on": "off", "reason": "A mistake was found."}
    assert client.post("/administration/public/", sent).status_code == 302
    assert not public.is_public()
    assert Change.objects.filter(thing="public").count() == 2
    assert client.get("/open-data/calls.json").status_code == 404


def test_nobody_else_opens_it(keeper, champions):
    for person in (keeper, champions):
        with pytest.raises(PermissionDenied):
            public.switch(by=person, is_on=True, reason="Please.")


def test_it_is_not_opened_before_names_are_looked_for(administrator, monkeypatch):
    monkeypatch.setattr(public, "LOOKS", [])
    with pytest.raises(ValidationError, match="not looked at for names"):
        public.switch(by=administrator, is_on=True, reason="Please.")
    assert not Switch.objects.exists()


def test_what_is_written_is_json(client, published):
    assert json.loads(client.get("/open-data/calls.json").content)["total"]
