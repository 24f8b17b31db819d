"""Conditions over many rows are sets that are read once, whatever the database: none is asked anew
of each row, and no alternatives over joins read every row. Both grow with rows times rows.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Col, Subquery
from django.db.models.lookups import In
from django.db.models.sql import Query
from django.db.models.sql.where import OR, WhereNode

from actions.models import SubAction
from evidence.items.voice import not_yet_heard, voices
from evidence.models import EvidenceItem, SelfAssessment, Support
from foundations.models import FrameworkItem, Link

SETS = {
    "answering a foundation": SubAction.objects.answering("care"),
    "answering no call": SubAction.objects.answering(None),
    "standing for": FrameworkItem.objects.filter(SubAction.objects.all().stands_for("pk")),
    "supports": Support.objects.of([1, 2]),
    "supporting": EvidenceItem.objects.supporting([1, 2]),
    "voices": voices().values("work"),
    "not yet heard": not_yet_heard(SubAction.objects.all(), date(2026, 1, 1)),
    "cited": EvidenceItem.objects.cited_in(SelfAssessment(pk=1)),
}
ITEM = OuterRef("item")
FROM_HERE = Q(from_item=ITEM) | Q(from_item__parent=ITEM)
BELOW = Q(item__sub_action__isnull=False) | Q(item__parent__sub_action__isnull=False)
WITHIN = Q(item__in=[1, 2]) | Q(item__parent__in=[1, 2]) | Q(item__parent__parent__in=[1, 2])
HERE = Q(item=ITEM) | Q(item__parent=ITEM)
# How each of them once was, or might come back.
OTHERWISE = {
    "links of each row": SubAction.objects.filter(Exists(Link.objects.filter(FROM_HERE))),
    "links of each row, in a set": SubAction.objects.filter(
        item__in=Link.objects.filter(FROM_HERE).values("from_item")
    ),
    "voices of each row": SubAction.objects.exclude(Exists(Support.objects.filter(HERE))),
    "supports over joins": Support.objects.filter(WITHIN),
    "supports over joins, in a set": EvidenceItem.objects.filter(
        pk__in=Support.objects.filter(WITHIN).values("evidence")
    ),
    "voices over joins": Support.objects.filter(BELOW),
}


@pytest.mark.parametrize("name", SETS)
def test_it_is_a_set_that_is_read_once(name):
    assert [*_faults(SETS[name].query)] == []


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_none_would_be_seen(name):
    assert [*_faults(OTHERWISE[name].query)]


def _faults(node: object) -> Iterator[str]:
    """What is asked of each row, in this condition, this query or one within."""
    if isinstance(node, QuerySet | Subquery):
        node = node.query
    if isinstance(node, Query) and node.get_external_cols():
        yield f"of each row: {node}"
    if isinstance(node, WhereNode) and node.connector == OR and len(_tables(node)) > 1:
        yield from (f"over joins: {one}" for one in node.children if not _is_set(one))
    for one in _parts(node):
        yield from _faults(one)


def _parts(node: object) -> list:
    if isinstance(node, Query):
        return [node.where, *node.annotations.values()]
    if isinstance(node, WhereNode):
        return node.children
    return [one for one in node.get_source_expressions() if one]


def _is_set(condition: object) -> bool:
    """A column is in what another query finds, or one of several such alternatives is so."""
    if isinstance(condition, WhereNode):
        return all(_is_set(one) for one in condition.children)
    return isinstance(condition, In) and isinstance(condition.rhs, Query)


def _tables(node: object) -> set[str]:
    """The tables, as the query calls them, of which a condition asks."""
    if isinstance(node, Col):
        return {node.alias}
    return set().union(*map(_tables, [] if isinstance(node, Query) else _parts(node)))
