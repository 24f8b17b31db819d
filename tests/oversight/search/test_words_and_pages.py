"""Whatever one types is answered: odd signs, keys, names with accents, many results."""

import pytest
from django.urls import reverse

from foundations.models import PageReference
from oversight.search.kinds import MOST
from tests.conftest import html_of
from tests.factories import (
    EvidenceFactory,
    HeardFactory,
    ItemFactory,
    ProgressUpdateFactory,
    SubActionFactory,
)

from .test_search import kinds, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ODD = [
    '"', '""', "'", "kinship AND", "NEAR(kinship care)", "kin*", "-kinship", "(kin", "kin) OR (",
    "kinship & !care", "kinship:*", "a | b", "words:kinship", "\\", "%", "_", "{kinship}", "^kin",
    "🎉", "kin\0ship", "—", "the and of", "x" * 10_000, "kin " * 3_000,
    "हिन्दी", "你好", "c" * 300,
    "<b>kin</b>", "kin\u202eship", "\ufeff", "1e5 0x1f", "4..1", "--", "not", "kin + ship", "://",
]  # fmt: skip


@pytest.mark.parametrize("typed", ODD, ids=ascii)
def test_odd_signs_are_answered(search, call, typed):
    ItemFactory(kind="point", heading="Kinship care", parent=call)
    answer = search(typed)
    assert "<b>kin</b>" not in answer.content.decode()
    assert kinds(search(typed, kind="text", page="9")) == kinds(answer)


@pytest.mark.parametrize("typed", ['"Kinship', "kinship*", "(KINSHIP)", "care: kinship", "kin"])
def test_signs_beside_a_word_change_nothing(search, call, typed):
    ItemFactory(kind="point", heading="Kinship care", parent=call)
    assert kinds(search(typed)) == ["text"]


def test_only_words_that_stand_in_every_text_are_told_so(search, call):
    ItemFactory(kind="point", heading="The kinship of all", parent=call)
    answer = search("the of")
    assert kinds(answer) == []
    assert "stand in almost every text" in text_of(answer)
    assert kinds(search("the kinship of")) == ["text"]


def test_a_word_may_be_its_beginning_and_a_number_may_not(search, call):
    ItemFactory(kind="point", text="Kilbrandon wrote it in 1964", parent=call)
    assert kinds(search("kilbran")) == ["text"]
    assert kinds(search("196")) == []
    assert kinds(search("1964 kilbrandon")) == ["text"]
    assert kinds(search("brandon")) == []


@pytest.mark.parametrize("typed", ["C18", "c18", "c 18", "C-18", "call C18", " C 1 8 "])
def test_a_key_is_found_however_it_is_typed(search, call, typed):
    first = search(typed).context["found"].sections[0]
    assert first.is_meant
    assert first.lines[0].key == "C18"


@pytest.mark.parametrize(
    "typed",
    ["Guth na h-Òigridh", "guth na h'oigridh", "oigridh", "hoigridh guth", "ÒIGRIDH", "h‑òig"],
)
def test_a_gaelic_title_is_found_without_its_accents(search, typed):
    EvidenceFactory(title="“Guth na h-Òigridh” – fèis an t-Samhraidh")
    answer = search(typed)
    assert kinds(answer) == ["evidence"]
    assert "<mark>" in html_of(answer)


BRIEN = ["O’Brien", "O'Brien", "o`brien", "OBrien", "obrien", "Ó Brien"]


@pytest.mark.parametrize("typed", BRIEN)
def test_a_name_is_found_with_every_apostrophe_and_without(search, typed):
    for shows in ("Told by Mr O’Brien", "Told by Mr O'Brien"):
        EvidenceFactory(shows=shows)
    (section,) = search(typed).context["found"].sections
    assert section.total == 2


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        *((typed, True) for typed in ("page 85", "p. 85", "P.85", "pp 85", "pg 85", "page85")),
        ("The Promise, page 85", True),
        ("page 86", False),
        ("page 85b", False),
    ],
)
def test_a_page_is_found_however_it_is_cited(search, call, typed, is_found):
    PageReference.objects.create(item=call, document="the-promise", page=85)
    assert kinds(search(typed)) == ["page"] * is_found


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("self-assessment", ["self‑assessment", "self assessment", "SelfAssessment"]),
        ("self assessment", ["self‑assessment", "self assessment"]),
        ("selfassessment", ["self‑assessment", "SelfAssessment"]),
    ],
)
def test_what_a_dash_joins_is_found_in_every_way(search, typed, texts):
    for text in texts:
        HeardFactory(words=f"Our {text}")
    HeardFactory(words="Our selves")
    (section,) = search(typed).context["found"].sections
    assert section.total == len(texts)


def test_a_title_stands_before_other_texts_and_the_newest_first(search):
    title = EvidenceFactory(title="Kilbrandon")
    others = [EvidenceFactory(shows="As Kilbrandon said") for _number in range(2)]

    (section,) = search("kilbrandon").context["found"].sections

    order = [title, *reversed(others)]
    assert [line.url for line in section.lines] == [one.get_absolute_url() for one in order]


def test_an_update_is_shown_with_its_passage_and_leads_there(search):
    work = SubActionFactory(item__text="Hear each child")
    update = ProgressUpdateFactory(
        sub_action=work, changed="Long. " * 100 + "Then Kilbrandon’s words " + "were read. " * 100
    )

    (line,) = search("kilbrandon").context["found"].sections[0].lines

    assert line.url == f"{work.get_absolute_url()}#update-{update.pk}"
    assert [piece.text for piece in line.passage if piece.is_marked] == ["Kilbrandon’s"]
    assert 100 < len("".join(piece.text for piece in line.passage)) < 260


def test_pages_of_one_kind_lie_in_the_address(search):
    work = SubActionFactory()
    ProgressUpdateFactory.create_batch(MOST + 1, sub_action=work, changed="Kilbrandon")
    HeardFactory(words="Kilbrandon")

    answer = search("kilbrandon")
    html = html_of(answer)
    assert f"more than {MOST} progress updates" in html
    assert 'href="?q=kilbrandon&amp;kind=update"' in html
    assert "page=2" not in html

    answer = search("kilbrandon", kind="update", page="4")
    found = answer.context["found"]
    assert [section.kind.key for section in found.shown] == ["update"]
    assert len(found.chosen.lines) == 50
    assert "151 to 200 of more than 200" in text_of(answer)
    assert "These are the first 200." in text_of(answer)
    assert 'href="?q=kilbrandon&amp;kind=heard"' in html_of(answer)


def test_a_kind_that_there_is_not_shows_all(search):
    HeardFactory(words="Kilbrandon")
    answer = search("kilbrandon", kind="<letters>")
    assert kinds(answer) == ["heard"]
    assert "There is nothing called “&lt;letters&gt;” to narrow" in html_of(answer)
    # Of a kind in which there is nothing all is shown too.
    assert [one.kind.key for one in search("kilbrandon", kind="call").context["found"].shown] == [
        "heard"
    ]


def test_the_field_stands_on_every_page_at_every_width(signed_in, board):
    html = html_of(signed_in(board).get(reverse("calls")))
    assert html.count(f'role="search" action="{reverse("search")}"') == 2
    assert 'id="search-in-menu"' in html
