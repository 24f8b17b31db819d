"""Softer signs are found in many spellings, and what councils write each day is not asked about."""

import pytest
from django.utils import timezone

from foundations.doubting import look_at_text
from foundations.softer.names import Known
from foundations.softer.signs import softer_signs
from tests.conftest import person
from tests.factories import ServiceFactory
from tests.measured.drawing import softer_sentence, spoken_sentence

FOUND = {
    "a name with an age": ["Kim (9) came.", "Kim, 9, came.", "Our 9-year-old Kim", "Kim is nine."],
    "somebody’s age": [
        "A boy aged 9 came.",
        "She is 9.",
        "A nine-year-old told us.",
        "a girl of 9",
        "They are both nine.",
        "A six-week-old was moved.",
        "Age 9, likes water.",
    ],
    "a name with a relation": [
        "Kim’s mum came.",
        "the foster carer of Kim",
        "Kim and her sister",
    ],
    "a name with a class": ["We heard Kim in P5."],
    "a name with a move": ["Kim was placed in May."],
    "a name with no surname": [
        "Kim attends Ayr Grammar.",
        "Kim’s social worker left.",
        "On 3 May 2025 Kim moved.",
        "Nobody asked Kim.",
        "Ask Kim what helps.",
        "Kim – excluded twice – boxes.",
        "Present: Kim, two others.",
        "It was hard for Kim, with her advocate there.",
        "Kim mumbles.",
        "Kim: back at school",
        "Kim’s Big Win",
        "Letters from Kim were read.",
        "A change in Kim was plain.",
        "Kim B swam.",
    ],
    "the only or the youngest one": [
        "the only care experienced pupil",
        "our youngest resident",
        "the eldest of the four",
    ],
    "what is told of one child": [
        "The boy who hid came.",
        "a mum in Skerry whose baby was ill",
        "the girl from Torran",
        "our pupil with no hearing",
        "the brother of a girl",
        "A deaf child at Skerry Academy was moved.",
        "The family in Torran waits.",
        "A mother of six runs the group.",
        "The child’s mother works nights.",
        "Two boys slept in the office.",
        "The bairn has a new coat.",
        "A granda has the order.",
        "The baby born in May went to carers.",
        "Our nephew hides.",
    ],
    "somebody who is known already": [
        "Her worker was late again.",
        "My daughter misses school.",
        "In May she ran away.",
    ],
    "a day of birth": ["She was born on the second of May.", "Date of birth: the third of June"],
    "brothers and sisters": ["Both sisters moved.", "three wee brothers", "a brother and sister"],
    "initials": [
        "J.B. said so.",
        "JB told us so.",
        "Child K moved.",
        "JB’s worker left.",
        "C. does not know.",
        "Initials McK",
    ],
    "somebody’s class": [
        "A girl in S3 came.",
        "the P5 pupil",
        "He (S2) told us.",
        "Child in P4",
        "Two pupils in S6 at Skerry",
    ],
    "a twin": ["her twin", "The twins are four."],
    "an address or a postcode": ["He lives at 14 Craigie Road.", "The flat is KA7 1QT."],
}
NOTHING = [
    "Next: Posted all the same, 92.",
    "Next steps: Agree the plan with schools.",
    "Children aged 12 to 15",
    "S3 pupils and 15 year olds",
    "A foster carer in Troon said so.",
    "Headteacher Fiona Campbell met the parents.",
    "County Buildings, 14 Craigie Road, Ayr KA7 1QT",
    "Each P7 pupil and every child in S1",
    "The twin aims; twin-track planning",
    "Trusted adults at the school",
    "The U.K. and I.T. said so.",
    "People under 18",
    "The Lundy model and the Skye and Lochalsh team",
    "Carers in Biggar and Carluke asked for a bus.",
    "Volunteers from Rotary painted a wall.",
    "Our Keeper and the Convener met MSYPs.",
    "Teenagers asked for wifi.",
    "Friendship is named in each plan.",
    "The newsletter is called “Rise”.",
    "The only time a child is told, the only school, only one child in ten",
    "Two brothers’ groups; a brother and sister may live together.",
    "Groups of three siblings",
    "Exclusions per 1,000 by Locality and Stage",
    "Date,Kind,Audience,Headcount",
    "Hearings Attended by Quintile",
    "Silence never makes a group better.",
    "Flip chart of the day",
    "Drop-in on Mondays",
    "If a boy asks, he may see his file.",
    "A parent said that she felt heard.",
    "A mother told us that the hub felt safe.",
    "Where a pupil named nobody, someone was found.",
    "A mother and toddler group",
    "Children born on or after 1 March",
    "Laughter was heard in the hall.",
    "Every 16-year-old in care is offered an account.",
    "Ask Douglas in Procurement, or Morag from Finance.",
    "The note went to Torran, Skerry and Lornshill academies.",
    "Pupils in S6 at the academy",
    "We read Ann Torrance's 3 papers.",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts]
)
def test_a_sign_is_found_by_what_it_looks_like(kind, text):
    assert [sign.kind for sign in softer_signs(text)] == [kind]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_written_each_day_is_not_asked_about(text):
    assert softer_signs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Torrance 01/04/{}",
        "Ann Torrance, 1 April {}",
        "Ann Torrance (1.4.{}) was moved",
        "1/4/{} – Ann Torrance",
        "TORRANCE, ANN 01/04/{}",
        "Ann Hill {}-04-01",
    ],
)
def test_a_name_beside_a_day_years_ago_is_asked_about(text):
    this_year = timezone.localdate().year
    (sign,) = softer_signs(text.format(this_year - 12))
    assert str(this_year - 12) in sign.passage
    # Of this year it is a meeting's, and of long ago an Act's.
    for year in (this_year, this_year - 40):
        assert not any(str(year) in sign.passage for sign in softer_signs(text.format(year)))


def test_whoever_is_at_work_is_named_beside_any_day():
    day = f"12/05/{timezone.localdate().year - 12}"
    assert softer_signs(f"Dr Ann Torrance, {day}") == []
    assert softer_signs(f"PROMISE BOARD {day}") == []
    assert softer_signs(f"Ann Torrance {day}", Known(people=frozenset({"ann torrance"}))) == []


@pytest.mark.parametrize("text", ["Kim\naged 9", "Kim,\u00a0aged\u00a09", "K\u00adim, aged 9"])
def test_a_sign_is_found_however_it_is_set(text):
    assert softer_signs(f"It went well.\n\n{text} came")[0].passage.endswith("aged 9")


def test_people_who_work_here_are_named_at_their_work_and_not_with_an_age():
    known = Known(people=frozenset({"ailsa mossgarth"}))
    text = "Ailsa Mossgarth met a foster carer."
    assert softer_signs(text)
    assert softer_signs(text, known) == []
    assert softer_signs("Ailsa Mossgarth, aged 9", known)
    assert softer_signs("Ailsa met a foster carer.", known)


def test_accounts_and_services_are_known(db):
    person("Ailsa Mossgarth", "board")
    ServiceFactory(key="skerry", name="Skerrylight Advocacy")
    assert look_at_text("Ailsa Mossgarth met a carer of Skerrylight Advocacy.") == []
    assert look_at_text("Skerrylight met a carer, and Morna met her mum.")


def test_a_long_text_costs_no_more_than_its_length():
    # Pieces of 500 signs: what takes squares of its length would not end here.
    assert len(softer_signs("mum Kim " * 20_000)) < 3_000


def test_the_same_seed_makes_the_same_sentences():
    assert softer_sentence(7, 3) == softer_sentence(7, 3)
    assert spoken_sentence(7, 3) == spoken_sentence(7, 3)
