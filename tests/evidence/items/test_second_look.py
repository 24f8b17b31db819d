"""A photo stays internal until a second person says that nobody can be recognised in it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change, Role
from accounts.versions import Conflict
from evidence.files.checking import check_file
from evidence.items import services as items
from evidence.items.content import File
from evidence.models import EvidenceItem
from tests.conftest import html_of, person
from tests.evidence.files.pdf_files import with_picture
from tests.evidence.files.sample_files import picture as picture_of
from tests.evidence.files.sample_files import upload
from tests.evidence.items.adding import add, add_photo

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def picture(keeper, sub_action):
    return add_photo(keeper, sub_action.item)


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


def agree(by, evidence, seen=1):
    items.agree_photo(by=by, evidence=evidence, seen=seen)


def sees(user, evidence) -> bool:
    return EvidenceItem.objects.visible_to(user).filter(pk=evidence.pk).exists()


@pytest.mark.parametrize("who", ["colleague", "champions"])
def test_a_second_person_agrees_and_everyone_sees_it(request, board, other_keeper, picture, who):
    assert not sees(board, picture)
    assert not sees(other_keeper, picture)
    second = request.getfixturevalue(who)
    assert sees(second, picture)
    agree(second, picture)
    assert sees(board, picture)
    assert sees(other_keeper, picture)
    picture.refresh_from_db()
    assert picture.agreed_by == second
    assert Change.objects.filter(act="agreed to the photo", actor_id=second.pk).exists()


def test_whoever_added_it_does_not_count_as_second(keeper, board, picture):
    with pytest.raises(PermissionDenied, match="somebody else"):
        agree(keeper, picture)
    assert not sees(board, picture)


@pytest.mark.parametrize("who", ["other_keeper", "board", "administrator"])
def test_nobody_else_agrees(request, who, picture):
    with pytest.raises(PermissionDenied):
        agree(request.getfixturevalue(who), picture)


def test_an_agreed_photo_that_is_internal_stays_internal(
    keeper, colleague, board, champions, sub_action
):
    picture = add_photo(keeper, sub_action.item, visibility="internal")
    assert not sees(champions, picture)
    agree(colleague, picture)
    assert not sees(board, picture)
    assert sees(keeper, picture)


def test_what_is_no_photo_or_agreed_already_needs_no_second_look(
    keeper, colleague, sub_action, picture
):
    with pytest.raises(ValidationError, match="needs no second check"):
        agree(colleague, add(keeper, sub_action.item))
    agree(colleague, picture)
    with pytest.raises(ValidationError, match="needs no second check"):
        agree(colleague, picture, seen=2)


def test_a_photo_that_was_edited_meanwhile_is_a_conflict(keeper, colleague, picture):
    items.edit_evidence(by=keeper, evidence=picture, seen=1, title="Another name")
    with pytest.raises(Conflict):
        agree(colleague, picture)


def test_the_button_stands_where_it_works_and_works(signed_in, keeper, colleague, picture):
    assert "I have looked" not in signed_in(keeper).get(picture.get_absolute_url()).content.decode()
    client = signed_in(colleague)
    assert "I have looked" in client.get(picture.get_absolute_url()).content.decode()
    client.post(f"/evidence/{picture.pk}/agree/", {"version": 1})
    page = html_of(client.get(picture.get_absolute_url()))
    assert "Catriona checked it too, on" in page
    assert "Waiting for a second check" not in page


def test_whoever_added_it_is_refused_in_the_browser_too(signed_in, keeper, picture):
    assert (
        signed_in(keeper).post(f"/evidence/{picture.pk}/agree/", {"version": 1}).status_code == 403
    )
    picture.refresh_from_db()
    assert picture.awaits_second_look


@pytest.fixture
def document(keeper, sub_action):
    """A PDF file with a picture in it, as it comes in."""
    checked = check_file(upload("Report.pdf", with_picture(picture_of("jpg"))))
    return add(keeper, sub_action.item, content=File(checked))


def test_a_document_with_a_picture_waits_for_its_second_look_too(board, colleague, document):
    assert not sees(board, document)
    assert document not in EvidenceItem.objects.readable_by_board()
    assert document in EvidenceItem.objects.awaiting_second_look()
    agree(colleague, document)
    assert sees(board, document)
    assert document in EvidenceItem.objects.readable_by_board()


def test_a_document_without_pictures_waits_for_nobody(keeper, board, sub_action):
    checked = check_file(upload("Report.pdf", with_picture(picture_of("jpg", size=(9, 9)), (9, 9))))
    plain = add(keeper, sub_action.item, content=File(checked))
    assert (plain.pictures, plain.file_note) == (0, "")
    assert sees(board, plain)


def test_the_pictures_of_a_document_stand_beside_the_question(signed_in, colleague, document):
    page = html_of(signed_in(colleague).get(document.get_absolute_url()))
    address = f"/evidence/{document.pk}/pictures/1/"
    assert "the pictures of this file?" in page
    assert "It holds 1 picture." in page
    assert f'src="{address}"' in page
    assert page.index(address) < page.index("I have looked")
    answer = signed_in(colleague).get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert "no-store" in answer["Cache-Control"]


def test_whoever_may_not_see_a_document_sees_no_picture_of_it(signed_in, board, document):
    assert signed_in(board).get(f"/evidence/{document.pk}/pictures/1/").status_code == 404


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_picture_that_is_not_there_is_not_found(signed_in, keeper, document, number):
    address = f"/evidence/{document.pk}/pictures/{number}/"
    assert signed_in(keeper).get(address).status_code == 404


def test_of_many_pictures_the_first_dozen_is_shown_and_the_rest_counted(
    signed_in, colleague, document
):
    EvidenceItem.objects.filter(pk=document.pk).update(pictures=30)
    page = html_of(signed_in(colleague).get(document.get_absolute_url()))
    assert page.count("/pictures/") == 12
    assert "It holds 30 pictures. The first 12 stand here;" in page
    assert "open the file</a> to see the rest." in page


def test_a_photo_stands_beside_the_question_once(signed_in, colleague, picture):
    page = html_of(signed_in(colleague).get(picture.get_absolute_url()))
    assert page.count(f'src="/evidence/{picture.pk}/file/"') == 1
    assert page.index("<img") < page.index("I have looked")
    agree(colleague, picture)
    page = html_of(signed_in(colleague).get(picture.get_absolute_url()))
    assert page.count(f'src="/evidence/{picture.pk}/file/"') == 1


def test_what_the_check_says_of_a_file_stands_beside_it(signed_in, keeper, sub_action):
    checked = check_file(upload("Scan.pdf", with_picture(picture_of("jpg"), words="")))
    scan = add(keeper, sub_action.item, content=File(checked))
    page = html_of(signed_in(keeper).get(scan.get_absolute_url()))
    assert "One page is only a picture of words" in page
    assert scan.awaits_second_look
    assert page.count("One page is only a picture of words") == 1


def test_what_waits_stands_on_the_first_page_of_those_who_may_look(
    signed_in, champions, board, document
):
    page = html_of(signed_in(champions).get("/participation/"))
    assert "1 item of evidence with pictures</a> waits for a second check." in page
    assert "Pictures to check" not in html_of(signed_in(board).get("/participation/"))
    agree(champions, document)
    assert "Pictures to check" not in html_of(signed_in(champions).get("/participation/"))
