"""Reads of the published framework."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from accounts.searching import having, words_of

# Kinds and states stand here as they are stored: the models, which name them, import this file.

# A link counts when someone added or confirmed it, or it is suggested with high or medium
# confidence; a low one is a hint only.
# What the national plan sees in a call counts only once somebody has confirmed it.
COUNTED = Q(state="confirmed") | ~Q(from_item__kind="statement") & (
    Q(state="added") | Q(state="suggested", confidence__in=["high", "medium"])
)
# The states of links that count, the surest first.
SUREST_FIRST = ["confirmed", "added", "suggested"]
# How the texts of the framework name the ten principles of intensive family support.
NAMING_THE_PRINCIPLES = [
    "support principles",
    "principles of intensive",
    "principles for intensive",
]


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
        """Calls that an improvement action or sub-action answers by a counted link; or those that
        none does.
        """
        # A join would give a call once for every link.
        answers = Q(pk__in=self._answers().values("to_item"))
        return self.filter(answers if yes else ~answers)

    def with_sureness(self) -> FrameworkItemQuerySet:
        """Calls with `sureness`, how sure it is that an action answers them: confirmed, added,
        suggested or no. The surest of the links that count says it.
        """
        # Sets of their own, read once for all calls.
        cases = [
            When(pk__in=self._answers().filter(state=state).values("to_item"), then=Value(state))
            for state in SUREST_FIRST
        ]
        return self.annotate(sureness=Case(*cases, default=Value("no"), output_field=CharField()))

    def with_answers(self) -> FrameworkItemQuerySet:
        """Items with `answers`: the counted links of what answers them, the surest first."""
        links = self._answers().with_ends().with_people().surest_first()
        return self.prefetch_related(Prefetch("links_in", links, to_attr="answers"))

    def with_call_counts(self) -> FrameworkItemQuerySet:
        """Foundations with `calls`, how many they have, and how many of them are `confirmed`,
        `added` and `suggested` as answered by an action.
        """
        # As sets of their own, which are read once for all foundations instead of once for each.
        calls = self.model.objects.of_kind("call").with_sureness()
        counts = {
            state: Count(
                "children", filter=Q(children__in=calls.filter(sureness=state).values("pk"))
            )
            for state in SUREST_FIRST
        }
        return self.annotate(calls=Count("children", filter=Q(children__kind="call")), **counts)

    def with_themes(self) -> FrameworkItemQuerySet:
        """Priority areas with `themes`, each with `recommendations`, how many its template has."""
        recommendations = Count("children", filter=Q(children__kind="recommendation"))
        themes = self.model.objects.of_kind("theme").annotate(recommendations=recommendations)
        return self.prefetch_related(Prefetch("children", themes, to_attr="themes"))

    def with_twins(self) -> FrameworkItemQuerySet:
        """Recommendations with the same ones that are printed under another theme."""
        twins = Prefetch("twins", self.model.objects.select_related("parent"))
        return self.select_related("parent", "same_as__parent").prefetch_related(twins)

    def citing(self, document: str, page: int) -> FrameworkItemQuerySet:
        """Everything that cites a page of a published book, in printed order."""
        cited = self.filter(pages__document=document, pages__page=page)
        return cited.select_related("parent").order_by("parent__order", "order", "pk")

    def template_of(self, theme: str) -> FrameworkItemQuerySet:
        """All that the self-assessment template of a theme is printed from: the theme, its lines
        with the pages that they cite, and the four prompts.
        """
        printed = self.filter(Q(kind="theme", key=theme) | Q(parent__key=theme) | Q(kind="prompt"))
        return printed.select_related("parent").prefetch_related("pages")

    def templates(self) -> FrameworkItemQuerySet:
        """All that the nineteen templates are printed from: the themes, their lines, and the four
        prompts.
        """
        lines = Q(kind__in=["lead-in", "recommendation"], parent__has_template=True)
        return self.filter(
            Q(kind="theme", has_template=True) | lines | Q(kind="prompt")
        ).select_related("parent")

    def naming_the_principles(self) -> FrameworkItemQuerySet:
        """Texts that name the ten principles of intensive family support."""
        words = Q()
        for phrase in NAMING_THE_PRINCIPLES:
            words |= Q(text__icontains=phrase)
        return self.filter(words).select_related("parent")

    def with_words(self, words: str, key: str = "") -> FrameworkItemQuerySet:
        """Those whose heading or text holds each of the words, in any order, or with this key;
        without one, the words may be it.
        """
        if not words_of(words):
            return self.none()
        return self.filter(Q(key__iexact=key or words) | having(words, "heading", "text"))

    def from_the_briefing(self) -> FrameworkItemQuerySet:
        """What stands in the same source document as the points of the residential briefing."""
        return self.filter(
            source_document__in=self.model.objects.of_kind("point").values("source_document")
        )

    def _answers(self) -> LinkQuerySet:
        """The links by which work answers something."""
        return self._links().counted().from_work()

    def _links(self) -> LinkQuerySet:
        # By name, since the models import this file.
        return apps.get_model("foundations", "Link").objects.all()


class PageReferenceQuerySet(QuerySet):
    def in_reading_order(self) -> PageReferenceQuerySet:
        """References by document and page."""
        return self.order_by("document", "page")

    def cited_pages(self, document: str | None = None) -> PageReferenceQuerySet:
        """Each cited page once, with `citing`: how many items cite it. Of one document, if it is
        named.
        """
        cited = self.filter(document=document) if document else self
        return cited.in_reading_order().values("document", "page").annotate(citing=Count("item"))


class LinkQuerySet(QuerySet):
    def counted(self) -> LinkQuerySet:
        """Links that count: added, confirmed, or suggested with high or medium confidence; low ones
        are hints only.
        """
        return self.filter(COUNTED)

    def to_calls(self) -> LinkQuerySet:
        """Links that end at a call to action."""
        return self.filter(to_item__kind="call")

    def from_work(self) -> LinkQuerySet:
        """Links that start at an improvement action, a sub-action or one of its criteria."""
        return self.filter(from_item__kind__in=["action", "sub-action", "criterion"])

    def touching(self, items: Iterable) -> LinkQuerySet:
        """Links that start or end at one of the items, each with `counts`: whether it counts."""
        counts = ExpressionWrapper(COUNTED, BooleanField())
        return self.filter(Q(from_item__in=items) | Q(to_item__in=items)).annotate(counts=counts)

    def with_ends(self) -> LinkQuerySet:
        """Links with both ends and their parents, in printed order."""
        return self.select_related("from_item__parent", "to_item__parent")

    def with_people(self) -> LinkQuerySet:
        """Links with who made them and who decided."""
        return self.select_related("made_by", "decided_by")

    def surest_first(self) -> LinkQuerySet:
        """Confirmed links, then added ones, suggested ones from high to low confidence, and those
        set aside.
        """
        places = enumerate(SUREST_FIRST)
        state = Case(*(When(state=state, then=place) for place, state in places), default=3)
        sure = Case(When(confidence="high", then=0), When(confidence="medium", then=1), default=2)
        # The key comes last, so that equals keep their order on every database.
        return self.order_by(state, sure, "to_item__order", "from_item__order", "pk")


class CorrectionQuerySet(QuerySet):
    def with_people(self) -> CorrectionQuerySet:
        """Proposals with their text, and who made and answered them."""
        return self.select_related("item__parent", "proposed_by", "answered_by")

    def current(self) -> CorrectionQuerySet:
        """Proposals that are open or agreed, as they stand beside the source's wording."""
        return self.filter(state__in=["open", "agreed"]).with_people()

    def open_first(self) -> CorrectionQuerySet:
        """Every proposal, those that wait for an answer first, then from the newest to the
        oldest.
        """
        waits = Case(When(state="open", then=0), default=1)
        return self.with_people().order_by(waits, "-proposed_on", "-pk")


