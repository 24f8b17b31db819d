"""Texts of the framework, word for word, with the repairs that were made and no other."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from .published_words import CORRECTED, VERBATIM

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = ["foundations", "themes", "principles", "briefing", "slide_deck", "improvement_actions"]
ROWS = [
    row["fields"]
    for name in FILES
    for row in json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
]
ITEMS = {fields["key"]: fields for fields in ROWS if "key" in fields}


# Every word was compared with the source documents; whoever changes one compares it again.
PROOF_READ = "c38da9be7c4cda439779479811ffeba163b4ce6e76a3796e7777b83b84b6758b"


@pytest.mark.parametrize("key", VERBATIM)
def test_text_is_the_source_s_own(key):
    assert ITEMS[key]["text"] == VERBATIM[key]


@pytest.mark.parametrize("key", CORRECTED)
def test_a_correction_keeps_the_printed_form_beside_it(key):
    printed, shown = CORRECTED[key]
    assert printed in ITEMS[key]["text_as_printed"]
    assert shown in ITEMS[key]["text"]
    assert ITEMS[key]["repair"].endswith(".")


def test_no_other_text_was_corrected():
    assert {key for key, item in ITEMS.items() if item["text_as_printed"]} == set(CORRECTED)


def test_no_published_word_has_changed_since_it_was_proof_read():
    read = sorted(
        (key, item["heading"], item["text"], item["text_as_printed"]) for key, item in ITEMS.items()
    )
    assert hashlib.sha256(json.dumps(read).encode()).hexdigest() == PROOF_READ


def test_a_printed_form_is_kept_only_where_it_differs():
    for item in ITEMS.values():
        assert not item["text_as_printed"] or item["text_as_printed"] != item["text"]
        assert not item["heading_as_printed"] or item["heading_as_printed"] != item["heading"]


def test_paragraphs_stay_apart():
    paragraphs = {
        key: item["text"].count("\n\n") + 1 for key, item in ITEMS.items() if item["kind"] == "call"
    }
    assert {key: count for key, count in paragraphs.items() if count > 1} == {
        "C1": 2,
        "C10": 2,
        "C22": 3,
        "P3": 2,
    }


def test_nothing_of_the_extraction_is_left():
    signs = r"[\t*•➤➢Ī_]|<u>|\S  \S|^[->·]|^o "
    left = re.compile(rf"{signs}|CEYP|Ayrshires|Fromise", re.MULTILINE)
    assert not [
        item["key"] for item in ITEMS.values() if left.search(item["heading"] + "\n" + item["text"])
    ]


def test_no_person_is_named():
    everything = "".join(path.read_text("utf-8") for path in FIXTURES.glob("*.json"))
    assert re.findall(r"[Cc]haired by (.{15})", everything) == ["[name left out]"] * 2
    assert [ITEMS[key]["text_as_printed"] for key in ("NOW1", "NOW2")] == ["", ""]


@pytest.mark.parametrize(
    ("key", "doubt"),
    [
        ("S6", "Number not printed in the source"),
        ("C5", "An article is missing"),
        ("NOW6", "lost its punctuation"),
        ("T9.R3", "The source gives no page"),
        ("T2", "“A right to an education”"),
        ("T15", "“Relationships”"),
        ("T24", "no template"),
        ("BG2", "the slide deck lists seven"),
    ],
)
def test_what_the_source_leaves_open_is_noted(key, doubt):
    assert doubt in ITEMS[key]["note"]
