"""Lists that are read together hold what each holds alone."""

import pytest
from django.apps import apps
from django.db.models import Count, Prefetch, Window
from django.utils import timezone

from accounts.models import Service, User
from accounts.together import read, read_together
from actions.models import ProgressUpdate, SubAction
from foundations.models import FrameworkItem, Link
from oversight.demo.load import load_demo

pytestmark = pytest.mark.database


def columns_of(row) -> dict:
    kept = ("_state", "_prefetched_objects_cache")
    return {name: value for name, value in vars(row).items() if name not in kept}


def values_of(row) -> list[dict]:
    """All that a row holds, and what it was joined to."""
    return [columns_of(row), *map(columns_of, filter(None, row._state.fields_cache.values()))]


@pytest.fixture
def demonstration(framework):
    load_demo(timezone.localdate(), [].append)


def test_every_row_of_every_table_is_read_as_by_itself(demonstration):
    tables = [model._default_manager.order_by("pk") for model in apps.get_models()]
    together = [rows.all() for rows in tables]
    read_together(*together)
    assert sum(len(rows) for rows in together) > 1000
    for alone, rows in zip(tables, together, strict=True):
        assert [values_of(row) for row in rows] == [values_of(row) for row in alone], alone.model


def test_joins_columns_order_and_limits_come_too(framework, django_assert_num_queries):
    kinds = FrameworkItem.objects.values("kind").annotate(number=Count("pk"))
    links = Link.objects.select_related("from_item", "to_item")
    lists = [
        SubAction.objects.for_row().order_by("-pk")[:5],
        links.annotate(number=Window(Count("pk"))).order_by("pk")[3:6],
        kinds.order_by("-number", "kind"),
        FrameworkItem.objects.values_list("pk", flat=True).order_by("-pk")[:3],
        FrameworkItem.objects.filter(pk__in=[]),
        User.objects.none(),
    ]
    together = [rows.all() for rows in lists]
    # One more for the moves that the first list prefetches.
    with django_assert_num_queries(2):
        read_together(*together)
        found = [list(rows) for rows in together]
    assert [len(rows) for rows in found[:2]] == [5, 3]
    for alone, rows in zip(lists, found, strict=True):
        expected = list(alone)
        if expected and hasattr(expected[0], "_state"):
            expected, rows = map(values_of, expected), map(values_of, rows)
        assert list(rows) == list(expected)


def test_what_lists_prefetch_is_read_together_too(demonstration, django_assert_num_queries):
    services = Prefetch("collaborators", Service.objects.order_by("name"))
    updates = ProgressUpdate.objects.prefetch_related("confirmations", "posted_by").order_by("pk")
    rows = SubAction.objects.prefetch_related(
        "owners", services, Prefetch("updates", updates, to_attr="said"), "moves"
    )
    links = Link.objects.prefetch_related("from_item").order_by("pk")
    lists = [rows.order_by("pk"), links]
    together = [one.all() for one in lists]
    with django_assert_num_queries(3):
        read_together(*together)
        found = [told(row) for row in together[0]], [link.from_item for link in together[1]]
    assert found == ([told(row) for row in lists[0]], [link.from_item for link in links])
    assert any(owners and collaborators for owners, collaborators, *_others in found[0])


def told(row) -> list:
    """All that was prefetched for a sub-action."""
    said = [(one, one.posted_by, list(one.confirmations.all())) for one in row.said]
    assert all(one.sub_action is row for one in row.said)
    return [list(row.owners.all()), list(row.collaborators.all()), said, list(row.moves.all())]


def test_a_list_that_was_read_can_be_narrowed_and_read_again(framework):
    rows = FrameworkItem.objects.order_by("pk")
    read_together(rows)
    narrowed = rows.filter(kind="call")
    assert 0 < narrowed.count() == len(narrowed) < len(rows)


def test_nothing_is_asked_for_lists_that_hold_nothing(db, django_assert_num_queries):
    empty = User.objects.none()
    with django_assert_num_queries(0):
        read_together(empty)
        assert list(empty) == []


def first(queryset):
    rows = yield queryset
    found = rows[0]
    others = yield type(found).objects.filter(pk__lt=found.pk), type(found).objects.none()
    return found, [len(rows) for rows in others]


def at_once(value):
    yield from ()
    return value


def test_what_several_readings_ask_at_a_time_is_one_statement(framework, django_assert_num_queries):
    with django_assert_num_queries(2):
        (item, items), (row, rows), nothing = read(
            first(FrameworkItem.objects.order_by("-pk")),
            first(SubAction.objects.order_by("-pk")),
            at_once("nothing"),
        )
    assert items == [FrameworkItem.objects.filter(pk__lt=item.pk).count(), 0]
    assert rows == [SubAction.objects.filter(pk__lt=row.pk).count(), 0]
    assert nothing == "nothing"


def test_what_a_reading_raises_is_raised(db):
    def refused():
        yield User.objects.none()
        raise LookupError("not there")

    with pytest.raises(LookupError, match="not there"):
        read(at_once(1), refused())
