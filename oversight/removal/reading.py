"""What a page of removals shows: the texts of one record, and all that holds a passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from accounts.history import THINGS, Thing
from accounts.models import Change
from accounts.removal.alike import names_alike
from accounts.removal.finding import (
    ALL_TEXTS,
    OF_HISTORY,
    Kept,
    Sought,
    count_places,
    read_unreached,
)
from accounts.removal.passages import Passage
from accounts.removal.written import STORED, Found, Written, written_by_label
from accounts.sealed.sealing import locked, unlocked


@dataclass(frozen=True)
class Text:
    """One text of a record: under which name it is chosen, what pages call it, and what it says,
    which its page does not repeat.
    """

    column: str
    label: str
    whole: str = ""


@dataclass(frozen=True)
class Seen:
    """All that holds a passage: `places` as words and numbers; what is `unreached`; `inside` how
    many more there are in longer words; `alike` what may be the same name; where files are that
    are `unread`, in words with the address of a page; `found` as the next page carries it.
    """

    places: list[tuple[str, int]]
    unreached: list[Kept]
    inside: int
    unread: list[tuple[str, str]]
    sought: Sought
    found: dict[str, Found] = field(default_factory=dict)
    alike: list[str] = field(default_factory=list)

    @property
    def carried(self) -> str:
        """What was sought and found, locked: the words stand in no page and no address."""
        said = asdict(self.sought)
        return locked({"sought": said, "found": {k: asdict(v) for k, v in self.found.items()}})


def texts_of(label: str, row: int) -> list[Text] | None:
    """The texts of a record that can be taken out whole, its file among them; None where there is
    no such record.
    """
    if label == OF_HISTORY:
        line = Change.objects.filter(pk=row, removed=False).exists()
        return [Text(ALL_TEXTS, "All that this line says")] if line else None
    written = written_by_label(label)
    values = written and written.records().filter(pk=row).values(*written.columns).first()
    return [*_texts(written, values), *_files(label, row)] if values else None


def _texts(written: Written, values: dict) -> Iterator[Text]:
    thing = next((one for one in THINGS if one.key == written.thing), Thing("", ""))
    for name, value in values.items():
        if value and isinstance(value, str):
            yield Text(name, thing.label_of(name), value)
        # The boxes of a self-assessment, by their keys.
        parts = value.items() if isinstance(value, dict) else ()
        for key, part in parts:
            if part and isinstance(part, str):
                yield Text(f"{name}.{key}", thing.label_of(key), part)


def _files(label: str, row: int) -> list[Text]:
    held = [(one.key, one.of_record(row)) for one in STORED if one.label == label]
    return [Text(key, "The file itself", name) for key, name in held if name]


def sought_text(label: str, row: int, text: Text) -> Sought:
    """All of one text of a record, with its copies."""
    return Sought.of_text(text.whole, label, row, text.column)


def read_seen(sought: Sought, known: dict[str, Found] | None = None) -> Seen:
    """Everywhere a passage stands. Files that are `known` are not read again."""
    found = {one.key: _find(one, sought, (known or {}).get(one.key)) for one in STORED}
    held = [(one, len(found[one.key].holding)) for one in STORED]
    places = count_places(sought)
    return Seen(
        places=[*places, *((one.number(count), count) for one, count in held if count)],
        unreached=read_unreached(sought.passage),
        inside=_inside(sought, places),
        unread=[one.place(unread) for one in STORED for unread in found[one.key].unread],
        sought=sought,
        found=found,
        alike=[] if sought.label else names_alike(sought.passage),
    )


def read_again(seen: Seen) -> Seen:
    """Everywhere a passage stands that was just taken out: somebody may have stored it meanwhile.
    Files that were read then are not read again.
    """
    known = {key: Found(unread=found.unread, read=found.read) for key, found in seen.found.items()}
    return read_seen(Sought(seen.sought.passage), known)


def _find(stored, sought: Sought, known: Found | None) -> Found:
    found = stored.find(sought.passage, known or Found())
    is_chosen = (stored.label, stored.key) == (sought.label, sought.column)
    if is_chosen and sought.row not in found.holding:
        found.holding.append(sought.row)
    return found


def _inside(sought: Sought, places: list[tuple[str, int]]) -> int:
    if sought.label or sought.passage.inside:
        return 0
    wider = count_places(Sought(Passage(sought.passage.words, inside=True)))
    return sum(n for _words, n in wider) - sum(n for _words, n in places)


def read_carried(carried: str) -> Seen | None:
    """What a page carried, with what has come since; None where it is older than a day."""
    told = unlocked(carried)
    if not told or "sought" not in told:
        return None
    sought = Sought(**told["sought"] | {"passage": Passage(**told["sought"]["passage"])})
    return read_seen(sought, {key: Found(**found) for key, found in told["found"].items()})
