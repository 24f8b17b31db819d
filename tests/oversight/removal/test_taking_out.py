"""One act takes a passage out of texts, drafts, history and files, and leaves a mark."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from accounts.history import broken_changes, record
from accounts.models import Change, Removal
from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from accounts.services.services import add_service
from accounts.versions import Conflict
from accounts.words import day
from evidence.items import services as items
from tests.conftest import html_of
from tests.factories import (
    AnswerFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    HeardFactory,
    ProgressUpdateFactory,
    SubmissionFactory,
)

from .conftest import NAME

pytestmark = pytest.mark.database


@pytest.fixture
def mark(administrator):
    return f"[taken out on {day(timezone.localdate())} by {administrator}]"


def line_of(by, before, after):
    return record(by=by, act="edited", thing="evidence", key="7", before=before, after=after)


def test_all_that_holds_it_loses_it_in_one_act(find, take, mark, keeper):
    update = ProgressUpdateFactory(changed=f"We met {NAME}’s gran. 12 came.", posted_by=keeper)
    item = EvidenceFactory(title=f"Of ISHBEL  QUILL, {timezone.localdate().year}")
    box = AnswerFactory(text=f"As {NAME} said")
    submission = SubmissionFactory(texts={"Q1": f"As {NAME} said", "Q2": "Well."})
    line = line_of(keeper, {"title": NAME, "number": 12}, {"title": "It", "number": 12})

    page = find()
    assert NAME not in html_of(page)
    answer = take(page)

    for record_, name, text in [
        (update, "changed", f"We met {mark}’s gran. 12 came."),
        (item, "title", f"Of {mark}, {timezone.localdate().year}"),
        (box, "text", f"As {mark} said"),
        (submission, "texts", {"Q1": f"As {mark} said", "Q2": "Well."}),
    ]:
        record_.refresh_from_db()
        assert getattr(record_, name) == text
    blanked = Change.objects.get(pk=line.pk)
    assert (blanked.before, blanked.after, blanked.salt, blanked.removed) == ("", "", "", True)
    assert broken_changes() == []
    removal = Removal.objects.get()
    assert answer["Location"] == removal.get_absolute_url()
    assert sum(count for _words, count in removal.places) == 5
    told = Change.objects.get(thing="removal")
    assert json.loads(told.after)["reason"] == "A name that must not be here."


def test_what_else_a_line_of_history_said_is_said_again(find, take, mark, keeper, pages):
    line = line_of(keeper, {"title": NAME, "place": "Ayr"}, {"title": "It", "place": "Troon"})
    take(find())

    again = Change.objects.get(act__startswith="said again")
    assert (again.thing, again.key) == ("evidence", "7")
    assert json.loads(again.before) == {"title": mark, "place": "Ayr"}
    assert json.loads(again.after) == {"title": "It", "place": "Troon"}
    page = html_of(pages.get("/history/?thing=evidence"))
    assert f"What else it said is in line {again.pk}" in page
    assert f"line-{line.pk}" in page
    assert "by Ada" in page


def test_whoever_has_it_open_finds_a_conflict(find, take, champions):
    item = EvidenceFactory(title=NAME, added_by=champions, service=None)
    take(find())

    with pytest.raises(Conflict):
        items.edit_evidence(by=champions, evidence=item, seen=item.version, title=NAME)


def test_what_others_have_as_part_of_a_longer_word_stays_unless_asked(find, take):
    item = EvidenceFactory(shows="The 0104121234 form")

    assert "in 1 more" in html_of(find("1234"))
    take(find("1234", inside="on"))

    item.refresh_from_db()
    assert "1234" not in item.shows


def test_a_link_that_holds_it_goes_whole(find, take, keeper):
    item = EvidenceFactory(medium="link", words="", url="https://x.scot/?of=Ishbel+Quill&a=1")
    take(find())

    item.refresh_from_db()
    assert item.url == "https://taken-out.invalid/"


@pytest.mark.parametrize(
    ("words", "reason", "said"),
    [
        ("a.", None, "letters or digits at least"),
        ("", None, "Type or paste the words."),
        (NAME, "", "Say why you take it out."),
        (NAME, f"It named {NAME.upper()}", "without the words"),
        (NAME, "Her number is 0104121234", "health (CHI) number"),
    ],
)
def test_what_does_not_fit_is_said(find, take, words, reason, said):
    EvidenceFactory(shows=NAME)
    page = find(words)

    answer = page if reason is None else take(page, reason)

    assert said in html_of(answer)
    assert not Removal.objects.exists()


def test_what_stands_nowhere_is_said(find):
    assert "It stands nowhere" in html_of(find("Nobody Ever"))


def test_an_address_to_sign_in_with_is_named_and_stays(find, stranger):
    stranger.email = "ishbel.quill@council.test"
    stranger.save()

    page = html_of(find())
    assert "1 address with which somebody signs in:" in page
    assert f'<a href="/people/{stranger.pk}/">Person {stranger.pk}</a>' in page


def test_an_address_made_of_a_name_goes_with_it(find, take, administrator):
    service = add_service(by=administrator, name="The Ishbel Quill home", kind="school")
    other = add_service(by=administrator, name="Quill house", kind="school")
    page = find()
    assert "1 address under which history keeps its lines" in html_of(page)
    take(page)

    service.refresh_from_db()
    other.refresh_from_db()
    assert service.key == f"taken-out-{service.pk}"
    assert other.key == "quill-house"


def test_a_file_that_waits_and_cannot_be_read_is_named(find):
    day = timezone.localdate()
    storages["evidence"].save(f"aside/{day}/x", ContentFile(b"\x00\x01"))

    assert "A file that waits for its form" in html_of(find())


def test_nobody_else_may(keeper, board, champions, signed_in):
    EvidenceFactory(shows=NAME)
    for person in (keeper, board, champions):
        assert signed_in(person).post("/removals/", {"words": NAME}).status_code == 403
        with pytest.raises(PermissionDenied):
            take_out(by=person, sought=Sought(Passage(NAME)), found={}, reason="No.")


def test_a_message_that_waits_for_somebody_does_not_greet_her_with_it(
    find, take, signed_in, keeper
):
    browser = signed_in(keeper)
    session = browser.session
    session["_messages"] = json.dumps([["__json_message", 0, 20, "“Íshbel\nQuill” is added."]])
    session.save()
    EvidenceFactory(title=NAME)
    take(find())

    assert "Quill" not in html_of(browser.get("/evidence/", follow=True))


def test_an_old_page_takes_out_nothing(pages):
    answer = pages.post("/removals/take/", {"found": "x", "reason": "Why"}, follow=True)

    assert "Look for the words again" in html_of(answer)


def test_a_removed_reply_keeps_what_others_heard(find, take):
    entry = HeardFactory(theme="Home", words=f"{NAME} and others asked for this.")
    other = HeardFactory(theme="Home", words="Others asked.")
    take(find())

    entry.refresh_from_db()
    other.refresh_from_db()
    assert NAME not in entry.words
    assert entry.words.endswith("and others asked for this.")
    assert (other.words, other.version) == ("Others asked.", 1)


def test_a_file_that_holds_it_goes_whole(find, take, pages):
    held = FileEvidenceFactory(
        file__data=b"Day,Who\n1,ishbel quill\n", file_name="Day.csv", file_type="csv"
    )
    other = FileEvidenceFactory(
        file__data=b"Day,Who\n1,nobody\n", file_name="Other.csv", file_type="csv"
    )
    page = find()
    assert "1 file of evidence" in html_of(page)
    take(page)

    held.refresh_from_db()
    other.refresh_from_db()
    assert not held.has_file
    assert other.has_file
    assert pages.get(f"/evidence/{held.pk}/file/").status_code == 404
    assert "taken out on" in html_of(pages.get(held.get_absolute_url()))
