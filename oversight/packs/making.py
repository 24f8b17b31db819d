"""The making of a pack, step by step: read once, then a file of each kind of the same contents."""

from __future__ import annotations

import logging
from collections.abc import Callable

from evidence.files.store import StoreFails
from foundations.models import Edition

from .board_pack import read_board_pack
from .contents import Contents
from .excel import write_workbook
from .holding import Lost, digest_of, fail, finish, go_on, keep_file, let_files_go
from .members import read_briefing
from .models import Form, Kind, Pack
from .pdf import why_no_pdf, write_pdf

CONTENTS: dict[str, Callable[[Edition, int], Contents]] = {
    Form.BOARD: read_board_pack,
    Form.MEMBERS: read_briefing,
}


def _write_word(contents: Contents) -> bytes:
    # The library that writes it takes long to read, and web workers never need it.
    from .word import write_document

    return write_document(contents)


WRITERS: list[tuple[Kind, str, Callable[[Contents], bytes]]] = [
    (Kind.WORD, "Writing the Word document", _write_word),
    (Kind.EXCEL, "Writing the Excel workbook", write_workbook),
    (Kind.PDF, "Writing the PDF", write_pdf),
]
# Reading, each kind of file, and that all of it is kept.
STEPS = len(WRITERS) + 2
# So often a passage may be taken out while it is made before somebody has to ask again.
MOST_TURNS = 3
NOT_STORED = (
    "Its files could not be kept: the place for files is full or does not answer. Ask for it again "
    "in a few minutes."
)
BROKEN = (
    "Something broke while it was made, and the log says what. Ask for it again; if it breaks "
    "again, tell whoever runs this installation."
)
TAKEN_OUT = "Passages were taken out again and again while it was made. Ask for it again."
log = logging.getLogger(__name__)


def make_pack(pack: Pack) -> None:
    """Make a pack that is held, and offer it; or say why that failed. When somebody else has taken
    it meanwhile nothing more is done.
    """
    try:
        for _turn in range(MOST_TURNS):
            if _made(pack):
                return
        fail(pack, TAKEN_OUT)
    except Lost:
        log.warning("Pack %s was taken by another", pack.pk)
    except StoreFails:
        _fail(pack, NOT_STORED)
    # Its words may hold what people wrote, so that the log has its kind and place alone.
    except Exception as error:  # noqa: BLE001 - whoever waits must be told, whatever broke
        log.error("Pack %s broke: %s", pack.pk, _place_of(error))
        _fail(pack, BROKEN)


def _made(pack: Pack) -> bool:
    go_on(pack, 0, "Reading what the round keeps")
    # What an earlier try has left.
    let_files_go(pack)
    made_of = digest_of(pack.edition)
    contents = CONTENTS[pack.form](pack.edition, pack.number)
    lacks = why_no_pdf()
    for done, (kind, doing, write) in enumerate(WRITERS, start=1):
        if kind == Kind.PDF and lacks:
            continue
        go_on(pack, done, doing)
        keep_file(pack, kind, write(contents))
    go_on(pack, STEPS - 1, "Keeping them")
    return finish(pack, made_of, lacks)


def _fail(pack: Pack, reason: str) -> None:
    try:
        fail(pack, reason)
    except Lost:
        log.warning("Pack %s was taken by another", pack.pk)


def _place_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} at {where}"
