"""What the templates reckon: how long ago, which page numbers, how long a bar; and how forms are
drawn.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template

from accounts.templatetags.layout import ago, page_numbers, part_of
from tests.conftest import flat

TODAY = date(2026, 11, 23)


def drawn(source: str, **context) -> str:
    return flat(Template("{% load layout %}" + source).render(Context(context)))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (2, "2 days ago"),
        (60, "60 days ago"),
        (61, "2 months ago"),
        (365, "11 months ago"),
        (366, "12 months ago"),
        (730, "23 months ago"),
        (731, "2 years ago"),
        (-12, "in 12 days"),
        (-200, "in 6 months"),
    ],
)
def test_ago_says_how_long_before_a_day(days, words):
    assert ago(TODAY - timedelta(days=days), TODAY) == words


def test_ago_of_a_moment_counts_days_in_scotland():
    just_before_midnight_in_utc = datetime(
        2026, 7, 1, 23, 30, tzinfo=UTC
    )  # 2 July in Scotland's summer
    assert ago(just_before_midnight_in_utc, date(2026, 7, 2)) == "today"


def test_ago_of_nothing_is_empty():
    assert ago(None) == ""


def test_what_a_page_belongs_to_is_a_link_that_escapes_what_people_typed():
    assert part_of("Calls", "/calls/") == '<a href="/calls/">Calls</a>'
    assert part_of("<b>bold</b>", "/x/") == '<a href="/x/">&lt;b&gt;bold&lt;/b&gt;</a>'


def test_page_numbers_show_ends_and_neighbours():
    page = Paginator(range(500), 25).page(7)
    assert page_numbers(page) == [1, 0, 6, 7, 8, 0, 20]


def test_pagination_keeps_the_filters(rf):
    page = Paginator(range(500), 25).page(7)
    context = RequestContext(rf.get("/?service=fostering"), {"page_obj": page})
    html = Template('{% include "components/_pagination.html" %}').render(context)
    assert "service=fostering&amp;page=8" in html
    assert "151 to 175 of 500" in html


def test_a_single_page_needs_no_pagination():
    page = Paginator(range(5), 25).page(1)
    assert drawn('{% include "components/_pagination.html" %}', page_obj=page).strip() == ""


class Choice(forms.RadioSelect):
    def create_option(self, *args, **kwargs):
        option = super().create_option(*args, **kwargs)
        return option | {"hint": f"About {option['label']}.", "shape": "tick"}


class SampleForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        help_text="In a few words.", widget=forms.TextInput(attrs={"placeholder": "vanishes"})
    )
    status = forms.ChoiceField(
        choices=[("on-track", "On track"), ("stopped", "Stopped")], widget=Choice
    )
    due_on = forms.DateField(required=False)
    told = forms.BooleanField(label="I told the others")

    def clean(self):
        if self.data.get("closed"):
            raise forms.ValidationError("The round is closed.")


def test_an_untouched_form_has_no_errors_and_marks_what_is_optional():
    html = flat(str(SampleForm()))
    assert "to put right" not in html
    assert "Due on (optional)" in html
    assert "Title (optional)" not in html
    assert "vanishes" not in html


def test_an_error_stands_by_its_field_and_in_the_summary():
    html = flat(str(SampleForm({"title": "", "version": "1"})))
    assert '<a href="#id_title">This field is required.</a>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_links_a_group_of_choices_to_its_first():
    html = flat(str(SampleForm({"title": "x"})))
    assert 'href="#id_status_0"' in html
    assert 'id="id_status_0"' in html


def test_the_summary_tells_errors_of_the_whole_form_and_of_hidden_fields():
    html = flat(str(SampleForm({"closed": "1", "version": "not a number"})))
    assert "The round is closed." in html
    assert "Enter a whole number." in html


def test_typed_text_stays_in_the_form_and_is_escaped():
    html = flat(str(SampleForm({"title": '"><script>alert(1)</script>'})))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_choice_carries_its_meaning_and_its_shape():
    html = flat(str(SampleForm()))
    assert 'aria-describedby="id_status_0_hint"' in html
    assert '<p class="ds_hint-text" id="id_status_0_hint">About On track.</p>' in html
    assert html.count("<svg") == 2


def test_a_chosen_option_stays_chosen():
    html = flat(str(SampleForm({"status": "stopped"})))
    assert html.count(" checked") == 1
