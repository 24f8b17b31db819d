"""The public page shows how the promise stood when the last round was closed, and only what is
marked public.
"""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from actions.models import ProgressUpdate
from evidence.models import EvidenceItem, Heard
from foundations.models import Edition
from foundations.services.rounds import undo_closing
from oversight.models import Snapshot
from oversight.rounds.frozen import from_values
from oversight.rounds.texts import together
from tests.conftest import forget_figures, html_of
from tests.factories import (
    ChosenFactory,
    EvidenceFactory,
    FeltFactory,
    HeardFactory,
    ProgressUpdateFactory,
    ReplyFactory,
    SubActionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SAID = date(2026, 3, 3)


def test_its_answer_is_that_of_the_boards_page_of_the_round(work, close, read, signed_in, board):
    close()
    record = signed_in(board).get("/at/spring/1/board/").context["past"].board
    page = read()
    assert f"Of {record.total} commitments" in page
    for words in record.words.values():
        assert words in page
    for group in record.groups:
        assert re.search(rf"<b>{group.number}</b> {group.word}</a>", page)
        listed = read(f"is/{group.group}/")
        assert f": {group.number} commitment" in listed
    for row in record.table:
        assert (
            f"{row.rows and len(row.rows) or 0} commitment" in read(f"foundations/{row.key}/")
            or not row.rows
        )


def test_nothing_that_is_saved_later_changes_it(work, told, close, read):
    close()
    before = read()
    SubActionFactory()
    ProgressUpdateFactory(sub_action=told, changed="Said later.", visibility="public")
    forget_figures()
    assert read() == before
    assert "Said later." not in read(f"commitments/{told.key}/")


def test_it_says_of_which_day_round_and_edition_it_is(work, close, read):
    opened = close()
    for path in ("", "said/", "evidence/", "young-people/", "how-we-count/"):
        page = read(path)
        assert "Spring, edition 1" in page
        assert "Language: not checked" in page
        assert f"As at {Edition.objects.get(round=opened).closed_on:%-d %B %Y}" in page


def test_a_round_that_was_opened_again_stays_and_says_so(work, close, read, administrator):
    opened = close()
    opened.refresh_from_db()
    undo_closing(by=administrator, round=opened, seen=opened.version, why="A service was late.")
    page = read()
    assert "which stays until the round is closed again" in page
    assert "A service was late" not in page


def test_an_update_is_read_by_anyone_only_where_it_is_marked_so(work, told, close, read):
    ProgressUpdateFactory(sub_action=work.sub_actions[1], changed="For the Board.")
    close()
    page = read(f"commitments/{told.key}/")
    assert "The quiet room is open." in page
    assert "3 March 2026: On track" in page
    assert "For the Board." not in page


@pytest.mark.parametrize(
    "later", [{"visibility": "board"}, {"withdrawn_on": SAID}, {"changed": "Put differently."}]
)
def test_what_is_not_public_any_more_goes_at_once(work, told, close, read, later):
    told.item.local = False
    told.item.save()
    close()
    assert "The quiet room is open." in read(f"commitments/{told.key}/")
    ProgressUpdate.objects.filter(changed="The quiet room is open.").update(**later)
    forget_figures()
    page = read(f"commitments/{told.key}/")
    assert "The quiet room is open." not in page
    assert "Put differently." not in page


def test_what_a_service_has_added_is_named_once_it_says_something_of_it(work, told, close, read):
    other = next(row for row in work.sub_actions if row != told)
    for row in (told, other):
        row.item.local, row.item.heading = True, f"A local promise {row.pk}"
        row.item.save()
    close()
    assert f"A local promise {told.pk}" in read(f"commitments/{told.key}/")
    assert Client().get(f"/public/commitments/{other.key}/").status_code == 404
    every = "".join(read(f"is/{key}/") for key in ("kept", "in-hand", "not-going-well"))
    every += read("is/not-known/") + read("is/stopped/") + read()
    assert f"A local promise {other.pk}" not in every
    assert "whose wording is not public" in every


def heard_of(item, *, words, wide=True, own="", kind="changed"):
    found = HeardFactory(
        words=words, visibility="public", five_or_more=wide, heard_on=SAID, consent=own
    )
    told = {"kind": kind, "words": f"Answer to {words}", "answered_on": date(2026, 4, 5)}
    ReplyFactory(heard=found, item=item, answered_by=found.logged_by, **told)
    return found


def test_what_many_said_is_told_whole(work, told, close, read):
    heard_of(told.item, words="A friend came along.", own="spoken")
    close()
    for page in (read("said/"), read(f"commitments/{told.key}/"), read()):
        assert "“A friend came along.”" in page
        assert "Answer to A friend came along." in page
        assert "3 March 2026" in page
        assert str(told.service) in page


def test_what_was_not_ticked_is_told_with_its_month_alone(work, told, close, read):
    heard_of(told.item, words="Nobody was asked how many.", wide=None)
    close()
    page = read("said/")
    assert "Nobody was asked how many." in page
    assert "March 2026" in page
    assert "3 March 2026" not in page
    assert "Something was changed because of it." in page
    assert "Answer to" not in page
    assert str(told.service) not in page
    assert "Nobody was asked how many." not in read(f"commitments/{told.key}/")


def test_what_few_said_is_not_told_at_all(work, told, close, read):
    heard_of(told.item, words="Only three of us.", wide=False)
    Heard.objects.create(
        kind="idea", theme="An idea", words="An idea of staff.", visibility="public",
        logged_by=Heard.objects.get().logged_by,
    )  # fmt: skip
    close()
    for page in (read(), read("said/"), read(f"commitments/{told.key}/")):
        assert "Only three of us." not in page
        assert "An idea of staff." not in page


def test_where_a_group_feels_otherwise_is_told_without_what_it_is_about(
    work, close, read, signed_in, board
):
    row = next(one for one in work.sub_actions if one.status == "on-track" and one.service)
    FeltFactory(chosen=ChosenFactory(item=row.item), words="We do not see it.", talked_on=SAID)
    close()
    differing = signed_in(board).get("/at/spring/1/board/").context["past"].board.felt
    page = read("said/").split('id="otherwise"')[1]
    assert (differing.number, differing.differs) == (1, 1)
    assert "“We do not see it.”" in page
    assert "March 2026" in page
    assert "3 March 2026" not in page
    assert row.key not in page
    assert str(row.service) not in page
    assert "We do not see it." not in read(f"commitments/{row.key}/")


def test_what_a_group_took_back_goes(work, close, read, champions):
    row = next(one for one in work.sub_actions if one.status == "on-track")
    felt = FeltFactory(chosen=ChosenFactory(item=row.item), words="We do not see it.")
    close()
    assert "We do not see it." in read("said/")
    felt.taken_back_on, felt.taken_back_by = SAID, champions
    felt.save()
    forget_figures()
    assert "We do not see it." not in read("said/")


def evidence(told, **values):
    return EvidenceFactory(supports=[told.item], dated_on=SAID, **values)


def test_evidence_is_shown_where_it_is_marked_public_and_was_looked_at(work, told, close, read):
    evidence(told, kind="practice", title="Seen by all", visibility="public")
    evidence(told, kind="practice", title="For the Board", visibility="board")
    evidence(
        told, kind="practice", title="Not looked at", visibility="public", medium="file",
        file="0" * 32, file_name="x.jpg", file_type="jpg",
    )  # fmt: skip
    evidence(told, kind="voice", title="Who said it", words="Said by one.", visibility="public")
    close()
    for page in (read("evidence/"), read(f"commitments/{told.key}/")):
        assert "Seen by all" in page
        for hidden in ("For the Board", "Not looked at", "Who said it", "Said by one."):
            assert hidden not in page


def test_a_figure_of_few_is_not_told(work, told, close, read):
    for number in (1, 4, 5):
        evidence(
            told, kind="data", medium="figure", number=number, unit="children moved home",
            words="", title=f"Moves {number}", visibility="public",
        )  # fmt: skip
    close()
    page = read("evidence/")
    assert page.count("fewer than 5 children moved home") == 2
    assert "5 children moved home" in page
    assert "<b>1 children" not in page
    assert "<b>4 children" not in page


def test_a_quote_stands_with_its_month_and_no_title(work, told, close, read):
    quote = {"medium": "quote", "kind": "voice", "consent": "spoken", "visibility": "public"}
    evidence(told, title="At the house in Ayr", words="I was listened to.", **quote)
    close()
    page = read("said/")
    assert "“I was listened to.”" in page
    assert "At the house in Ayr" not in page + read("evidence/") + read(f"commitments/{told.key}/")


def test_a_passage_that_is_taken_out_goes_and_names_nobody(work, told, close, read, administrator):
    evidence(told, kind="practice", title="About Ishbel Quill", visibility="public")
    close()
    assert "Ishbel Quill" in read("evidence/")
    take_out(by=administrator, sought=Sought(Passage("Ishbel Quill")), found={}, reason="A name.")
    page = read("evidence/")
    assert "Ishbel Quill" not in page
    assert administrator.name not in page
    assert "About [taken out]" in page
    assert EvidenceItem.objects.get(kind="practice").title.startswith("About [taken out on")


def test_a_round_that_kept_nothing_public_shows_its_numbers(work, close, read):
    close()
    kept = Snapshot.objects.get()
    kept.frozen.pop("marked")
    kept.save()
    assert "commitments" in read()
    assert "Nothing that people said is public yet." in read("said/")


def test_the_first_round_that_was_ever_kept_can_be_read():
    path = Path(__file__).parent.parent / "rounds" / "first_kept.json"
    stored = json.loads(path.read_text())
    assert from_values(together(stored["frozen"], stored["texts"])).marked is None


def test_before_a_round_is_closed_there_is_nothing_to_show(db, signed_in, board):
    page = html_of(signed_in(board).get("/as-the-public/public/"))
    assert "There is nothing to show yet" in page


@pytest.mark.parametrize(
    "path", ["is/all/", "foundations/x/", "commitments/99.9/", "evidence/999/"]
)
def test_what_is_not_there_is_said_to_be_missing(work, close, path):
    close()
    answer = Client().get(f"/public/{path}")
    assert answer.status_code == 404
    assert "This page is not here" in answer.content.decode()


def test_long_lists_come_in_pages(make_work, close, read):
    make_work(160, seed=2)
    close()
    longest = max(
        ("kept", "in-hand", "not-going-well", "not-known"),
        key=lambda key: read(f"is/{key}/").count("pt_public__name"),
    )
    first, second = read(f"is/{longest}/"), read(f"is/{longest}/?page=2")
    assert first.count('class="pt_public__name"') == 50
    assert "Previous page" in second
    for odd in ("0", "-1", "x", "9" * 30, "²"):
        assert read(f"is/{longest}/?page={odd}")
