"""Softer signs: what lets people near a child recognise her, though no number stands in it. All are
made up. The check was mended by them, so their figures show that it still finds what it found.
"""

from __future__ import annotations

from .softer_signs import SIGNS

# By what they hold; each sentence has one sign or several.
MORE_SIGNS = {
    "a name and an age": [
        "{name} was just {age} then.",
        "Photo: {name}, {age}",
        "The winner was {name} ({age}).",
        "{name}, now {age}, has a job.",
    ],
    "an age": [
        "She will be {age} in spring.",
        "A boy who is {age} asked for a cat.",
        "One girl aged {age} has no worker.",
        "The {age}-year-old boy hid.",
    ],
    "a name and a relation": [
        "{name} stayed with a foster carer.",
        "{name}'s stepdad shouted.",
        "The twin of {name} moved.",
        "We saw how {name} hugged her nan.",
        "Both parents of {name} work.",
        "{name} trusts his social worker.",
        "Could {name} visit her sister more?",
    ],
    "a name and a school": [
        "{name} changed school in {month}.",
        "{name} of P{stage} drew the card.",
        "The nursery called {name} a star.",
        "{name} skips class.",
    ],
    "initials": [
        "O.P. has a new worker.",
        "Her friend J.J. agreed.",
        "YZ wrote a letter.",
        "Pupil G sang.",
    ],
    "a class": [
        "The boy was in P{stage} when he came.",
        "An S{stage} pupil told us this.",
    ],
    "a place to live": [
        "Home is {door} {street}.",
        "{postcode} is where he sleeps.",
        "They left {door} {street} at night.",
    ],
    "a move and a name": [
        "{name} was adopted.",
        "{name} returned to {place} on {day}.",
    ],
    "a twin": [
        "The twin brother was born first.",
        "Her twin has gone.",
    ],
}
ALL_SIGNS = [*SIGNS.items(), *MORE_SIGNS.items()]
NAMES = [
    "Ellis",
    "Ruaridh",
    "Aoife",
    "Tariq",
    "Brooke",
    "Nevaeh",
    "Lewis",
    "Robin",
    "Kim",
    "Jamie",
    "Órla",
    "Zainab",
    "Callum",
    "Skye",
    "Mia-Rose",
    "Jakub",
    "Hope",
    "Euan",
    "Niamh",
    "Kai",
    "Samira",
    "Tia",
    "Piotrek",
    "Erin",
    "Mason",
]
STREETS = [
    "Dalblair Road",
    "Main Street",
    "Craigie Avenue",
    "Bellrock Cres",
    "Glendoune St",
    "Carrick Road",
    "Allanvale Crescent",
    "Wheatpark Place",
    "Mill Brae",
]
