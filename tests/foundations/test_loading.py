"""Loading the framework: all of it or nothing, again without change, and with the council's word
kept.
"""

import json

import pytest

from foundations.check import check_framework
from foundations.loading import BrokenFixture, load_framework
from foundations.models import FrameworkItem, Link, PageReference, PublishedTarget
from foundations.services.correcting import propose_correction
from foundations.services.linking import add_link
from tests.factories import LinkFactory
from tests.foundations.conftest import FIXTURES, item, link

CALLS = [
    item("care", "foundation", heading="Care"),
    item("C1", parent=["care"]),
    item("C2", parent=["care"]),
]


@pytest.fixture
def loaded(db, folder):
    """Two calls and a link between them."""
    return load_framework(folder(foundations=CALLS, links=[link("C1", "C2")]))


def broken(folder) -> BrokenFixture:
    """The complaint about a folder of fixtures, once it has been seen to leave the database as it
    was.
    """
    before = list(FrameworkItem.objects.values()), list(Link.objects.values())
    with pytest.raises(BrokenFixture) as complaint:
        load_framework(folder)
    assert (list(FrameworkItem.objects.values()), list(Link.objects.values())) == before
    return complaint.value


@pytest.mark.django_db
def test_the_shipped_fixtures_load_and_load_again_without_change():
    first = load_framework(FIXTURES)
    held = [
        list(model.objects.values())
        for model in (FrameworkItem, PageReference, PublishedTarget, Link)
    ]
    second = load_framework(FIXTURES)

    assert (first.added["Call to action"], first.added["Recommendation"], first.added["Link"]) == (
        55,
        74,
        158,
    )
    assert str(first) == "683 added, 0 changed, 0 unchanged"
    assert str(second) == "0 added, 0 changed, 683 unchanged"
    assert held == [
        list(model.objects.values())
        for model in (FrameworkItem, PageReference, PublishedTarget, Link)
    ]


def test_the_report_counts_each_kind(loaded):
    assert loaded.added == {"Foundation": 1, "Call to action": 2, "Link": 1}
    assert loaded.changed.total() == loaded.unchanged.total() == 0


def test_a_new_wording_takes_the_old_one_s_place(loaded, folder):
    changed = [CALLS[0], item("C1", parent=["care"], text="Another text."), CALLS[2]]
    report = load_framework(folder(foundations=changed, links=[link("C1", "C2")]))

    assert FrameworkItem.objects.get(key="C1").text == "Another text."
    assert report.changed == {"Call to action": 1}
    assert report.unchanged == {"Foundation": 1, "Call to action": 1, "Link": 1}


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_what_the_council_has_said_about_a_link_stays(loaded, folder, state):
    Link.objects.update(state=state)
    report = load_framework(folder(foundations=CALLS, links=[link("C1", "C2", state="suggested")]))

    assert Link.objects.get().state == state
    assert report.unchanged["Link"] == 1


def test_a_link_takes_a_new_confidence_and_keeps_the_council_s_word(loaded, folder):
    Link.objects.update(state="confirmed")
    load_framework(folder(foundations=CALLS, links=[link("C1", "C2", confidence="low")]))

    assert list(Link.objects.values_list("state", "confidence")) == [("confirmed", "low")]


@pytest.mark.parametrize("state", ["added", "confirmed", "rejected", "removed"])
def test_a_reload_keeps_added_links_decisions_reasons_and_people(
    loaded, folder, keeper, other_keeper, state
):
    made = {"made_by": keeper, "made_on": "2026-03-03", "reason": "Both say so."}
    said = {
        "decided_by": other_keeper,
        "decided_on": "2026-03-04",
        "decision_reason": "I agree.",
        "version": 3,
    }
    Link.objects.update(state=state, **made, **said)
    LinkFactory(
        from_item__key="L1.1",
        to_item=FrameworkItem.objects.get(key="C1"),
        state=state,
        confidence="",
        **made,
    )
    held = list(Link.objects.order_by("pk").values())
    load_framework(folder(foundations=CALLS, links=[link("C1", "C2", state="suggested")]))

    assert list(Link.objects.order_by("pk").values()) == held


def test_the_check_finds_all_present_whatever_people_have_said_of_links(published, keeper):
    said = {
        "decided_by": keeper,
        "decided_on": "2026-03-04",
        "decision_reason": "No.",
        "version": 2,
    }
    Link.objects.filter(to_item__key="C18").update(state="rejected", **said)
    ends = {key: FrameworkItem.objects.get(key=key) for key in ("1.1", "C18")}
    add_link(by=keeper, from_item=ends["1.1"], to_item=ends["C18"], reason="Both say so.")
    correction = {
        "item": ends["C18"],
        "part": "text",
        "wording": "Another.",
        "reason": "A line is missing.",
    }
    propose_correction(by=keeper, **correction)

    assert check_framework(FIXTURES).all_present


