"""A server keeps nothing to itself that another needs: two are one product."""

import ast

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.storage.handler import StorageHandler

from evidence.files.aside import from_aside, name_aside, put_aside
from evidence.files.checking import CheckedFile
from promise_tracker.evidence_store import evidence_storage
from tests.object_store import object_store, settings_of

# What a process remembers, by where it does, and why that is no harm to another.
STARTED = "filled when the apps start, the same in every process"
OF_THE_TEXT = "a pure function of its argument, or of the program's own files"
OF_A_REQUEST = "what one request has in its thread"
ITS_OWN = "the threads of this process"
SILENT = "whether it was silent a moment ago, which each finds out for itself"
REMEMBERED = {
    "accounts/asking/forms.py: LOOKS": STARTED,
    "accounts/deadline.py: _this": OF_A_REQUEST,
    "accounts/history.py: THINGS": STARTED,
    "accounts/history.py: _words_of": OF_THE_TEXT,
    "accounts/kept.py: EVERY": "figures of a seal, which whoever saves anywhere makes anew",
    "accounts/other_ends.py: DATABASE": SILENT,
    "accounts/other_ends.py: STORE": SILENT,
    "accounts/prepared.py: CACHES": STARTED,
    "accounts/prepared.py: put_together": "the statement of a day, never the rows that it finds",
    "accounts/removal/written.py: PASSING": STARTED,
    "accounts/removal/written.py: STORED": STARTED,
    "accounts/removal/written.py: TABLES": STARTED,
    "accounts/removal/written.py: UNREACHED": STARTED,
    "accounts/removal/written.py: WRITTEN": STARTED,
    "accounts/sealed/sealing.py: REFUSED": STARTED,
    "accounts/templatetags/layout.py: drawn": OF_THE_TEXT,
    "oversight/templatetags/packs.py: sign": "the marks of our own templates",
    "actions/contradictions.py: CONTRADICTIONS": STARTED,
    "actions/ladder.py: LADDERS": STARTED,
    "actions/reminders.py: ALSO_WAITING": STARTED,
    "actions/services/occurrences.py: KEEPERS": STARTED,
    "evidence/beside.py: BESIDE": STARTED,
    "foundations/loading.py: ALSO_LOADED": STARTED,
    "oversight/board/beside.py: ON_THE_BOARD": STARTED,
    "evidence/files/bringing/columns.py: names_of": OF_THE_TEXT,
    "evidence/files/office/number_formats.py: _shape": OF_THE_TEXT,
    "evidence/files/store.py: _hands": ITS_OWN,
    "evidence/files/store.py: _this": OF_A_REQUEST,
    "evidence/files/tables/labels.py: _label_of": OF_THE_TEXT,
    "evidence/work/beside.py: ON_THE_PAGE": STARTED,
    "foundations/health_numbers.py: _may_be_born": OF_THE_TEXT,
    "foundations/services/rounds.py: WHEN_CLOSED": STARTED,
    "foundations/services/rounds.py: WHEN_UNDONE": STARTED,
    "foundations/softer/words.py: common_words": OF_THE_TEXT,
    "oversight/history/pages.py: _counted": "up to a line whose seal still stands, for good",
    "oversight/history/reading.py: _thing_of": OF_THE_TEXT,
    "oversight/feeds/reading.py: _data": "editions, decisions and removals, by which it is kept",
    "oversight/small/reading.py: _told": "editions, decisions and removals, by which it is kept",
    "oversight/public/edition.py: _frozen": "what a round kept, which a removal alone changes",
    "oversight/rounds/past.py: _record": "an edition, which nothing but a removal changes",
    "promise_tracker/room.py: ROOM": ITS_OWN,
}
PROGRAM = ["accounts", "actions", "evidence", "foundations", "oversight", "promise_tracker"]
CACHES = {"cache", "lru_cache"}
STATEFUL = {"local", "Lock", "RLock", "ContextVar", "OtherEnd", "Room", "defaultdict", "Counter"}


def files_of_the_program():
    for folder in PROGRAM:
        for file in (settings.BASE_DIR / folder).rglob("*.py"):
            if not {"migrations", "dev"} & set(file.parts):
                yield file


def remembered_in(text: str) -> list[str]:
    """The names of what a module keeps from one call to the next."""
    tree = ast.parse(text)
    found = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and CACHES & set(map(name_of, node.decorator_list))
    ]
    found += [
        name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names
    ]
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and is_kept(node.value):
            found.append(
                name_of(node.target if isinstance(node, ast.AnnAssign) else node.targets[0])
            )
    return found


def is_kept(value: ast.expr) -> bool:
    """Whether it is there to be filled or changed later."""
    if isinstance(value, ast.List | ast.Set):
        return not value.elts
    return (isinstance(value, ast.Dict) and not value.keys) or name_of(value) in STATEFUL


def name_of(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "id", getattr(node, "attr", ""))


def test_what_a_process_remembers_is_known():
    found = {
        f"{file.relative_to(settings.BASE_DIR)}: {name}"
        for file in files_of_the_program()
        for name in remembered_in(file.read_text("utf-8"))
    }
    assert found == set(REMEMBERED)


@pytest.mark.parametrize(
    "text",
    [
        "from functools import cache\n@cache\ndef figures(): ...",
        "import functools\nclass A:\n    @functools.lru_cache(maxsize=9)\n    def names(self): ...",
        "WAITING = {}",
        "DRAFTS: dict[int, str] = {}",
        "SEEN = []",
        "_this = threading.local()",
        "def count():\n    global number\n    number = 1",
    ],
)
def test_what_would_be_kept_apart_is_seen(text):
    assert remembered_in(text)


@pytest.mark.parametrize("text", ["NAMES = {'a': 1}", "ORDER = ['a']", "def f():\n    x = []"])
def test_what_never_changes_is_not(text):
    assert remembered_in(text) == []


def test_a_file_that_one_server_has_put_aside_is_had_by_the_other(keeper, board, monkeypatch):
    with object_store() as store:
        for name, value in settings_of(store, "promises").items():
            monkeypatch.setenv(name, value)
        one, other = (StorageHandler({"evidence": evidence_storage()})["evidence"] for _ in "ab")
        monkeypatch.setitem(storages._storages, "evidence", one)
        checked = CheckedFile("Minutes.docx", "docx", ContentFile(b"of a day"), "")
        kept = put_aside(checked, by=keeper)
        monkeypatch.setitem(storages._storages, "evidence", other)
        assert name_aside(kept, by=keeper) == "Minutes.docx"
        assert from_aside(kept, by=keeper).content.read() == b"of a day"
        assert name_aside(kept, by=board) == ""
