"""Words by which the softer signs are told from what councils write each day."""

from __future__ import annotations

import json
import re
from functools import cache

from django.conf import settings

from foundations.loading import FILES

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
    "bridge bay beach maternity hospice infirmary island isles festival cup league united rovers "
    "care"
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
    "makaton signalong triple nurture thrive solihull mellow"
)
PLACES = _set(
    "ayr prestwick troon girvan maybole dailly tarbolton annbank ballantrae dundonald mossblown "
    "symington monkton coylton dalrymple kirkmichael kirkoswald minishant straiton barr barrhill "
    "colmonell pinwherry lendalfoot loans crosshill turnberry maidens dunure alloway doonfoot "
    "castlehill belmont kincaidston lochside whitletts dalmilling wallacetown newton heathfield "
    "braehead forehill masonhill holmston craigie barassie muirhead failford joppa old drongan "
    "kilmarnock irvine glasgow edinburgh aberdeen dundee inverness stirling perth falkirk paisley "
    "renfrew lanark hamilton dumfries cumnock arran ardrossan saltcoats kilwinning stranraer "
    "polmont oban fife lothian highland ireland england wales britain europe london carlisle "
    "ukraine syria poland clyde doon carrick cunninghame marr ayrshires"
)
CALENDAR = _set(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december mon tue tues wed thu thur thurs fri sat "
    "sun jan feb mar apr jun jul aug sept sep oct nov dec spring summer autumn winter"
)
# Capitals begin these too: the first word of a sentence, and what people are called.
COMMON = _set(
    "ask choose count offer reach inclusion wee sons daughters cabinet form forms phase "
    "objective objectives houses throughcare "
    "aftercare teenagers youngsters residents tutors trainers families relatives neighbours "
    "friends guests staff colleagues partners trustees governors employers landlords lawyers "
    "graduates apprentices trainees respondents attendees participants contributors whoever "
    "whatever wherever whenever hoose bairn bairns lads lasses folk fathers "
    "learner learners lunch breakfast dinner tea food sleep money transport travel music sport art "
    "drama film films "
    "cooking gardening football swimming cycling holiday holidays weekend weekends evening "
    "evenings "
    "mornings attendance attainment absence contact funding budget costs spending savings demand "
    "capacity waiting referrals referral recruitment retention sickness consultation engagement "
    "leaflet leaflets website email emails phones laptops tablets bus buses taxi taxis uniforms "
    "clothes beds furniture rent bills heating coffee cake pizza bingo crafts reading writing "
    "maths science history advice citizens bureau citizen voters tenants owners drivers cooks "
    "cleaners janitors nurses doctors teachers workers managers officers leaders panels courts "
    "a about above according across actually add added after afterwards again agenda ages ago "
    "agreed all almost also although always among an and annual another answers any anyone apart "
    "are around as asked at aunt aunts away baby back be because been before being below beside "
    "best better between big both boy boys but by call called calls can carer carers chair "
    "chairs check child children class cllr come comments could councillor dad dads daddy date "
    "dear depute deputy did director discussed do does doing done dr due during each earlier "
    "early eight eighteen either eleven else enquiries even event every everybody everyone "
    "except family father fathers feedback few fewer fifteen fifty figures finally first five "
    "foot for forty four fourteen fourth free freephone from full further games gave get girl "
    "girls give given go going good got grandad grandparents gran granny great grant had half "
    "happy has have he head headteacher held hello help her here hers him his home hope house how "
    "however i i'd i'll i'm i've if in including indeed inside instead interview into is it it's "
    "its job just keep keeping key kids know last later lead least less let letter letters list "
    "little live long look lots love made make manager many maybe me meanwhile meet meeting "
    "members minutes miss mistake moderate month monthly more morning most mother mothers mr mrs "
    "ms much mum mums must my name nan near nearly need neither never new newsletter next nine "
    "nineteen no nobody none nor not note notes nothing now number nurse of off officer often "
    "okay on once one only open or order other others our out outside over overall page paid "
    "pair panel parent parents partly party past pay people per perhaps phone planning play "
    "reporter please plus posters portfolio previously principal prof professor pupil pupils "
    "questions "
    "quick quote quotes ratio read real recent recently ref regular rent reports results rev "
    "reviews ring room rooms said same saw say says scan school score scores second see sent "
    "session sessions seven seventeen seventy several she should show sibling siblings sign "
    "similarly since single sir sister sisters six sixteen sixty small so social some somebody "
    "someone something sometimes son soon staff started still story student students such "
    "summary support survey table talk teacher ten text than thank thanks that the their them "
    "then there these they thing things think third thirteen thirty this those though three "
    "through thus till time times to today together told tomorrow tonight too total toward town "
    "training tuesday twelve twenty twice twin twins two uncle uncles under unfortunately unless "
    "until up update updates upon us use used using usually very via visit visits volunteers "
    "wait was we week weekly weeks well went were what when where whereas whether which while "
    "who whole whose why will with within without women wonderful work worker workers workshop "
    "would write year yearly years yes yesterday yet you young your yours youth"
)
# And with these headings, columns and notes: what is counted, and what happened.
COUNTED = _set(
    "absences accidents admissions agencies allocation allowance allowances anger anxiety "
    "appeals applications appointments assessments assistance attachment audience audiences "
    "awareness balance baseline bathrooms bedrooms bedtimes begin benefits bereavement "
    "birthdays bookings breakdown breakdowns briefings bullying cancelled carpets cases "
    "ceilings chronologies clinics closed clubs completed complaints completion concerns "
    "confidence connection cookery counselling curtains deadline deadlines debriefs debt delays "
    "dental destinations diet disability discharge discipline dogs donations draft drafts drop- "
    "in duration duties ended entries episodes equality ethnicity examples exits expectant "
    "expenses fairness fees fifth figure finance food forecasts found friendships furnishings "
    "gaps gender gifts grades grants graphs grief groceries haircuts headcount headings "
    "headcounts health homes honesty households illness incidents income indicators induction "
    "intake inspections invoices isolation joint keys kinship kitchens laughter laundry "
    "libraries licences listening literacy locality localities locks logs loneliness loss love "
    "luggage lunches meals median medication mentoring menus mergers milestones minibus "
    "minibuses missed mode music neglect nights notices numeracy nutrition objects offers "
    "openings outings outcomes outreach overnight overnights owners ownership packs pantries "
    "paperwork parks passports patterns pause payments percentage performance permanence "
    "permissions pets pilots pizza places pledges pocket poems poverty praise prevention prizes "
    "profile projects promotions purchase quality quarter quarterly quota rates reasons "
    "receipts records reductions refunds registers registration removals repairs requests "
    "respite responses restraint restraints returned returns returning rewards rights risk "
    "risks rotas rules safety satisfaction saved savings secure seclusion sheets shifts shoes "
    "silence sixth skills sleep sleepovers snacks sofas songs source spaces staffing stage "
    "stages statistics stays stigma stored strengths stress submitted suicide supervision "
    "suppers surveys tables targets tariff tasks tenancies tenancy tests timelines times "
    "toiletries tokens toys tracker trackers transitions transition trauma travel trends trips "
    "trust turnover uptake vacancies value values vans violence visitors vouchers wages waits "
    "walks wards warmth warnings washing waste wellbeing wifi windows wishes workloads yield"
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
    "max jack robin harmony angel skye isla iona"
)
# A sentence that begins so begins with no name.
NO_NAME_ENDS = ("tion", "sion", "ment", "ness", "ing", "ings", "ised", "ities", "ship", "hood")
# Two capitals that are nobody's.
ABBREVIATIONS = _set(
    "IT HR GP EP MP UK EU US UN SW SG CE PK OT AI TV QI PE QA LA NI SA CB HQ PA PR PS NB AM PM KC "
    "QC EA NHS OK ID CV FE HE BA MA SQ SQA NA TA VC DJ CD AV RE FM CP CC ASN LAC HT DHT PT SLT PC "
    "ES HSCP SAC CAMHS EY WE ON"
)


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
    return frozenset(published | COMMON | COUNTED | CALENDAR | FAMILY | ORGANISATIONS | TITLES)


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
