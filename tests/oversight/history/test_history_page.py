"""The page of history: filters, and before and after in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.history import THINGS, record
from accounts.models import Change
from actions.services.progress import post_update
from oversight.history.reading import field_in_words, read_differences
from tests.conftest import html_of
from tests.factories import SubActionFactory

pytestmark = pytest.mark.database


@pytest.fixture
def history(signed_in, administrator):
    """The page under filters, as an administrator reads it."""

    def read(**filters):
        return signed_in(administrator).get("/history/", filters)

    return read


def keys(answer) -> list[str]:
    return [line.change.key for line in answer.context["lines"]]


def write(by, key: str, act: str = "edited", thing: str = "sub-action", **values) -> Change:
    return record(by=by, act=act, thing=thing, key=key, before={}, after=values or {"title": key})


def test_what_a_service_wrote_stands_there_in_words(history, keeper, service):
    row = SubActionFactory(service=service)
    post_update(
        by=keeper,
        sub_action=row,
        seen=row.version,
        status="on-track",
        changed="Two people have started.",
    )

    html = html_of(history())

    assert f"Sub-action {row.key}: posted an update</a>" in html
    assert (
        "<dt>Status</dt><dd>"
        '<span class="visually-hidden">Before:</span> '
        '<span class="pt_quiet">Not yet reported</span> '
        '<span aria-hidden="true">→</span>'
        '<span class="visually-hidden">After:</span> On track</dd>' in html
    )
    assert "Two people have started." in html
    assert f"/sub-actions/{row.key}/" in html


def test_before_and_after_stand_side_by_side(administrator):
    change = record(
        by=administrator,
        act="edited",
        thing="sub-action",
        key="1.3",
        before={"due_on": "2026-03-03", "owners": ["Kirsty", "Omar"], "kind": "ongoing"},
        after={"due_on": None, "owners": [], "kind": "dated"},
    )

    rows = read_differences(change.thing, change.before, change.after)
    found = {row.label: (row.before, row.after) for row in rows}

    assert found == {
        "Due date": ("3 March 2026", "(empty)"),
        "Owners": ("Kirsty, Omar", "(empty)"),
        "Kind": (
            "Ongoing: a commitment that is kept, never finished",
            "Dated: it is done once, by a set day",
        ),
    }


@pytest.mark.parametrize(
    ("thing", "name", "value", "words"),
    [
        ("person", "is_active", False, "No"),
        ("sub-action", "target_number", 0, "0"),
        ("service", "closed_on", "2026-12-31", "31 December 2026"),
        ("action", "title", "2026-13-45", "2026-13-45"),
        ("person", "role", "keeper", "Promise Keeper"),
        ("service", "kind", "school", "School"),
        ("session", "kind", "focus-group", "Focus group"),
        ("heard", "kind", "idea", "An idea"),
        ("session", "removed_reason", "other", "Another reason"),
        # Why evidence was removed is told in free words, and these are whoever removed it.
        ("evidence", "removed_reason", "other", "other"),
        ("correction", "kind", "school", "school"),
    ],
)
def test_stored_values_become_words_of_their_own_thing(thing, name, value, words):
    found = next(one for one in THINGS if one.key == thing)
    assert field_in_words(found, name, value) == words


def test_a_thing_that_no_app_writes_about_any_more_is_still_read(history, keeper):
    write(keeper, "7", thing="milestone", due_on="2026-12-31", kind="school")

    line = history().context["lines"][0]

    assert (line.name, line.url) == ("Milestone 7", "")
    assert [(row.label, row.after) for row in line.differences] == [
        ("Due on", "31 December 2026"),
        ("Kind", "school"),
    ]


def test_things_are_offered_in_one_order_whichever_app_writes_about_them(history):
    choices = history().context["filter"].form.fields["thing"].choices
    words = [word for _key, word in choices]

    assert words[:4] == ["Everything", "Sub-action", "Action", "Evidence"]
    last = ["Framework", "What was heard", "What is felt", "Plain words", "Measure"]
    last += ["Small number", "First word", "What everybody can read", "Pack of a closed round"]
    assert words[-9:] == last
    assert len({one.rank for one in THINGS}) == len(THINGS)


def test_the_newest_line_comes_first(history, keeper):
    for key in ("1.1", "1.2", "1.3"):
        write(keeper, key)

    assert keys(history()) == ["1.3", "1.2", "1.1"]


@pytest.mark.parametrize("person", ["kirsty@council.test", "KIRSTY@", "irst"])
def test_by_person(history, keeper, other_keeper, person):
    write(keeper, "1.1")
    write(other_keeper, "1.2")

    assert keys(history(person=person)) == ["1.1"]


def test_by_a_name_that_the_address_does_not_hold(history, keeper, other_keeper):
    keeper.name = "Morag Reid"
    keeper.save()
    write(keeper, "1.1")
    write(other_keeper, "1.2")

    assert keys(history(person="morag")) == ["1.1"]


def test_by_thing_and_key(history, keeper):
    write(keeper, "1.3")
    write(keeper, "1.4")
    write(keeper, "1.3", thing="action")

    found = history(thing="sub-action", key="1.3").context["lines"]

    assert [(line.change.thing, line.change.key) for line in found] == [("sub-action", "1.3")]


def test_by_act(history, keeper):
    write(keeper, "1.1", act="posted an update")
    write(keeper, "1.2", act="assigned")

    assert keys(history(act="Update")) == ["1.1"]


def test_by_day_both_ends_included(history, keeper, time_machine):
    # In summer a day of Scotland ends at 23:00 UTC.
    for moment, key in [
        ("07-02 22:59:59.999999", "1.1"),
        ("07-02 23:00:00.000000", "1.2"),
        ("07-03 22:59:59.999999", "1.3"),
        ("07-03 23:00:00.000000", "1.4"),
    ]:
        time_machine.move_to(f"2099-{moment}+00:00", tick=False)
        write(keeper, key)

    assert keys(history(since="3 July 2099", until="03/07/2099")) == ["1.3", "1.2"]
    assert keys(history(since="03/07/2099")) == ["1.4", "1.3", "1.2"]
    assert keys(history(until="02/07/2099")) == ["1.1"]


def test_the_ends_of_the_calendar_do_no_harm(history, keeper):
    write(keeper, "1.1")

    assert keys(history(since="0001-01-01", until="9999-12-31")) == ["1.1"]


def test_a_day_that_is_none_is_told_so(history, keeper):
    write(keeper, "1.1")

    answer = history(since="31 February 2026")

    assert "since" in answer.context["filter"].form.errors
    assert "The list is shown without this filter." in answer.content.decode()
    assert keys(answer) == ["1.1"]


def test_a_removed_passage_says_so(history, keeper):
    kept = write(keeper, "1.1", changed="A name that had to go.")
    # The one change that the guards permit.
    with_nothing = Change.objects.filter(pk=kept.pk)
    super(type(with_nothing), with_nothing).update(before="", after="", salt="", removed=True)

    html = html_of(history())

    assert "A passage was removed from this line." in html
    assert "A name that had to go." not in html


def test_what_was_written_is_shown_as_text(history, keeper):
    write(keeper, "1.1", changed="<script>alert(1)</script>")

    html = html_of(history())

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert(1)" not in html


def test_a_long_history_comes_in_pages_that_keep_the_filters(history, keeper):
    for number in range(53):
        write(keeper, f"1.{number}")

    answer = history(act="edited", page="2")

    assert keys(answer) == ["1.2", "1.1", "1.0"]
    assert "act=edited" in html_of(answer)


def test_no_browser_keeps_it(history):
    assert "no-store" in history()["Cache-Control"]


@pytest.mark.parametrize("name", ["keeper", "board", "champions"])
@pytest.mark.parametrize("place", ["/history/", "/history/export/"])
def test_other_roles_are_refused(request, signed_in, name, place):
    answer = signed_in(request.getfixturevalue(name)).get(place)

    assert answer.status_code == 403
    assert "Only an administrator may" in html_of(answer)


def test_it_is_only_read(signed_in, administrator):
    assert signed_in(administrator).post("/history/").status_code == 405
    assert signed_in(administrator).post("/history/export/").status_code == 405


def test_an_empty_history_says_what_would_be_here(history):
    assert "No change fits" in html_of(history())


def test_the_statements_do_not_grow_with_the_lines(signed_in, administrator):
    client, counts = signed_in(administrator), []
    for size in (5, 45):
        for number in range(size):
            write(administrator, str(number), thing="person", act="invited")
        client.get("/history/")  # the first answer also renews the session
        with CaptureQueriesContext(connection) as statements:
            client.get("/history/")
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 7


def test_the_loading_of_the_framework_stands_there_without_a_page_to_open(history):
    record(
        by=None, act="loaded", thing="framework", key="as published", before={}, after={"added": 3}
    )

    html = html_of(history(thing="framework"))

    assert "Framework as published: loaded</h2>" in html
    assert (
        # What was empty before is left out.
        "<dt>Added</dt><dd>3</dd>" in html
    )


def test_every_thing_that_services_record_has_a_word(request):
    """A new thing in history needs its word, and a page of the same name or none."""
    folders = [
        request.config.rootpath / app
        for app in ("accounts", "foundations", "actions", "evidence", "oversight")
    ]
    code = [path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py")]
    things = {part.split('"')[0] for text in code for part in text.split('thing="')[1:]}

    assert things == {one.key for one in THINGS}