def test_local_items_stay(loaded, folder):
    FrameworkItem.objects.create(key="L1", kind="action", text="A local action.", local=True)
    load_framework(folder(foundations=CALLS, links=[link("C1", "C2")]))

    assert FrameworkItem.objects.filter(key="L1", local=True).exists()


@pytest.mark.parametrize(
    ("row", "key", "reason"),
    [
        (item("C3", colour="blue"), "C3", "the field “colour” is unknown."),
        (
            item("C3", parent=["C99"]),
            "C3",
            "it refers to “C99”, which is not among the items loaded before it.",
        ),
        (item("C3", same_as=["C99"]), "C3", "it refers to “C99”"),
        (
            item("C3", heading="x" * 301),
            "C3",
            "heading: Ensure this value has at most 300 characters (it has 301).",
        ),
        (item("C3", kind="wish"), "C3", "kind: Value 'wish' is not a valid choice."),
        (item("C3", order="first"), "C3", "it cannot be read"),
        (item("C3", order=-1), "C3", "order: Ensure this value is greater than or equal to 0."),
        (
            item("C3", source_document=""),
            "C3",
            "Constraint “published_item_names_its_source” is violated.",
        ),
        (item("", text="No key."), "a row without key", "key: This field cannot be blank."),
        (item("C1", text="Again."), "C1", "it is there twice."),
        (
            {"model": "foundations.frameworkitem", "fields": {"text": "No key."}},
            "a row without key",
            "“key” is missing",
        ),
        (
            {"model": "accounts.user", "fields": {"key": "U1"}},
            "U1",
            "“accounts.user” is no model of the framework.",
        ),
        ({"fields": {"key": "C3"}}, "C3", "“None” is no model of the framework."),
        (
            {"model": "foundations.frameworkitem"},
            "a row without key",
            "every row needs a model and fields.",
        ),
        ("C3", "a row without key", "every row needs a model and fields."),
        (link("C1", "C99"), "C1 → C99", "it refers to “C99”"),
        (
            link("C1", "C2", confidence="sure"),
            "C1 → C2",
            "confidence: Value 'sure' is not a valid choice.",
        ),
        (link("C1", "C1"), "C1 → C1", "link_joins_two_items"),
    ],
)
@pytest.mark.django_db
def test_a_broken_row_stops_the_load_with_file_key_and_reason(folder, row, key, reason):
    complaint = broken(folder(foundations=[*CALLS, row]))

    assert (complaint.file, complaint.key) == ("foundations.json", key)
    assert reason in complaint.reason


def test_a_broken_last_file_takes_back_the_files_before_it(loaded, folder):
    changed = [CALLS[0], item("C1", parent=["care"], text="Another text."), CALLS[2]]
    complaint = broken(folder(foundations=changed, links=[link("C1", "C2", from_words="x" * 301)]))

    assert complaint.file == "links.json"
    assert FrameworkItem.objects.get(key="C1").text == "A text."


@pytest.mark.parametrize("text", ["[{", "", '{"model": "foundations.link"}', b"\xff\xfe"])
def test_a_file_that_is_no_list_of_rows_is_named(loaded, folder, text):
    path = folder(foundations=CALLS) / "themes.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    complaint = broken(path.parent)

    assert (complaint.file, complaint.key) == ("themes.json", "the whole file")
    assert complaint.reason.startswith(("it cannot be read: ", "it should hold a list of rows."))


def test_a_missing_file_is_named(loaded, folder):
    path = folder(foundations=CALLS) / "briefing.json"
    path.unlink()

    assert broken(path.parent).file == "briefing.json"


def test_the_complaint_reads_as_a_sentence(db, folder):
    complaint = broken(folder(foundations=[item("C3", parent=["C99"])]))

    refers = "it refers to “C99”, which is not among the items loaded before it."
    assert str(complaint) == f"foundations.json, C3: {refers}"


def test_every_shipped_file_is_loaded():
    shipped = {path.name for path in FIXTURES.glob("*.json")} - {"demo_council.json", "duties.json"}
    models = {
        row["model"] for name in shipped for row in json.loads((FIXTURES / name).read_text("utf-8"))
    }

    assert len(shipped) == 8
    assert models == {
        f"foundations.{name}"
        for name in ("frameworkitem", "pagereference", "publishedtarget", "link")
    }
