"""What stands in a council's papers: sentences, tables and names of files, with no person in them.

Every number that a sentence has is drawn anew: it is the numbers that are taken for a person's.
"""

from __future__ import annotations

import base64
from datetime import date, timedelta
from random import Random
from urllib.parse import quote
from uuid import UUID

PLACES = [
    "Ayr",
    "Prestwick",
    "Troon",
    "Girvan",
    "Maybole",
    "Dailly",
    "Tarbolton",
    "Annbank",
    "Ballantrae",
    "Dundonald",
]
TEAMS = [
    "Children and Families", "Housing", "Health and Social Care Partnership",
    "Educational Services", "Thriving Communities", "Champions Board",
    "Legal and Licensing", "Procurement", "Estates",
]  # fmt: skip
PAPERS = [
    "minutes", "Agenda", "EQIA", "Budget monitoring", "Attendance", "Leaflet", "Annual report",
    "Improvement plan", "Service review", "Committee report", "Newsletter", "Training log",
]  # fmt: skip


class Words:
    """Draws texts from one seed."""

    def __init__(self, random: Random):
        self.random = random

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def hexes(self, count: int) -> str:
        return "".join(self.random.choices("0123456789ABCDEF", k=count))

    def guid(self) -> str:
        return str(UUID(int=self.random.getrandbits(128)))

    def day(self) -> date:
        return date(2020, 1, 1) + timedelta(days=self.number(0, 2700))

    def time(self, gap: str = "") -> str:
        return f"{self.number(8, 20):02}{gap}{self.random.choice(['00', '15', '30', '45'])}"

    def place(self) -> str:
        return self.random.choice(PLACES)

    def team(self) -> str:
        return self.random.choice(TEAMS)

    def years(self) -> str:
        year = self.number(20, 29)
        return f"20{year}-{year + 1}"

    def service(self) -> str:
        """The telephone number of a service, as leaflets print it."""
        random, four = self.random, self.digits(4)
        return random.choice([
            f"0300 123 {four}", f"0300-123-{four}", f"0330 {self.digits(3)} {four}",
            f"+44 (0) 300 {self.digits(3)} {four}", "0800 1111", f"0800 {self.digits(3)} {four}",
            f"0808 800 {four}", "111", "116 123", "101", f"18001 0300 123 {four}", "0845 46 47",
        ])  # fmt: skip

    def sentence(self) -> str:
        """A sentence with the numbers that such papers have."""
        n, d, day, random = self.number, self.digits, self.day(), self.random
        return random.choice([
            lambda: f"The meeting of {day:%d%m%y} {self.time()} went well.",
            lambda: f"The {self.team()} group met on {day:%d/%m/%Y} at {self.time('.')}.",
            lambda: f"Minutes of {day:%d.%m.%y}, {self.day():%d.%m.%y} and {self.day():%d.%m.%y}.",
            lambda: f"Ref {d(10)} of the committee, agreed {day:%d %B %Y}.",
            lambda: f"Order number {d(10)} and invoice 0{d(10)} were paid.",
            lambda: f"Purchase order PO{d(8)}, voucher {d(9)}, journal {d(7)}.",
            lambda: f"£{n(1, 999)},{d(3)}.{d(2)} of £0{d(9)} in the ledger was spent.",
            lambda: f"The grant of £{n(1, 9)},{d(3)},{d(3)} runs from {day:%d-%m-%Y} for 3 years.",
            lambda: f"EQIA 0{d(3)} {self.years()} was published.",
            lambda: f"ISBN {random.choice('01')}{d(9)}, ISSN {d(4)}-{d(4)}.",
            lambda: f"ISBN 978-{n(0, 1)}-{d(4)}-{d(4)}-{d(1)} can be borrowed in {self.place()}.",
            lambda: f"The house in {self.place()} has UPRN {d(12)} and USRN {d(8)}.",
            lambda: f"Charity SC0{d(5)}, company SC{d(6)}, VAT {d(3)} {d(4)} {d(2)}.",
            lambda: f"Form version {n(1, 16)}.{n(0, 9)}.{d(5)}.{d(5)}, server 10.{n(0, 255)}.0.9.",
            lambda: f"At 55.{d(6)}, -4.{d(6)}, grid NS {d(5)} {d(5)}, {n(1, 99)} m above the sea.",
            lambda: f"Saved {day:%Y-%m-%d}T{self.time(':')}:09Z as {day:%Y%m%d}{self.time()}.",
            lambda: f"Of {n(20, 90)} actions, {n(1, 20)} are on track; {d(1)}.{d(9)} of all.",
            lambda: f"Call {self.service()} or write to promise@south-ayrshire.gov.uk.",
            lambda: f"The helpline {self.service()} was in the letter to {n(100, 900)} homes.",
            lambda: f"See {self.link()} for the paper.",
            lambda: f"Asset {d(10)}, serial {self.hexes(12)}, barcode {d(13)}.",
            lambda: f"Between 2021 and 2024 it rose from {n(10, 120)} to {n(130, 1999)}.",
            lambda: f"Planning application {n(20, 26)}/0{d(4)}/APP, warrant BW/{d(2)}/{d(5)}.",
            lambda: f"County Buildings, 3 The Square, {self.place()} KA{n(1, 29)} {n(1, 9)}DR.",
            lambda: f"Children born on or after {day:%d %B} 2021 get a book; {n(2, 90)} did.",
            lambda: "Every school in the area has a named lead for care experienced pupils.",
            lambda: "Young people asked for a quiet room and for fewer changes of worker.",
        ])()  # fmt: skip

    def link(self) -> str:
        """An address as SharePoint, Outlook or a publisher writes it."""
        site = f"https://southayrshire.sharepoint.com/sites/{self.random.choice(TEAMS[:3])}"
        paper = f"{quote(site)}/_layouts/15/Doc.aspx?sourcedoc=%7B{self.guid()}%7D&action=view"
        keys = f"{self.hexes(24).lower()}|{self.hexes(32)}|0|0|{self.digits(18)}"
        data = f"05|02|promise@south-ayrshire.gov.uk|{keys}"
        code = base64.b64encode(self.random.randbytes(33)).decode()
        return self.random.choice([
            paper,
            f"https://eur01.safelinks.protection.outlook.com/?url={quote(paper, safe='')}"
            f"&data={quote(data, safe='')}&sdata={quote(code, safe='')}&reserved=0",
            f"https://www.gov.scot/publications/{self.digits(10)}/pages/{self.number(1, 9)}/",
            f"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{code[:24]}%40thread.v2/0",
        ])  # fmt: skip

    def paragraphs(self) -> list[str]:
        """The text of one paper."""
        return [
            f"{self.random.choice(PAPERS)}: {self.team()}, {self.place()}",
            *(self.sentence() for _line in range(self.number(6, 24))),
        ]

    def table(self) -> list[list[object]]:
        """A table with a row of labels: sums, attendance, lists of orders or of houses."""
        n, rows = self.number, range(self.number(4, 30))
        return self.random.choice([
            lambda: [["Group", "Day", "Time", "Came"]]
            + [[self.team(), f"{self.day():%d/%m/%Y}", self.time(":"), n(0, 40)] for _ in rows],
            lambda: [["Cost centre", "Budget", "Spent", "Share"]]
            + [[
                f"{n(1000, 9999)}", n(0, 10**7), n(0, 10**7) / 7, self.random.random()
            ] for _ in rows],
            lambda: [["Order number", "Supplier", "Amount"]]
            + [[
                self.digits(10), f"SC{self.digits(6)}", f"£{n(1, 999)}.{self.digits(2)}"
            ] for _ in rows],
            lambda: [["School", "Roll", "Share", "UPRN"]]
            + [[
                f"{self.place()} Academy", n(20, 1400), f"{n(1, 99)}%", int(self.digits(9))
            ] for _ in rows],
            lambda: [["Helpline", "Telephone", "Hours"]]
            + [[self.team(), self.service(), "0900-1700"] for _ in rows],
            lambda: [["Year", "Number", "Rate"]]
            + [[self.years(), n(0, 400), self.random.random() * 100] for _ in rows],
            lambda: [["When", "What"]]
            + [[f"{self.day():%d%m%y} {self.time()}", self.team()] for _ in rows],
        ])()  # fmt: skip

    def file_name(self, ending: str) -> str:
        """A name as people give it to such a file."""
        day, paper = self.day(), self.random.choice(PAPERS)
        stem = self.random.choice([
            f"{self.team()} {paper} {day:%d%m%y} {self.time()}",
            f"{paper} {day:%d%m%y}-{self.time()}",
            f"{paper}_{day:%Y%m%d}_{self.time()}{self.digits(2)}", f"{paper} {self.years()}",
            f"EQIA 0{self.digits(3)} {self.years()}", f"{paper} v{self.number(1, 9)}.2",
            f"Scan {day:%d%m%Y} {self.digits(3)}", f"Scan_{day:%Y%m%d}{self.time()}",
            f"{paper} ({self.number(1, 9)})",
            f"Order {self.digits(10)}", f"ISBN {self.digits(10)}", f"{self.guid()}",
            f"{self.place()}-{self.hexes(8)}", f"{paper} final FINAL", f"{day:%d.%m.%y} {paper}",
        ])  # fmt: skip
        return f"{stem}.{ending}"
