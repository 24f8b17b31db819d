"""What may be somebody's first name: a word with a capital that is no known word, and is not said
to be a worker's or an organisation's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .ages import AGE, ONE
from .words import (
    ALSO_NAMES,
    NEVER_NAME,
    NO_NAME_ENDS,
    ORGANISATIONS,
    PLACES,
    PLURAL,
    ROLES,
    TITLES,
    WORD,
    is_known,
)

# Capitals one after the other, also joined as in names of organisations.
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['-](?=[^\W\d_]))*"
RUN = re.compile(rf"(?<![\w'@#/.-]){_CAPITAL}(?:(?: | of | of the | and | & |\? ){_CAPITAL})*")
NO_LETTERS = "\"'“‘(-–•*.) 0123456789"
NOT_OF_ONE = ORGANISATIONS | PLACES | {"scotland", "ayrshire", "ayrshire's", "scottish"}
# What a person is or does, behind her name.
_DOES = (
    rf"(?:aged?|who|is|was|an? (?:[\w-]+ )?(?:{ONE}|resident)|and (?:his|her|the|their|I)|"
    r"(?:in|from|of) [PS] ?\d|"
    r"[a-z]+s (?:her|his|him|their|they|it|well|home|the|an?|class|school|to|up|out|with)|"
    r"[a-z]+(?:ed|ew|id|ught|ook|ang|ank|ung|ode|oke|ove|ore|ell|elt|ept|ent|eft|ood|old|eld)|"
    r"came|got|had|has|made|met|ran|swam|put|sat|found|chose|began|became|lost|saw|gave|hit|ate|"
    r"says|loves|likes|misses|"
    r"wants|lives|needs|feels|goes|tells|asks|gets|comes|attends|stays|sleeps|plays|knows|thinks|"
    r"hopes|enjoys|turns|settles|sees|moves|starts|hates|speaks|talks|cries|now|still|also|then|"
    r"never|always|just|will|would|can|could|does|did|might|should|cannot|couldn't|didn't|"
    r"doesn't|won't|isn't|wasn't)\b"
)
# What stands behind a name with which a sentence begins, and not behind a verb or a noun.
AS_A_NAME = re.compile(
    rf"(?:'s\b| \(|,? (?:[PS] ?)?\d|, {AGE}|,? {_DOES}"
    r"| (?:from )?[A-ZÀ-ÖØ-Þ])"
)
IS_ONE = re.compile(r"'s\b|,? (?:is|was|has|who)\b| \(")
OF_A_PERSON = re.compile(r"\b(?:she|he|her|hers|his|him|herself|himself)\b", re.IGNORECASE)
# Elsewhere it stands for a thing behind "the", "staff from" or "St", before another capital, or
# alone between quotation marks; behind "the" only a family is told of.
THE = re.compile(r"\b[Tt]he (?:[A-Z]\w+ (?:and|&) )?$")
OF_A_THING = re.compile(
    rf"\b(?:St|Saint|(?:people|staff|colleagues|children|families|family|{ONE}|carer|"
    rf"{ROLES.pattern})s? from) $"
)
OF_A_TITLE = re.compile(r" [A-ZÀ-ÖØ-Þ][a-z]| [A-Z]{2}| \d|[”\"]")
# "Alva and Lornshill academies": what is many is no person's surname.
OF_PLACES = re.compile(
    rf"(?:(?: and | & |, ){_CAPITAL})* (?:academies|schools|primaries|nurseries|colleges|houses|"
    r"homes|offices|localities|communities|villages|areas)\b"
)
# Somebody's first name beside what she works in.
IN_WORK = re.compile(
    r",? (?:in|from|at) (?:the )?(?:Procurement|Finance|Housing|Education|Legal|Payroll|Estates|"
    r"Licensing|Planning|Communications|Comms|Performance|Commissioning|Fostering|Adoption|"
    r"Throughcare|Social Work|HR|IT|ICT)\b(?! [A-Z])"
)
# "Exclusions by Stage and Locality" has none: in such a heading every word begins with a capital.
SMALL_WORD = re.compile(
    r"\b(?!(?:and|for|from|the|per|with|into|not|at|by|of|in|on|to|or)\b)[a-z]{2}"
)
A_FAMILY = re.compile(
    r" (?:children|twins|brothers|sisters|siblings|boys|girls|kids|bairns|family)\b"
    r"(?! (?:centre|hub|service|support|team|house|group))"
)
# Or, behind a word that is no given name besides: what somebody does, or with whom.
BEHIND_A_NAME = re.compile(
    r"[,:;]| [–-] | (?:[a-z]+s|[a-z]+n't|and|or|in|at|on|up|with|by|built|won|bit|wrote)\b"
)
# Behind these stands a place.
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|around|outside|across|via|beyond|in north|in south) "
    r"(?:(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?-i:[A-Z])\w+ and )?$",
    re.IGNORECASE,
)
IN_SOMEBODY = re.compile(
    r"\b(?:changes?|difference|improvements?|confidence|interest|trust|faith|progress|believed?|"
    r"pride|proud|took|taken|take|let|sees?|saw|seen|look(?:ed|s)?|laugh(?:ed|s)?|shout(?:ed|s)?) "
    r"(?:in|at) $"
)
BY_TITLE = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})s?\.? (?:\w+ (?:and|&) )?$", re.IGNORECASE)
# A role stands before the name, or behind it as "(team leader)" or ", our lead officer".
ROLE_BEFORE = re.compile(rf"(?<!young )\b{ROLES.pattern}s?,? (?:is |was )?$", re.IGNORECASE)
ROLE_BEHIND = re.compile(
    rf"(?:,? \(|, | is | was |, who is |, who was )(?:the |our |a |an |your |their )?"
    rf"(?:(?!with |and |his |her |by )[\w'&-]+ ){{0,4}}?{ROLES.pattern}s?\b(?!')",
    re.IGNORECASE,
)
# Whoever is "of CELCIS" or "from Who Cares? Scotland" works there.
FROM_WORK = re.compile(r",? (?:of|from|at|for|with|\(|, )(?:the )?[A-Z]")


@dataclass(frozen=True)
class Known:
    """The full names of those who work here, and those of services, in small letters."""

    people: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()


NOBODY_KNOWN = Known()


@dataclass(frozen=True)
class Name:
    """What may be a first name: the words, where they stand, and whether a worker's role or a full
    name says that it is no child's.
    """

    words: str
    start: int
    end: int
    is_full: bool
    is_workers: bool


def names_in(sentence: str, known: Known = NOBODY_KNOWN) -> Iterator[Name]:
    """What may be somebody's name in a sentence, in its order."""
    for run in RUN.finditer(sentence):
        words = [(word[0], run.start() + word.start()) for word in WORD.finditer(run[0])]
        if any(word.lower().removesuffix("'s") in NOT_OF_ONE for word, _at in words):
            continue
        if not _is_service(run[0].lower(), known):
            yield from _names_of(sentence, words, known)


