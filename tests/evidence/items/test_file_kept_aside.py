"""A forgotten field never costs the file that was chosen with it: what has arrived and was checked
stays with its form, for its sender alone and for a day.
"""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from evidence.files.aside import clear_aside
from evidence.models import EvidenceItem
from tests.evidence.files.pdf_files import with_picture
from tests.evidence.files.sample_files import picture, upload
from tests.evidence.items.adding import form

pytestmark = pytest.mark.django_db
ADDRESS = "/evidence/add/C18/"


@pytest.fixture
def client(signed_in, keeper, call):
    return signed_in(keeper)


@pytest.fixture(autouse=True)
def nothing_aside():
    """Other tests may have left a file with a form."""
    _empty()
    yield
    _empty()


def _empty() -> None:
    for day in days_aside():
        for name in names_aside(day):
            storages["evidence"].delete(f"aside/{day}/{name}")


def photo():
    return upload("garden.png", picture("png"))


def days_aside() -> list[str]:
    return storages["evidence"].listdir("aside")[0] if storages["evidence"].exists("aside") else []


def names_aside(day: str = "") -> list[str]:
    days = [day] if day else days_aside()
    return [name for one in days for name in storages["evidence"].listdir(f"aside/{one}")[1]]


def sent(**changes) -> dict:
    values = {"medium": "file", "words": "", "recognisable": "no", "title": ""}
    return form(**values | changes)


def kept_in(answer) -> str:
    return answer.context["form"]["upload_kept"].value() or ""


def test_a_forgotten_field_does_not_cost_the_file(client):
    answer = client.post(ADDRESS, sent(upload=photo()))

    assert answer.status_code == 200
    assert "Say what this is called." in answer.content.decode()
    assert "has arrived.</strong> Choose another file only to replace it." in html(answer)
    assert len(names_aside()) == 1

    client.post(ADDRESS, sent(upload_kept=kept_in(answer), title="The garden"))

    added = EvidenceItem.objects.get()
    assert added.title == "The garden"
    assert (added.file_name, added.file_type) == ("garden.png", "png")
    assert added.file.read().startswith(b"\x89PNG")
    assert names_aside() == []


def test_a_document_with_a_picture_still_waits_for_its_second_look(client, board):
    scan = upload("Scan.pdf", with_picture(picture("jpg"), words=""))
    answer = client.post(ADDRESS, sent(upload=scan))

    client.post(ADDRESS, sent(upload_kept=kept_in(answer), title="The garden"))

    added = EvidenceItem.objects.get()
    assert added.pictures == 1
    assert added.file_note.startswith("One page is only a picture of words")
    assert not EvidenceItem.objects.visible_to(board).exists()


def test_it_stays_however_often_something_else_is_wrong(client):
    answer = client.post(ADDRESS, sent(upload=photo()))
    for _time in range(2):
        answer = client.post(ADDRESS, sent(upload_kept=kept_in(answer)))
        assert "has arrived." in html(answer)
        assert "upload" not in answer.context["form"].errors
    assert len(names_aside()) == 1


def test_another_file_replaces_it(client):
    first = client.post(ADDRESS, sent(upload=photo()))
    other = upload("plan.png", picture("png"))

    second = client.post(ADDRESS, sent(upload=other, upload_kept=kept_in(first)))

    assert "“plan.png” has arrived." in html(second)
    assert len(names_aside()) == 1
    client.post(ADDRESS, sent(upload_kept=kept_in(second), title="The plan"))
    assert EvidenceItem.objects.get().file_name == "plan.png"


def test_nobody_else_can_use_it(client, signed_in, champions):
    kept = kept_in(client.post(ADDRESS, sent(upload=photo())))

    answer = signed_in(champions).post(ADDRESS, sent(upload_kept=kept, title="Not mine"))

    assert "Choose a file." in html(answer)
    assert not EvidenceItem.objects.exists()
    assert len(names_aside()) == 1


@pytest.mark.parametrize("kept", ["nonsense", "gAAAAABnonsense", "x" * 20_000])
def test_what_is_made_up_is_no_file(kept, client):
    answer = client.post(ADDRESS, sent(upload_kept=kept, title="The garden"))

    assert "Choose a file." in html(answer)


def test_a_picture_in_which_somebody_could_be_recognised_is_not_kept(client):
    answer = client.post(ADDRESS, sent(upload=photo(), recognisable="yes"))

    assert answer.status_code == 200
    assert kept_in(answer) == ""
    assert names_aside() == []
    kept = kept_in(client.post(ADDRESS, sent(upload=photo())))
    client.post(ADDRESS, sent(upload_kept=kept, recognisable="yes"))
    assert names_aside() == []


def test_a_file_that_was_refused_is_not_kept(client):
    answer = client.post(ADDRESS, sent(upload=upload("notes.exe", b"MZ")))

    assert "upload" in answer.context["form"].errors
    assert names_aside() == []


def test_whoever_chooses_a_note_instead_is_not_asked_about_the_file(client):
    kept = kept_in(client.post(ADDRESS, sent(upload=photo())))
    note = form(title="What was said", upload_kept=kept)

    assert client.post(ADDRESS, note).status_code == 302
    assert EvidenceItem.objects.get().medium == "note"
    assert names_aside() == []


def test_it_goes_after_a_day(client, time_machine):
    client.post(ADDRESS, sent(upload=photo()))
    time_machine.move_to(timezone.now() + timedelta(days=1))
    clear_aside()
    assert len(names_aside()) == 1

    time_machine.move_to(timezone.now() + timedelta(days=1))
    clear_aside()

    assert names_aside() == []


def test_it_is_offered_for_a_day_only(client, signed_in, keeper, time_machine):
    kept = kept_in(client.post(ADDRESS, sent(upload=photo())))
    time_machine.move_to(timezone.now() + timedelta(hours=25))

    answer = signed_in(keeper).post(ADDRESS, sent(upload_kept=kept, title="The garden"))

    assert "Choose a file." in html(answer)
    assert kept_in(answer) == kept
    assert not EvidenceItem.objects.exists()


def test_the_day_is_today_unless_another_is_given(client):
    assert client.get(ADDRESS).context["form"]["dated_on"].value() == timezone.localdate()


def html(answer) -> str:
    return " ".join(answer.content.decode().split())
