"""Ages, classes and places to live, by which a child may be recognised without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .words import ROLES, in_small

AGE = (
    r"(?:[1-9]|1\d|2[0-5]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[ -]one)?)(?!\w|[.:/]\d)"
)
ONE = (
    r"(?:girl|boy|child|lad|lass|lassie|laddie|son|daughter|pupil|student|baby|toddler|infant|"
    r"teenager|youngster|young (?:person|man|woman|lady|mum|dad|carer)|sister|brother|sibling|twin|"
    r"nephew|niece|grandson|granddaughter)"
)
# A sentence without any of these holds no age, and most do.
NUMBER = re.compile(
    r"\d|twin|birth|born|teen\b|twenty|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
# A span of ages, or an age and what is older, is many people's.
MANY_BEHIND = re.compile(
    r"(?: years?)? ?(?:to\b|-|–|and\b|or\b|\+|plus\b|under\b|upwards\b|, ?\d|&|until\b|through\b)"
)
MANY_BEFORE = re.compile(
    r"\b(?:those|people|children|infants|women|men|anyone|anybody|everyone|everybody|no ?one|"
    r"nobody|all|someone|[a-z]{3,}[^s\W]s|were|are|under|over|groups?|ages?)"
    r"(?: \w+){0,3}? ?[,(]? ?$",
    re.IGNORECASE,
)
# What follows is of small letters.
AGED = re.compile(rf"\baged (?:just |only |about )?{AGE}")
OF_AGE = re.compile(rf"\b{ONE} (?:of|aged?) {AGE}(?! (?:to|and|or)\b)")
YEAR_OLD = re.compile(
    rf"(?<![\w.-])(?:(?P<one>an?|the|our|her|his|this|one|my|their|that) )?(?:\w+ )??"
    rf"{AGE}[ -]?(?:(?:years?|yrs?|yr|months?|weeks?)[ -]?olds?|y/?o)\b(?P<next>,? ?[\w'-]*)",
)
THINGS = re.compile(
    r"(?:plans?|policy|strategy|programme|project|building|house|home|service|report|agreement|"
    r"contract|promise|framework|law|act|data|figures?|car|bus|minibus|system|network|group|centre|"
    r"school|model|partnership|board|database|form|guidance|target|commitment|may|can|must|should)"
)
# "She is 9", and not "who is 12 miles away".
# Behind a comma an age stands alone or before a verb, and behind "is" it is no count of something.
ENDS = (
    r"(?=$|[.,;:!?)”\"']| (?:and|or|but|who|years?|yrs?|in|last|this|now|on|when|with|so|from)\b)"
)
NO_COUNT = (
    r"(?! ?%| (?:per|of|out|to|more|o'clock|[ap]\.?m\.?)\b)"
    r"(?! (?!and|but|who|years|yrs|is|was|has|his|wants|likes|lives|needs)(?:\w+ )?"
    r"(?:[a-z]+[^s\W]s|people|children)\b)"
)
TURNED = r"(?:(?:has|had|have) )?(?:just |now |recently )?(?:turned|turns|reached|became|becomes)"
IS_AGE = re.compile(
    rf"\b(?:she|he|who|mum|mother|dad|father|{ONE}|{ROLES.pattern})"
    rf"(?:'s| is| was| will be| {TURNED})"
    rf"(?: now| only| just| still| about| nearly| almost)? {AGE}{NO_COUNT}",
)
ONE_WITH_AGE = re.compile(
    rf"\b(?:a|the|one|another|her|his|this|that|our) (?:\w+ )?"
    rf"(?:{ONE}|care leaver|trainee|volunteer|mentor),? ?(?:, {AGE}{ENDS}|\({AGE}\))",
)
STAGE = r"(?:p ?[1-7]|s ?[1-6]|primary (?:[1-7]|one|two|three|four|five|six|seven))(?!\w)"
CLASS = re.compile(
    rf"\b(?:she|he|who|{ONE})(?:'s| is| was)?(?: now| still)? (?:(?:in|of|from|into) |\()"
    rf"{STAGE}"
    rf"|(?:^|\b(?:an?|the|one|our|her|his|this|that|my) (?:\w+ )?)"
    rf"{STAGE}[ -](?:pupil|boy|girl|child|student|learner|lad)\b(?!')"
    # So few of one class at one school are known to all there.
    r"|\b(?:two|three|[23]) (?:pupils|students|learners|children|young people) (?:in|from|of) "
    rf"{STAGE} (?:at|of|in)\b"
)
GROUP_BEFORE = re.compile(
    r"\b(?:each|every|any|no|per|all|(?:until|when|once|if|before|after) an?) (?:\w+ )?$",
)
ANY_ONE = re.compile(r"(?:each|every|any|no|per|all) ")
TWO_AGES = re.compile(
    rf"\bboth {AGE}(?=[,.;]|$)|(?<=[a-z], ){AGE} and {AGE}(?=[,.;]|$)"
    rf"|^age:? {AGE}[,;]|\b(?:fe)?male,? {AGE}{ENDS}"
    rf"|\b(?:brothers|sisters|boys|girls|lads|lasses|twins),? \(?{AGE} and {AGE}(?=[,.;)]|$)",
)
NUMBERED = re.compile(r"^(?:child|pupil|young person|sibling|case) \d{1,2}\b")
BORN = re.compile(
    r"\bdate of birth(?: is| was|:) ?\w+|(?:^|\b(?:was|is|were) )born on (?:the )?\w+"
)
TWIN = re.compile(
    r"\b(?:her|his|their|my|the|a|whose|old|[a-z]\w+'s) (?:\w+ )?twins?\b"
    r"(?=$|[.,;:!?)'”\"]| (?:brothers?|sisters?|boys?|girls?|is|was|are|were|has|have|had|who|"
    r"and|in|at|to|lives?|moved|came|went|told|said|both|now|will|can|of|did|does|do|would|"
    r"could|should|may|might|wants|needs|likes|goes|stays?|sleeps?|plays?|asked|left|got|still|"
    r"also|too|from|with|on|for|says)\b)",
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
ROAD = (
    r"(?:[A-Z][\w'-]+\.? ){1,3}"
    r"(?:Road|Rd|Street|St|Avenue|Ave|Crescent|Cres|Drive|Dr|Lane|Terrace|Terr|Place|Pl|Court|Ct|"
    r"Gardens|Gdns|Way|Close|Grove|Square|Sq|View|Wynd|Quadrant|Row|Walk|Brae|Vennel|Loan|Path)\b"
)
STREET = re.compile(
    rf"(?<![\w£.,/-])(?:[Ff]lat \d+(?:/\d+)?,? )?\d{{1,3}}[a-z]?(?:/\d+)?,? {ROAD}"
    rf"|\b(?:[Pp]lacement|[Ff]lat|home|lives?|lived|living|stays?|stayed|staying|moved) "
    rf"(?:in|on|at|to) {ROAD}"
)
PUBLIC = re.compile(
    r"\b(?:office|offices|library|hall|buildings?|centre|academy|school|primary|college|hospital|"
    r"campus|teams?|(?-i:(?!The )[A-Z]\w+ House)|church|clinic|surgery|station|headquarters|hotel|"
    r"chambers|hub|cafe|rooms?|are held|drop in|write to|letters go to|museum|theatre|stadium|"
    r"nursery|university|council|"
    r"civic|depot|shop|unit|suite|floor)\b",
    re.IGNORECASE,
)


def ages_in(sentence: str) -> Iterator[tuple[str, int, int]]:
    """The ages, classes and twins that stand for one person: (kind, start, end)."""
    small = in_small(sentence)
    if NUMBER.search(small):
        for kind, pattern, is_of_one in OF_ONE:
            for found in pattern.finditer(small):
                if is_of_one(found):
                    yield kind, found.start(), found.end()


def homes_in(sentence: str) -> Iterator[tuple[str, int, int]]:
    """The addresses and postcodes in a sentence that are not of a public building."""
    for pattern in (STREET, POSTCODE):
        for found in pattern.finditer(sentence):
            if not PUBLIC.search(sentence[max(0, found.start() - 80) : found.start()]):
                yield "an address or a postcode", found.start(), found.end()


def _is_aged_alone(found: re.Match) -> bool:
    before = found.string[max(0, found.start() - 50) : found.start()]
    return not (MANY_BEHIND.match(found.string, found.end()) or MANY_BEFORE.search(before))


def _is_no_group(found: re.Match) -> bool:
    return not GROUP_BEFORE.search(found.string[max(0, found.start() - 30) : found.start()])


def _is_one_year_old(found: re.Match) -> bool:
    if re.search(r"olds\b", found[0], re.IGNORECASE) or ANY_ONE.match(found[0]):
        return False
    following = found["next"].strip(" ,'-").lower()
    if THINGS.fullmatch(following):
        return False
    # "The 16-year-old participants"; but "16-year-old has".
    plural = following.endswith("s") and following not in ("is", "was", "has", "says", "wants")
    return bool(found["one"] or found.start() == 0) and not plural


OF_ONE = [
    ("somebody’s age", AGED, _is_aged_alone),
    ("somebody’s age", YEAR_OLD, _is_one_year_old),
    ("somebody’s age", OF_AGE, _is_no_group),
    ("somebody’s age", IS_AGE, _is_no_group),
    ("somebody’s age", ONE_WITH_AGE, _is_no_group),
    ("somebody’s class", CLASS, _is_no_group),
    ("somebody’s age", TWO_AGES, _is_no_group),
    ("a day of birth", BORN, _is_no_group),
    ("initials", NUMBERED, _is_no_group),
    ("a twin", TWIN, _is_no_group),
]