def is_told_of(name: Name, sentence: str) -> bool:
    """Whether a sentence speaks of a name as of a person, by what she has or does."""
    before = sentence[max(0, name.start - 40) : name.start]
    if THE.search(before):
        return bool(A_FAMILY.match(sentence, name.end))
    if IN_WORK.match(sentence, name.end) or OF_PLACES.match(sentence, name.end):
        return False
    if OF_A_PERSON.search(sentence):
        return True
    is_title = SMALL_WORD.search(sentence) and OF_A_TITLE.match(sentence, name.end)
    return not (is_title or OF_A_THING.search(before))


def _is_service(run: str, known: Known) -> bool:
    # By its whole name, or two words of it: one alone may be a person's too.
    begins = (f"{service} ".startswith(f"{run} ") for service in known.services)
    return run in known.services or (" " in run and any(begins))


def _names_of(sentence: str, words: list[tuple[str, int]], known: Known) -> Iterator[Name]:
    """One name for each run of unknown words."""
    some: list[tuple[str, int]] = []
    for word, at in [*words, ("", -1)]:
        is_name = bool(word) and _may_be_name(word, at, sentence)
        if some and not (is_name and _goes_on(some[-1], at)):
            yield _name_of(sentence, some, known)
            some = []
        if is_name and (some or word.endswith("'s") or not _is_place(sentence, at)):
            some.append((word, at))


def _goes_on(last: tuple[str, int], at: int) -> bool:
    word, before = last
    return at == before + len(word) + 1 and not word.endswith("'s")


def _may_be_name(word: str, at: int, sentence: str) -> bool:
    bare = word.removesuffix("'s")
    if (
        len(bare) < 2
        or bare[1].isupper()
        or bare[-1].isupper()
        or (bare.lower() not in ALSO_NAMES and is_known(word))
    ):
        return False
    if NEVER_NAME.fullmatch(bare) or _is_drop_in(word):
        return False
    if not _begins(sentence, at):
        return True
    is_one = IS_ONE.match(sentence, at + len(bare))
    if bare.endswith(NO_NAME_ENDS) or (PLURAL.fullmatch(bare) and not is_one):
        return False
    if AS_A_NAME.match(sentence, at + len(bare)):
        return True
    return bare.lower() not in ALSO_NAMES and bool(BEHIND_A_NAME.match(sentence, at + len(bare)))


def _is_drop_in(word: str) -> bool:
    _first, _dash, last = word.partition("-")
    return last.islower() and is_known(last)


def _begins(sentence: str, at: int) -> bool:
    """Whether a sentence begins here, or what is said behind “Next steps:”."""
    return not sentence[:at].rpartition(": ")[2].strip(NO_LETTERS)


def _is_place(sentence: str, at: int) -> bool:
    before = sentence[max(0, at - 40) : at]
    return bool(PLACE_BEFORE.search(before)) and not IN_SOMEBODY.search(before)


def _name_of(sentence: str, some: list[tuple[str, int]], known: Known) -> Name:
    start = some[0][1]
    last = some[-1][0].removesuffix("'s")
    end = some[-1][1] + len(last)
    words, is_full = sentence[start:end], len(some) > 1 and len(last) > 2
    before, behind = sentence[max(0, start - 40) : start], sentence[end : end + 60]
    owns = behind.startswith("'s")
    is_workers = (
        bool(BY_TITLE.search(before))
        or not owns
        and (
            bool(ROLE_BEFORE.search(before))
            or bool(ROLE_BEHIND.match(behind))
            or (is_full and (words.lower() in known.people or bool(FROM_WORK.match(behind))))
        )
    )
    return Name(words, start, end, is_full, is_workers)
