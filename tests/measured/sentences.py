"""The measured sentences: what people type about a council's work, and what names somebody."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .people import (
    birth,
    health_number,
    insurance_number,
    private_mail,
    record_number,
    telephone,
)
from .words import PAPERS, Words

Signs = dict[str, Callable[[Words], str]]

# Signs that show for certain that a text speaks of somebody, by their kind. Less certain ones
# belong in a table of their own.
HARD = {
    "a health (CHI) number": health_number,
    "a telephone number": telephone,
    "a date of birth": birth,
    "a private e-mail address": private_mail,
    "a National Insurance number": insurance_number,
    "the number of a record": record_number,
}
ROUND = [
    "We spoke about it: {}.",
    "{} was on the form.",
    "The worker noted {} and will look at it again in May",
    "Three young people came ({}), and two of them led the session.",
    "Feedback from the family, {}, was that things are better.",
    "See {} before the review.",
    "She asked us to keep this: {}",
    "Follow-up\n{}\nThanks to all",
    "12 of 15 plans were reviewed. {} is the other one; the rest by June.",
    "{}",
]


def sentence_with(signs: Signs, seed: int, place: int) -> tuple[str, str]:
    """A sentence in which one of the signs stands, each in turn: (kind of sign, text)."""
    words = Words(Random(f"sign {seed} {place}"))
    kind = list(signs)[place % len(signs)]
    return kind, words.random.choice(ROUND).format(signs[kind](words))


def ordinary_sentence(seed: int, place: int) -> str:
    """A sentence of a council's work in which nobody can be recognised."""
    words = Words(Random(f"ordinary sentence {seed} {place}"))
    kinds = [_work, _days, _numbers, _reached, Words.sentence]
    return kinds[place % len(kinds)](words)


def _chosen(words: Words, sentences: list[Callable[[], str]]) -> str:
    return words.random.choice(sentences)()


def _work(words: Words) -> str:
    n, place, team = words.number, words.place(), words.team()
    return _chosen(words, [
        lambda: f"{n(2, 30)} young people in {place} helped to write the {team} plan.",
        lambda: f"The promise team met {team} {n(2, 9)} times and agreed {n(3, 12)} changes.",
        lambda: f"Brothers and sisters now live together in {n(60, 99)} of 100 homes.",
        lambda: f"Mum and baby groups ran in {place}, with {n(4, 20)} families a week.",
        lambda: f"{n(10, 90)}% of carers said they feel listened to ({n(20, 90)}% in 2024).",
        lambda: f"We read all {n(100, 900)} letters and wrote {n(20, 90)} of them again.",
        lambda: f"Call to action C{n(1, 60)} and recommendation T{n(1, 25)}.R{n(1, 9)} are met.",
        lambda: f"Training for {n(10, 300)} staff; {n(5, 9)}.{n(0, 9)} out of 10 on average.",
        lambda: f"In {place} the children chose the colours: blue 12, green 9, yellow 4.",
        lambda: f"At P{n(1, 7)} and S{n(1, 6)} the roll is {n(20, 400)}, up from {n(10, 19)}.",
        lambda: f"{words.random.choice(PAPERS)} {words.years()}, page {n(1, 90)}, table {n(1, 9)}",
        lambda: "Young people told us that a review should feel like a talk, not like a test.",
        lambda: f"The tai chi group in {place} runs {n(2, 12)} weeks at a time.",
    ])  # fmt: skip


def _days(words: Words) -> str:
    n, day, place = words.number, words.day(), words.place()
    return _chosen(words, [
        lambda: f"The plan runs from {day:%d/%m/%Y} to {words.day():%d/%m/%Y}.",
        lambda: f"By {day:%d.%m.%y} every home in {place} has a named lead.",
        lambda: f"Births {day:%d/%m/%Y} to {words.day():%d/%m/%Y}: {n(100, 999)}.",
        lambda: f"Babies born between {day:%d %B %Y} and {words.day():%d %B %Y} get a book bag.",
        lambda: f"Children born on or after {day:%d %B %Y} start school in {place}.",
        lambda: f"{day:%d %B %Y} is their birthday lunch in {place}.",
        lambda: f"{day.day} {day:%B} 2026 - birthday party for all {n(10, 40)} of the house.",
        lambda: f"The centre in {place} is {n(2, 20)} this year; {n(20, 90)} people came to cake.",
        lambda: f"Date of birth and address were taken off the form on {day:%d %B %Y}.",
        lambda: f"a. {day:%d %B %Y} b. {words.day():%d %B %Y}",
        lambda: f"We met on {day:%d%m%y} {words.time()} and {words.day():%d%m%y} {words.time()}.",
        lambda: f"Ages {n(5, 9)} to {n(10, 15)}; {n(16, 25)} and over from {day:%d %B}.",
        lambda: f"They turned up {n(5, 12)} at a time on {day:%d %B}.",
        lambda: f"Weight at birth rose from 3.1 to 3.{n(2, 9)} kg by {day:%Y}.",
        lambda: f"Week {n(1, 52)}: {n(8, 11)}.30-{n(12, 18)}.15, room {n(1, 4)}.1{n(0, 9)}",
        lambda: f"Due {day:%Y-%m-%d}, paid {words.day():%d-%b-%y}, shut {words.day():%d %b %y}.",
    ])  # fmt: skip


