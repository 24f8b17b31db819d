"""Softer signs: what in a text may let somebody recognise a child, though no number stands in it.

They are asked about, never refused: a name beside an age is as often a colleague's, and an address
that of a hall.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from .ages import AGE, ENDS, NO_COUNT, STAGE, TURNED, ages_in, homes_in
from .days import days_beside
from .described import ONE_CHILD, children_in, somebody_in
from .names import NOBODY_KNOWN, Known, Name, is_told_of, names_in
from .words import ABBREVIATIONS, FAMILY, MOVES, WORD, in_small

LONGEST = 90  # characters of a passage that is shown
LONGEST_SENTENCE = 500
# A line goes on in the next one only where that begins small, as in what was pasted.
SENTENCES = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)[\"'”’)]*\s+(?=[A-ZÀ-Þ“\"'(‘])|\n(?! ?[a-zà-þ0-9(])"
)
PIECE = re.compile(r".{1,500}(?:\s|$)|\S{500}", re.DOTALL)
APOSTROPHES, SPACES = re.compile("[’‘‛]"), re.compile("[\u00a0\u2009\u202f]")
NAME_WITH_AGE = re.compile(
    rf" ?\((?:[a-z -]+, )?{AGE}\)|, ?{AGE}{ENDS}|,? (?:aged?|now) {AGE}"
    rf"|,? who (?:is|was|will be|turned) (?:now |only |just )?{AGE}{NO_COUNT}"
    rf"|(?:'s| is| was| will be| is turning| {TURNED})"
    rf"(?: now| only| just| nearly)? {AGE}{NO_COUNT}"
    rf"| {AGE}(?: ?yrs?| years?)\b|,? an? {AGE}[ -]year[ -]old\b",
    re.IGNORECASE,
)
# "Learners aged 12 to 18" are many.
SPAN = re.compile(r" ?(?:to|-|–|and|or) \d")
AGE_WITH_NAME = re.compile(rf"\b{AGE}[ -]year[ -]old,? (?:\w+ )?$", re.IGNORECASE)
INITIALS = re.compile(
    r"(?<![\w.])[A-Z]\. ?(?:Ma?c)?[A-Z][A-Za-z]?\.?(?![\w.]|\s?[A-Z]\b\.| [A-Z][a-z])"
)
NOBODYS = {
    "I.T",
    "U.K",
    "U.S",
    "N.I",
    "A.M",
    "P.M",
    "P.E",
    "E.U",
    "T.V",
    "P.S",
    "N.B",
    "M.P",
    "A.D",
}
SAYS = (
    r"(?:said|says|told|asked|moved|moves|feels|felt|wants|wanted|likes|liked|lives|went|came|left|"
    r"wrote|spoke|stays|misses|loves|needs|started|attends|is|was|has|does|did)"
)
BARE_INITIALS = re.compile(
    rf"(?<![\w.&/-])(?P<signs>[A-Z]{{2}})"
    rf"(?= {SAYS}\b|'s [a-z]|[:,] ?[\"“]| \((?:P|S)\d| and (?:her|his)\b)"
)
ONE_LETTER = re.compile(r"\b[A-Z]\b|nitials")
LETTER = re.compile(
    r"\b(?:[Cc]ase|[Cc]hild|[Pp]upil|[Bb]oy|[Gg]irl|[Yy]oung [Pp]erson|[Bb]aby|[Ss]ibling|"
    r"[Cc]lient|[Ll]earner|[Ss]tudent|[Ss]ister|[Bb]rother|[Ll]ittle|[Ww]ee) "
    r"(?!I\b)[A-Z](?![\w.&'/-])"
)
OF_LETTER = re.compile(
    r"(?<![\w.&/'-])[A-Z](?:'s (?:mum|dad|mother|father|sister|brother|carer|gran)\b)"
    rf"|(?<!\w)[A-Z]\.? \({AGE}\)|(?:^|[:;] )[A-Z]\.?, {AGE}[,.;]"
    rf"|^[B-HJ-Z]\.? (?:{SAYS}|and (?:her|his))\b"
    r"|\b[Ii]nitials:? [A-Z]\w{0,3}"
)
MOST_NAMES = 20  # of one sentence or piece, which is asked about as a whole
NEAR = 6  # words between a name and what stands near it
NAME = "a name "
BESIDE = [("a name with a relation", FAMILY), ("a name with a move", MOVES)]


class Sign(NamedTuple):
    """A passage that may tell who somebody is: what it looks like, its words, and its sentence."""

    kind: str
    passage: str
    sentence: str


def softer_signs(text: str, known: Known = NOBODY_KNOWN) -> list[Sign]:
    """The passages of a text that may tell who somebody is, each once, in its order. `known`: the
    people and services that may be named where a text speaks of their work.
    """
    found = [sign for sentence in _sentences(text) for sign in _signs_of(sentence, known)]
    return list(dict.fromkeys(found))


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a very long one in pieces, so that its length costs no time."""
    for sentence in SENTENCES.split(_plain(text)):
        words = " ".join(sentence.split())
        yield from PIECE.findall(words) if len(words) > LONGEST_SENTENCE else [words]


