"""Ordinary words of councils that are no names, beside those of the published texts: with these a
sentence, a heading, a column or a note begins.
"""

_WORDS = """
a about above absence absences accidents accommodation according accounts achieve achievement
achievements across actually adapt adaptations add added admin admissions adopt adverse advert
advice affection after aftercare afterwards again agencies agenda ages ago agree agreed agreement
agreements aid all allied allocation allowance allowances almost also alternative although always
ambitions among an and anger anniversary announce annual anonymous another answers anxiety any
anyone apart apology appeals applications apply appointment appointments apprentices approval are
around arrange arrangements arrival arrivals art as ask asked aspiration assessments asset
assistance assurance asylum at attachment attainment attendance attendees attitude attitudes
audience audiences audit audits aunt aunts autism average awareness away babies baby back
background bail bairn bairns baking balance band base baseline basket bathroom bathrooms be because
bedroom bedrooms beds bedtime bedtimes been before begin being below benchmark benefit benefits
bereavement beside best better between bid bids big bike bikeability bikes bills bingo birthday
birthdays births block blog body bookings boost both boundaries boy boys bread breakdown breakdowns
breakfast breakout brief briefings brochure budget bulletin bullying bureau burns bursaries bursary
bus buses but button buy by cabinet cadets cake calendar call called calls camp campaign campaigns
camping can cancelled canteen capacity capital card cards career careers careful carer carers
carpets case caseload caseloads cases catering cause caution ceilings central certificate
certificates chair chairs challenge chapter charge charges charter check chief child children
choice choices choir choose choosing chronologies cinema circle circles citizen citizens civic
clarity class classes classroom clean cleaners climate clinics cllr closed closer closure clothes
clubs coach coaches code coffee cohort collaborate collaboration colleagues collect colour column
come comments commission commitments commonwealth communicate compare compassion complaints
completed completion complex computer concern concerns conclusion confidence confidential
connection consent construction consult consultant consultation contact contents continuity
contract contracts contributors control conversation conversations convert cook cookery cooking
cooks copies copy corporate correct costs could councillor counselling count country courses courts
crafts creative criminal curriculum curtains customer customers cut cycle cycling dad daddy dads
daily dance danger database date daughters days deadline deadlines dear debriefs debt decide decile
define delays deliver demand dental dentist depute deputy describe design designs desk destinations
detail diaries diary did diet digital dignity dinner direction director directors directory
disability discharge discipline discover discuss discussed discussion display distance distribution
diversity do doctors documents does dogs doing donations done door doors download dr draft drafts
drama dress drinks drivers drop drop-in drug due duration during duties each earlier early ease
east easy eating eclipse ecosystem edinburgh's edition effort eight eighteen either electric
electricity eleven eligibility else email emails empathy employ employability employee employees
employers empower ended energy engagement enough enquiries enter entitlement entries episodes
equality equipment escalation estimate ethnicity evaluate even evening evenings event every
everybody everyone exam examples exams excellence except exclude excluded exclusions executive
exhibition exit exits expect expectant expectations expenses expert experts explain express extend
external extra facilities fact factor fair fairness faithful families family fast father fathers
feature features fee feedback fees few fewer fewest field fifteen fifth fifty figure figures file
filing fill film films final finally finance financial finding fire first fitness five flag flat
flats floor flow flowers folk food foot football for forecasts form format former forms forty found
founded four fourteen fourth frame free freedom freephone frequency fresh friends friendships from
front fuel full funding funds furnishings furniture further gain gallery games gap gaps garden
gardening gas gather gathering gave gender general get gifts girl girls give given go goal goals
going good got governors grades graduates graduation gran grandad grandparents granny grant grants
graph graphs great green grief groceries grounds growth guarantee guests guideline guidelines
guides gym gypsies gypsy had haircuts half handbook happy has have he head headcount headcounts
headings headteacher health hear heat heating held hello help helpful helpline her here hers hidden
higher highness him hire his historic history hogmanay holiday holidays home homeless homes
homework honest honesty hoose hope hospitals host hostel hour hours house households houses how
however hubs hunger i i'd i'll i'm i've idea if illness image images improvements in incident
incidents including inclusion inclusive income increased increasing indeed index indicators
induction infant initiative initiatives innovation input inside insight inspections inspectors
instead insurance intake interest interim internet interpretation interpreters interview interviews
into introduction invitation invitations invite invited invoices is isolation issue it it's item
items its janitors job joint journeys judges just keep keeping key keys keyworker kids kindness
kinship kit kitchens kits know knowledge lack lads landlord landlords languages laptop laptops
large lasses last later laughter launch launched laundry law laws lawyers layout lead leaders
leaflet leaflets learn learner learners least leaving legacy leisure less lesson lessons let letter
letters liaison libraries licence licences lift light limits lines links list listening literacy
little live loan localities locality locks log logs loneliness long look loss lots love lower
luggage lunch lunches macbeth made magazine mail main majesty majority make managed manager
managers many maps market material maths maximum maybe me meals meaning meaningful meanwhile
measure median mediation medical medication medicine meet meeting member members memorial memories
memory mentoring menu menus merge mergers messages method methods midwives milestone milestones
mind minibus minibuses minister ministers minor minute minutes miss missed mission mistake mobile
mode moderate moderation money month monthly mood moot more morning mornings most mother mothers
motion motivation movement mr mrs ms much multi mum mums mural museum music must my name named nan
nativity near nearly need negative neglect neighbourhood neighbours neither neutral never new news
newsletter newspaper next nights nine nineteen no nobody none nor not note notes nothing notices
now number numeracy nurse nurseries nurses nursing nutrition object objective objectives objects
observation occupational of off offence offences offer offers officer officers offline ofsted often
okay olympics on once one online only open opening openings operation operational opinion opinions
optional or oral order original other others our out outcomes outdoor outings outline output
outputs outreach outside over overall overnight overnights owners ownership packages packed packs
page pages paid pair pandemic panel panels panto pantomime pantries paper papers paperwork
paralympics parent parental parents parks participants parties partly partner partners partnerships
party passport passports past paths pathway patterns pause pay payment payments pending pension
people per percent percentage percentile performance perhaps period permanence permissions pets
phase phases phone phones photo photos pick picture pictures pilot pilots pizza places planning
play plays please pledge pledges plus pocket podcast poem poems poor population portfolio post
postcards poster posters poverty power practical practitioner praise preferred pregnancy
preparation presentation press pressure prevention previous previously price pride principal print
privacy private prize prizes problem problems produce product prof professor profile programmes
projects promised promotions proof properties property proportion proposal proposals protocol
publish pupil pupils puppets purchase qualification quality quarter quarterly quarters quartile
query question questions quick quiet quintile quintiles quota quotation quote quotes race rate
rates rating ratio reach read reading real reasons receipts recent recently recommendation record
recording records recovery recruitment reduction reductions ref refer referral referrals
reflections reform refreshed refugee refugees refunds regional register registers registration
regular rehearsal relatives relax release reliable relief remember reminder reminders remote
removals remove renewal rent repair repairs repeat replace replies reply reporter reporters reports
repository represent request requests research researchers reserve reset residence residents
resilience resolution resource respite respondents responses restorative restraint restraints
results retention retreat returned returning returns reunification rev revenue reviews revised
reward rewards rights ring risk risks roads robe robes roll room rooms rotas round rounds route
routine royal rule rules running rural sadness safeguarding safer safety said sale same sample
satisfaction saved savings saw say says scale scan schedule schemes school science scope score
scores scouts search seasonal seat seclusion second secondary section secure see seek select self
seminar send senior sent separate session sessions seven seventeen seventy several sewing shadow
shape she sheets shifts shoes shop shopping shops shorter should shout show shower showers sibling
siblings sickness sign silence similar similarly since single sir sister sisters site sites
situation six sixteen sixth sixty size skill skills sleep sleepovers slides slow small smoking
snacks snapshot so social sofas soft solution solutions some somebody someday someone something
sometimes son songs sons soon sorry sound soup source spaces speaker speakers special specialist
speech speed spend spending spent spirit sponsor sport spot staff staffing stage stages stand
standing started state statements states statistics stays steps stick stigma still stored story
strand strength strengths stress student students study style submission submissions submitted
subscribe success successes such suggest suicide suite sum summaries summary supervision supervisor
supper suppers supplier suppliers supplies supply support supporters survey surveys suspended
swimming table tables tablets talk targets tariff task tasks taxi taxis tea teacher teachers
technology teen teenagers ten tenancies tenancy tenants tender tests text than thank thanks that
the theatre their them then there these they thing things think third thirteen thirty this those
though three through throughcare thus ticket tickets till time timelines times timetable timing tip
tips title to today together toiletries tokens told tomorrow tonight too tool toolkit topic topics
total tour toward town toys tracker trackers trade traditional trainees trainers training transfer
transfers transformation transforming transition transitional transitions translate translation
translations transparency transport trauma travel traveller travellers treatment trend trends trial
tribunal trigger trips trouble true trust trusted trustees truth tuesday tuition turnover tutors
twelve twenty twice twin twins two types unaccompanied uncle uncles under unemployment
unfortunately uniform uniforms units unknown unless unplanned unseen until up upcoming update
updates upon upper uptake us use used useful user users using usually vacancies vacancy validation
value values vans venue venues version very via victim victims video videos violence virtual visit
visitors visits vocational volunteer volunteering volunteers vote voters vouchers wage wages wait
waiting waits walk walking walks wall wanted ward wards warmer warmth warnings was washing waste
watch water ways we wealth weather web webinar webinars webpage website wedding wee week weekend
weekends weekly weeks welcome welfare well wellbeing went were west what whatever wheelchair when
whenever where whereas wherever whether which while white who whoever whole whose why widely wifi
will willing window windows winners wishes with within without witness women wonderful wood wording
work worker workers workloads workplace workshop worry worth would write writers writing wrong year
yearly years yes yesterday yet yield yoga you young youngest youngsters your yours youth zero zone
"""
ORDINARY = frozenset(_WORDS.split())
