"""Days, words, keys and numbers of a sheet are read however people and spreadsheets write them."""

from datetime import date

import pytest

from evidence.participation.sheets.cells import Known
from tests.evidence.participation.sheets.sample_sheets import line, read, sheet
from tests.factories import SubActionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(service):
    """The sessions of a sheet without faults."""
    for key in ("1.1", "1.3"):
        SubActionFactory(item__key=key)

    def entries_of(*lines):
        found, faults = read(sheet(*lines), Known.now())
        assert faults == []
        return found

    return entries_of


@pytest.mark.parametrize(
    "text",
    [
        "3 March 2025",
        "3 Mar 2025",
        "03/03/2025",
        "3.3.2025",
        "2025-03-03",
        "3/3/25",
        "2025-03-03 00:00:00",
        "03-Mar-25",
        "45719",
        "Monday, 3 March 2025",
    ],
)
def test_days_as_people_and_workbooks_write_them(entries, text):
    assert entries(line(Date=text))[0].content.held_on == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        ("Kind", "workshop", "kind", "workshop"),
        ("Kind", "  ELECTED MEMBERS' briefing ", "kind", "briefing"),
        ("Kind", "Focus  group", "kind", "focus-group"),
        ("Kind", "Elected Members‘ Brief\u00ading", "kind", "briefing"),
        ("Kind", "“Focus\u00a0group”", "kind", "focus-group"),
        ("Lived_experience", "neither", "lived_experience", "neither"),
        ("Kind", "Workshops", "kind", "workshop"),
        ("Kind", "Focus groups 🎉", "kind", "focus-group"),
        ("Kind", "Elected member’s briefings.", "kind", "briefing"),
        ("Lived_experience", "None", "lived_experience", "neither"),
        ("Lived_experience", "no", "lived_experience", "neither"),
        ("Lived_experience", "N/A", "lived_experience", "neither"),
    ],
)
def test_words_are_read_whatever_their_capitals_spaces_and_apostrophes(
    entries, column, text, field, value
):
    assert getattr(entries(line(**{column: text}))[0].content, field) == value


@pytest.mark.parametrize("text", ["Councillors", "councillor", "Cllrs", "Elected member"])
def test_elected_members_by_their_other_names(entries, text):
    (entry,) = entries(line(Audience=text, Service=""))
    assert entry.content.audiences[0].kind == "members"


def test_staff_are_the_workforce(entries):
    assert entries(line(Audience="Staff"))[0].content == entries(line())[0].content


@pytest.mark.parametrize(
    "text",
    [
        "1.1 1.3",
        "1.3;1.1",
        "1.1,1.3,",
        "1.3, 1.1 1.1",
        "1.1 and 1.3",
        "1.3 & 1.1",
        "1.1, 1.3 AND 1.1.",
        "1.1/1.3",
        "1.1 + 1.3",
        "１.１，\u200b1.3",
    ],
)
def test_keys_of_sub_actions_with_commas_or_spaces(entries, text):
    assert entries(line(Sub_actions=text))[0].content.sub_actions == ("1.1", "1.3")


@pytest.mark.parametrize("text", ["1,200", "1 200", "1200.0", "１２００"])
def test_a_headcount_as_people_and_spreadsheets_write_it(entries, text):
    assert entries(line(Headcount=text))[0].content.audiences[0].headcount == 1200


def test_a_service_is_known_with_another_word_for_and(entries, service):
    for name, text in (("Health & Care", "health and care"), ("Health and Care", "Health & Care")):
        service.name = name
        service.save()
        assert entries(line(Service=text))[0].content.audiences[0].service == service.pk