def _plain(text: str) -> str:
    text = APOSTROPHES.sub("'", unicodedata.normalize("NFC", text))
    text = SPACES.sub(" ", text).replace("\u2011", "-")
    return re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)


def _signs_of(sentence: str, known: Known) -> Iterator[Sign]:
    """One passage for each place of a sentence: what overlaps is told together, by a name if there
    is one.
    """
    places: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(_finds_in(sentence, known), key=lambda find: find[1:]):
        if places and start < places[-1][2]:
            before, first, last = places[-1]
            is_nearer = kind.startswith(NAME) and not before.startswith(NAME)
            kept = kind if is_nearer or before == ONE_CHILD else before
            places[-1] = kept, first, max(last, end)
        else:
            places.append((kind, start, end))
    for kind, start, end in places:
        yield Sign(kind, _shown(sentence[start:end]), sentence)


def _shown(passage: str) -> str:
    passage = passage.strip(' ,;:(“"')
    return passage if len(passage) <= LONGEST else f"{passage[:LONGEST].rpartition(' ')[0]} …"


def _finds_in(sentence: str, known: Known) -> list[tuple[str, int, int]]:
    return list(_all_in(sentence, known)) or list(somebody_in(sentence))


def _all_in(sentence: str, known: Known) -> Iterator[tuple[str, int, int]]:
    yield from ages_in(sentence)
    yield from children_in(sentence)
    yield from homes_in(sentence)
    yield from _initials_in(sentence)
    names = list(islice(names_in(sentence, known), MOST_NAMES))
    for start, end in days_beside(sentence, names):
        yield "a name with what may be a day of birth", start, end
    if names:
        words = [(word[0].lower(), word.start(), word.end()) for word in WORD.finditer(sentence)]
        for name in names:
            yield from _told_of(name, sentence, words)


def _initials_in(sentence: str) -> Iterator[tuple[str, int, int]]:
    for found in INITIALS.finditer(sentence):
        if found[0].replace(" ", "").rstrip(".") not in NOBODYS:
            yield "initials", found.start(), found.end()
    for found in BARE_INITIALS.finditer(sentence):
        if found["signs"] not in ABBREVIATIONS:
            yield "initials", found.start(), found.end()
    if ONE_LETTER.search(sentence):
        for pattern in (LETTER, OF_LETTER):
            for found in pattern.finditer(sentence):
                yield "initials", found.start(), found.end()


def _told_of(name: Name, sentence: str, words: list) -> Iterator[tuple[str, int, int]]:
    """What a sentence tells beside a name: an age, a relation, a move, a class; or that the name
    is somebody's.
    """
    aged = NAME_WITH_AGE.match(sentence, name.end)
    if aged and not SPAN.match(sentence, aged.end()):
        yield "a name with an age", name.start, aged.end()
        return
    if older := AGE_WITH_NAME.search(sentence, max(0, name.start - 40), name.start):
        yield "a name with an age", older.start(), name.end
        return
    if name.is_workers:
        return
    for kind, cues in BESIDE:
        if place := _nearest(name, words, cues):
            yield kind, min(name.start, place[0]), max(name.end, place[1])
            return
    if stage := _stage_near(name, sentence):
        yield "a name with a class", *stage
    elif not name.is_full and is_told_of(name, sentence):
        yield "a name with no surname", name.start, name.end


def _nearest(name: Name, words: list, cues: frozenset[str]) -> tuple[int, int] | None:
    """The nearest of the cues within so many words of a name."""
    first, behind = (
        bisect_left(words, at, key=lambda word: word[1]) for at in (name.start, name.end)
    )
    low = max(0, first - NEAR)
    near = [
        (abs(i - first), start, end)
        for i, (word, start, end) in enumerate(words[low : behind + NEAR], start=low)
        if not first <= i < behind and word.removesuffix("'s") in cues
    ]
    return min(near)[1:] if near else None


def _stage_near(name: Name, sentence: str) -> tuple[int, int] | None:
    low, high = max(0, name.start - 20), name.end + 20
    found = re.search(rf"(?<!')\b{STAGE}", in_small(sentence)[low:high])
    if not found:
        return None
    start, end = low + found.start(), low + found.end()
    return min(start, name.start), max(end, name.end)
