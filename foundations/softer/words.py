"""Words by which the softer signs are told from what councils write each day."""

from __future__ import annotations

import json
import re
from functools import cache

from django.conf import settings

from foundations.loading import FILES

from .ordinary import ORDINARY

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FAMILY = _set(
    "mum mums mummy mam mother dad dads daddy father parent parents sister sisters brother "
    "brothers sibling siblings twin twins gran granny nana nan grandma grandmother grandad granda "
    "grandpa grandfather grandparents aunt auntie aunty uncle cousin cousins stepdad stepmum "
    "stepfather stepmother stepbrother stepsister son daughter carer carers guardian nephew niece "
    "aunts aunties uncles grannies grandads boyfriend girlfriend baby"
)
# By "she" behind one of these anybody may be meant, as in "a parent said that she".
WHOEVER = FAMILY | _set(
    "if whether whenever or who each every any no someone somebody anyone anybody "
    "everyone everybody nobody girl boy child lad lass pupil student youngster teenager person "
    "woman man lady gentleman colleague leaver resident mr mrs ms miss dr"
)
SCHOOLS = _set("school academy primary grammar nursery college campus high")
# Beside a name each of these says that somebody's life moved.
MOVES = _set("placed placement accommodated adopted adoption hearing foster kinship")
# A word of these in a run of capitals makes it an organisation, a place or a paper.
ORGANISATIONS = SCHOOLS | _set(
    "council board team service services centre hub house homes trust scotland partnership "
    "university hospital committee panel group forum network act plan promise police society "
    "association alliance foundation authority department unit project programme fund street road "
    "avenue drive lane square place court gardens hall park library buildings day week month "
    "report strategy conference award awards book church club scheme agency charity limited ltd "
    "licensing procurement estates communities cafe inn office station bank union college "
    "institute federation company county shire city "
    "sons bridge bay beach maternity hospice infirmary island isles festival cup league united "
    "rovers care brigade"
)
# Those that many councils work with, by the words that are not in the published texts.
PARTNERS = _set(
    "aberlour barnardo's barnardo barnardos quarriers kibble includem crossreach celcis nspcc "
    "childline shelter cyrenians sacro penumbra starcatchers parentline children1st mosaic "
    "homestart home-start voypic coram iriss siaa starley turas nes sds skills microsoft teams "
    "zoom outlook glow seemis excel word sharepoint google facebook instagram tiktok whatsapp "
    "minecraft lego google's youtube netflix disney covid christmas easter halloween eid diwali "
    "ramadan lent english french german gaelic scots scottish british irish polish ukrainian "
    "syrian urdu arabic romanian european roma muslim christian catholic protestant bookbug "
    "makaton signalong triple nurture thrive solihull mellow rotary gmail napier strathclyde "
    "asda tesco lidl aldi greggs boots amazon xbox playstation snapchat bbc stv barclays lloyds "
    "santander stagecoach scotrail heriot-watt macmillan marie-curie unison ofcom acas"
)
PLACES = _set(
    "ayr prestwick troon girvan maybole dailly tarbolton annbank ballantrae dundonald mossblown "
    "symington monkton coylton dalrymple kirkmichael kirkoswald minishant straiton barr barrhill "
    "colmonell pinwherry lendalfoot loans crosshill turnberry maidens dunure alloway doonfoot "
    "castlehill belmont kincaidston lochside whitletts dalmilling wallacetown newton heathfield "
    "braehead forehill masonhill holmston craigie barassie muirhead failford joppa old drongan "
    "kilmarnock irvine glasgow edinburgh aberdeen dundee inverness stirling perth falkirk paisley "
    "renfrew lanark hamilton dumfries cumnock arran ardrossan saltcoats kilwinning stranraer "
    "polmont millport oban fife lothian highland ireland england wales britain europe london "
    "carlisle "
    "ukraine syria poland clyde doon carrick cunninghame marr ayrshires "
    "afghanistan airdrie albania alloa america annan arbroath argyll auchinleck australia "
    "bathgate bearsden belfast bellsbank bellshill biggar birmingham bradford brighton bristol "
    "bute caithness cambridge camden campbeltown canada cardiff carluke catrine clackmannan "
    "clydebank coatbridge cornwall cowal cowdenbeath cumbernauld cumbria cupar dalmellington "
    "dalry denmark dublin dumbarton dunbar dunblane dunfermline dunoon elgin eritrea essex "
    "finland forfar forres france fraserburgh galashiels galloway galston germany grangemouth "
    "greenock hackney haddington hawick helensburgh hull iceland inverclyde islay islington "
    "italy jura kelso kelty kilbirnie kilbride kirkcaldy kirkintilloch kirkwall lambeth "
    "lancashire largo largs larkhall leeds leith lerwick leven liverpool livingston lochaber "
    "lochgelly manchester mauchline moray motherwell muirkirk musselburgh nairn netherlands "
    "newcastle newmilns nigeria norfolk northumberland norway norwich ochiltree orkney oxford "
    "pakistan patna peebles peterhead pitlochry portree renfrewshire romania rothesay salford "
    "selkirk sheffield shetland shotts spain stevenston stewarton stonehaven stornoway sudan "
    "suffolk surrey swansea sweden tarbert tayside thurso tranent uddingston vietnam wick "
    "wigtown wirral wishaw wrexham york yorkshire zealand"
)
CALENDAR = _set(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december mon tue tues wed thu thur thurs fri sat "
    "sun jan feb mar apr jun jul aug sept sep oct nov dec spring summer autumn winter"
)
ROLES = re.compile(
    r"(?:head ?teacher|head|depute|deputy|principal|teacher|director|manager|officer|lead|leader|"
    r"chair|chairperson|chairman|convener|convenor|coordinator|co-ordinator|worker|nurse|minister|"
    r"councillor|provost|professor|doctor|psychologist|therapist|counsellor|artist|author|poet|"
    r"trainer|facilitator|researcher|consultant|assistant|adviser|advisor|advocate|keeper|member|"
    r"commissioner|inspector|sergeant|constable|clerk|secretary|treasurer|volunteer|mentor|coach|"
    r"executive|librarian|solicitor|reporter|sheriff|analyst|administrator|practitioner|midwife|"
    r"visitor|speaker|editor|architect|janitor|cook|driver|host)"
)
TITLES = _set(
    "mr mrs ms miss mx dr doctor prof professor sir lady lord dame rev reverend cllr councillor "
    "provost sgt pc sheriff msp mp"
)
# Words that are given names too: where they begin with a capital inside a sentence they are one.
ALSO_NAMES = _set(
    "hope grace summer faith joy rose lily daisy ruby dawn river star mark will frank grant glen "
    "max jack robin harmony angel skye isla iona patience comfort gift blessing mercy charity "
    "chance prince princess king duke destiny bill"
)
# A sentence that begins so begins with no name.
NO_NAME_ENDS = (
    "ment",
    "ness",
    "ing",
    "ised",
    "ful",
    "tive",
    "ible",
    "ism",
    "less",
    "ately",
    "ently",
)
# Nor is a word that ends so one inside a sentence or a heading; "Ted" and "Ahmed" are.
NEVER_NAME = re.compile(r"\w+(?:tions?|sions?|ities|ship|hood)|\w{2,}[tdncsvgkp]ed")
# Many of something, and neither "James" nor "Louis".
PLURAL = re.compile(r"\w{2,}(?:[b-df-hj-np-rtvxz]|ie)s")
# Two capitals that are nobody's.
ABBREVIATIONS = _set(
    "IT HR GP EP MP UK EU US UN SW SG CE PK OT AI TV QI PE QA LA NI SA CB HQ PA PR PS NB AM PM KC "
    "QC EA NHS OK ID CV FE HE BA MA SQ SQA NA TA VC DJ CD AV RE FM CP CC ASN LAC HT DHT PT SLT PC "
    "ES HSCP SAC CAMHS EY WE ON"
)


def in_small(sentence: str) -> str:
    """A sentence in small letters, sign by sign (for one sign "İ" has two)."""
    small = sentence.lower()
    return small if len(small) == len(sentence) else "".join(sign.lower()[0] for sign in sentence)


@cache
def common_words() -> frozenset[str]:
    """The words, in small letters, that the published texts and councils use."""
    published = set()
    for name in FILES:
        text = (settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8")
        for row in json.loads(text):
            written = (row["fields"].get(part) for part in ("heading", "text", "words", "note"))
            for part in filter(None, written):
                published |= {word.lower() for word in WORD.findall(part.replace("’", "'"))}
    return frozenset(published | ORDINARY | CALENDAR | FAMILY | ORGANISATIONS | TITLES)


def is_known(word: str) -> bool:
    """Whether a word that begins with a capital is no person's name, as far as is known here."""
    small = word.lower().removesuffix("'s").removesuffix("'")
    known = common_words()
    first = small.split("-")[0]
    return (
        small in known
        or small in PARTNERS
        or small in PLACES
        or (first in known and first not in ALSO_NAMES)
        or bool(ROLES.fullmatch(small.removesuffix("s")))
    )
