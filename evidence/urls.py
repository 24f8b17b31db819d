"""The addresses of evidence and participation, by subject."""

from evidence.agreed import urls as agreed
from evidence.assessments import urls as assessments
from evidence.assessments.word import urls as word
from evidence.heard import urls as heard
from evidence.heard.codes import urls as codes
from evidence.items import urls as items
from evidence.measures import urls as measures
from evidence.participation import urls as participation
from evidence.participation.sheets import urls as sheets
from evidence.registers import urls as registers
from evidence.work import urls as work
from evidence.workbook import urls as workbook

urlpatterns = [
    *agreed.urlpatterns,
    *items.urlpatterns,
    *heard.urlpatterns,
    *codes.urlpatterns,
    *measures.urlpatterns,
    *participation.urlpatterns,
    *assessments.BEFORE_ROUNDS,
    # Before the pages of one theme, by which “word” would be taken for its key.
    *word.urlpatterns,
    *assessments.urlpatterns,
    *sheets.urlpatterns,
    # Before the pages of sub-actions, by which these words would be taken for a key.
    *workbook.urlpatterns,
    *registers.urlpatterns,
    *work.urlpatterns,
]
