"""Somebody's numbers, days and addresses, all made up, in the spellings of people in a hurry."""

from __future__ import annotations

from datetime import date, timedelta

from foundations.health_numbers import has_check_digit

from .words import Words

GAPS = [
    "",
    " ",
    "-",
    "/",
    ".",
    "_",
    ", ",
    " / ",
    " - ",
    "\u2013",
    "\u00a0",
    "\u2011",
    "·",
    "\u2009",
]
DAYS = [
    "%d %B %Y", "%d %b %y", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%Y", "%Y-%m-%d", "%d%m%Y",
    "%B %d, %Y", "%d-%b-%Y", "%d\u2011%m\u2011%Y", "%d_%m_%Y",
]  # fmt: skip
BIRTHS = [
    "DOB {}", "DoB: {}", "d.o.b. {}", "dob={}", "date-of-birth: {}", "Date of birth {}",
    "date_of_birth: {}", "born {}", "born on {}", "b. {}", "(b. {})", "{} born", "{} (DOB)",
    "birthday {}", "birthday: {}", "her birthday is {}", "{} is his birthday", "b'day {}",
    "birth date {}", "turned 12 on {}", "D.O.B {}", "her 12th birthday on {}",
]  # fmt: skip
YEARLESS = ["birthday {}", "DoB: {}", "his birthday is {}", "turns 9 on {}", "born on {}"]
TELEPHONES = [
    "07700 900{0}", "07700900{0}", "7700 900{0}", "44 7700 900{0}", "+44 7700 900{0}",
    "447700900{0}", "07700_900{0}", "phone=07700900{0}", "(07700) 900-{0}", "07700-900-{0}",
    "07700.900.{0}", "07700 / 900{0}", "07700,900{0}", "07700\u00a0900\u00a0{0}", "07 700 900 {0}",
    "07700\u2013900\u2013{0}", "0044 7700 900{0}", "+44 (0)7700 900 {0}", "tel:+447700900{0}",
    "mob 7700900{0}", "7700-900-{0}", "01632 960{0}", "(01632) 960{0}", "01632/960{0}",
    "01632_960_{0}", "Ring 1632 960{0}", "+44-1632-960{0}", "0131 496 0{0}", "0141-496-0{0}",
    "https://wa.me/447700900{0}", "https://x.scot/?phone=07700900{0}",
]  # fmt: skip
PROVIDED = [
    "gmail.com", "googlemail.com", "hotmail.co.uk", "outlook.com", "live.co.uk", "yahoo.co.uk",
    "icloud.com", "btinternet.com", "duck.com", "hey.com", "tuta.io", "tuta.com", "proton.me",
    "pm.me", "sky.com", "glow.sch.uk", "glowmail.org.uk", "students.ayrcollege.ac.uk",
    "smithfamily.co.uk", "thesmiths.me.uk", "kerr.name", "mclean.family", "posteo.net", "aol.com",
]  # fmt: skip
ATS = [("@", "."), ("@", "."), (" @ ", "."), (" at ", " dot "), ("(at)", "(dot)"), ("[at]", ".")]
ATS += [(" AT ", " DOT "), ("_at_", "_dot_"), ("@", " . "), ("\uff20", "."), ("{at}", " dot ")]


def birthday(words: Words) -> date:
    """The day on which somebody may have been born who is a child or young."""
    return date(2004, 1, 1) + timedelta(days=words.number(0, 5000))


def proved_number(words: Words) -> str:
    """A health number whose last digit proves the others."""
    while True:
        number = f"{birthday(words):%d%m%y}{words.digits(4)}"
        if has_check_digit(number):
            return number


def health_number(words: Words) -> str:
    """A health number as somebody may write it, with or without its word."""
    random, number = words.random, proved_number(words)
    written = f"{number[:6]}{random.choice(GAPS)}{number[6:]}"
    unproved = f"{number[:9]}{(int(number[9]) + 1) % 10}"
    return random.choice([
        lambda: written,
        lambda: written,
        lambda: f"CHI {written}",
        lambda: f"chi={number}",
        lambda: f"CHI_no_{unproved}",
        lambda: f"CHI: {unproved[:6]} {unproved[6:]}",
        lambda: f"ref={number}",
        lambda: f"pupil {number}",
        lambda: f"https://x.scot/pupils/{number}",
        lambda: f"https://x.scot/case?id={number}",
        lambda: " ".join(number),
        lambda: "-".join(number),
        lambda: "\u200b".join(number),
        lambda: number.translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
        lambda: f"{number[:2]}/{number[2:4]}/{number[4:6]}/{number[6:]}",
        lambda: f"{number[:2]}.{number[2:4]}.{number[4:6]} {number[6:]}",
    ])()  # fmt: skip


def birth(words: Words) -> str:
    """A day with a sign that somebody was born on it."""
    born, random = birthday(words), words.random
    if words.number(0, 4) == 0:
        return random.choice(YEARLESS).format(f"{born.day} {born:%B}")
    return random.choice(BIRTHS).format(f"{born:{random.choice(DAYS)}}")


def insurance_number(words: Words) -> str:
    """A National Insurance number, with or without its word."""
    begins = words.random.choice(["AB", "JK", "PX", "SE"])
    parts = [begins, *(words.digits(2) for _part in range(3)), words.random.choice("ABCD")]
    number = words.random.choice(["", " ", "-"]).join(parts)
    return words.random.choice(["{}", "NI {}", "NINO: {}", "National Insurance no. {}"]).format(
        number
    )


def record_number(words: Words) -> str:
    """A number by which a school or social work knows a child, with its word."""
    digits = words.digits
    return words.random.choice([
        lambda: f"SCN {digits(9)}",
        lambda: f"Scottish Candidate Number: {digits(3)} {digits(3)} {digits(3)}",
        lambda: f"SEEMiS ID {digits(8)}",
        lambda: f"pupil number {digits(7)}",
        lambda: f"Mosaic {digits(7)}",
        lambda: f"SWIFT no. {digits(6)}",
        lambda: f"CareFirst: P{digits(6)}",
        lambda: f"the child's ID is {digits(5)}",
        lambda: f"passport number {digits(9)}",
    ])()  # fmt: skip


def telephone(words: Words) -> str:
    """A telephone number of those that are kept for stories, as people write theirs."""
    return words.random.choice(TELEPHONES).format(words.digits(3))


def private_mail(words: Words) -> str:
    """An address of one's own, also written out."""
    random = words.random
    at, dot = random.choice(ATS)
    box = random.choice(["kim.smith", "kim", "gw12smithkim", "kimmy09", "k-smith", "kim_smith"])
    return f"{box}{at}{random.choice(PROVIDED).replace('.', dot)}"
