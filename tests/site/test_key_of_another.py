"""A form under the key of one that somebody else has sent is answered with a sentence and stores
nothing.
"""

import pytest
from django.utils import timezone

from accounts.models import Change, Role
from actions.models import Need
from evidence.models import EvidenceItem, Heard
from tests.accounts.conftest import text_of
from tests.actions.test_needs import need_form
from tests.conftest import person
from tests.evidence.heard.pages import entry_form
from tests.evidence.items.adding import form
from tests.factories import SubActionFactory

pytestmark = pytest.mark.database
OF = {
    "evidence": ("/evidence/add/{}/", EvidenceItem, "You sent this form before, with other words."),
    "heard": ("/heard/add/", Heard, "This form has been sent before"),
    "need": ("/sub-actions/{}/needs/add/", Need, "This form was sent before, with other words."),
}


@pytest.fixture
def work(service):
    return SubActionFactory(service=service, status="at-risk", reported_on=timezone.localdate())


@pytest.mark.parametrize("what", OF)
def test_a_key_of_somebody_else_is_answered_with_a_sentence(what, work, keeper, signed_in):
    colleague = person("Catriona", Role.KEEPER, work.service)
    address, model, sentence = OF[what]
    sent = {
        "evidence": form(),
        "heard": entry_form(work.item, kind="idea"),
        "need": need_form(),
    }[what]
    assert signed_in(keeper).post(address.format(work.key), sent).status_code == 302
    stored, lines = model.objects.get(), Change.objects.count()

    answer = signed_in(colleague).post(address.format(work.key), sent)

    assert answer.status_code in (200, 409)
    assert sentence in text_of(answer)
    assert (model.objects.get(), Change.objects.count()) == (stored, lines)
