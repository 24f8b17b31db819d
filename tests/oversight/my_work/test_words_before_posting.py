"""Words that the care community asks people to leave behind are shown before an update is posted,
once.
"""

import pytest

from actions.models import ProgressUpdate
from foundations.writing import marked_words
from tests.conftest import flat, html_of
from tests.factories import ReportedSubActionFactory

from .test_update_page import sent

pytestmark = pytest.mark.database
KEY = "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0009"
WORDS = {"changed": "Respite was offered.\nThe LAC team met.", "next_step": "A better placement."}


@pytest.fixture
def row(service, keeper):
    return ReportedSubActionFactory(service=service)


def posted() -> list[ProgressUpdate]:
    """The updates that the form made; the work was reported once before."""
    return list(ProgressUpdate.objects.filter(form_key=KEY))


@pytest.fixture
def post(signed_in, keeper, row):
    """Send the form of an update as the Keeper of Education."""

    def send(**changes):
        return signed_in(keeper).post(f"/sub-actions/{row.key}/update/", sent(row, **changes))

    return send


def test_nothing_is_posted_before_the_words_were_looked_at(post, row):
    answer = post(**WORDS, difference="Calmer evenings.")
    said = flat(html_of(answer))
    assert "Before you post: 3 words to look at" in said
    assert "In “What changed?” you wrote" in said
    assert "Calmer evenings." in said
    assert not posted()


def test_each_word_is_marked_where_it_stands(post):
    said = html_of(post(**WORDS))
    for word in ("Respite", "LAC", "placement"):
        assert f'class="pt_looked__word">{word}</strong>' in flat(said)


def test_no_reason_is_printed_beside_a_word(post):
    assert "because" not in flat(html_of(post(**WORDS)))


def test_post_as_it_is_posts_what_was_written(post, row):
    answer = post(**WORDS, **{"looked-at": ["respite", "LAC", "placement"]})
    assert answer.status_code == 302
    assert [update.changed for update in posted()] == [WORDS["changed"]]


def test_the_page_carries_the_whole_form(post, row):
    answer = post(**WORDS, difference="Calmer evenings.", visibility="public")
    form = answer.context["words"].form
    carried = {box.html_name: box.value() for box in form}
    assert carried["difference"] == "Calmer evenings."
    assert 'name="visibility" value="public"' in html_of(answer)
    assert f'name="form_key" value="{KEY}"' in html_of(answer)
    assert 'name="status" value="on-track"' in html_of(answer)


def test_change_the_words_leads_back_to_what_was_written(post):
    answer = post(**WORDS, **{"looked-at": ["respite", "LAC", "placement"], "change-words": "yes"})
    assert "How is it going?" in flat(html_of(answer))
    assert answer.context["form"]["changed"].value() == WORDS["changed"]
    assert 'data-select="Respite"' in html_of(answer)
    assert html_of(answer).count('name="looked-at"') == 3
    assert not posted()


def test_a_word_with_an_invisible_sign_in_it_is_looked_at_too(post):
    hidden = {"changed": "Res\u00adpite was offered."}
    assert "1 word to look at" in flat(html_of(post(**hidden)))
    answer = post(**hidden, **{"looked-at": ["respite"], "change-words": "yes"})
    assert answer.context["form"]["changed"].value() == hidden["changed"]


def test_nobody_is_asked_about_a_word_twice_but_about_another(post):
    asked = {"looked-at": ["respite", "LAC"]}
    answer = post(**WORDS, **asked)
    assert "Before you post: 1 word to look at" in flat(html_of(answer))
    assert html_of(answer).count('name="looked-at"') == 3
    assert not posted()


def test_other_words_are_posted_at_once(post):
    assert post(changed="Short breaks were offered.").status_code == 302
    assert posted()


def test_a_form_with_a_fault_says_the_fault_first(post):
    answer = post(changed="Respite.", visibility="")
    assert "Choose who may read the words." in flat(html_of(answer))
    assert "Before you post" not in flat(html_of(answer))


def test_what_we_do_not_look_at_cannot_be_called_asked_about(post):
    answer = post(**WORDS, **{"looked-at": ['"><b>odd']})
    assert "odd" not in flat(html_of(answer))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A placement, and two placements.", ["placement", "placements"]),
        ("We no longer say “respite”. Respite it was.", ["Respite"]),
        ("Two work placements.", []),
        ("LAC\nLAAC", ["LAC", "LAAC"]),
    ],
)
def test_pieces_join_to_the_text(text, words):
    pieces = marked_words(text)
    assert "".join(piece for piece, _is_word in pieces) == text
    assert [piece for piece, is_word in pieces if is_word] == words


def test_what_was_answered_about_a_number_is_not_asked_again_after_the_words(post):
    words = WORDS | {"difference": "It said 0412149999."}
    (doubt,) = post(**words).context["form"].question.passages
    answered = {"asked-about": doubt.digest, "asked-why": "nobody", "asked-words": ""}
    said = html_of(post(**words, **answered))
    assert "Before you post: 3 words to look at" in flat(said)
    for name, value in answered.items():
        assert f'name="{name}" value="{value}"' in said
    answer = post(**words, **answered, **{"looked-at": ["respite", "LAC", "placement"]})
    assert answer.status_code == 302
    assert posted()[0].difference == "It said 0412149999."
