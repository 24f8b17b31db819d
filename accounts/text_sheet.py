"""A sheet of a workbook that is written row by row: apart, since its library takes long to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

# What XML or Excel write otherwise, and spaces at an end, which they would take away.
NOT_PLAIN = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x|^\s|\s$")


class TextSheet(Worksheet):
    """A sheet in constant memory whose texts stay what they are, and are written fast."""

    def _write_cell(self, row: int, col: int, cell: NamedTuple) -> None:
        # Of each cell of many the library asks several times over what few of them have.
        if type(cell).__name__ != "String" or NOT_PLAIN.search(cell.string):
            super()._write_cell(row, col, cell)
            return
        of_column = self.col_info.get(col)
        form = cell.format or (of_column and of_column.column_format)
        style = f' s="{form._get_xf_index()}"' if form else ""
        place = xl_rowcol_to_cell_fast(row, col)
        self.fh.write(f'<c r="{place}"{style} t="inlineStr"><is><t>{cell.string}</t></is></c>')

    def _xml_rich_inline_string(self, string: str, attributes: Iterable = ()) -> None:
        # What somebody typed between <r> and </r> is no markup.
        self._xml_inline_string(string, True, attributes)
