"""Actions and sub-actions, published and local, their links, updates and occurrences."""

from datetime import date, timedelta
from itertools import groupby

from actions.models import Action, Occurrence, ProgressUpdate, SubAction
from actions.months import add_months
from actions.status import FITTING, Kind, Status, Visibility
from evidence.agreed.models import ClosingRow
from foundations.models import Edition, FrameworkItem, Link, PublishedTarget
from foundations.models import Kind as ItemKind

from .made import Made, store

SUB_ACTIONS, UPDATES = 100, 600
REPORTED = 0.85  # of all sub-actions; of the others nothing was ever said
LINKED = 2 / 3  # of local ones, with a call
GROUPS = ["kept", "in-hand", "not-going-well", "not-known"]


def add_work(made: Made) -> None:
    """The published actions and sub-actions, given to services, and local ones until there are a
    hundred a council.
    """
    made.actions = list(Action.objects.select_related("item").order_by("pk"))
    for action in made.actions:
        action.service = made.random.choice(made.services)
    Action.objects.bulk_update(made.actions, ["service"])
    published = list(SubAction.objects.select_related("item").order_by("pk"))
    made.works = [*published, *_local(made, made.size.of_council(SUB_ACTIONS) - len(published))]
    for work in made.works:
        _give(made, work)
    named = ["service", "kind", "start_on", "due_on", "interval_months", "target_number"]
    SubAction.objects.bulk_update(made.works, named, batch_size=200)
    _name_owners(made)
    _add_occurrences(made)


def _local(made: Made, number: int) -> list[SubAction]:
    under = [made.random.choice(made.actions) for _ in range(number)]
    items = store(
        FrameworkItem(
            key=f"local-{n}",
            kind=ItemKind.SUB_ACTION,
            parent=action.item,
            order=1000 + n,
            text=made.text(300),
            local=True,
        )
        for n, action in enumerate(under)
    )
    parts = [item for item in items if made.random.random() < 0.2]
    store(
        FrameworkItem(
            key=f"{item.key}.{n}",
            kind=ItemKind.CRITERION,
            parent=item,
            order=n,
            text=made.text(150),
            local=True,
        )
        for item in parts
        for n in (1, 2)
    )
    _link(made, items)
    return store(
        SubAction(item=item, action=action, kind=Kind.DATED)
        for item, action in zip(items, under, strict=True)
    )


def _link(made: Made, items: list[FrameworkItem]) -> None:
    calls = list(FrameworkItem.objects.filter(kind=ItemKind.CALL))
    store(
        Link(
            from_item=item,
            to_item=made.often_the_first(calls, 5),
            state="added",
            made_by=made.champions[0],
            made_on=made.today - timedelta(days=made.days),
            reason="Both speak of it.",
        )
        for item in items
        if made.random.random() < LINKED
    )


def _give(made: Made, work: SubAction) -> None:
    """A service, a kind and days."""
    draw = made.random
    work.service = draw.choice(made.services) if draw.random() < 0.95 else None
    work.kind = draw.choices(list(Kind), weights=[6, 2, 3])[0]
    # Else its source says how often.
    has_target = PublishedTarget.objects.filter(item=work.item_id).exists()
    if work.kind == Kind.RECURRING and not has_target:
        work.start_on = made.today - timedelta(days=made.days)
        work.interval_months = draw.choice([3, 6, 12])
    elif work.kind == Kind.DATED and draw.random() < 0.8:
        work.due_on = made.today + timedelta(days=draw.randint(-60, 700))
    if draw.random() < 0.3:
        work.target_number = draw.randint(1, 500)


def _name_owners(made: Made) -> None:
    through = SubAction.owners.through
    store(
        through(subaction=work, user=made.keeper_of(work.service))
        for work in made.works
        if work.service and made.random.random() < 0.85
    )


def _add_occurrences(made: Made) -> None:
    """The periods of recurring work until two years ahead; four in five of the past are kept."""
    store(one for work in made.works if work.interval_months for one in _occurrences(made, work))


def _occurrences(made: Made, work: SubAction) -> list[Occurrence]:
    first, found, until = work.start_on, [], add_months(made.today, 24)
    while first <= until:
        after = add_months(first, work.interval_months)
        last = after - timedelta(days=1)
        kept = last < made.today and made.random.random() < 0.8
        found.append(
            Occurrence(
                sub_action=work, first_day=first, last_day=last, kept_on=first if kept else None
            )
        )
        first = after
    return found


def add_updates(made: Made) -> None:
    """Six hundred updates a council and year, one sub-action with twenty times its share; each
    sub-action stands as its newest one says. Of the rounds that were closed, how each stood then.
    """
    told = [work for work in made.works if work.service and made.random.random() < REPORTED]
    drawn = [(made.often_the_first(told), made.day()) for _ in range(made.size.of_year(UPDATES))]
    drawn.sort(key=lambda pair: (pair[0].pk, pair[1]))
    updates = store(_update(made, work, day) for work, day in drawn)
    newest = [list(rows)[-1] for _work, rows in groupby(updates, lambda row: row.sub_action)]
    for update in newest:
        _stand_as(update)
    named = ["status", "reported_on", "confirmed_on", "confirmed_by", "completed_on"]
    SubAction.objects.bulk_update([row.sub_action for row in newest], named, batch_size=200)
    _remember_rounds(made)


def _update(made: Made, work: SubAction, day: date) -> ProgressUpdate:
    status = made.random.choice(FITTING[work.kind])
    return ProgressUpdate(
        sub_action=work,
        posted_at=made.moment(day),
        posted_on=day,
        posted_by=made.keeper_of(work.service),
        service=work.service,
        status=status,
        completed_on=day if status == Status.COMPLETE else None,
        changed=made.text(),
        difference=made.text() if made.random.random() < 0.5 else "",
        next_step=made.text(300) if made.random.random() < 0.5 else "",
        visibility=made.random.choices(list(Visibility), weights=[1, 6, 3])[0],
    )


def _stand_as(update: ProgressUpdate) -> None:
    work = update.sub_action
    work.status, work.completed_on = update.status, update.completed_on
    work.reported_on = work.confirmed_on = update.posted_on
    work.confirmed_by = update.posted_by


def _remember_rounds(made: Made) -> None:
    for one in made.rounds:
        if one.closed_on:
            (edition,) = store(
                [Edition(round=one, number=1, closed_by=one.closed_by, closed_on=one.closed_on)]
            )
            store(
                ClosingRow(
                    edition=edition,
                    sub_action=work,
                    group=made.random.choice(GROUPS),
                    status=work.status,
                    day=work.due_on,
                )
                for work in made.works
            )
