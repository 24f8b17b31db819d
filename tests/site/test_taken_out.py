"""Every column in which people write is known to the removal, and every one loses a passage."""

from accounts.models import User
from accounts.removal.finding import Sought, count_places
from accounts.removal.passages import Passage, in_each_text
from accounts.removal.services import take_out
from accounts.removal.written import WRITTEN

from .poison import EXCUSED, PROOF, text_columns
from .states import add_every_state

NAME = "Ishbel Quill"
NOT_HERE = "an address by which a person is found; the page of a removal names it"
# Columns that are poisoned in other tests, and from which nothing is taken out.
KEPT = {
    "accounts.User.email": NOT_HERE,
    "accounts.Change.actor_email": NOT_HERE,
    "accounts.Change.before": PROOF + "; its lines are blanked",
    "accounts.Change.after": PROOF + "; its lines are blanked",
    "foundations.Correction.source_wording": "the source's own words",
}
# Columns that other tests have an excuse for, but which may hold what somebody wrote.
ALSO = {
    "accounts.Assurance.reason",
    "accounts.Service.key",
    "foundations.Round.key",
    "accounts.Mail.subject",
    "accounts.Mail.body",
    "accounts.Mail.error",
    "evidence.ClosingRow.target_unit",
    "evidence.EvidenceItem.answer",
    "evidence.SessionImport.layout",
    "evidence.SessionImport.rows",
    "evidence.Undoable.came_with",
    "evidence.Undoable.before",
    "evidence.Workbook.rows",
}


def registered() -> set[str]:
    return {f"{one.model._meta.label}.{name}" for one in WRITTEN for name in one.columns}


def test_every_column_in_which_people_write_is_registered_or_excused():
    columns = text_columns().keys()

    assert columns - registered() == columns & (EXCUSED.keys() | KEPT.keys()) - ALSO
    assert KEPT.keys() <= columns
    assert registered() <= columns
    assert not registered() & KEPT.keys()


def test_every_column_loses_the_passage_and_nothing_else(world, db):
    sessions, keys = world
    add_every_state(keys)
    before = {one: fill(one) for one in WRITTEN}
    assert sum(map(len, before.values())) > 40
    by = User.objects.get(email="ada@council.test")
    sought = Sought(Passage(NAME))

    removal = take_out(by=by, sought=sought, found={}, reason="A name.")

    assert count_places(sought) == []
    assert len(removal.places) >= sum(1 for rows in before.values() if rows)
    for one, rows in before.items():
        assert set(one.records().values_list("pk", flat=True)) >= {pk for pk, _name in rows}
        for (pk, name), text in rows.items():
            new = str(one.model._default_manager.values_list(name, flat=True).get(pk=pk))
            assert NAME not in new, (one.label, name)
            assert new.startswith(text) or "taken-out" in new or len(text) < 3


def fill(one) -> dict:
    """Put the name behind every text of these records; returns what stood before it."""
    filled = {}
    for row in one.records():
        for field in one.fields():
            value = getattr(row, field.name)
            if not value:
                continue
            if isinstance(value, str):
                text = value[: (field.max_length or 9_999) - len(NAME) - 60]
                new = f"{text} {NAME}" + (f" {row.pk}" if field.unique else "")
                filled[row.pk, field.name] = text.split()[0] if text.split() else ""
            else:
                new = in_each_text(value, lambda text: f"{text} {NAME}")
            one.model._base_manager.filter(pk=row.pk).update(**{field.name: new})
    return filled
