"""What the Champions Board staff write for children and young people."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Change
from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from accounts.versions import Conflict
from oversight.models import PlainWords
from oversight.public.plain.models import MOST, Place
from oversight.public.plain.services import write_plain_words
from tests.conftest import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = "Nobody should have to move away from their friends."
MISSING = "Nobody has written this in plain words yet."


def write(by, words=WORDS, place="care", seen=0):
    return write_plain_words(by=by, place=place, seen=seen, words=words)


def test_they_stand_on_the_page_for_children_and_the_others_are_said_to_be_missing(
    work, close, read, champions
):
    close()
    assert read("young-people/").count(MISSING) == len(Place)
    write(champions)
    page = read("young-people/")
    assert WORDS in page
    assert page.count(MISSING) == len(Place) - 1
    assert "Written by Champions Board staff on" in page
    assert champions.name not in page


def test_they_are_written_on_a_page_and_changed_there(champions, signed_in):
    client = signed_in(champions)
    assert "10 have no words yet" in html_of(client.get("/plain-words/"))
    form = {"version": 0, "words": WORDS}
    assert client.post("/plain-words/care/", form).status_code == 302
    found = PlainWords.objects.get()
    assert (found.words, found.written_by, found.version) == (WORDS, champions, 1)
    assert WORDS in html_of(client.get("/plain-words/"))
    client.post("/plain-words/care/", {"version": 1, "words": ""})
    assert "10 have no words yet" in html_of(client.get("/plain-words/"))
    acts = Change.objects.filter(thing="plain-words").order_by("pk").values_list("act", flat=True)
    assert [*acts] == ["wrote in plain words", "took back plain words"]


def test_of_two_who_write_the_second_sees_both(champions, signed_in):
    write(champions)
    with pytest.raises(Conflict):
        write(champions, "Other words.")
    answer = signed_in(champions).post("/plain-words/care/", {"version": 0, "words": "Others."})
    assert answer.status_code == 409
    page = html_of(answer)
    assert WORDS in page
    assert "Others." in page


@pytest.mark.parametrize("words", ["Emma, aged 9, lives with her gran.", "x" * (MOST + 1)])
def test_what_may_be_a_name_is_asked_about_and_what_is_too_long_refused(
    champions, signed_in, words
):
    answer = signed_in(champions).post("/plain-words/care/", {"version": 0, "words": words})
    assert answer.status_code == 200
    assert words in html_of(answer)
    assert not PlainWords.objects.exists()


def test_nobody_else_writes_them(keeper, board, administrator, signed_in):
    for person in (keeper, board, administrator):
        with pytest.raises(PermissionDenied):
            write(person)
        client = signed_in(person)
        assert client.get("/plain-words/care/").status_code == 403
        assert "/plain-words/care/" not in html_of(client.get("/plain-words/"))


def test_there_is_no_other_place(champions, signed_in):
    assert signed_in(champions).get("/plain-words/elsewhere/").status_code == 404


def test_a_passage_is_taken_out_of_them(work, close, read, champions, administrator):
    close()
    write(champions, "Ask Ishbel Quill about it.")
    take_out(by=administrator, sought=Sought(Passage("Ishbel Quill")), found={}, reason="A name.")
    page = read("young-people/")
    assert "Ask [taken out] about it." in page
    assert administrator.name not in page
