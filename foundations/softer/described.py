"""Children told of without a name: the only one, "the boy who …", brothers and sisters, "she"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .ages import ONE
from .words import ROLES, WHOEVER, WORD, in_small, is_known

# The patterns are of small letters; what they call a place begins with a capital or a number.
_FEW = r"(?:two|three|four|five|six|[2-6])"
_MANY = r"(?:four|five|six|seven|eight|nine|ten|[4-9]|1\d)"
_BOY_OR_GIRL = (
    r"(?:boy|girl|lad|laddie|lass|lassie|wee (?:one|soul|man|guy|yin)|"
    r"(?:half|step)[ -]?(?:brother|sister))"
)
_PARENT = (
    r"(?:mum|mam|mother|dad|father|granny|gran|granda|grandmother|grandfather|aunt|uncle|family|"
    r"couple)"
)
_BOYS = r"(?:boys|girls|lads|lasses|brothers|sisters|siblings|bairns|weans)"
_SOMEBODY = rf"(?:{ONE}|{_PARENT}|care leaver)"
_DID = (
    r"(?:was|were|had|told|said|left|took|came|went|got|made|felt|spoke|wrote|asked|moved|lost|"
    r"chose|found|slept|born|[a-z]+ed)\b"
)
# "A young person in Ayr" may be many, a deaf one not.
_NOT_ANY = r"(?:(?!(?:young|care|kinship|foster)\b)[\w-]+ )"
# "The only time a child" is no child.
_NO_OTHER = r"(?:(?!an? |the |any |each |every |when |if |way |one )[\w-]+ ){0,3}?"
# A place of its own, and not behind it what many might or must do.
_SOMEWHERE = (
    r"(?:in|at|from|on|near|of) (?:one of (?:our|the) |(?:the |number |flat |room )?"
    r"(?P<place>(?!scot|south |the |[ps] ?\d)[\w'-]+))"
    r"(?!(?: [\w'-]+){0,3} (?:may|can|must|should|will|would|could)\b)"
)
ONE_CHILD = "what is told of one child"
DESCRIBED = [
    (
        "the only or the youngest one",
        rf"\b(?:only|youngest|oldest|eldest) {_NO_OTHER}(?:{ONE}|resident|care leaver)\b"
        rf"|\b(?:the|our) one {ONE}\b"
        rf"|\b(?:the|our|{_FEW}) (?:youngest|oldest|eldest|middle) "
        rf"(?:one\b|at|in|of (?:the|our|her|his|their|these) {_FEW})\b"
        rf"|\bthe (?:older|younger|elder|bigger|smaller|middle|other) "
        rf"(?:one|of the {_FEW}|sister|brother|twin|child)\b",
    ),
    # "The boy", "the child was moved", "our pupil with …".
    (
        ONE_CHILD,
        rf"\b(?:the|our|that|this) (?:[\w-]+ ){{0,2}}?"
        rf"(?:{_BOY_OR_GIRL}\b(?! (?:and|or)\b)|(?:{ONE}|{_PARENT}) (?:who|whose|with the)\b)"
        rf"|\b(?:the|our|this|that) {ONE} with\b"
        rf"|^(?:(?:the|wee|little|young|big|older|younger) )*"
        rf"(?:{_SOMEBODY} (?:(?:now )?{_DID}|in|at|from|on|known|with|aged)\b|{_BOY_OR_GIRL}, )"
        rf"|\b(?:the|our) (?:\w+ )?{_PARENT} of \d",
    ),
    # "A deaf pupil at Marr", "the family in Loans", "a child with … in P5 at Annbank".
    (
        ONE_CHILD,
        rf"\b(?:(?:the|our|that|this) (?:[\w-]+ ){{0,2}}?"
        rf"(?:{_SOMEBODY}|{_BOYS})"
        rf"|(?:an?|one) (?:baby|twin|{_BOY_OR_GIRL}|{_NOT_ANY}{{1,2}}{_SOMEBODY}"
        rf"|{_SOMEBODY}(?= with| of)))(?: (?:with|of)(?: [\w-]+){{1,4}}?)? {_SOMEWHERE}",
    ),
    # Families.
    (
        ONE_CHILD,
        rf"\b{_SOMEBODY} of (?:an?|one) {ONE}\b(?! or)"
        rf"|\b(?:mum|mother|dad|father)(?: of {_MANY}\b|-of-)|\b(?:the|this|our) family of {_FEW}\b"
        rf"|\b(?:the|our|these) (?:child|children|baby)'s? (?!family|couple){_PARENT}"
        r"\b(?! (?:and|or|may|must|should|can|will)\b)"
        r"|\btwins (?:in|at|from|of)\b",
    ),
    (
        "brothers and sisters",
        rf"(?<!groups of )\b(?:{_FEW}|both) (?:(?:wee|little|young|older|younger|half|step)[ -])?"
        r"(?:brothers|sisters|siblings)\b(?!'| (?:and|can|may|must|should))"
        rf"|\b(?:(?:the|our|these|those|her|his) {_FEW}|{_FEW} (?:wee|little)) "
        rf"(?:{_BOYS}|children)\b|\b(?:the|our|these|both) (?:\w+ )?{_BOYS}\b(?!'| and\b)"
        rf"|\bthe (?:{_FEW}|pair) of them\b"
        rf"|\b(?:one|{_FEW}) of (?:the|our|my|these|her|his) (?:\w+ )?{_BOYS}\b"
        r"|\b(?:an?|the) (?:brother|sister|boy|girl) and (?:(?:a|his|her) )?(?:\w+ )?"
        r"(?:brother|sister)\b(?! (?:can|may|must|should|groups?))",
    ),
]
_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in DESCRIBED]
# A sentence without any of these tells of no child.
_ANYBODY = re.compile(
    rf"boy|girl|lad|lass|child|son|pupil|student|toddler|infant|teen|young|brother|sister|sibling|"
    rf"twin|nephew|niece|granddaughter|baby|leaver|resident|bairn|wean|wee |[dg]est\b|"
    rf"er (?:of|one)\b|middle|of them|{_PARENT}"
)
# One child or relation told of, where nothing says that anybody is meant or only what was said.
_NO_WORD_OF = (
    r"\b(?!['/@=-]| (?:and|or|in ten|groups?|units?|support|equity|plan|clinics?|box|rooms?|"
    r"houses?|placements?|council|voices?|leaders?|nurses?|teachers?)\b)"
)
_SOME_CHILD = re.compile(
    rf"(?<![/.@=-])\b(?:{_BOY_OR_GIRL}|bairn|wean|son|daughter|grandson|granddaughter|nephew|niece|toddler|"
    r"newborn|young (?:man|woman|lady|mum|dad)|(?:kid|little|wee|baby|foster|big) (?:bro|sis)ther|"
    rf"(?:the|our|her|his|new|wee) (?:new |wee )?baby|wee ones|"
    rf"{_FEW} (?:\w+ )?(?:boys|girls|lads|lasses)|"
    rf"(?:^an?|one) (?:[\w-]+ )?child (?:with|was|had|moved)\b){_NO_WORD_OF}"
)
_SOME_RELATION = re.compile(
    r"(?<![/.@=-])\b(?:teenager|youngster|mum|mam|mother|dad|father|gran|granny|nana?|"
    r"grandmother|grandfather|grandad?|grandpa|aunt|auntie|"
    rf"uncle|couple|cousin|brother|sister|step(?:dad|mum)){_NO_WORD_OF}"
    rf"|\bgrandparents {_SOMEWHERE}"
    # "A pupil" in the midst of a sentence is as often any pupil.
    r"|(?:\b(?:our|this|that|one|another) (?:[\w-]+ )?|^an? (?:[\w-]+ ){0,2}?)"
    r"(?:pupil|student|young person|resident|care leaver) "
    r"(?:with|in|at|who|is|has|was|had|now|moved|left|lost|got|won)\b"
)
_ANY_CHILD = re.compile(
    r"\b(?:each|every|any|no|per|if|when|whether|whenever|may|can|must|should|will|would|could|"
    r"anyone|whoever|or|until)\b"
)
_IS_SAID = re.compile(r"\b(?:said|says|told|asked|thanked|heard from)\b")
# So many words more tell a reader which child is meant.
_SOME_MORE = re.compile(r"(?: [\w'-]+){0,4}")
# "Mum is in hospital": somebody's own; and what is only said ("She said: …") tells of nobody.
_SHE = re.compile(
    rf"\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is|[Hh]im|[Mm]y (?:\w+ )?{_SOMEBODY}|"
    r"Mum|Mam|Dad|Gran|Granny|Nana?|Granda|Grandad)\b"
    r"(?!,? (?:or|and)\b| (?:said|says|added|wrote|told us)[:,]? ?[“\"'])"
)
# And anybody may be meant behind a full name or in what is quoted.
_FULL_NAME = re.compile(r"[A-Z][\w'-]+ (?P<last>[A-Z][a-z][\w'-]*)")


def children_in(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Where a sentence tells of one child or one family by what others know: (kind, start, end)."""
    small = in_small(sentence)
    if _ANYBODY.search(small):
        for kind, pattern in _PATTERNS:
            for found in pattern.finditer(small):
                place = found.groupdict().get("place") and sentence[found.start("place")]
                if not (place and place.islower()):
                    yield kind, found.start(), _SOME_MORE.match(sentence, found.end()).end()
        # A heading or a label of two words tells of nobody.
        if small.count(" ") > 1 and not _ANY_CHILD.search(small):
            patterns = [_SOME_CHILD] if _IS_SAID.search(small) else [_SOME_CHILD, _SOME_RELATION]
            for pattern in patterns:
                for found in pattern.finditer(small):
                    yield ONE_CHILD, found.start(), _SOME_MORE.match(sentence, found.end()).end()


def somebody_in(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Where a sentence says "she" or "his" of somebody whom the reader must know already."""
    she = _SHE.search(sentence)
    if she and not _may_be_anybody(sentence[: she.start()]):
        end = _SOME_MORE.match(sentence, she.end()).end()
        yield "somebody who is known already", she.start(), end


def _may_be_anybody(before: str) -> bool:
    words = WORD.findall(before.lower())
    is_said = any(word in WHOEVER or ROLES.fullmatch(word) for word in words)
    is_named = any(not is_known(name["last"]) for name in _FULL_NAME.finditer(before))
    return is_said or is_named or "“" in before or '"' in before
