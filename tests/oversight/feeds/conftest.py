"""A round closed over mixed work, and feeds that everybody may read."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from foundations.models import Edition
from foundations.services import rounds
from oversight.public.services import switch
from tests.factories import MeasureFactory, RoundFactory


@pytest.fixture
def close(administrator):
    """`close("spring")` closes a round of that name and gives its edition."""

    def closing(key: str) -> Edition:
        opened = RoundFactory(key=key, name=key.title(), asks_assessment=False)
        rounds.close_round(by=administrator, round=opened, seen=1)
        return Edition.objects.get(round=opened)

    return closing


@pytest.fixture
def published(make_work, administrator, keeper, close):
    """Mixed work with a measure of three people and one of sixty, closed and switched on."""
    work = make_work(40, seed=3)
    today = timezone.localdate()
    measure = MeasureFactory(item=work.sub_actions[0].item, name="Children", is_public=True)
    for days, number in ((400, 3), (10, 60)):
        on = today - timedelta(days=days)
        measure.actuals.create(on=on, number=number, said_by=keeper)
    edition = close("spring")
    switch(by=administrator, is_on=True, reason="The Board agreed.")
    return SimpleNamespace(work=work, edition=edition, measure=measure)
