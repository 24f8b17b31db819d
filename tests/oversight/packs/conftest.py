"""A closed round, of which packs are made."""

import pytest

from foundations.models import Edition
from oversight.packs.models import Form, Pack
from oversight.packs.services import ask_for_pack
from oversight.rounds.models import Snapshot


@pytest.fixture
def edition(closed) -> Edition:
    return Edition.objects.select_related("round").get(round=closed)


@pytest.fixture
def ask(board, edition):
    """Ask for a form of the pack; gives it as the database has it then."""

    def asked(form: Form = Form.BOARD) -> Pack:
        pack = ask_for_pack(by=board, edition=edition, form=form)
        return Pack.objects.select_related("edition__round").get(pk=pack.pk)

    return asked


@pytest.fixture
def say(edition):
    """Have every text that people wrote in the round be one of these, in turn."""

    def said(words) -> list[str]:
        kept = Snapshot.objects.get(edition=edition)
        kept.texts = [words(number) for number, _text in enumerate(kept.texts)]
        kept.save()
        return kept.texts

    return said
