"""The measured files: ordinary ones, and ones with somebody's number planted in them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from . import pdf, sheets, word
from .people import birthday, proved_number
from .words import Words

File = tuple[str, bytes]


def ordinary_file(seed: int, place: int) -> File:
    """A file with nobody in it, of each kind and program in turn: (name, bytes)."""
    words = Words(Random(f"ordinary {seed} {place}"))
    ending, make = MADE[place % len(MADE)]
    return words.file_name(ending), make(words)


def planted_file(seed: int, place: int) -> File:
    """A file with somebody's number in one of the places where people write: (name, bytes)."""
    words = Words(Random(f"planted {seed} {place}"))
    return PLANTED[place % len(PLANTED)](words, _identifier(words, place // len(PLANTED)))


def _word(by: str, *, chart: bool = False) -> tuple[str, Callable[[Words], bytes]]:
    return "docx", lambda words: word.document(words, by, chart=chart)


def _sheet(by: str) -> tuple[str, Callable[[Words], bytes]]:
    return "xlsx", lambda words: sheets.workbook(words, by)


def _pdf(by: str) -> tuple[str, Callable[[Words], bytes]]:
    return "pdf", lambda words: pdf.document(words, by)


MADE = [
    *(_word(by) for by in word.PROGRAMS),
    _word("desktop", chart=True),
    *(_sheet(by) for by in sheets.PROGRAMS),
    *(_pdf(by) for by in pdf.PROGRAMS),
    ("csv", sheets.table),
]


def _identifier(words: Words, turn: int) -> tuple[str, str]:
    """Somebody's number as (label of its column, what is written), made up."""
    day, sign = birthday(words), words.digits(4)
    number = proved_number(words)
    return [
        ("CHI", f"CHI {number}"),
        ("Number", number),
        ("Health number", f"{number[:6]} {number[6:]}, health number"),
        ("DOB", f"DOB {day:%d/%m/%Y}"),
        ("Born", f"born on {day:%d %B %Y}"),
        ("Mobile", f"Mobile 07700 90{sign}"),
        ("Home", f"mum is on 01632 9{sign[:2]} {sign[1:]}"),
        ("Mail", f"kim.{words.place().lower()}@gmail.com"),
    ][turn % 8]


def _in_a_paragraph(words: Words, planted: tuple[str, str]) -> File:
    by = words.random.choice(word.PROGRAMS[:1] + word.PROGRAMS[3:])
    return "Notes.docx", word.document(words, by, f"We spoke about it: {planted[1]}.")


def _in_a_cell(words: Words, planted: tuple[str, str]) -> File:
    rows = words.table()
    rows[-1][0] = planted[1]
    return "List.xlsx", sheets.workbook(words, words.random.choice(sheets.PROGRAMS), rows)


def _in_a_line(words: Words, planted: tuple[str, str]) -> File:
    rows = words.table()
    rows[2][1] = planted[1]
    return "List.csv", sheets.table(words, rows)


def _on_a_page(words: Words, planted: tuple[str, str]) -> File:
    return "Paper.pdf", pdf.document(words, words.random.choice(pdf.PROGRAMS), planted[1])


def _in_a_name(words: Words, planted: tuple[str, str]) -> File:
    name = planted[1].replace("/", ".").replace(" ", "_")
    return f"{name}.pdf", pdf.document(words, pdf.PROGRAMS[0])


PLANTED = [_in_a_paragraph, _in_a_cell, _in_a_line, _on_a_page, _in_a_name]
