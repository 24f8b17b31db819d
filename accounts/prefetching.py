"""What querysets prefetch, level by level: what Django reads by itself for each, so that the
prefetches of many lists can be read together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import F, Field, ForeignKey, ManyToManyField, Model, Prefetch, QuerySet
from django.db.models.constants import LOOKUP_SEP

OF = "prefetched_for"


@dataclass
class Beside:
    """A prefetch of some rows of one model, and the queryset of what is to stand beside them."""

    rows: Sequence[Model]
    relation: Field
    to_attr: str | None
    queryset: QuerySet

    def give(self) -> None:
        """Let each row have its own, now that the queryset is read."""
        found = defaultdict(list)
        for one in self.queryset:
            found[getattr(one, self._key)].append(one)
        for row in self.rows:
            self._give(row, found[getattr(row, self._own_key)])

    @property
    def _key(self) -> str:
        if self.relation.many_to_many:
            return OF
        return "pk" if self.relation.many_to_one else self.relation.field.attname

    @property
    def _own_key(self) -> str:
        return self.relation.attname if self.relation.many_to_one else "pk"

    def _give(self, row: Model, found: list[Model]) -> None:
        if self.relation.many_to_one:
            row._state.fields_cache[self.relation.name] = found[0] if found else None
            return
        if self.relation.one_to_many:
            for one in found:
                one._state.fields_cache.setdefault(self.relation.field.name, row)
        if self.to_attr:
            setattr(row, self.to_attr, found)
            return
        name = _accessor(self.relation)
        beside = getattr(row, name).all()
        beside._result_cache, beside._prefetch_done = found, True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = beside


def prefetches_of(queryset: QuerySet) -> Iterator[Beside]:
    """What a queryset that was read without its prefetches asks for beside its rows."""
    rows, known = list(queryset), getattr(queryset, "prepared", None)
    for place, lookup in enumerate(queryset._prefetch_related_lookups if rows else ()):
        lookup = lookup if isinstance(lookup, Prefetch) else Prefetch(lookup)
        yield _beside(rows, lookup, known and partial(known.beside, place))


def _beside(rows: list[Model], lookup: Prefetch, prepare: Callable | None) -> Beside:
    if LOOKUP_SEP in lookup.prefetch_through:
        raise ValueError(f"Write {lookup.prefetch_through} as a Prefetch within a Prefetch.")
    relation = _relation(type(rows[0]), lookup.prefetch_through)
    beside = lookup.queryset
    if beside is None:
        beside = relation.related_model._default_manager.all()
    to_attr = lookup.prefetch_to if lookup.prefetch_to != lookup.prefetch_through else None
    wanted, make = _wanted(relation, rows), partial(_of, beside, relation)
    # Of nothing wanted Django knows by itself that nothing has to be asked.
    found = prepare(make, wanted) if prepare and wanted else make(wanted)
    return Beside(rows, relation, to_attr, found)


def _wanted(relation: Any, rows: list[Model]) -> Collection[int]:
    if isinstance(relation, ForeignKey):
        return {getattr(row, relation.attname) for row in rows} - {None}
    return [row.pk for row in rows]


def _relation(model: type[Model], name: str) -> Field:
    return next(one for one in model._meta.get_fields() if name in (one.name, _accessor(one)))


def _accessor(relation: Any) -> str:
    accessor = getattr(relation, "get_accessor_name", None)
    return accessor() if accessor else relation.name


def _of(beside: QuerySet, relation: Any, wanted: Collection[int]) -> QuerySet:
    """The queryset narrowed to what belongs to the rows with these ids, or to the ids themselves,
    each with whose it is.
    """
    if isinstance(relation, ForeignKey):
        return beside.filter(pk__in=wanted)
    if relation.one_to_many:
        return beside.filter(**{f"{relation.field.name}__in": wanted})
    forward = isinstance(relation, ManyToManyField)
    name = relation.related_query_name() if forward else relation.field.name
    return beside.filter(**{f"{name}__in": wanted}).annotate(**{OF: F(name)})
