"""Where pages show evidence, and who may read which."""

from __future__ import annotations

import re

from django.conf import settings

from evidence.models import EvidenceItem

from .payloads import numbers_in
from .rows import ROLES

TEMPLATES = settings.BASE_DIR / "templates"
SHOWS = re.compile(
    r"evidence/items/_|\{% load [^%]*\bevidence\b|\bevidence\.(?:title|get_absolute_url)"
    r"|\bin (?:\w+\.)?cited\b|\bin evidence\.rows\b|texts/_evidence|assessments/_cited"
)

LISTED = ".//h2[@id='evidence']/following-sibling::ul[1]"
ON_PAGE = ".//section[@id='evidence']/ul"
LEARNED = ".//section[@id='learned']/ul"
BESIDE = ".//div[starts-with(@id, 'update-')]"
CITED = ".//ul[@aria-label='Evidence cited']"
HEADING = ".//h1"
MAIN = ".//main"

# Each template that shows evidence: the address at which it does, and where on the page.
PLACES = {
    "agreed/agree.html": ("agree", LISTED),
    "actions/_update.html": ("sub-action", BESIDE),
    "assessments/_answers.html": ("assessment-version", CITED),
    "assessments/_cited.html": ("assessment-version", CITED),
    "assessments/_chapter.html": ("assessment-service", CITED),
    "assessments/check.html": ("check-answers", MAIN),
    "assessments/_cite.html": ("theme-assessment", ".//label[starts-with(@for, 'cited-')]"),
    "evidence/items/_row.html": ("evidence-list", MAIN),
    "evidence/items/edit.html": ("edit-evidence", MAIN),
    "evidence/items/evidence.html": ("evidence", HEADING),
    "evidence/items/list.html": ("evidence-list", MAIN),
    "evidence/items/remove.html": ("remove-evidence", MAIN),
    "evidence/items/support.html": ("support", MAIN),
    "evidence/items/take_back.html": ("remove-support", MAIN),
    "evidence/items/upkeep.html": ("evidence-upkeep", MAIN),
    "work/_evidence.html": ("sub-action", ON_PAGE),
    "oversight/texts/_evidence.html": ("call", ON_PAGE),
    "oversight/texts/_evidence_row.html": ("call", ON_PAGE),
    "oversight/texts/call.html": ("call", ON_PAGE),
    "oversight/texts/cited_page.html": ("cited-page", ON_PAGE),
    "oversight/texts/recommendation.html": ("recommendation", ON_PAGE),
    "oversight/texts/theme.html": ("theme", ON_PAGE),
    "oversight/story/_learned.html": ("statement", LEARNED),
}
# Templates that load the tags, or hold the words, and show no evidence to the Keeper.
NONE_SHOWN = {
    "evidence/items/_second_look.html": "the pictures of the evidence whose page it is part of",
    "oversight/my_work/my_work.html": "the day on which people were heard last",
    "oversight/participation/participation.html": "the day on which people were heard last",
    "oversight/duties/_tag.html": "evidence that everybody may read",
    "oversight/story/_feels.html": "what people say, of which this world has nothing internal",
    "foundations/cited_pages.html": "the books that are cited",
    "heard/heard.html": "what the Champions Board staff made of what was heard",
}
# Lists of which each line says who may read it.
MARKED = {
    **dict.fromkeys(
        ["action", "sub-action", "call", "cited-page", "recommendation", "theme"], f"{ON_PAGE}/li"
    ),
    "statement": f"{LEARNED}/li",
    "agree": f"{LISTED}/li",
    "evidence-list": ".//main//ul[@class='pt_lines pt_items']/li",
}


def templates_that_show_evidence() -> set[str]:
    pages = TEMPLATES.rglob("*.html")
    return {f"{page.relative_to(TEMPLATES)}" for page in pages if SHOWS.search(page.read_text())}


def numbers_of(item: EvidenceItem) -> set[int]:
    """The numbers of the payloads in its texts."""
    texts = ("title", "shows", "words", "url", "answer", "unit", "file_name")
    return set().union(*(numbers_in(getattr(item, name)) for name in texts))


def readers_of(item: EvidenceItem) -> set[str]:
    """Who may read it: everyone with a role, or those of whom it is."""
    whose = {"education": {"keeper"}, "housing": {"other_keeper"}}
    own = whose[item.service.key] if item.service else {"champions"}
    if item.visibility == "internal":
        return own
    return own | {"champions"} if item.awaits_second_look else ROLES
