"""Private mail: addresses of people, told from those of services by the end of the address."""

from __future__ import annotations

import re

from .judging import Judgement, is_in_link

# Whoever has an address here has it as a person. The country's ending may be any.
PROVIDERS = (
    # large ones
    "gmail|googlemail|hotmail|outlook|live|msn|passport|yahoo|ymail|rocketmail|icloud|me|mac|aol|"
    "aim|mail|gmx|email|inbox|zoho|zohomail|yandex|web|"
    # private by design
    "proton|protonmail|pm|tutanota|tuta|tutamail|keemail|fastmail|hey|duck|posteo|mailbox|runbox|"
    "hushmail|startmail|mailfence|disroot|riseup|skiff|countermail|simplelogin|anonaddy|"
    # with a telephone or a line
    "btinternet|btopenworld|bt|sky|talktalk|tiscali|virginmedia|virgin|blueyonder|ntlworld|o2|ee|"
    "plusnet|supanet|lineone|freeserve|fsmail|orange|wanadoo|vodafone|tesco|comcast|"
    # of other countries
    "wp|onet|interia|t-online|libero|seznam|ukr|rediffmail|qq|163|126|naver|abv|laposte|bk|centrum"
)
# mail.ayrshire.org is no provider's, but mail.com and live.co.uk are. Behind the end may stand
# the ending of a file, or the next sentence.
END = r"(?:\.[a-z]+)?$"
PROVIDED = re.compile(
    rf"^(?:{PROVIDERS})\.(?:(?:com|net|org|co\.[a-z]{{2}}|[a-z]{{2}}){END}|[a-z]{{2,5}}$)"
)
# Pupils have these from their school.
PUPILS = re.compile(
    rf"(?:^|\.)(?:glow\.sch\.uk|glowmail\.org\.uk|glowscotland\.org\.uk){END}"
    r"|^(?:student|pupil|learner)s?\."
)
# Families have these: thesmiths.me.uk, smithfamily.co.uk.
FAMILIES = re.compile(
    rf"\.(?:me\.uk|name|family){END}|famil(?:y|ies)\.(?:com|co\.uk|net|uk|me|info|scot){END}"
)
# Organisations have these.
ORGANISATIONS = re.compile(
    rf"\.(?:gov|nhs|ac|sch|org|police|mod|parliament|ltd|plc|coop|charity)(?:\.uk)?{END}|"
    rf"\.(?:scot|eu|int|edu|test|example|invalid){END}|(?:^|\.)example\.(?:com|net|org)$"
)
# A service's own box, wherever it is.
BOXES = re.compile(
    r"(?:info|admin|hello|hi|enquir(?:y|ies)|inquir(?:y|ies)|office|contact(?:us)?|teams?|support|"
    r"help(?:desk|line)?|mail|post|reception|bookings?|events?|training|news(?:letter)?|press|"
    r"media|jobs|recruitment|accounts?|finance|sales|orders?|services?|no-?reply|donotreply|"
    r"feedback|privacy|dpo|data|web(?:master|site)?|promise|participation|champions|advocacy|"
    r"fostering|adoption|care|youth|youngpeople|children|families)(?:[.\-+]\w+)*"
)
_AT = (
    r"(?:@|%40|[(\[{<\-](?:at|@)[)\]}>\-]|\bat (?=[\w\-]+(?: ?[(\[{\-] ?| )dot\b)|(?P<place>\bat ))"
)
_DOT = (
    r"(?:\.| ?[(\[{<\-](?:dot|\.)[)\]}>\-] ?| dot "
    # "Sign in @sky. We will be back."
    r"| \. | ?[.,] ?(?=(?:com|net|co|org|uk)(?![\w-])))"
)
MAIL = re.compile(
    rf"(?<![\w.+%'-])(?P<box>[\w.+%'-]*?[\w+%']) ?{_AT} ?"
    rf"(?P<ending>[a-z0-9\-]+(?:{_DOT}[a-z0-9\-]+){{0,3}}{_DOT}[a-z]{{2,}})"
    r"(?![a-z0-9])"
    # Left unfinished, and the name of a pupil in Glow.
    r"|(?<![\w.+%'-])[\w.+%'-]+@(?:gmail|googlemail|hotmail|icloud|btinternet)(?:com|couk)?\b"
    r"|\bgw\d\d[a-z]{3,}\b",
    re.IGNORECASE,
)
DOT = re.compile(_DOT, re.IGNORECASE)


def judge_mail(found: re.Match, *, in_file: bool) -> Judgement:
    """Whose a match of `MAIL` is.

    An address of which neither a provider nor an organisation is known is asked about where
    somebody typed it; in a file it is the address of a firm.
    """
    if found["ending"] is None:
        return Judgement.PERSONS
    ending = DOT.sub(".", found["ending"].lower())
    is_box = BOXES.fullmatch(found["box"].lower())
    is_family = FAMILIES.search(ending) and not is_box
    if is_family or PROVIDED.search(ending) or PUPILS.search(ending):
        # "Sign in at gmail.com" names nobody.
        return Judgement.DOUBTFUL if found["place"] else Judgement.PERSONS
    if "@" not in found[0] and "dot" not in found[0].lower():  # seen-at-the-same-time.pdf
        return Judgement.NOBODYS
    known = is_box or ORGANISATIONS.search(ending) or found["place"] or is_in_link(found)
    return Judgement.NOBODYS if in_file or known else Judgement.DOUBTFUL
