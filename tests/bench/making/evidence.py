"""Evidence and what it supports, what others say of claims, what was heard, and measures."""

from datetime import timedelta
from decimal import Decimal

from actions.models import ProgressUpdate
from actions.status import Status, Visibility
from evidence.models import (
    Actual,
    Agreement,
    EvidenceItem,
    EvidenceKind,
    Heard,
    Measure,
    MeasureTarget,
    Medium,
    Reply,
    Support,
)
from foundations.models import FrameworkItem

from .made import Made, store

EVIDENCE, HEARD, MEASURES = 400, 60, 40
MEDIA = [Medium.NOTE, Medium.QUOTE, Medium.FIGURE, Medium.LINK]
CLAIMS = [Status.COMPLETE, Status.BEING_KEPT]


def add_evidence(made: Made) -> None:
    """Four hundred items a council and year; each supports a sub-action, half of them a call, a
    theme or a recommendation too.
    """
    items = store(_item(made) for _ in range(made.size.of_year(EVIDENCE)))
    others = list(FrameworkItem.objects.filter(kind__in=["call", "theme", "recommendation"]))
    pairs = [(item, made.often_the_first(made.works).item) for item in items]
    pairs += [(item, made.random.choice(others)) for item in items[::2]]
    store(
        Support(evidence=item, item=thing, made_by=item.added_by, made_on=item.added_on)
        for item, thing in pairs
    )


def _item(made: Made) -> EvidenceItem:
    draw, day = made.random, made.day()
    medium = draw.choice(MEDIA)
    by_champions = draw.random() < 0.2
    service = None if by_champions else draw.choice(made.services)
    return EvidenceItem(
        medium=medium,
        kind=EvidenceKind.VOICE if by_champions else draw.choice(list(EvidenceKind)),
        title=made.text(100),
        shows=made.text(),
        dated_on=day,
        added_on=day,
        visibility=draw.choices(list(Visibility), weights=[2, 6, 2])[0],
        service=service,
        added_by=draw.choice(made.champions) if by_champions else made.keeper_of(service),
        words=made.text() if medium in (Medium.NOTE, Medium.QUOTE) else "",
        consent="written" if medium == Medium.QUOTE else "",
        number=Decimal(draw.randint(1, 5000)) if medium == Medium.FIGURE else None,
        unit="young people" if medium == Medium.FIGURE else "",
        url="https://council.example/report" if medium == Medium.LINK else "",
    )


def add_agreements(made: Made) -> None:
    """Of half the claims, what a Board member says of it."""
    claims = ProgressUpdate.objects.filter(status__in=CLAIMS).only("pk", "posted_on")
    store(
        Agreement(
            claim=claim,
            kind=made.random.choice(["agreed", "agreed", "missing"]),
            words="The minutes show it.",
            made_by=made.random.choice(made.board),
            role="board",
            made_on=min(claim.posted_on + timedelta(days=9), made.today),
        )
        for claim in claims.order_by("pk")
        if made.random.random() < 0.5
    )


def add_what_was_heard(made: Made) -> None:
    """Sixty entries a council and year, each sent to a sub-action; four in five are answered."""
    entries = store(_entry(made) for _ in range(made.size.of_year(HEARD)))
    store(_reply(made, entry) for entry in entries)


def _entry(made: Made) -> Heard:
    day = made.day()
    return Heard(
        theme=made.text(80),
        words=made.text(),
        heard_on=day,
        logged_on=day,
        five_or_more=True,
        logged_by=made.random.choice(made.champions),
    )


def _reply(made: Made, entry: Heard) -> Reply:
    work = made.random.choice(made.works)
    if not work.service or made.random.random() < 0.2:
        return Reply(heard=entry, item=work.item)
    return Reply(
        heard=entry,
        item=work.item,
        kind="changed",
        words=made.text(500),
        answered_by=made.keeper_of(work.service),
        answered_on=min(entry.heard_on + timedelta(days=30), made.today),
    )


def add_measures(made: Made) -> None:
    """Forty measures a council, with a target a year and a number a quarter."""
    works = made.works[: made.size.of_council(MEASURES)]
    begin = made.today - timedelta(days=made.days)
    by = made.administrators[0]
    measures = store(
        Measure(
            item=work.item,
            name=f"Measure {n}",
            unit="young people",
            counts_people=True,
            why="It shows who is reached.",
            data_source="The service’s own count",
            baseline=Decimal(10),
            baseline_on=begin,
            added_by=by,
            added_on=begin,
        )
        for n, work in enumerate(works)
    )
    years = range(1, made.size.years + 2)
    store(
        MeasureTarget(
            measure=row, due_on=begin + timedelta(days=365 * year), number=20 * year, set_by=by
        )
        for row in measures
        for year in years
    )
    quarters = range(4 * made.size.years)
    store(
        Actual(
            measure=row,
            on=begin + timedelta(days=91 * quarter),
            number=Decimal(made.random.randint(5, 50)),
            said_by=by,
        )
        for row in measures
        for quarter in quarters
    )
