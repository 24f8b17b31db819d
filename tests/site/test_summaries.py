"""What is wrong with a form is listed on top of it: each line leads to its box, in the order of the
page, and none says the same twice.
"""

import re

from django import forms
from django.urls import reverse

from accounts.templatetags.layout import faults
from foundations.writing import WritingField
from tests.rotation import turn

from .table import TABLE
from .test_matrix import call, filled
from .test_unanswered import CASES, Case, answered, form_at, reader

SUMMARY = re.compile(r'<ul class="ds_error-summary__list">(.*?)</ul>', re.DOTALL)
LINE = re.compile(r'<li>(?:<a href="#([^"]+)">)?(.*?)(?:</a>)?</li>', re.DOTALL)
ID = re.compile(r'\sid="([^"]+)"')
HIDDEN = {"version", "form_key"}


def left_empty(case: Case, sessions: dict, keys: dict) -> str:
    """The page that answers a form of which nothing was filled in that must be."""
    row, role = TABLE[case.name], reader(TABLE[case.name])
    address = reverse(case.name, kwargs=filled(row.own, keys))
    form = form_at(address, case.name, role, sessions[role], keys)
    answers = answered(case, form, filled(row.body, keys), keys)
    left_out = set(case.required.split()) - HIDDEN
    sent = {name: value for name, value in answers.items() if name not in left_out}
    answer, _writes = call(address, "POST", sessions[role], sent)
    return answer.content.decode()


def test_each_line_leads_to_its_box_in_the_order_of_the_page(world, db):
    sessions, keys = world
    looked_at = 0
    for case in turn(CASES, of=4):
        page = left_empty(case, sessions, keys)
        found = SUMMARY.search(page)
        lines = LINE.findall(found[1]) if found else []
        ids = ID.findall(page)
        targets = [target for target, _words in lines if target]
        where = f"{case.name}: {lines}"
        assert set(targets) <= set(ids), where
        assert targets == sorted(targets, key=ids.index), where
        # A question's label and the message below it say the same.
        assert not [words for _target, words in lines if "?" in words], where
        looked_at += len(targets)
    assert looked_at


class Two(forms.Form):
    """Two boxes of which each may have what is wrong with the other."""

    what = WritingField(label="What is it?", error_messages={"required": "Say what it is."})
    why = WritingField(label="Why", error_messages={"required": "Say why."})


def test_a_message_that_names_its_box_stands_alone():
    assert faults(Two({})) == [("id_what", "Say what it is."), ("id_why", "Say why.")]
    assert faults(Two({"what": "x" * 20_001, "why": "y"})) == [
        ("id_what", "Shorten “What is it?” by 1 character.")
    ]


def test_a_message_that_any_box_may_have_is_led_by_the_label():
    form = Two(dict.fromkeys(Two.base_fields, "01292 123456"))
    lines = [words.partition(" seems")[0] for _target, words in faults(form)]
    assert lines == ["What is it? This", "Why: This"]
