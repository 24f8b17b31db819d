"""A pack whose words were taken out is offered no more; its files go, and it is made anew."""

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from oversight.packs import making
from oversight.packs.holding import Lost, digest_of, keep_file, let_files_go, take
from oversight.packs.models import Form, Kind, Pack, State, packs_storage
from oversight.packs.stored import OWN, withdraw_what_is_out_of_date
from oversight.rounds.models import Snapshot
from tests.factories import PackFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = "Ishbel Quill of the Elms"
(PACKS,) = OWN


@pytest.fixture
def holding(edition) -> Snapshot:
    """The round keeps a need in which a name stands."""
    kept = Snapshot.objects.get(edition=edition)
    place = kept.frozen["needs"][0]["words"]["text"]
    kept.texts[place] = f"A room for {WORDS}, soon."
    kept.save()
    return kept


def test_it_is_withdrawn_its_files_go_and_it_is_made_anew(
    holding, ask, administrator, monkeypatch, django_capture_on_commit_callbacks
):
    # The files of the database are written anew outside of every transaction, which no test has.
    monkeypatch.setattr("accounts.removal.services.wipe", lambda _removal: PACKS.let_go())
    pack, other = ask(), ask(Form.MEMBERS)
    names = [file.file.name for file in pack.files.all()]
    sought = Sought(Passage(WORDS))
    found = {PACKS.key: PACKS.find(sought.passage, None)}
    assert found["packs"].holding == [pack.pk, other.pk]
    with django_capture_on_commit_callbacks(execute=True):
        removal = take_out(by=administrator, sought=sought, found=found, reason="A name.")
    assert any("packs of closed rounds" in words for words, _number in removal.places)
    pack.refresh_from_db()
    assert pack.state == State.WITHDRAWN
    assert "taken out" in pack.reason
    assert not any(storages["evidence"].exists(name) for name in names)
    assert not pack.files.exists()
    anew = ask()
    assert (anew.number, anew.state) == (2, State.READY)
    with anew.files.get(kind=Kind.EXCEL).file.open() as file:
        assert WORDS.encode() not in file.read()


def test_what_does_not_hold_the_words_stays(holding, ask, administrator):
    pack = ask()
    assert PACKS.find(Passage("something else entirely"), None).holding == []
    withdraw_what_is_out_of_date(Passage("something else entirely"))
    pack.refresh_from_db()
    assert pack.is_ready


def test_one_that_was_finished_while_it_was_looked_for_goes_too(holding, ask, administrator):
    pack = ask()
    take_out(by=administrator, sought=Sought(Passage(WORDS)), found={}, reason="A name.")
    pack.refresh_from_db()
    assert pack.state == State.WITHDRAWN


def test_words_that_go_while_it_is_made_are_in_no_file(holding, ask, monkeypatch):
    first, *rest = making.WRITERS
    turns = []

    def meanwhile(contents):
        if not turns:
            holding.texts = ["" if WORDS in text else text for text in holding.texts]
            holding.save()
        turns.append(contents)
        return first[2](contents)

    monkeypatch.setattr(making, "WRITERS", [(*first[:2], meanwhile), *rest])
    pack = ask()
    assert len(turns) == 2
    assert pack.made_of == digest_of(pack.edition)
    assert WORDS in str(turns[0].tables)
    assert WORDS not in str(turns[1].tables)
    assert pack.files.count() == 3


def test_the_page_of_a_removal_names_the_packs(holding, ask):
    pack = ask()
    words, url = PACKS.place(pack.pk)
    assert words == "The Board’s pack of Spring"
    assert url == "/at/spring/1/packs/"


def test_a_withdrawn_pack_is_not_fetched(holding, ask, administrator, signed_in, board):
    pack = ask()
    take_out(by=administrator, sought=Sought(Passage(WORDS)), found={}, reason="A name.")
    assert signed_in(board).get(f"/packs/{pack.pk}/docx/").status_code == 404
    assert Pack.objects.get(pk=pack.pk).state == State.WITHDRAWN


def test_a_maker_that_dies_when_the_file_is_there_leaves_its_name(edition, board, monkeypatch):
    pack = PackFactory(edition=edition, asked_by=board)
    held = take(pack.pk, timezone.now())
    storage = packs_storage()
    save = storage.save

    def die(name, content):
        save(name, content)
        raise SystemExit

    monkeypatch.setattr(type(storage), "save", lambda _self, *given: die(*given))
    with pytest.raises(SystemExit):
        keep_file(held, "pdf", b"words")
    [one] = pack.files.all()
    assert storage.exists(one.file.name)
    let_files_go(pack)
    assert not storage.exists(one.file.name)


def test_a_maker_whose_pack_was_taken_leaves_no_file(edition, board, monkeypatch):
    pack = PackFactory(edition=edition, asked_by=board)
    held = take(pack.pk, timezone.now())
    storage, names = packs_storage(), []
    save = storage.save

    def be_late(name, content):
        let_files_go(pack)
        names.append(name)
        return save(name, content)

    monkeypatch.setattr(type(storage), "save", lambda _self, *given: be_late(*given))
    with pytest.raises(Lost):
        keep_file(held, "pdf", b"words")
    assert names
    assert not storage.exists(names[0])
