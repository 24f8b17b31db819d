"""What one person owns goes to others on one screen: shown first, all or nothing, told by mail."""

import pytest

from accounts.models import Change, Mail, Role, User
from accounts.services import move, set_active
from actions.models import HandOver, SubAction
from tests.conftest import html_of
from tests.factories import AppointmentFactory, SubActionFactory

from .conftest import said
from .handing_over import give, hand_over, newest, owners, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_all_or_some_go_by_two_presses(signed_in, keeper, colleague, owned):
    client, address = signed_in(keeper), f"/people/{keeper.pk}/hand-over/"
    page = html_of(client.get(address))
    assert page.count(" checked>") == 3
    assert "3 sub-actions" in page

    body = sent(*owned[:2], education=colleague)
    seen = html_of(client.post(address, body))
    assert "Hand over 2 sub-actions?" in seen
    assert "To Catriona, Education" in seen
    assert owned[1].item.title in seen
    assert owned[2].item.title not in seen
    assert owners(*owned) == [{"Kirsty"}] * 3
    assert not HandOver.objects.exists()

    answer = client.post(address, body | {"confirm": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, newest().get_absolute_url())
    assert owners(*owned) == [{"Catriona"}, {"Catriona"}, {"Kirsty"}]


def test_what_is_to_be_changed_stands_as_it_was_sent(signed_in, keeper, colleague, owned):
    body = sent(owned[1], education=colleague) | {"change": "yes"}
    page = html_of(signed_in(keeper).post(f"/people/{keeper.pk}/hand-over/", body))
    assert page.count(" checked>") == 1
    assert f'<option value="{colleague.pk}" selected>Catriona' in page
    assert owners(owned[1]) == [{"Kirsty"}]


def test_each_service_has_an_heir_of_its_own(
    signed_in, administrator, keeper, colleague, other_keeper, other_service, owned
):
    AppointmentFactory(user=keeper, role=Role.KEEPER, service=other_service)
    there = SubActionFactory(service=other_service, owners=[keeper])
    heirs = {"education": colleague, "housing": other_keeper}
    answer = hand_over(signed_in(administrator), keeper, *owned, there, **heirs)
    assert answer.status_code == 302
    assert owners(*owned, there) == [{"Catriona"}] * 3 + [{"Omar"}]


def test_whoever_owns_it_besides_stays(keeper, colleague, service, administrator):
    mo = AppointmentFactory(role=Role.KEEPER, service=service, user__name="Mo").user
    row = SubActionFactory(service=service, owners=[keeper, mo])
    both = SubActionFactory(service=service, owners=[keeper, colleague])
    give(administrator, keeper, [row, both], colleague)
    assert owners(row, both) == [{"Catriona", "Mo"}, {"Catriona"}]


def test_the_history_says_who_handed_what_to_whom(administrator, keeper, colleague, owned):
    give(administrator, keeper, owned[:1], colleague)
    line = Change.objects.first()
    assert (line.actor_email, line.act) == (administrator.email, "handed over")
    assert (line.thing, line.key) == ("sub-action", owned[0].key)
    assert line.before == '{"owners": ["Kirsty"]}'
    assert line.after == '{"owners": ["Catriona"]}'


def test_both_get_a_mail_with_the_titles_and_nothing_else(keeper, colleague, owned, settings):
    give(keeper, keeper, owned[:2], colleague)
    titles = [row.item.title for row in owned]
    mails = {mail.to: mail for mail in Mail.objects.all()}
    assert set(mails) == {keeper.email, colleague.email}
    for mail in mails.values():
        assert all(title in mail.body for title in titles[:2])
        assert titles[2] not in mail.body
        for word in ("Kirsty", "Catriona", "Education", owned[0].key + " "):
            assert word not in mail.subject + mail.body
    assert f"{settings.SITE_URL}/my-work/" in mails[colleague.email].body
    assert f"{settings.SITE_URL}{newest().get_absolute_url()}" in mails[keeper.email].body


def test_whoever_is_deactivated_gets_no_mail(administrator, keeper, colleague, owned):
    set_active(by=administrator, person=keeper, active=False)
    give(administrator, keeper, owned, colleague)
    assert [mail.to for mail in Mail.objects.all()] == [colleague.email]
    assert owners(*owned) == [{"Catriona"}] * 3


def test_an_administrator_hands_over_what_was_left_behind(
    signed_in, administrator, keeper, colleague, other_service, owned, today
):
    move(by=administrator, appointment=keeper.appointments.get(), service=other_service)
    assert SubAction.objects.ownerless(today).count() == 3
    hand_over(signed_in(administrator), keeper, *owned, education=colleague)
    assert not SubAction.objects.ownerless(today).exists()


def test_for_whom_she_stands_in_is_said_to_stay(signed_in, keeper, colleague, owned, today):
    colleague.absences.create(deputy=keeper, first_day=today, last_day=today)
    page = html_of(signed_in(keeper).get(f"/people/{keeper.pk}/hand-over/"))
    assert "You stand in for Catriona" in page
    assert "Only Catriona can choose somebody else" in page


def test_the_pages_that_let_somebody_go_offer_it_first(signed_in, administrator, keeper, owned):
    held = keeper.appointments.get()
    client = signed_in(administrator)
    for way in ("deactivate", f"roles/{held.pk}/end", f"roles/{held.pk}/move"):
        page = html_of(client.get(f"/people/{keeper.pk}/{way}/"))
        assert f'href="/people/{keeper.pk}/hand-over/"' in page, way
        assert "3 sub-actions will have no owner." in page, way


def test_my_work_and_my_reminders_lead_there(signed_in, keeper, owned):
    for path in ("/my-work/", "/my-reminders/"):
        assert f'href="/people/{keeper.pk}/hand-over/"' in html_of(signed_in(keeper).get(path))


def test_a_long_list_is_turned_page_by_page(signed_in, keeper, colleague, service):
    for _ in range(51):
        SubActionFactory(service=service, owners=[keeper])
    client, address = signed_in(keeper), f"/people/{keeper.pk}/hand-over/"
    assert html_of(client.get(address)).count(" checked>") == 50
    assert html_of(client.get(f"{address}?page=2")).count(" checked>") == 1


# The page of what was handed over


def test_who_may_see_what_was_handed_over(
    signed_in, administrator, keeper, colleague, other_keeper, owned
):
    act = give(keeper, keeper, owned, colleague)
    for who in (keeper, colleague, administrator):
        page = html_of(signed_in(who).get(act.get_absolute_url()))
        assert "to Catriona, Education" in page
        # And the way on, to her own list or to whose work it was.
        path = keeper.get_absolute_url() if who == administrator else "/my-work/"
        assert f'href="{path}"' in page.partition("<main")[2]
    refused = signed_in(other_keeper).get(act.get_absolute_url())
    assert refused.status_code == 403
    assert "Only those whose work this was or is" in html_of(refused)


def test_said_once_done(signed_in, keeper, colleague, owned):
    answer = hand_over(signed_in(keeper), keeper, *owned, education=colleague)
    assert said(answer) == ["It is handed over, and an e-mail with the titles is on its way."]


def test_a_page_costs_no_more_with_more_rows(
    signed_in, keeper, colleague, other_keeper, other_service, owned, django_assert_max_num_queries
):
    AppointmentFactory(user=keeper, role=Role.KEEPER, service=other_service)
    for _ in range(20):
        SubActionFactory(service=other_service, owners=[keeper, other_keeper])
    client = signed_in(keeper)
    client.get("/help/")
    with django_assert_max_num_queries(10):
        page = html_of(client.get(f"/people/{keeper.pk}/hand-over/"))
    assert page.count("Omar owns it too") == 20
    rows = SubAction.objects.filter(service=other_service)
    act = give(keeper, User.objects.get(pk=keeper.pk), [*owned], colleague)
    assert rows.count() == 20
    with django_assert_max_num_queries(10):
        client.get(act.get_absolute_url())
