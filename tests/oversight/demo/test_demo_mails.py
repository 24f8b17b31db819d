"""What the demonstration mails stands on a page, and nowhere else."""

from datetime import date

import pytest
from django.conf import settings as real
from django.utils import timezone

from accounts.models import Mail
from accounts.outbox.sending import send_due
from actions.services.reminding import remind
from tests.factories import SubActionFactory

PAGE = "/demonstration/mails/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_SERVER = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.DEMO_MAILS = str(tmp_path / "mails")


def test_a_reminder_stands_on_the_page(keeper, board, service, folder, signed_in, time_machine):
    browser = signed_in(board)
    assert "No e-mail has left yet." in browser.get(PAGE).content.decode()
    for title, due in (("Möglich & <b>first", date(2026, 4, 15)), ("Then", date(2026, 4, 22))):
        row = SubActionFactory(service=service, owners=[keeper], due_on=due)
        row.item.text, row.item.heading = title, ""
        row.item.save()
    for on in (date(2026, 3, 16), date(2026, 3, 23)):
        remind(on)
    time_machine.move_to("2026-07-01T07:05:00Z", tick=False)
    Mail.objects.update(due_at=timezone.now())
    send_due()

    html = browser.get(PAGE).content.decode()
    assert html.count("<h2>Promise Tracker: what falls due</h2>") == 2
    assert html.count("To kirsty@council.test, 1 July 2026, 08:05") == 2
    # The newest first, and no markup of a title.
    assert 0 < html.index("Then<br>") < html.index("Möglich &amp; &lt;b&gt;first<br>")
    link = f"{real.SITE_URL}/sub-actions/{row.key}/update/"
    assert f'<a href="{link}" rel="nofollow">{link}</a>' in html
    # It ends with the head of the history, as every mail does.
    assert html.count("The record’s last line on") == 2


def test_real_work_shows_none(board, folder, settings, signed_in):
    settings.DEMO = False
    assert signed_in(board).get(PAGE).status_code == 404
