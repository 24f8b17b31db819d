"""The page on which an update is posted: one question in lines by group, and what it speaks of."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.words import day
from actions.models import ProgressUpdate
from actions.services import progress
from actions.status import Status
from foundations.writing import NOTICE
from tests.conftest import flat, html_of
from tests.factories import (
    EvidenceFactory,
    ReplyFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.database
RADIO = '<input class="ds_radio__input" type="radio" name="status" value="{}"'
UNDO = "Say “Still true”"


@pytest.fixture
def reported(service, keeper):
    """Dated work that is said to be on track."""
    return ReportedSubActionFactory(service=service, item__text="word " * 60)


@pytest.fixture
def open_form(signed_in, keeper):
    """The page as the Keeper of Education reads it: `open_form(row)`; or sends it, with what."""

    def visit(row, **sent):
        client, address = signed_in(keeper), f"/sub-actions/{row.key}/update/"
        return client.post(address, sent) if sent else client.get(address)

    return visit


def words_of(line) -> list[str]:
    return [choice.data["value"] for choice, _reasons in line.choices]


def sent(row, **changes) -> dict:
    key = "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0009"
    values = {"version": row.version, "status": "on-track", "changed": "One.", "form_key": key}
    return values | {"visibility": "board"} | changes


def test_the_choices_stand_in_lines_by_group_and_the_present_one_is_chosen(open_form, reported):
    answer = open_form(reported)
    lines = {line.words: words_of(line) for line in answer.context["form"].lines()}
    assert lines == {
        "Reported as kept": ["complete"],
        "In hand": ["on-track"],
        "Not going well": ["at-risk", "off-track", "not-started", "stopped"],
    }
    assert answer.context["form"]["status"].value() == Status.ON_TRACK
    html = html_of(answer)
    assert "It will be done as planned and by its date." in html
    assert "Nobody chooses this." in html


def test_not_started_is_in_hand_until_its_first_day(open_form, service):
    later = SubActionFactory(service=service, start_on=localdate() + timedelta(days=1))
    lines = open_form(later).context["form"].lines()
    assert words_of(lines[1]) == ["not-started", "on-track"]
    assert open_form(later).context["form"]["status"].value() == Status.NOT_REPORTED


def test_the_heading_is_its_own_words_shortened_and_the_whole_stands_beside(open_form, reported):
    answer = open_form(reported)
    assert len(answer.context["heading"]) <= 110
    html = html_of(answer)
    assert f"{flat(answer.context['heading'])}</h1>" in html
    assert reported.item.text.strip() in html
    assert html.count("Write so that no child, young person or family could be recognised.") == 1


def test_what_may_not_be_chosen_yet_says_why_and_where_to_go(open_form, service, champions):
    row = ReportedSubActionFactory(service=service, kind="ongoing", status=Status.IN_PLACE)
    html = html_of(open_form(row))
    assert RADIO.format("in-place") in html
    assert RADIO.format("being-kept") not in html
    assert "You cannot choose this yet. “Being kept” needs evidence" in html
    assert f'<a href="/evidence/add/{row.key}/" target="_blank">Add what they said' in html

    evidence = EvidenceFactory(kind="voice", added_by=champions, service=None)
    evidence.supports.create(item=row.item, made_by=champions, reason="They said so.")

    html = html_of(open_form(row))
    assert RADIO.format("being-kept") in html
    assert "You cannot choose this yet." not in html


def test_three_faults_are_said_on_top_and_nothing_is_lost(open_form, service):
    row = SubActionFactory(service=service)
    long = "x" * 20_212
    answer = open_form(row, **sent(row, status="", changed=" ", difference="Kept.", next_step=long))
    html = html_of(answer)
    assert "Three things to put right</h2>" in html
    for target, words in (
        ("id_status_0", "Choose how it is going."),
        ("id_changed", "Say what changed."),
        ("id_next_step", "Shorten “What is next?” by 212 characters."),
    ):
        assert f'<a href="#{target}">{words}</a>' in html
    assert "Nothing has been posted. What you wrote is still here." in html
    assert long in html
    assert "maxlength" not in html.partition("<main")[2]
    assert UNDO not in html
    assert not ProgressUpdate.objects.exists()


def test_the_day_of_before_is_no_fault_once_another_word_is_chosen(open_form, keeper, service):
    done = localdate() - timedelta(days=9)
    row = SubActionFactory(service=service)
    told = {"status": Status.COMPLETE, "completed_on": done, "changed": "Done."}
    progress.post_update(by=keeper, sub_action=row, seen=1, **told)
    assert open_form(row).context["form"]["completed_on"].value() == done

    answer = open_form(row, **sent(row, completed_on=day(done)))

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.status, row.completed_on) == (Status.ON_TRACK, None)


def test_a_day_that_was_typed_is_asked_about(open_form, reported):
    answer = open_form(reported, **sent(reported, completed_on="1 March 2020"))
    words = "Leave this empty, or choose “Complete” as the status."
    assert answer.context["form"].errors == {"completed_on": [words]}


@pytest.mark.parametrize(("days", "offered"), [(5, True), (-5, False)])
def test_still_true_is_offered_there_too_but_not_of_what_is_late(open_form, service, days, offered):
    row = ReportedSubActionFactory(service=service, due_on=localdate() + timedelta(days=days))
    assert (UNDO in html_of(open_form(row))) == offered


def test_what_waits_for_an_answer_on_it_stands_beside_and_on_others_not(
    open_form, reported, service
):
    ReplyFactory(item=reported.item, heard__words="Ask the bus drivers too.")
    ReplyFactory(item=SubActionFactory(service=service).item, heard__words="Not about this.")

    html = html_of(open_form(reported))

    assert "Asked of you" in html
    assert "Ask the bus drivers too." in html
    assert "Not about this." not in html


def test_how_it_stands_now_and_what_was_written_last_stand_beside(open_form, service, keeper):
    row = ReportedSubActionFactory(
        service=service, confirmed_on=localdate() - timedelta(days=125), confirmed_by=keeper
    )
    html = html_of(open_form(row))
    assert "Reported as on track. You said so on" in html
    assert "It is what the Board sees now: this was last checked 4 months ago." in html
    assert "The first workshop was held." in html
    assert f"Nobody has asked you anything on {row.key}." in html


def test_who_was_overtaken_is_asked_as_on_the_form(open_form, service):
    row = SubActionFactory(service=service)
    form, answer = html_of(open_form(row)), open_form(row, **sent(row, version=row.version + 1))
    html = html_of(answer)
    assert answer.status_code == 409
    for part in ("pt_going__group", NOTICE, "What changed?", "Who may read the words?"):
        assert html.count(part) >= form.count(part) > 0
