"""Ordinary words of councils that are no names, beside those of the published texts: with these a
sentence, a heading, a column or a note begins.
"""

_WORDS = """
a about above abroad absence absences absent accept accident accidents accommodation according
accounts achieve achievement achievements across actual actually adapt adaptations add added
additional adequate adjust admin admissions admit adopt adverse advert advice advise affect
affection afford after aftercare afterwards again agencies agenda agent ages ago agree agreed
agreement agreements aid alarm alert all allied allocation allowance allowances almost alone along
alphabetical also alternative although altogether always ambitions amend among an ancient and anger
annex anniversary announce annual anonymous another answers anticipate anxiety anxious any anyone
apart apology appeals appear appendix applications apply appointment appointments apprentices
appropriate approval archive are arise army around arrange arrangements arrival arrivals arrive art
as aside ask asked aspiration assessments asset assist assistance assume assurance asylum at attach
attachment attainment attempt attend attendance attendees attitude attitudes attract audience
audiences audit audits aunt aunts author autism automatic autonomy average avoid award awareness
away babies baby back background backlog bad badge badges bag bail bairn bairns baking balance ball
ballot band bar base baseline basis basket bath bathroom bathrooms be beach bear beat because bed
bedroom bedrooms beds bedtime bedtimes been beer before begin being believe belong below bench
benchmark benefit benefits bereavement beside best bet better between beyond bid bids big biggest
bike bikeability bikes bill bills bingo birthday birthdays births bite bitter black blame blank
blanket bless blind block blog blood blue body bolder bonus book bookings booklet boost booth
border born borrow both bottle bottom boundaries box boxes boy boys brain brand brave bread break
breakdown breakdowns breakfast breakout breathe brick brief briefings bright brochure broken brown
brush bubble budget bulk bullet bulletin bullying bunch burden bureau burns bursaries bursary bus
buses busy but button buy by cabin cabinet cadets cafes cake calculate calendar call called calls
calm calmer cameras camp campaign campaigns camping can cancel cancelled candidates cannot canteen
capacity capital capture card cards care career careers careful carer carers carpets carry case
caseload caseloads cases cash cast catch catering cause caution ceilings celebrate central ceremony
certain certificate certificates chain chair chairs challenge chaos chapter character charge
charges chart charter chat cheap cheaper check cheque chess chief child children choice choices
choir choose choosing chosen chronologies churches cinema circle circles citizen citizens civic
claim clarify clarity class classes classify classroom clean cleaners clerk clever click client
climate climb clinics cllr clock closed closer closure clothes clubs coach coaches coast code
coffee cohort cold collaborate collaboration colleagues collect colour column combine come comments
commission commit commitments commonwealth communicate compare compassion complain complaints
completed completion complex compliance compulsory computer concern concerns conclusion confidence
confidential confirm confirmed conflict connection consent construction consult consultant
consultation contact contain contents contest continuity contract contractor contracts contributors
control convenor conversation conversations convert convince cook cookery cooking cooks cope copies
copy corner corporate correct corridor cost costs could councillor counselling count counter
country couple couples courage courses courts craft crafts crash creative credit crew criminal
critical crop cross crowd crown cultural cup cupboard curious current currently curriculum curtains
custody custom customer customers cut cycle cycling dad daddy dads daily dance danger dark database
date dates daughters days deadline deadlines deal dear death debate debates debriefs debt decent
decide decile declare decorate decrease deep defer deferred define degree degrees delay delayed
delays delegates delight deliver demand demo demographic dental dentist deny depend deposit
depression depth depute deputy describe deserve design designs desire desk desktop despite
destinations detail determine device devices diabetes dial dialogue diaries diary dictionary did
diet difference different difficult digital dignity dinner dip direction directly director
directors directory disability disabled disagree disaster discharge discipline discover
discretionary discuss discussed discussion disease display dispute disrepair distance distant
distribution district diversity divide divorce do dock doctor doctors documents does dog dogs doing
dollar donate donations done door doors doorway dose double doubt download dr draft drafts drama
draw dream dress drink drinks driver drivers drop drop-in drug dry dual due duration during dust
duties duty dyslexia each earlier early earn earth ease east easy eat eating echo eclipse economic
economy ecosystem edge edinburgh's edit edition effect efficiency effort eight eighteen eighth
either elect electric electricity eleven eligibility else elsewhere email emails embed embrace
empathy emphasis employ employability employee employees employers empower empty ended energy
engagement enjoy enough enquiries enquiry enter entire entitlement entrance entries entry envelope
envelopes episodes equality equally equipment error escalation essay estimate ethical ethnic
ethnicity evaluate even evening evenings event eventually every everybody everyday everyone exact
exactly exam examine example examples exams excellence excellent except exceptional excess exchange
exchanges exclude excluded exclusions excuse executive exhibition exit exits expect expectant
expectations expense expenses expert experts expired explain express extend extensive external
extra extraordinary extremely eye eyes fabulous face faces facilities fact factor factsheet fail
failure faint fair fairly fairness faithful fake fall false familiar families family fan farm
fashion fast fatal father fathers favourite fear feature features federal fee feed feedback feel
fees female fence ferry few fewer fewest fictional field fifteen fifth fifty fight figure figures
file filing fill film films filter final finally finance financial finding fine finish fire firm
first firstly fish fitness five fixed flag flash flat flats flexibility flight flood floor flow
flowers flu flyer folder folk food fool foot football footwear for force forecasts foreign forever
forget forgive forgotten form formally format former forms fort fortnight fortnightly forty foster
fostered found founded four fourteen fourth fragile frame framework fraud free freedom freely
freephone freeze french frequency frequent fresh friday friend friendly friends friendships from
front frontline frozen fruit fuel fulfil full fully fun fundamental funding funds funeral funny
furnishings furniture further gain gallery games gap gaps garage garden gardening gas gate gateway
gather gathered gathering gave gender general genuine get gifts girl girls give give-and-take given
glad glass global glossary go goal goals going good goodbye got governance governors grab grade
grades gradual graduates graduation gran grandad grandchildren grandparents granny grant grants
graph graphs grass gratitude great greater greatest green grey grief groceries grounds groundwork
grow growth guarantee guess guests guideline guidelines guides guilt guilty guitar gym gypsies
gypsy had hair haircuts half hand handbook handover hang happen happier happy hard hardly hardship
has hat hate have hazard he head headcount headcounts headings headlines headset headteacher health
healthy hear heart heat heating heavy height held hello help helpful helpline her here heritage
hero heroes hers hidden hide higher highlight highness hill him hire his historic historical
history hit hobby hogmanay hold hole holiday holidays home homeless homes homework honest honestly
honesty hook hoose hope horse horses hospitals host hostel hot hotel hour hourly hours house
household households houses how however hubs huge humanity humour hundred hunger hunt hurry hurt
hygiene i i'd i'll i'm i've ice idea ideal ideally if ignore ill illegal illness image images
imagine immediate immediately impressive improvements improves in inbox incident incidentally
incidents including inclusion inclusive income incomplete incorrect increased increasing indeed
index indicators indoor induction inequality infant informal informed initiative initiatives injury
inner innovation input inquiry inside insight inspections inspectors instances instead instruct
insufficient insurance intake integrate intend intense interest interim internet interpretation
interpreter interpreters interview interviews intimate into intranet introduce introduction
introductory investigate invitation invitations invite invited invoice invoices iron irregular is
island isolation issue issued it it's item items its janitors january jargon jewellery job join
joint joke jokes journeys judge judges juice jump junior jury just justified keen keep keeping
kettle key keys keyworker kick kid kids kinder kindly kindness kinship kiss kit kitchen kitchens
kits knife knock know knowledge label lack ladder lads lamp land landline landlord landlords
landscape languages laptop laptops large largest lasses last late later latest laugh laughter
launch launched laundry law lawn laws lawyers lay layout lazy lead leaders leaf leaflet leaflets
leagues learn learner learners leases least leaving lecture lectures left leftover legacy legally
leisure lemon lend length less lesser lesson lessons let letter letters levy liaison liberal
libraries licence licences lid lie lies lift light likely limits lines links lip list listening lit
literacy litter little live livelihood lives loan lobby localities locality locally locate lock
locks log logo logs lone loneliness lonely long look loose lorry lose loss lost lot lots loud
louder love lovely lover low lower loyal loyalty luck lucky luggage lunch lunches macbeth machine
machines made magazine magic magical mail main mainly mainstream majesty majority make makes male
manage managed manager managers mandatory manual many maps market marriage married mask mass match
matched mate material mates maths maximum maybe me meal meals meaning meaningful meanwhile measure
mechanism medal median mediation medical medication medicine meet meeting member members memorial
memories memory mentoring menu menus merge mergers merit mess messages messy metal method methods
mid midday middle midnight midsummer midwives mile milestone milestones mind mine mini minibus
minibuses minimal minister ministers minor minority minute minutes mirror miss missed mission
mistake mistakes mix mixture mobile mock mode moderate moderation modern modest modified modify
money month monthly mood moot more morning mornings mortgage most mostly mother mothers motion
motivation motor motorway mountain mouth movement mr mrs ms much muddle multi multiple mum mums
mural museum music must mutual my mystery nail name named nan narrow nasty nativity naturally near
nearly necessary neck need negative neglect negotiate neighbour neighbourhood neighbours neither
nervous nest net neutral never new news newsletter newspaper next nice night nights nine nineteen
no nobody noise noisy nominate non none nor normal normally north northern nose not notably note
notes nothing noticeboard notices novel now nowhere null number numeracy nurse nurseries nurses
nursing nutrition nutritional oak object objective objectives objects observation obvious obviously
occasional occasionally occupancy occupational occur occurrence odd of off offence offences offer
offered offers officer officers officially offline offsite ofsted often oh oil ok okay old older
oldest olympics on once one online only onward open opening openings operation operational operator
opinion opinions oppose opposite optional or oral orange orchestra order ordinary organise original
other others otherwise ought our ourselves out outbreak outcome outcomes outdoor outings outline
output outputs outreach outright outside oven over overall overdue overnight overnights overspend
overtime overview owed owners ownership pace pack packages packed packs paediatric page pages paid
pain pair palace pale pan pandemic panel panels panto pantomime pantries paper papers paperwork
paragraph paralympics pardon parent parental parents park parks partial participant participants
participate particular particularly parties partly partner partners partnerships party passenger
passes passion passive passport passports password past paste pastoral patch paths pathway patient
patterns pause pay payment payments payroll peace pen penalty pencil pending pension people per
percent percentage percentile perfect perform performance performances perhaps period permanence
permission permissions permit persistent personally pets phase phases phone phones photo photograph
photographer photos phrase pianos pick picture pictures piece pieces pig pilot pilots pink pit
pitch pizza places plain plainer planet planning plant plastic plate plates platform play player
plays pleasant please pleasure pledge pledges plenty plus pocket podcast poem poems poll pond poor
pop popular population portal portfolio possession possibly post postcards poster posters pot
potatoes potential pound poverty power practical practitioner praise precise predict prefer
preferences preferred pregnancy preparation prepared presence presentation preserve press pressure
pretend pretty prevent prevention previous previously price pride primarily principal principle
print prior privacy private prize prizes probable probably problem problems produce product prof
professor profile profit programmes projects promised promote promotions prompt proof properly
properties property proportion proposal proposals propose protocol proud prove provisional
publicity publish published pull punctuality pupil pupils puppets purchase pure purpose purposes
push puzzle qualification qualified qualify quality quarter quarterly quarters quartile query
question questionnaire questionnaires questions queue quick quiet quieter quintile quintiles quit
quiz quizzes quota quotation quote quotes rabbit race radio rail rain raise random ranges rapid
rare rarely rate rates rather rating ratio rationale raw reach read reader reading real realistic
reality really reason reasonable reasons recall receipt receipts receive recent recently recipes
recognise recommend recommendation record recording records recovery recruitment red redesign
reduce reduction reductions ref refer referral referrals reflections reform refreshed refugee
refugees refunds refurbished refuse regardless region regional register registered registers
registration regret regular regularly rehearsal reject relatively relatives relax release relevant
reliable relief religion religious rely remarkable remedial remember remind reminder reminders
remote removals remove renewal rent repaid repair repairs repeat replace replies reply reporter
reporters reports repository represent representatives republic request requests rescue research
researchers reserve reset residence residents resign resilience resilient resolution resource
respite respondents responses restart restaurant restorative restored restraint restraints results
retail retain retention retired retreat returned returning returns reunification reuse rev reveal
revenue reverse reviewed reviews revised revisit reward rewards rewrite ride rider rightly rights
ring rise risk risks roads roadshow robe robes rock roll roof room rooms rope rotas rough roughly
round rounds route routine row rows royal rubbish rugby ruin rule rules run running rural rush sad
sadly sadness safeguarding safer safety said sail salad salary sale same sample sand sandwiches
satisfaction satisfied save saved savings saw say says scale scan scared scenario scenarios scene
schedule scheduled schemes scholarship school science scope score scored scores scouts screen
script sea search seaside seasonal seat seclusion second secondary secret secretary section secure
see seek seem seldom select self sell seminar send senior senses sensory sent sentence sentences
separate serious seriously serve session sessions settle settled seven seventeen seventy several
sewing sex shadow shall shame shape shapes sharp she shed sheet sheets shelf shift shifts shine
shirt shock shoe shoes shoot shop shopping shops shortage shortages shorter shortlist shot should
shoulder shout show shower showers shut shy sibling siblings sick sickness sides sight sign
signature signatures significant signpost silence silver similar similarly simplify simply since
sincere single sink sir sister sisters sit site sites situation six sixteen sixth sixty size sketch
ski skill skills skip sleep sleepovers slides slight slightly slip slogan slot slow slowly small
smart smile smoke smoking smooth snacks snapshot so soap soccer social sofas soft soil solid
solution solutions solve some somebody someday somehow someone something sometimes somewhat
somewhere son song songs sons soon sorry sound soup source souvenir spaces speaker speakers special
specialist specially specifically spectrum speech speed spell spend spending spent spin spirit
split spoken sponsor spoon sport spot spread spreadsheet squad square stable stadium staff staffing
stage stages stair stakeholder stall stamp stand standing started starter state statements states
statistics statutory stay stays steady steps stick sticker sticky stigma still stock stolen stone
stood storage store stored stores story straight straightforward strand strange strategic stream
strength strengths stress stretch strict strike strip stronger strongly structured struggle stuck
student students studio study stuff style stylish sub submission submissions submit submitted
subscribe subsidy substantial substitute success successes such suddenly sugar suggest suicide suit
suitable suite sum summaries summary sunny super superb supervision supervisor supper suppers
supplier suppliers supplies supply support supporters sure surely surface surgery surplus surprise
surprisingly survey surveys survival suspend suspended suspension swap sweet swim swimming switch
symbol synopsis table tables tablet tablets tackle tail takeaway takes talk tall tap tape targets
tariff task tasks taught tax taxes taxi taxis tea teach teacher teachers tear tech technical
technique technology teen teenage teenagers tel telephone television tell temporary ten tenancies
tenancy tenants tend tender tennis tension terminology territory tests text than thank thankfully
thanks that the theatre theft their them thematic then there these they thick thin thing things
think third thirdly thirteen thirty this thorough those though threat three threshold thrilled
through throughcare throw thumb thus tick ticket tickets tidy tie tied tight till time timelines
times timetable timing tiny tip tips tired title to tobacco today together toilet toiletries tokens
told toll tomorrow tone tonight too tool toolkit tooth toothbrush top topic topics torch total
touch tough tour tourism toward towel tower town toy toys track tracker trackers trade traditional
traffic trail train trainee trainees trainers training transcript transfer transferred transfers
transformation transforming transition transitional transitions translate translation translations
transparency transparent transport trauma travel traveller travellers treatment trees tremendous
trend trends trial tribunal tribute tricky tried trigger trips trouble troubled truck true truly
trust trusted trustees trustworthy truth tube tuesday tuition turn turnover tutors tv twelfth
twelve twentieth twenty twice twin twins two types typical typically ugly ultimate ultimately
umbrella unable unacceptable unaccompanied uncertain uncle unclear uncles under undergo underspend
underspent understandable understood undertake undo unemployed unemployment uneven unfair
unfinished unfortunately unhappy uniform uniforms unit unite units universal unknown unless unlike
unlikely unlock unmet unplanned unsafe unseen unsuitable until unusual unveiled unwell up upcoming
update updates upgrade upgrades upon upper upset uptake urban urge urgently us usage use used
useful user users using usual usually vacancies vacancy valid validation valuable value valued
values vans variable varied various vary vast vegetable vegetables vegetarian vehicle vehicles
venue venues verbal verified version very via viable vice victim victims video videos village
villages vintage violence violent virtual visit visitors visits visual visually vocational void
volume volumes volunteer volunteering volunteers vote voters vouchers vs vulnerability wage wages
waist wait waiting waits wake walk walking walks wall want wanted war ward wards warehouse warm
warmer warmth warn warnings warrant was wash washed washing waste watch watched water wave ways we
weak weaknesses wealth wear weather web webinar webinars webpage website wedding wee week weekday
weekdays weekend weekends weekly weeks weigh weight weird welcome welcomed welfare well wellbeing
went were west western wet what whatever wheel wheelchair when whenever where whereas wherever
whether which whichever while whisper whistle white who whoever whole wholesale whose why widely
widen widespread wifi wild will willing win window windows winners wipe wishes with withdraw
withdrawal withdrawn within without witness witnesses women wonder wonderful wood wording work
workbook worker workers workloads workplace workshop worldwide worried worry worse worship worst
worth worthwhile would wound wrap write writers writing wrong wrote yard year yearly years yellow
yes yesterday yet yield yoga you young youngest youngsters your yours youth zero zone zones zoo
"""
ORDINARY = frozenset(_WORDS.split())
