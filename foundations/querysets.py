"""Reads of the published framework."""

from __future__ import annotations

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When


class FrameworkItemQuerySet(QuerySet):
    def published(self) -> FrameworkItemQuerySet:
        """Only what the source documents state, without local actions."""
        return self.filter(local=False)

    def of_kind(self, *kinds: str) -> FrameworkItemQuerySet:
        """Items of the given kinds, in printed order."""
        return self.filter(kind__in=kinds)

    def calls(self) -> FrameworkItemQuerySet:
        """The 55 calls to action, foundation by foundation."""
        return self.of_kind("call").select_related("parent").order_by("parent__order", "order")

    def answered(self, yes: bool = True) -> FrameworkItemQuerySet:
        """Calls that an improvement action or sub-action answers by a counted link; or those that none does."""
        links = self.model._meta.get_field("links_in").related_model.objects
        answers = Exists(links.counted().from_work().filter(to_item=OuterRef("pk")))
        return self.filter(answers if yes else ~answers)

    def citing(self, document: str, page: int) -> FrameworkItemQuerySet:
        """Everything that cites a page of a published book."""
        return self.filter(pages__document=document, pages__page=page).select_related("parent")


class PageReferenceQuerySet(QuerySet):
    def in_reading_order(self) -> PageReferenceQuerySet:
        """References by document and page."""
        return self.order_by("document", "page")


class LinkQuerySet(QuerySet):
    def counted(self) -> LinkQuerySet:
        """Links that count: confirmed, or suggested with high or medium confidence; low ones are hints only."""
        return self.filter(Q(state="confirmed") | Q(state="suggested", confidence__in=["high", "medium"]))

    def to_calls(self) -> LinkQuerySet:
        """Links that end at a call to action."""
        return self.filter(to_item__kind="call")

    def from_work(self) -> LinkQuerySet:
        """Links that start at an improvement action, a sub-action or one of its criteria."""
        return self.filter(from_item__kind__in=["action", "sub-action", "criterion"])

    def with_ends(self) -> LinkQuerySet:
        """Links with both ends and their parents, in printed order."""
        return self.select_related("from_item__parent", "to_item__parent")

    def surest_first(self) -> LinkQuerySet:
        """Confirmed links, then suggested ones from high to low confidence, then rejected ones."""
        state = Case(When(state="confirmed", then=0), When(state="suggested", then=1), default=2)
        sure = Case(When(confidence="high", then=0), When(confidence="medium", then=1), default=2)
        return self.order_by(state, sure, "to_item__order", "from_item__order", "pk")