def _numbers(words: Words) -> str:
    n, d = words.number, words.digits
    return _chosen(words, [
        lambda: f"£{n(1, 9)}{d(2)} {d(3)} and £{n(1, 9)},{d(3)},{d(3)}.{d(2)} were spent.",
        lambda: f"Purchase order 45{d(8)}, cost centre {d(6)}, invoice {d(6)}/{d(4)}.",
        lambda: f"Planning {n(20, 26)}/0{d(4)}/APP and warrant BW/{n(20, 26)}/{d(5)}.",
        lambda: f"{n(1, 9)}{d(2)},{d(3)} in all, {n(1, 9)},{d(3)} more than {words.years()}.",
        lambda: f"Scores: {d(1)} {d(1)} {d(1)} {d(1)} {d(1)}, mean {d(1)}.{d(2)}.",
        lambda: f"Committee paper 2026/{d(3)}, item {n(1, 19)}, pages {n(1, 40)}-{n(41, 90)}.",
        lambda: f"Grant WFWF/20{n(20, 26)}/{d(3)}; reference SG-20{n(20, 26)}-{d(4)}.",
        lambda: f"Rooms 101, 102, 103 and {n(104, 190)} are calm spaces.",
        lambda: f"{n(100, 999)} of {n(1000, 1999)} homes ({n(10, 90)}.{d(1)}%) were visited.",
        lambda: f"{words.link()} says so.",
        lambda: f"Document {words.guid()} was shared.",
        lambda: f"Ratio 1:{n(2, 9)}, 95% CI 1.{d(2)} to {n(5, 9)}.{d(2)}, p=0.0{d(2)}",
        lambda: f"x = {n(2, 99)} and y = {d(4)}; total={d(5)}",
        lambda: f"UNCRC article {n(1, 42)}, section {n(1, 99)}, SI 20{n(10, 24)}/{d(3)}.",
    ])  # fmt: skip


def _reached(words: Words) -> str:
    n, place = words.number, words.place()
    return _chosen(words, [
        lambda: f"Write to promise@south-ayrshire.gov.uk by {words.day():%d %B %Y}.",
        lambda: f"Write to {place.lower()}.champions@ea.south-ayrshire.sch.uk for a seat.",
        lambda: "Write to the.promise.team@nhs.scot or info@thepromise.scot.",
        lambda: f"hello@whocaresscotland.org answered within {n(1, 9)} days.",
        lambda: f"Enquiries@{place.lower()}centre.co.uk has the room list.",
        lambda: f"The helpline is {words.service()}.",
        lambda: f"Freephone {words.service()}, open 0900 to 1700.",
        lambda: f"Phone at {n(10, 17)}00, {n(20, 90)} minutes at most; ring the bell twice.",
        lambda: f"We text {n(100, 900)} families and call {n(20, 90)} back.",
        lambda: f"Follow us @{place.lower()}promise for {n(2, 9)} stories a week.",
        lambda: f"We moved {n(20, 90)} calendars from Gmail to Outlook.",
        lambda: f"Sign in at {n(8, 9)}.30; the live stream is at {n(10, 19)}.15.",
        lambda: f"See https://www.gov.scot/publications/promise-{n(2020, 2027)}/pages/{n(1, 9)}/",
        lambda: f"https://www.bbc.co.uk/news/uk-scotland-{words.digits(8)}",
        lambda: f"https://www.youtube.com/watch?v={words.hexes(11)}&t={n(10, 900)}s",
        lambda: f"https://forms.office.com/e/{words.hexes(10)}?utm_id={words.digits(10)}",
    ])  # fmt: skip
