"""A closed round shows which self-assessments disagreed with the linked work when it was closed."""

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from actions.models import SubAction
from actions.status import Status
from evidence.assessments import tensions
from evidence.models import Submission
from foundations.models import Kind, Link
from foundations.services.rounds import close_round
from oversight.rounds.models import Snapshot
from tests.conftest import forget_figures, html_of
from tests.factories import (
    ItemFactory,
    LinkFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SubActionFactory,
    SubmissionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/at/spring/1/tensions/"


@pytest.fixture
def spring(work):
    return RoundFactory(key="spring", name="Spring", asks_assessment=True)


@pytest.fixture
def theme(db):
    return ItemFactory(kind=Kind.THEME, heading="Brothers and sisters", has_template=True)


@pytest.fixture
def said(spring, theme):
    """What was submitted of that theme in that round, beside work that is said to be complete."""
    done(theme)
    return submit(spring, theme, Q2="Children wait too long.")


@pytest.fixture
def read(signed_in, board):
    """The page of the closed round as the Board gets it."""
    client = signed_in(board)
    return lambda page=PAGE: client.get(page)


@pytest.fixture
def close(administrator):
    def close(round):
        close_round(by=administrator, round=round, seen=1)
        forget_figures()

    return close


def main_of(page) -> str:
    """What a page tells, without the form in its header."""
    return html_of(page).partition("<main")[2]


def done(theme, **options):
    today = localdate()
    options = {"status": Status.COMPLETE, "completed_on": today} | options
    row = SubActionFactory(reported_on=today, confirmed_on=today, **options)
    LinkFactory(from_item=row.item, to_item=theme)
    return row


def submit(round, theme, **texts):
    held = SelfAssessmentFactory(theme=theme, round=round, state="submitted")
    return SubmissionFactory(assessment=held, texts=texts, made_by__name="Kirsty Innes")


def test_it_says_which_service_said_what_beside_which_work(spring, said, theme, close, read):
    bad = done(theme, status=Status.OFF_TRACK, completed_on=None)
    submit(spring, theme, Q1="They meet each month.")
    close(spring)
    page = html_of(read())
    assert "1 self-assessment says that something does not go well" in page
    assert "1 self-assessment says that something goes well" in page
    first, second = read().context["page"]
    assert (first[0].says, first[0].service) == (
        "Children wait too long.",
        str(said.assessment.service),
    )
    assert (second[0].says, [row.key for row in second[1]]) == ("They meet each month.", [bad.key])
    assert f'href="/at/spring/1/sub-actions/{bad.key}/"' in read().content.decode()
    assert f"submitted on {localdate():%-d %B %Y}" in page


def test_nothing_that_comes_later_moves_it(spring, said, theme, close, read, signed_in, board):
    close(spring)
    before = main_of(read())
    Submission.objects.update(reopened_at=timezone.now(), texts={"Q2": "It is better."})
    said.assessment.service.name = "Renamed"
    said.assessment.service.save()
    completed = SubAction.objects.filter(status=Status.COMPLETE)
    completed.update(status=Status.ON_TRACK, completed_on=None, service=None)
    Link.objects.all().delete()
    done(theme)
    submit(RoundFactory(), theme, Q2="Said later.")
    forget_figures()

    assert "Children wait too long." in before
    assert main_of(read()) == before
    assert "Children wait too long." not in html_of(signed_in(board).get("/tensions/"))


def test_it_names_no_person(spring, said, close, read):
    close(spring)
    kept = Snapshot.objects.get()
    assert "Children wait too long." in kept.texts
    assert "Kirsty Innes" not in f"{kept.frozen} {kept.texts} {html_of(read())}"


def test_a_passage_is_taken_out_of_it_also_where_it_is_not_shown(
    spring, theme, close, read, administrator
):
    done(theme)
    submit(spring, theme, Q2="Much is slow. " * 60 + "Kayleigh Boyd waits.")
    close(spring)
    assert "Kayleigh Boyd" in str(Snapshot.objects.get().texts)
    assert "Kayleigh Boyd" not in html_of(read())

    take_out(by=administrator, sought=Sought(Passage("Kayleigh Boyd")), found={}, reason="A name.")

    kept = Snapshot.objects.get()
    assert "Kayleigh" not in f"{kept.texts} {kept.frozen}"
    assert "1 self-assessment says" in html_of(read())


def test_a_round_that_asks_for_none_keeps_what_the_newest_one_says(spring, said, close, read, work):
    close(RoundFactory(key="board", name="For the Board", asks_assessment=False))
    page = html_of(read("/at/board/1/tensions/"))
    assert "What services submitted in Spring" in page
    assert "Children wait too long." in page


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"Q1": "It goes well."}, "None in this round."),
        ({"Q2": "It is slow."}, "1 self-assessment says that something does not go well"),
    ],
)
def test_only_what_goes_another_way_is_kept(spring, theme, close, read, texts, sentence):
    done(theme)
    submit(spring, theme, **texts)
    close(spring)
    assert sentence in html_of(read())


def test_before_the_first_self_assessment_it_says_so(closed, read):
    assert "No round of self-assessment had begun." in html_of(read())


def test_a_round_that_kept_none_of_it_says_so(spring, said, close, read):
    close(spring)
    kept = Snapshot.objects.get()
    del kept.frozen["disagreeing"]
    kept.save()
    forget_figures()
    page = read()
    assert page.status_code == 200
    assert "was not kept yet when this round was closed" in html_of(page)
    assert "Children wait too long." not in html_of(page)


def test_of_much_linked_work_the_first_is_kept_and_the_rest_counted(
    monkeypatch, spring, theme, said, close, read
):
    monkeypatch.setattr(tensions, "ROWS", 1)
    done(theme)
    done(theme)
    close(spring)
    ((one, work),) = read().context["page"]
    assert (len(work), one.more) == (1, 2)
    assert "2 more sub-actions linked with Brothers and sisters" in html_of(read())


@pytest.mark.parametrize("page", ["/tensions/", "/tensions/?round=spring"])
def test_the_page_of_today_leads_there(spring, said, close, read, page):
    assert "Earlier rounds" not in main_of(read(page))
    close(spring)
    assert f'href="{PAGE}"' in read(page).content.decode()
    assert f'href="{PAGE}"' in read("/at/spring/1/board/").content.decode()


def test_an_elected_member_reads_it(spring, said, close, signed_in, member):
    close(spring)
    client = signed_in(member)
    assert "Children wait too long." in html_of(client.get(PAGE))
    assert 'href="/tensions/"' not in client.get(PAGE).content.decode()
    assert client.get("/tensions/").status_code == 403


@pytest.mark.parametrize("page", ["/at/spring/2/tensions/", "/at/winter/1/tensions/"])
def test_a_round_that_there_is_not_is_answered_with_where_to_look(spring, close, read, page):
    close(spring)
    answer = read(page)
    assert (answer.status_code, "/at/ lists them" in html_of(answer)) == (404, True)
