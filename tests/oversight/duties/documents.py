"""Drafts of reports, read back from Word, and what stands in them."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from docx import Document

from evidence.models import Actual
from foundations.services.rounds import close_round
from tests.factories import MeasureFactory, RoundFactory


def word(client, period, what="draft/"):
    """The draft of the report on a period, read back."""
    answer = client.get(f"/duties/periods/{period.pk}/{what}")
    assert answer.status_code == 200
    assert "wordprocessingml" in answer["Content-Type"]
    return Document(BytesIO(b"".join(answer)))


def words_of(document):
    """All words of a document, those of its tables last."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def measured(name, number, **values):
    """A measure whose figures may be published, with one figure."""
    made = MeasureFactory(name=name, unit="young people", **{"is_public": True} | values)
    Actual.objects.create(
        measure=made, on=date(2025, 3, 3), number=Decimal(number), said_by=made.added_by
    )
    return made


def close_a_round(by):
    """Close a round, so that counts of people may leave."""
    opened = RoundFactory(asks_assessment=False)
    close_round(by=by, round=opened, seen=1)
