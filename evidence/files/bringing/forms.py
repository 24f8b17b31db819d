"""The form by which somebody says which sheet of a file is read, where its headings stand and which
column is what; our guess is chosen beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import NOT_WHOLE, LineField, WholeField, choose
from accounts.words import listed

from .columns import Column, key_of
from .files import Sheet, Worksheet
from .guessing import guess_at, guess_in
from .layout import Layout, letter

SHOWN, CUT = 3, 40  # first cells of a column, and characters of each
# A choice too, not an empty one: each column is either one of ours or not read.
NOT_READ, A_COLUMN = ("no", "Not read"), ("no", "Not the same for all, or not known")
READ, LEFT_OUT = "read", "left-out"
MOST_DIGITS = 6


def layout_asked(data: Mapping, sheet: Sheet, columns: tuple[Column, ...]) -> Layout:
    """The layout that a form asks to be shown: its own choices for the sheet and the row that they
    were made for, else our guess for those that it names now.
    """
    at = _number(data.get("worksheet"), 0, len(sheet.worksheets) - 1)
    row = _number(data.get("heading_row"), 0, max(1, len(sheet.worksheets[at].rows)))
    if is_of_what_was_shown(data):
        names = {column.name for column in columns}
        chosen = {
            name: place
            for place in range(sheet.worksheets[at].width)
            if (name := data.get(f"column_{place}")) in names
        }
        given = {column.name: data.get(_given(columns, column), "") for column in columns}
        told = {name: text for name, text in given.items() if text not in ("", A_COLUMN[0])}
        return Layout(at, row, chosen, told, data.get("hidden_rows") == LEFT_OUT)
    was, _of, was_row = str(data.get("shown", "")).partition(":")
    if was != str(at) and was_row == str(row):
        return guess_in(sheet, columns, at)
    return guess_at(sheet, columns, at, row)


def is_of_what_was_shown(data: Mapping) -> bool:
    """Whether the choices of a form were made for the sheet and the row that it names."""
    return data.get("shown") == f"{data.get('worksheet', '0')}:{data.get('heading_row')}"


def _number(text: object, least: int, most: int) -> int:
    number = str(text or "").strip()
    is_number = number.isdecimal() and len(number) <= MOST_DIGITS
    return min(max(int(number), least), most) if is_number else least


def _given(columns: tuple[Column, ...], column: Column) -> str:
    return f"given_{columns.index(column)}"


class ColumnsForm(forms.Form):
    """Which column of a sheet is what. `kept` is what the form carries of the file."""

    error_css_class = "ds_question--error"
    kept = LineField(widget=forms.HiddenInput, error_messages=NOT_WHOLE)
    shown = LineField(widget=forms.HiddenInput, error_messages=NOT_WHOLE)
    worksheet = forms.TypedChoiceField(
        label="Which sheet", coerce=int, error_messages=choose("Choose one of the sheets.")
    )
    heading_row = WholeField(
        label="The row with the headings",
        help_text="Counted as your spreadsheet counts: the first row is 1. 0 if there are none.",
        min_value=0,
        error_messages={
            "required": "Say which row holds the headings.",
            "min_value": "The first row is 1. Give 0 if no row holds headings.",
        },
    )

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        sheet: Sheet,
        layout: Layout,
        columns: tuple[Column, ...],
        read: object,
        kept: str,
        **options,
    ) -> None:
        """`read` says what a text of a column means and raises ValidationError: for what is said
        once for all rows.
        """
        super().__init__(data, **options)
        self.sheet, self.columns, self.read, self.asked = sheet, columns, read, layout
        self.of = sheet.worksheets[layout.worksheet]
        self.initial = {
            "kept": kept,
            "shown": f"{layout.worksheet}:{layout.heading_row}",
            "worksheet": layout.worksheet,
            "heading_row": layout.heading_row,
        }
        self.fields["worksheet"].choices = list(_sheets(sheet))
        if len(sheet.worksheets) == 1:
            self.fields["worksheet"].widget = forms.HiddenInput()
        self._ask_about_hidden_rows()
        self._ask_about_columns()
        self._ask_for_all_rows()

    def _ask_about_hidden_rows(self) -> None:
        if number := len(self.of.hidden_rows):
            rows, are, by = _hidden(number, self.of)
            self.fields["hidden_rows"] = forms.ChoiceField(
                label=f"{rows} {are} hidden{by}",
                choices=[(READ, "Read as well"), (LEFT_OUT, "Left out")],
                widget=forms.RadioSelect,
            )
            self.initial["hidden_rows"] = LEFT_OUT if self.asked.leaves_hidden else READ

    def _ask_about_columns(self) -> None:
        names = [NOT_READ, *((column.name, column.name) for column in self.columns)]
        by_place = {place: name for name, place in self.asked.places.items()}
        self.places = []
        for place in range(self.of.width):
            heading = self.asked.heading(self.sheet, place)
            first = list(_first_cells(self.of, self.asked.heading_row, place))
            if heading or first:
                self.places.append(place)
                self.initial[f"column_{place}"] = by_place.get(place, NOT_READ[0])
                self.fields[f"column_{place}"] = forms.ChoiceField(
                    label=named(place, heading),
                    help_text=f"Below it: {'; '.join(first)}" if first else "Nothing below it.",
                    choices=names,
                )

    def _ask_for_all_rows(self) -> None:
        for column in self.columns:
            if column.for_all:
                name = _given(self.columns, column)
                said = self.asked.given.get(column.name)
                self.initial[name] = said or (A_COLUMN[0] if column.words else "")
                self.fields[name] = _one_value(column)

    @property
    def asks(self) -> list[str]:
        """Why it is asked what each column is, with the row and the column that are unclear."""
        row, claimed = self.asked.heading_row, self.asked.doubtful
        missing = [c for c in self.asked.missing(self.columns) if c.name not in claimed]
        why = dict.fromkeys(claimed, "more than one heading says this.")
        why |= {column.name: self._missing_because(column) for column in missing}
        why |= {name: self._told_by_values(name) for name in self.asked.by_values}
        where = f"Row {row}, column" if row else "Column"
        asks = [f"{where} {name}: {reason}" for name, reason in why.items()]
        return [self.of.fault, *asks] if self.of.fault else asks

    def _told_by_values(self, name: str) -> str:
        at = letter(self.asked.places[name])
        return f"column {at} is chosen for it, by what stands in it. Is that right?"

    def _missing_because(self, column: Column) -> str:
        """Why a column is not found; some sheets have a column for each of its words instead."""
        words = {key_of(word) for word in column.words}
        headings = enumerate(self.asked.headings(self.sheet))
        wide = [letter(place) for place, heading in headings if key_of(heading) in words]
        if len(wide) < 2:
            return "no heading says this."
        return (
            f"columns {listed(wide)} are one each for it. A sheet needs a row for each of them, "
            f"with its heading in a column “{column.name}” and its number "
            "in another. Change that "
            "in your sheet, and choose it again."
        )

    @property
    def needed(self) -> str:
        """The columns that a sheet must have, or that are said once for all rows."""
        return ", ".join(column.name for column in self.columns if column.required)

    @property
    def of_columns(self) -> list[forms.BoundField]:
        """The questions what each column of the sheet is."""
        return [self[f"column_{place}"] for place in self.places]

    @property
    def of_all_rows(self) -> list[forms.BoundField]:
        """The questions what is said once for all rows."""
        return [self[_given(self.columns, column)] for column in self.columns if column.for_all]

    def clean(self) -> dict:
        """Each column once, and none missing that is needed."""
        said = super().clean()
        places: dict[str, int] = {}
        for place in self.places:
            name = said.get(f"column_{place}", NOT_READ[0])
            if name in places:
                first = letter(places[name])
                reason = f"Column {first} is “{name}” already. Choose one of the two."
                self.add_error(f"column_{place}", reason)
            elif name != NOT_READ[0]:
                places[name] = place
        given = dict(self._given_values(places))
        at, row = said.get("worksheet", 0), said.get("heading_row", 1)
        hidden = said.get("hidden_rows") == LEFT_OUT
        self.layout = Layout(at, row, places, given, hidden)
        if not self.errors:
            self._refuse_missing()
        if self.of.fault:
            self.add_error("worksheet", self.of.fault)
        return said

    def _given_values(self, places: dict[str, int]) -> Iterator[tuple[str, str]]:
        for column in self.columns:
            name = _given(self.columns, column)
            text = self.cleaned_data.get(name, "") if column.for_all else ""
            text = "" if text == A_COLUMN[0] else text
            if text and column.name in places:
                at = letter(places[column.name])
                self.add_error(name, f"Column {at} says this for each row. Leave one of the two.")
            elif text:
                try:
                    self.read(column, text)
                except ValidationError as error:
                    self.add_error(name, error)
                yield column.name, text

    def _refuse_missing(self) -> None:
        for column in self.layout.missing(self.columns):
            which = f"Say which column is “{column.name}”"
            if column.for_all:
                reason = f"{which}, or choose here what it is for all rows."
                self.add_error(_given(self.columns, column), reason)
            else:
                self.add_error(None, f"{which}.")


def _sheets(sheet: Sheet) -> Iterator[tuple[int, str]]:
    for place, each in enumerate(sheet.worksheets):
        yield place, f"{each.name} (hidden)" if each.is_hidden else each.name


def _hidden(number: int, worksheet: Worksheet) -> tuple[str, str, str]:
    by = " by a filter" if worksheet.is_filtered else ""
    return (f"{number:,} rows", "are", by) if number > 1 else ("1 row", "is", by)


def named(place: int, heading: str) -> str:
    """A column of a sheet as people find it: its letter, and its heading where it has one."""
    heading = " ".join(heading.split())
    heading = f"{heading[:CUT]}…" if len(heading) > CUT else heading
    return f"Column {letter(place)}, “{heading}”" if heading else f"Column {letter(place)}"


def _first_cells(worksheet: Worksheet, heading_row: int, place: int) -> Iterator[str]:
    """What stands first below a heading."""
    found = 0
    for cells in worksheet.rows[heading_row:]:
        if place < len(cells) and cells[place] and found < SHOWN:
            found += 1
            text = " ".join(cells[place].split())
            yield f"{text[:CUT]}…" if len(text) > CUT else text


def _one_value(column: Column) -> forms.Field:
    label = f"{column.name}, for all rows"
    if column.words:
        words = [A_COLUMN, *((word, word) for word in column.words)]
        return forms.ChoiceField(label=label, choices=words)
    return LineField(label=label, required=False, max_length=200)
