"""Several people work on one theme, and nobody's text is overwritten (promise T6)."""

import re

import pytest

from evidence.models import Answer
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import form_of, send

pytestmark = pytest.mark.database


@pytest.fixture
def colleague(service):
    """A second Promise Keeper of the service."""
    return person("Cath", "keeper", service)


def texts() -> dict[str, str]:
    return {answer.prompt.key: answer.text for answer in Answer.objects.all()}


def unsaved(page: str) -> list[str]:
    return re.findall(r'data-box="(Q\d)"[^>]* data-unsaved', page)


def test_the_second_writer_of_a_box_gets_both_texts(signed_in, keeper, colleague, url):
    first, second = signed_in(keeper), signed_in(colleague)
    first.post(f"{url}save/Q1/", {"text": "Mine.", "version": 0})
    answer = second.post(f"{url}save/Q1/", {"text": "Hers.", "version": 0})
    assert answer.status_code == 409
    said = "Kirsty saved this while you were writing"
    assert answer.json() == {"version": 2, "text": "Mine.", "said": said}
    assert texts() == {"Q1": "Mine."}
    # Knowing both, she saves hers.
    assert second.post(f"{url}save/Q1/", {"text": "Hers.", "version": 2}).json()["version"] == 3
    assert texts() == {"Q1": "Hers."}


def test_who_meets_herself_is_told_so(signed_in, keeper, url):
    client = signed_in(keeper)
    client.post(f"{url}save/Q1/", {"text": "Mine.", "version": 0})
    answer = client.post(f"{url}save/Q1/", {"text": "Mine, later.", "version": 0})
    assert answer.status_code == 409
    assert answer.json()["said"] == "You saved this in another window"


def test_two_people_in_two_boxes_do_not_meet(signed_in, keeper, colleague, url):
    assert (
        signed_in(keeper).post(f"{url}save/Q1/", {"text": "One.", "version": 0}).status_code == 200
    )
    assert (
        signed_in(colleague).post(f"{url}save/Q2/", {"text": "Two.", "version": 0}).status_code
        == 200
    )
    assert texts() == {"Q1": "One.", "Q2": "Two."}


def test_without_a_script_both_texts_come_back_and_the_other_boxes_are_saved(
    signed_in, keeper, colleague, url, write
):
    write(Q1="Before.")
    client = signed_in(keeper)
    opened = form_of(html_of(client.get(url)))
    write(by=colleague, Q1="Hers.")

    answer = client.post(f"{url}save/", opened | {"Q1": "Mine.", "Q2": "Two."})

    page = html_of(answer)
    assert answer.status_code == 409
    assert "Cath saved this while you were writing" in page
    assert form_of(page)["Q1"] == "Mine."
    # What the script must keep on the device: only what is not stored.
    assert unsaved(page) == ["Q1"]
    assert '<p class="pt_said">Hers.</p>' in page
    assert texts() == {"Q1": "Hers.", "Q2": "Two."}

    answer = client.post(f"{url}save/", form_of(page))
    assert answer.status_code == 302
    assert texts() == {"Q1": "Mine.", "Q2": "Two."}


def test_a_box_that_was_left_alone_is_not_sent_over_somebody_elses_words(
    signed_in, keeper, colleague, url, write
):
    write(Q1="Before.", Q2="Two.")
    client = signed_in(keeper)
    opened = form_of(html_of(client.get(url)))
    write(by=colleague, Q1="Hers.")
    assert client.post(f"{url}save/", opened | {"Q2": "Two and a half."}).status_code == 302
    assert texts() == {"Q1": "Hers.", "Q2": "Two and a half."}


def test_nothing_is_submitted_over_a_conflict(signed_in, keeper, colleague, url, write):
    held = write(Q1="1", Q2="2", Q3="3", Q4="4")
    client = signed_in(keeper)
    opened = form_of(html_of(client.get(url)))
    write(by=colleague, Q1="Hers.")
    answer = client.post(f"{url}check/", opened | {"Q1": "Mine.", "none_yet": "on"})
    assert answer.status_code == 409
    held.refresh_from_db()
    assert held.state == "draft"


def test_a_form_sent_twice_saves_once(signed_in, keeper, url):
    client = signed_in(keeper)
    opened = form_of(html_of(client.get(url))) | {"Q1": "One."}
    assert [client.post(f"{url}save/", opened).status_code for _time in range(2)] == [302, 302]
    assert Answer.objects.get().version == 2


def test_a_text_typed_while_a_colleague_submitted_stays_in_the_box(
    signed_in, keeper, colleague, url
):
    client = signed_in(keeper)
    opened = form_of(html_of(client.get(url)))
    send(signed_in(colleague), url, "submit/", Q1="1", Q2="2", Q3="3", Q4="4", none_yet="on")
    answer = client.post(f"{url}save/", opened | {"Q1": "Typed meanwhile."})
    page = html_of(answer)
    assert "This self-assessment is submitted. Reopen it to change it." in page
    assert form_of(page)["Q1"] == "Typed meanwhile."
    assert texts()["Q1"] == "1"
