"""Champions Board staff give a group a code, once on paper; it ends, and can be withdrawn."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Change, Role
from evidence.heard.codes.models import year_after
from evidence.heard.codes.services import MEANWHILE, give_code, withdraw_code
from evidence.heard.codes.signs import code_of, printed
from evidence.models import Code, HeardKind
from tests.accounts.conftest import form_in
from tests.conftest import html_of, person
from tests.factories import HeardFactory

from .codes import given, shown, typed, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(champions):
    return HeardFactory(logged_by=champions, theme="Being asked")


def page_of(heard) -> str:
    return f"/heard/{heard.pk}/code/"


def lines(heard) -> list[str]:
    changes = Change.objects.of("heard", str(heard.pk)).order_by("id")
    return [*changes.values_list("act", flat=True)]


def test_whoever_logs_what_groups_say_prints_a_code(heard, champions, signed_in, settings):
    settings.SITE_URL = "https://promise.council.scot"
    browser = signed_in(champions)
    entry = html_of(browser.get(heard.get_absolute_url()))
    assert "Give this group a code" in entry
    sent = form_in(browser.get(page_of(heard)), 0)

    slip = browser.post(page_of(heard), sent)

    code = Code.objects.get()
    text = words_of(slip)
    assert printed(code_of(UUID(sent["form_key"]))) in text
    assert "promise.council.scot/code/" in text
    assert f"{code.ends_on.day} {code.ends_on:%B %Y}" in text
    assert "Nobody can see who you are" in text
    assert slip["Cache-Control"] == "no-store"
    assert (code.made_by, [*code.entries.all()]) == (champions, [heard])
    assert lines(heard) == ["gave a code"]


def test_it_is_shown_once(heard, champions, signed_in):
    browser = signed_in(champions)
    code = given(champions, heard)
    for page in (page_of(heard), heard.get_absolute_url(), f"/history/?thing=heard&key={heard.pk}"):
        text = browser.get(page).content.decode()
        assert code not in text
        assert printed(code) not in text
    assert all(code not in line.after for line in Change.objects.all())


def test_the_paper_tells_nothing_of_the_group(heard, champions, signed_in):
    browser = signed_in(champions)
    slip = html_of(browser.post(page_of(heard), form_in(browser.get(page_of(heard)), 0)))
    paper = slip[slip.index('class="pt_slip"') : slip.index("</section>")]
    for told in (heard.theme, heard.words, "five", champions.name, heard.get_absolute_url()):
        assert told not in paper


@pytest.mark.parametrize("who", ["keeper", "board", "administrator", "stranger"])
def test_nobody_else_gives_or_withdraws_one(who, heard, champions, request, signed_in):
    user = request.getfixturevalue(who)
    given(champions, heard)
    code = Code.objects.get()
    with pytest.raises(PermissionDenied):
        give_code(by=user, heard=heard, seen=code.pk, form_key=uuid4())
    with pytest.raises(PermissionDenied):
        withdraw_code(by=user, heard=heard, seen=code.pk)
    assert Code.objects.kept().get() == code
    browser = signed_in(user)
    assert browser.get(page_of(heard)).status_code == 403
    assert "code for the group" not in browser.get(heard.get_absolute_url()).content.decode()


@pytest.mark.parametrize("values", [{"kind": HeardKind.IDEA}, {"removed_on": date(2026, 3, 3)}])
def test_only_what_a_group_said_and_what_stands_has_one(values, champions, signed_in):
    removed = {"removed_by": champions} if "removed_on" in values else {}
    heard = HeardFactory(logged_by=champions, **values, **removed)
    with pytest.raises(ValidationError):
        given(champions, heard)
    assert signed_in(champions).get(page_of(heard)).status_code == 404
    assert not Code.objects.exists()


def test_a_form_sent_twice_gives_the_same_paper(heard, champions, signed_in):
    browser = signed_in(champions)
    sent = form_in(browser.get(page_of(heard)), 0)
    first, second = (words_of(browser.post(page_of(heard), sent)) for _time in range(2))
    assert first == second
    assert Code.objects.count() == 1
    assert lines(heard) == ["gave a code"]


def test_but_not_once_it_is_withdrawn_or_for_another_entry(heard, champions):
    key, other = uuid4(), HeardFactory(logged_by=champions)
    given(champions, heard, form_key=key)
    with pytest.raises(ValidationError, match="has made a code before"):
        given(champions, other, form_key=key)
    withdraw_code(by=champions, heard=heard, seen=Code.objects.get().pk)
    with pytest.raises(ValidationError, match="has made a code before"):
        given(champions, heard, form_key=key)


def test_a_new_code_ends_the_one_before(heard, champions):
    first = given(champions, heard)
    second = given(champions, heard)
    assert "This code was ended on" in words_of(typed(first))
    assert "What came of what you said" in shown(second)
    assert lines(heard) == ["gave a code", "withdrew the code", "gave a code"]


def test_who_did_not_know_of_the_one_before_is_told(heard, champions, signed_in):
    other = person("Clare", Role.CHAMPIONS)
    browser = signed_in(other)
    sent = form_in(browser.get(page_of(heard)), 0)
    first = given(champions, heard)

    answer = browser.post(page_of(heard), sent)

    assert MEANWHILE in html_of(answer)
    assert "What came of what you said" in shown(first)
    # She knows now, and may press again.
    assert "pt_slip__code" in browser.post(page_of(heard), form_in(answer, 0)).content.decode()


def test_a_code_is_withdrawn_with_name_and_day(heard, champions, signed_in):
    code = given(champions, heard)
    browser, seen = signed_in(champions), Code.objects.get().pk
    assert browser.post(f"{page_of(heard)}withdraw/", {"version": seen}).status_code == 302

    assert "This code was ended on" in words_of(typed(code))
    page = words_of(browser.get(page_of(heard)))
    assert "The code was withdrawn on" in page
    assert f"by {champions}" in page
    assert lines(heard) == ["gave a code", "withdrew the code"]
    # Pressed again it changes nothing, and says so.
    again = browser.post(f"{page_of(heard)}withdraw/", {"version": seen}, follow=True)
    assert "since you opened this page" in words_of(again)
    assert len(lines(heard)) == 2


def test_a_code_ends_after_a_year(heard, champions, time_machine):
    time_machine.move_to("2026-03-03T12:00:00Z", tick=False)
    code = given(champions, heard)
    time_machine.move_to("2027-03-03T22:00:00Z", tick=False)
    assert "What came of what you said" in shown(code)
    time_machine.move_to("2027-03-04T12:00:00Z", tick=False)
    text = words_of(typed(code))
    assert "This code ended on 3 March 2027" in text
    assert "Being asked" not in text


def test_a_year_after_29_february_is_the_28th():
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_after(date(2026, 11, 29)) == date(2027, 11, 29)


def test_one_paper_for_all_that_a_group_said_on_a_day(heard, champions, signed_in):
    also = HeardFactory(logged_by=champions, theme="A door that locks")
    of_others = HeardFactory(logged_by=champions, theme="Of another group")
    given(champions, of_others)
    HeardFactory(
        logged_by=champions, theme="Earlier", heard_on=timezone.localdate() - timedelta(days=1)
    )
    HeardFactory(logged_by=champions, theme="An idea", kind=HeardKind.IDEA)
    browser = signed_in(champions)

    page = browser.get(page_of(heard))

    text = words_of(page)
    assert "A door that locks" in text
    for theme in ("Of another group", "Earlier", "An idea"):
        assert theme not in text
    browser.post(page_of(heard), form_in(page, 0) | {"others": [also.pk]})
    code = heard.codes.get()
    assert {*code.entries.all()} == {heard, also}
    assert lines(also) == ["gave a code"]
    # What is not on offer is not taken.
    again = form_in(browser.get(page_of(heard)), 0)
    answer = browser.post(page_of(heard), again | {"others": [of_others.pk]})
    assert "One of these is not on the list any more" in words_of(answer)


def test_what_was_said_on_another_day_has_another_code(heard, champions):
    earlier = HeardFactory(logged_by=champions, heard_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError, match="one group said on one day"):
        given(champions, heard, earlier)
    assert not Code.objects.exists()
