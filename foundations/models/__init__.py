"""The framework as published, what the council says about it, and the rounds in which it
reports.
"""

from .dismissals import Dismissal
from .items import (
    Document,
    FrameworkItem,
    Kind,
    PageReference,
    PublishedTarget,
    Reach,
)
from .links import Confidence, Correction, CorrectionState, Link, LinkState, Part
from .rounds import Edition, Round

__all__ = [
    "Confidence",
    "Correction",
    "CorrectionState",
    "Dismissal",
    "Document",
    "Edition",
    "FrameworkItem",
    "Kind",
    "Link",
    "LinkState",
    "PageReference",
    "Part",
    "PublishedTarget",
    "Reach",
    "Round",
]
