"""Files that hold a passage: those of evidence, and those that are kept aside for a form. A file
goes whole; nobody can take words out of a document and be sure.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db.models import F

from accounts.removal.passages import Passage
from accounts.removal.written import Found, Stored
from accounts.words import day

from .files.aside import day_aside, names_aside
from .files.bringing.files import text_of_kept
from .files.checking import read_apart
from .files.kept import unpacked
from .files.kinds import KINDS, look_at
from .files.reading import KEEP
from .items.models import EvidenceItem
from .items.querysets import PHOTOS
from .items.services import let_file_go

# Each is read by a process of its own.
AT_ONCE = 4


def _find_evidence(passage: Passage, known: Found) -> Found:
    items = EvidenceItem.objects.exclude(file="").exclude(file_type__in=["", *PHOTOS])
    rows = list(items.exclude(file__in=known.read).values_list("pk", "file", "file_type"))
    texts = _read((name, [kind]) for _pk, name, kind in rows)
    return _joined(passage, known, [(pk, name, texts[name]) for pk, name, _kind in rows])


def _find_aside(passage: Passage, known: Found) -> Found:
    names = [name for name in names_aside() if name not in known.read]
    texts = _read((name, KINDS) for name in names)
    return _joined(passage, known, [(name, name, texts[name]) for name in names])


def _joined(passage: Passage, known: Found, read: list[tuple]) -> Found:
    """What was known, and what was read now: who holds the passage, and what could not be read."""
    holding = [one for one, _name, text in read if text is not None and passage.stands_in(text)]
    unread = [one for one, _name, text in read if text is None]
    names = [name for _one, name, _text in read]
    return Found(known.holding + holding, known.unread + unread, known.read + names)


def _read(files: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str | None]:
    """The text of each file by its name, None for one that cannot be read."""
    files = list(files)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        texts = pool.map(lambda file: _text_of(*file), files)
        return dict(zip((name for name, _kinds in files), texts, strict=True))


def _text_of(name: str, kinds: Iterable[str]) -> str | None:
    try:
        with storages["evidence"].open(name) as file:
            content = file.read()
        # Other tables are held to fewer cells in a row than a whole sheet has.
        sheet = text_of_kept(content)
        return _text_in(content, _kind_of(content, kinds)) if sheet is None else sheet
    except FileNotFoundError:
        return ""
    except ValidationError:
        return None


def _text_in(content: bytes, kind: str) -> str:
    return "" if kind in PHOTOS else unpacked(read_apart(f"{KEEP}{kind}", content)).text


def _kind_of(content: bytes, kinds: Iterable[str]) -> str:
    """Which of these kinds the bytes are; raises ValidationError for none."""
    for kind in kinds:
        with suppress(ValidationError):
            look_at(kind, content)
            return kind
    raise ValidationError("No kind of file that is kept here.")


def _take_out_evidence(numbers: list[int], mark: str) -> None:
    """Without its kind a file is not shown, and goes as soon as that is certain."""
    items = EvidenceItem.objects.filter(pk__in=numbers)
    list(items.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    longest = EvidenceItem._meta.get_field("file_name").max_length
    items.update(
        file_type="", file_name=mark[:longest], file_size=None, file_note="", pictures=0,
        lost_on=None, version=F("version") + 1,
    )  # fmt: skip


def _let_evidence_go() -> None:
    for item in EvidenceItem.objects.with_file_left():
        let_file_go(item)


def _take_out_aside(names: list[str], mark: str) -> None:
    for name in names:
        storages["evidence"].delete(name)


def _nothing() -> None:
    """What is kept aside goes at once: no row leads to it."""


def _file_of(number: int) -> str:
    item = EvidenceItem.objects.filter(pk=number).first()
    return item.file_name if item and item.has_file else ""


def _place_of_evidence(number: int) -> tuple[str, str]:
    return f"Evidence {number}", EvidenceItem(pk=number).get_absolute_url()


def _place_aside(name: str) -> tuple[str, str]:
    last = day_aside(name) + timedelta(days=1)
    return f"A file that waits for its form, and goes by itself after {day(last)}", ""


OWN = [
    Stored(
        "evidence-files",
        "file of evidence, which goes whole",
        "files of evidence, which go whole",
        _find_evidence,
        _take_out_evidence,
        _let_evidence_go,
        _place_of_evidence,
        label=EvidenceItem._meta.label_lower,
        of_record=_file_of,
    ),
    Stored(
        "files-aside",
        "file that waits for its form",
        "files that wait for their forms",
        _find_aside,
        _take_out_aside,
        _nothing,
        _place_aside,
    ),
]
