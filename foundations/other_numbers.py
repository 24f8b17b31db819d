"""Numbers by which schools, social work, the state and cards know a person, mostly by their label.

A National Insurance number is known by its own form (HMRC, NIM39110), a driving licence by its
letters and digits (DVLA); the others are digits like any, so only the word before or behind tells.
"""

from __future__ import annotations

import re

from .judging import Judgement, is_in_link, is_numbered_thing

_ONE = (
    r"(?:pupil|learner|student|child|client|patient|service user|care leaver|baby|sibling|"
    r"young person|person|candidate)(?:'s)?"
)
# Where records of children are kept: SEEMiS in schools, the others in social work.
_SYSTEM = r"(?:seemis|swift|mosaic|care ?first|liquid ?logic|eclipse|ais)"
_NO = r"(?:no|nos|nr|num|number|id|i\.d|identifier|ref|reference|code)\.?(?![a-z])"
_IS = rf"(?:[ _\-(]{{0,2}}{_NO})"
# Signs between a word and its number.
_TO = r"(?: ?\([^)\d]{0,40}\))?(?: (?:is|was))?[\W_]{0,4}"
_DIGITS = r"[a-z]{0,3}[/\-]?\d(?:[ \-/.]?\d){4,11}(?![\w%]|[.,]\d)"
_NINE = r"\d(?:[ \-.]?\d){8}(?!\d|[.,]\d)"
_SCN = r"(?:scn|s\.c\.n\.?|scottish candidate|sqa candidate|(?:sqa|candidate)(?=[ _]n))"
_NI_PARTED = r"[ .\-/]?\d\d[ .\-/]?\d\d[ .\-/]?\d\d[ .\-/]?[a-d](?![a-z\d])"

INSURANCE = re.compile(
    rf"(?P<labelled>(?<![a-z])(?:n\.?i\.?(?:no|n)?|national[ \-]?insurance){_IS}*{_TO}"
    rf"[a-z]{{2}}{_NI_PARTED})"
    # The letters that such a number may begin with.
    rf"|(?<![a-z\d])(?!bg|gb|kn|nk|nt|tn|zz)(?-i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]){_NI_PARTED}",
    re.IGNORECASE,
)
CANDIDATE = re.compile(
    rf"(?<![a-z]){_SCN}{_IS}*{_TO}{_NINE}|(?<!\d){_NINE}[ ,:;(\-]{{1,3}}(?:is (?:the |her |his )?)?"
    rf"{_SCN}(?![a-z])",
    re.IGNORECASE,
)
PASSPORT = re.compile(
    rf"(?<![a-z])passport{_IS}*{_TO}[a-z]{{0,2}}\d(?: ?\d){{6,8}}(?!\d|[.,]\d)"
    # A driving licence: five letters of the name, the day of birth, initials.
    r"|(?<![a-z\d])(?:[a-z]{5}|[a-z]{2,4}9{1,3})(?<=\w{5})\d[0156]\d[0-3]\d\d ?[a-z][a-z9] ?"
    r"\d[a-z]{2}(?![a-z\d])",
    re.IGNORECASE,
)
RECORD = re.compile(
    rf"(?<![a-z])(?:(?:{_ONE}|{_SYSTEM}){_IS}{{1,2}}|upn{_IS}*){_TO}{_DIGITS}"
    rf"|(?<![a-z]){_SYSTEM}{_TO}(?=[a-z]{{0,3}}\d{{6}}){_DIGITS}"
    # Cases of complaints, circulars and library cards have such numbers too.
    rf"|(?P<unsure>(?<![a-z])"
    rf"(?:(?:case|scra|reporter(?:'s)?|home office|brp|arc|lac|asylum){_IS}{{1,2}}"
    rf"|(?:young scot|nec|saltire)(?: card)?{_IS}?){_TO}"
    r"(?:[a-z]{1,4}[/\-]?)?\d(?:[ \-/]?\d){4,15}(?![\w%]|[.,]\d))",
    re.IGNORECASE,
)


def judge_insurance(found: re.Match, *, in_file: bool) -> Judgement:
    """Whose a match of `INSURANCE` is: behind the word of an order or a page it may be theirs."""
    if found["labelled"]:
        return Judgement.PERSONS
    if is_in_link(found):
        return Judgement.NOBODYS
    if is_numbered_thing(found):
        return Judgement.NOBODYS if in_file else Judgement.DOUBTFUL
    return Judgement.PERSONS


def judge_labelled(found: re.Match, *, in_file: bool) -> Judgement:
    """A person's: her label is part of the match."""
    return Judgement.PERSONS


def judge_record(found: re.Match, *, in_file: bool) -> Judgement:
    """Whose a match of `RECORD` is: the label says whether it is a child's or may be a case's, and
    in the address of a page the client is as often a program.
    """
    unsure = found["unsure"] or is_in_link(found)
    return Judgement.DOUBTFUL if unsure else Judgement.PERSONS
