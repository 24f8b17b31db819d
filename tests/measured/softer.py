"""Softer signs: what lets people near a child recognise her, though no number stands in it. All are
made up. Each list has a half by which the check was made, and one held back until it was done.
"""

from __future__ import annotations

# By what they hold; each sentence has one sign or several.
SIGNS = {
    "tuned": {
        "a name and an age": [
            "{name}, aged {age}, asked for a quiet room.",
            "It went well for {name} ({age}) and her friends.",
            "We bought a bike for {name}, {age}, and he rides to school.",
            "{name} is {age} and wants to stay in {place}.",
            "Our {age}-year-old {name} led the walk.",
            "{name} turned {age} in May and moved up.",
            "A quote from {name} age {age}: “they listen now”.",
            "{name} who is {age} chose the paint.",
        ],
        "an age": [
            "A {age}-year-old told us she has had nine workers.",
            "One boy aged {age} now sleeps at home three nights.",
            "She is {age} and has lived in five houses.",
            "The girl, who is {age}, wants to be a vet.",
            "He is a {age} year old boy from {place}.",
        ],
        "a name and a relation": [
            "{name}'s mum came to the review for the first time.",
            "We asked the mother of {name} what would help.",
            "{name} and his sister now see each other weekly.",
            "Her foster carer says {name} settles better.",
            "{name}’s social worker has changed again",
            "His brother {name} was at the party.",
            "The kinship carer for {name} got her payment.",
            "{name} asked to see her gran on Sundays.",
            "Dad is pleased with the school and {name} is too.",
        ],
        "a name and a school": [
            "{name} in P{stage} made the poster.",
            "Since August {name} goes to {school}.",
            "{name} (S{stage}) spoke at the assembly.",
            "We moved {name} from {school} to a smaller class.",
            "{name} started at Forehill Nursery.",
            "The teacher told {name} that she can sit by the door.",
        ],
        "initials": [
            "J.B. said that the visits are too short.",
            "The plan for K.M. was changed in {month}.",
            "A.T. and her worker wrote it together.",
            "JB told us he likes the new house.",
            "Child K moved home in {month}.",
        ],
        "a class": [
            "A girl in S{stage} told us about her move.",
            "He is in P{stage} and reads a lot.",
            "The P{stage} pupil from {place} has a new worker.",
        ],
        "a place to live": [
            "She now lives at {door} {street}.",
            "The family moved to {door} {street}, {place}.",
            "Visit at {postcode} on Friday.",
            "The flat is in {postcode}, near her school.",
            "Flat 2/1, {door} {street}",
        ],
        "a move and a name": [
            "{name} was placed on {day}.",
            "{name} came into care in {month} {year}.",
            "Since {day} {name} lives with carers in {place}.",
            "The Hearing for {name} was on {day}.",
        ],
        "a twin": [
            "Her twin is in another house.",
            "He wants to live with his twin brother.",
        ],
    },
    "held back": {
        "a name and an age": [
            "{name} ({age}) said the party was the best day.",
            "Thanks to the fund {name}, {age}, learned to swim.",
            "We met {name}, who will be {age} in June.",
            "{name} is now {age} years old and has a flat.",
            "The story of {name}, a {age}-year-old, was read out.",
            "{name} aged {age} wrote a poem for the Board.",
            "When {name} was {age} she moved four times.",
            "Quote: “I was scared” ({name}, {age})",
        ],
        "an age": [
            "The {age} year old was moved twice in a week.",
            "One of them, a girl of {age}, asked to stay.",
            "This young man is {age} and a father already.",
            "A boy, {age}, cried when the worker left.",
            "He turned {age} last week and got a cake.",
        ],
        "a name and a relation": [
            "{name}'s dad phoned to say thanks.",
            "{name} lives with her aunt now.",
            "The sister of {name} goes to college.",
            "We took {name} and her brother to the beach.",
            "Foster carers of {name} asked for more respite.",
            "Social worker changed, so {name} had to start again.",
            "Mum says that {name} sleeps through.",
            "{name} misses his granny.",
            "Both {name} and the carer came to the review.",
        ],
        "a name and a school": [
            "Well done to {name} from P{stage}.",
            "{name} attends {school} full time now.",
            "{name} was excluded from {school} in {month}.",
            "In S{stage} {name} had no timetable at all.",
            "{name} loves nursery.",
            "A classroom assistant sits with {name} in maths.",
        ],
        "initials": [
            "R.S. asked for a lock on the door.",
            "We spoke with D.McK. and wrote it down.",
            "Visits to L.O. are weekly now",
            "AM said: “nobody told me”.",
            "Young person T has a flat.",
        ],
        "a class": [
            "One boy in P{stage} had no coat.",
            "She is in S{stage} at {school}.",
            "Our S{stage} girl won the prize.",
        ],
        "a place to live": [
            "Carers live at {door} {street} in {place}.",
            "New address: {door} {street}, {postcode}",
            "They were found a house in {postcode}.",
            "Meet the child at {door} {street}.",
            "{door}b {street} is her new home.",
        ],
        "a move and a name": [
            "{name} moved in with carers on {day}.",
            "{name} was accommodated in {month}.",
            "On {day} {name} went home to Mum.",
            "{name} left the children's house on {day}.",
        ],
        "a twin": [
            "The twins are in two schools.",
            "Their twin sister was adopted.",
        ],
    },
}
NAMES = {
    "tuned": ["Kim", "Jamie", "Órla", "Zainab", "Callum", "Skye", "Mia-Rose", "Jakub", "Hope"],
    "held back": ["Ellis", "Ruaridh", "Aoife", "Tariq", "Brooke", "Nevaeh", "Lewis", "Robin"],
}
STREETS = {
    "tuned": ["Dalblair Road", "Main Street", "Craigie Avenue", "Bellrock Cres", "Glendoune St"],
    "held back": ["Belmont Drive", "Hillfoot Rd", "Kirk Wynd", "Weaver Street", "Doonholm Gardens"],
}
