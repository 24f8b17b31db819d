"""Fundamentals, principles, and what stands around the framework in the sources."""

import pytest

from foundations.models import FrameworkItem

AROUND = [
    "background",
    "report",
    "vision",
    "need",
    "present-state",
    "warning",
    "invitation",
    "sample-action",
]


def test_the_five_fundamentals_with_source(published, read):
    page = read("/fundamentals/")
    names = [
        "What matters to children and families",
        "Listening",
        "Poverty",
        "Children's Rights",
        "Language",
    ]
    assert [page.index(f" {name} ") for name in names] == sorted(
        page.index(f" {name} ") for name in names
    )
    assert (
        "they are embedding destigmatising language and practices across the way they work." in page
    )
    assert "Source: The Promise slide deck, lines 198–200 (Plan 21-24)" in page


def test_what_speaks_of_a_fundamental_and_what_only_shares_its_subject(published, read):
    listening = (
        read("/fundamentals/").split("Listening Organisations")[1].split("Poverty Scotland")[0]
    )
    counted, hints = listening.split("1 weak match")
    assert "Linked to it Sub-action 1.1" in counted
    assert "Nobody has confirmed it." in counted
    assert "Call to action V6" in hints


def test_the_ten_principles(published, read, board, signed_in):
    page = read("/principles/")
    assert "Holistic and relational Therapeutic Non-stigmatising Patient and persistent" in page
    assert (
        "Empowerment and agency Flexible Source: Plan 21-24: Change Programme Outcomes, line 420"
        in page
    )
    assert len(signed_in(board).get("/principles/").context["principles"]) == 10


def test_who_refers_to_the_principles(published, board, signed_in):
    referring = signed_in(board).get("/principles/").context["referring"]
    assert [item.key for item in referring] == [
        "F6",
        "C15",
        "T9",
        "T6.R1",
        "T12.R3",
        "RB44",
        "6",
        "6.1",
        "6.3",
    ]


def test_the_background_of_the_framework(published, read):
    page = read("/background/")
    headings = [
        *(
            "Introduction",
            "Reports of the Independent Care Review",
            "Vision",
            "What we need locally",
        ),
        *(
            "Where we were",
            "It won’t happen if",
            "What can you do?",
            "Sample actions of an organisation",
        ),
    ]
    assert [page.index(heading) for heading in headings] == sorted(
        page.index(heading) for heading in headings
    )


@pytest.mark.parametrize("kind", AROUND)
def test_every_text_around_the_framework_is_there_with_a_place_to_link_to(
    published, board, signed_in, read, kind
):
    html, page = signed_in(board).get("/background/").content.decode(), read("/background/")
    items = FrameworkItem.objects.of_kind(kind)
    assert items
    for item in items:
        assert " ".join((item.text or item.heading).split()) in page, item.key
        assert html.count(f'id="{item.get_absolute_url().split("#")[1]}"') == 1


def test_five_and_seven_reports_are_both_told(published, read):
    page = read("/background/")
    assert "This source says five reports; the slide deck lists seven, and seven are shown." in page
    assert (
        "the promise the pinky promise the plan the money follow the money the rules thank you"
        in page
    )


def test_no_person_is_named(published, read):
    assert "Chaired by [name left out]" in read("/background/")


def test_sample_actions_are_only_suggestions(published, read):
    assert "Suggestions only: nobody has taken them on." in read("/background/")


def test_needs_name_the_sub_actions_that_answer_them(published, read):
    assert "N2 Linked to: Sub-action 1.2 (suggested)" in read("/background/")