class DismissalQuerySet(QuerySet):
    def of(self, thing: str, key: str) -> DismissalQuerySet:
        """The ids of the texts that are no longer offered for something."""
        return self.filter(thing=thing, key=key).values_list("text_id", flat=True)


class EditionQuerySet(QuerySet):
    def standing(self) -> EditionQuerySet:
        """Editions of rounds that are closed."""
        return self.filter(undone_on=None)

    def boards(self) -> EditionQuerySet:
        """Those of the rounds of progress that are closed, the last closed first: of two that were
        closed on one day the one that was closed after the other.
        """
        # By the round's own day: an edition is made while its round is still open.
        closed = self.standing().filter(round__asks_progress=True, round__closed_on__isnull=False)
        return closed.order_by("-closed_on", "-pk")


class RoundQuerySet(QuerySet):
    def open(self) -> RoundQuerySet:
        """Rounds that have not been closed."""
        return self.filter(closed_on=None)

    def for_assessment(self) -> RoundQuerySet:
        """Rounds that ask for self-assessment, the newest first."""
        return self.filter(asks_assessment=True)

    def current_assessment(self, on: date):
        """The round in which services assess themselves on that day: the newest begun one; None
        before the first.
        """
        return self.begun_assessments(on).first()

    def begun_assessments(self, on: date) -> RoundQuerySet:
        """Rounds in which services assess themselves that have begun by that day, the newest
        first.
        """
        # Also after its last day: it is answered until somebody closes it.
        return self.for_assessment().filter(first_day__lte=on)

    def closed_before(self, on: date) -> RoundQuerySet:
        """Rounds of progress that were closed before a day, the last closed first."""
        # On the day of the closing itself nothing changes yet.
        closed = self.filter(asks_progress=True, closed_on__lt=on)
        return closed.order_by("-closed_on", "-pk")

    def with_last(self, key: str) -> RoundQuerySet:
        """The round of self-assessment with this key, and then the last one before it."""
        first_day = self.for_assessment().filter(key=key).values("first_day")
        return self.for_assessment().filter(first_day__lte=Subquery(first_day[:1]))[:2]

    def before(self, later) -> RoundQuerySet:
        """Rounds before another that asked for the same, the newest first."""
        asked = (
            self.filter(asks_assessment=True)
            if later.asks_assessment
            else self.filter(asks_progress=True)
        )
        return asked.filter(first_day__lt=later.first_day)
