"""The framework as data, read from the fixture files: everything is there, with its source and its
repairs.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = [
    "foundations",
    "themes",
    "principles",
    "briefing",
    "slide_deck",
    "improvement_actions",
    "links",
]
ROWS = [row for name in FILES for row in json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))]


def rows(model):
    return [row["fields"] for row in ROWS if row["model"] == f"foundations.{model}"]


ITEMS = {fields["key"]: fields for fields in rows("frameworkitem")}
PAGES = rows("pagereference")
LINKS = rows("link")
TARGETS = {fields["item"][0]: fields for fields in rows("publishedtarget")}

KINDS = {
    "foundation": 5, "call": 55, "priority-area": 5, "theme": 25, "lead-in": 3,
    "recommendation": 74,
    "prompt": 4, "fundamental": 5, "principle": 10, "headline": 8, "section": 5,
    "point": 44, "sub-point": 7,
    "report": 7, "background": 14, "vision": 4, "need": 7, "present-state": 6, "warning": 4,
    "invitation": 5,
    "sample-action": 2, "action": 10, "sub-action": 32, "criterion": 25,
}  # fmt: skip
RECOMMENDATIONS = [9, 4, 4, 6, 4, 4, 4, 4, 5, 1, 3, 3, 3, 1, 2, 5, 4, 5, 3]


def of_kind(kind):
    return sorted((i for i in ITEMS.values() if i["kind"] == kind), key=lambda i: i["order"])


def children(key, kind):
    return [item["key"] for item in of_kind(kind) if item["parent"] == [key]]


def plain(words):
    """Words to compare: one kind of quote mark, one space, small letters."""
    return " ".join(re.sub("[‘’]", "'", re.sub("[“”]", '"', words)).split()).lower()


def cited(prefix, document="the-promise"):
    return [p for p in PAGES if p["document"] == document and p["item"][0].startswith(prefix)]


@pytest.mark.parametrize(("kind", "count"), KINDS.items())
def test_all_that_the_source_publishes_is_there(kind, count):
    assert len(of_kind(kind)) == count


def test_nothing_else_is_there():
    assert len(rows("frameworkitem")) == len(ITEMS) == sum(KINDS.values())


def test_rows_are_known_by_natural_keys_that_lead_somewhere():
    assert all("pk" not in row for row in ROWS)
    pointed_at = {i[name][0] for i in ITEMS.values() for name in ("parent", "same_as") if i[name]}
    assert pointed_at <= set(ITEMS)
    assert {p["item"][0] for p in PAGES} | set(TARGETS) <= set(ITEMS)


def test_every_item_names_its_source_and_its_plan():
    for key, item in ITEMS.items():
        assert item["source_document"], key
        assert re.match(r"lines? \d+", item["source_lines"]), key
        assert (item["plan"], item["local"]) == ("Plan 21-24", False), key
        assert item["heading"] or item["text"], key


def test_calls_are_numbered_within_their_foundation():
    counts = {
        name: len(children(name, "call"))
        for name in ("voice", "family", "care", "people", "scaffolding")
    }
    assert counts == {"voice": 6, "family": 8, "care": 22, "people": 8, "scaffolding": 11}
    for call in of_kind("call"):
        assert call["key"] == f"{call['parent'][0][0].upper()}{call['number']}"


def test_a_heading_is_not_a_key():
    assert len({call["heading_as_printed"] for call in of_kind("call")}) == 44


def test_slips_in_headings_are_corrected_beside_the_printed_form():
    shown = {
        key: (ITEMS[key]["heading"], ITEMS[key]["heading_as_printed"]) for key in ("C1", "P2", "S1")
    }
    assert shown == {
        "C1": ("Upholding children's rights", "UPHOLDING CHILDRENS RIGHTS"),
        "P2": ("Nurturing Scotland's workforce", "NURTURING SCOTLANDS WORKFORCE"),
        "S1": (
            "Structure, commissioning, funding and standards",
            "STRUCTURE, COMISSIONING, FUNDING and STANDARDS",
        ),
    }


def test_themes_stand_in_their_priority_areas():
    areas = {area["key"]: len(children(area["key"], "theme")) for area in of_kind("priority-area")}
    assert list(areas.items()) == [
        ("good-childhood", 8),
        ("whole-family-support", 4),
        ("planning", 3),
        ("supporting-the-workforce", 4),
        ("building-capacity", 6),
    ]


def test_nineteen_themes_have_a_template_and_building_capacity_has_none():
    templated = {theme["key"] for theme in of_kind("theme") if theme["has_template"]}
    assert templated == {f"T{number}" for number in range(1, 20)}
    assert templated == {theme["key"] for theme in of_kind("theme") if theme["text"]}


@pytest.mark.parametrize(("number", "count"), list(enumerate(RECOMMENDATIONS, start=1)))
def test_recommendations_of_a_theme(number, count):
    assert children(f"T{number}", "recommendation") == [
        f"T{number}.R{n}" for n in range(1, count + 1)
    ]


def test_lead_ins_stand_before_their_group():
    inside = [item for item in ITEMS.values() if item["parent"] == ["T1"]]
    order = [
        item["key"].removeprefix("T1.") for item in sorted(inside, key=lambda item: item["order"])
    ]
    assert order == ["L1", "R1", "R2", "R3", "R4", "R5", "L2", "R6", "R7", "R8", "R9"]


def test_four_recommendations_are_printed_twice():
    texts = {
        item["text"].replace("procurement are attuned", "procurement attuned")
        for item in of_kind("recommendation")
    }
    assert len(texts) == 70
    twins = {
        key: item["same_as"][0]
        for key, item in ITEMS.items()
        if item["same_as"] and key.startswith("T")
    }
    assert twins == {f"T18.R{n}": f"T17.R{n}" for n in range(1, 5)}


def test_recommendations_cite_45_pages_of_the_promise():
    printed = {(page["item"][0], page["order"]) for page in cited("T")} - {("T9.R1", 2)}
    assert len(printed) == 80, "p46/47 is one reference to two pages"
    assert len({page["page"] for page in cited("T")}) == 45
    assert [page["page"] for page in cited("T9.R1")] == [46, 47]
    assert {r["key"] for r in of_kind("recommendation")} - {p["item"][0] for p in cited("T")} == {
        "T9.R3"
    }


def test_page_marks_of_recommendations_are_their_page_references():
    for item in of_kind("recommendation"):
        printed = [int(n) for n in re.findall(r"(?<=[p/])\d+", item["text"])]
        assert [p["page"] for p in cited(item["key"]) if p["item"] == [item["key"]]] == printed, (
            item["key"]
        )


def test_each_template_cites_one_page_of_the_change_programme():
    pages = {page["item"][0]: page["page"] for page in cited("T", "change-programme")}
    assert len(cited("", "change-programme")) == len(pages) == 19
    for key, page in pages.items():
        assert ITEMS[key]["text"].endswith(f"(Change Programme, p{page})")


def test_briefing_points_cite_18_pages():
    assert [page["item"][0] for page in cited("RB")] == [f"RB{n:02}" for n in range(1, 45)]
    briefing, templates = ({page["page"] for page in cited(prefix)} for prefix in ("RB", "T"))
    assert len(briefing) == 18
    assert briefing & templates == {25, 41, 42, 63, 67, 72, 79, 85, 86, 89, 91, 100}
    assert briefing - templates == {44, 68, 80, 87, 88, 116}


def test_doubtful_page_labels_are_marked():
    doubtful = {page["item"][0] for page in cited("RB") if page["note"]}
    assert doubtful == {"RB25", "RB28", "RB42"}


def test_what_is_not_for_the_council_alone_is_marked():
    reach = {
        kind: [i["key"] for i in ITEMS.values() if i["reach"] == kind]
        for kind in ("partly-national", "national")
    }
    assert reach["partly-national"] == ["T5", "T10", "T13", "T17"]
    assert reach["national"] == ["RB29", "RB30", "RB31", "RB32", "RB33", "RB34"]


def test_sub_actions_stand_under_their_action():
    counts = [len(children(str(number), "sub-action")) for number in range(1, 11)]
    assert counts == [7, 1, 2, 1, 4, 3, 4, 4, 2, 4]


def test_criteria_stand_under_their_sub_action():
    parents = Counter(criterion["parent"][0] for criterion in of_kind("criterion"))
    assert parents == {"1.4": 3, "2.1": 7, "6.1": 10, "7.3": 2, "9.1": 3}


def test_criteria_of_the_ten_principles_are_the_principles():
    for criterion in of_kind("criterion"):
        if criterion["parent"] == ["6.1"]:
            assert criterion["text"] == ITEMS[criterion["same_as"][0]]["heading"]


def test_five_numbers_and_dates_are_stated_by_the_source():
    assert sorted(TARGETS) == ["1.1", "1.2", "1.3", "1.4", "1.7"]
    assert [(t["number"], t["period_months"]) for t in TARGETS.values()] == [
        (3, 12),
        (None, 6),
        (1000, 12),
        (None, None),
        (None, None),
    ]
    dates = {key: (target["first_day"], target["last_day"]) for key, target in TARGETS.items()}
    assert dates["1.4"] == (None, "2021-12-31")
    assert dates["1.7"] == ("2021-09-01", "2024-12-31")


def test_words_of_a_published_target_are_the_source_s():
    for key, target in TARGETS.items():
        assert target["words"] in (ITEMS[key]["text_as_printed"] or ITEMS[key]["text"]), key


def test_links_are_only_suggested():
    assert {link["state"] for link in LINKS} == {"suggested"}
    work = [link for link in LINKS if link["from_item"][0][0].isdigit()]
    rest = [link for link in LINKS if link not in work]
    assert Counter(link["confidence"] for link in work) == {"high": 38, "medium": 39, "low": 24}
    assert Counter(link["confidence"] for link in rest) == {"high": 23, "medium": 18, "low": 5}


def test_a_pair_is_linked_once():
    pairs = {(link["from_item"][0], link["to_item"][0]) for link in LINKS}
    assert len(pairs) == len(LINKS) == 147
    assert {key for pair in pairs for key in pair} <= set(ITEMS)


def test_counted_links_of_the_improvement_actions_reach_29_calls():
    counted = [
        link
        for link in LINKS
        if link["confidence"] != "low" and ITEMS[link["to_item"][0]]["kind"] == "call"
    ]
    assert len({link["to_item"][0] for link in counted}) == 49
    assert len({link["to_item"][0] for link in counted if link["from_item"][0][0].isdigit()}) == 29


def test_two_calls_have_no_link_at_all():
    linked = {link["to_item"][0] for link in LINKS}
    assert {call["key"] for call in of_kind("call")} - linked == {"V2", "P1"}


@pytest.mark.parametrize("end", ["from", "to"])
def test_words_of_a_link_occur_in_the_items_it_joins(end):
    for link in LINKS:
        item = ITEMS[link[f"{end}_item"][0]]
        forms = [
            plain(item[name])
            for name in ("text", "text_as_printed", "heading", "heading_as_printed")
        ]
        assert any(plain(link[f"{end}_words"]) in form for form in forms), (
            item["key"],
            link[f"{end}_words"],
        )
