"""Drafts as files, so that the extractors are measured with the reader: docx, xlsx, pdf."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import xlsxwriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from contracts.document import Cell
from contracts.document import Table as Grid
from tests.bench.accuracy.draft import Draft


def _grid(draft: Draft) -> Grid:
    document, _ = draft.document()
    return document.tables[0]


def to_docx(*drafts: Draft) -> bytes:
    """A Word document with the tables' merged cells, one after the other."""
    out = docx.Document()
    for draft in drafts:
        _add(out, draft)
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def _add(out: Any, draft: Draft) -> None:
    grid = _grid(draft)
    for line in draft.above:
        out.add_paragraph(line)
    if not grid.cells:
        return
    table = out.add_table(grid.rows, grid.cols)
    spots = [list(row.cells) for row in table.rows]
    for cell in grid.cells:
        first = spots[cell.row][cell.col]
        if cell.rowspan > 1 or cell.colspan > 1:
            first = first.merge(spots[cell.row + cell.rowspan - 1][cell.col + cell.colspan - 1])
        first.text = cell.text
    for line in draft.below:
        out.add_paragraph(line)


def to_xlsx(*drafts: Draft) -> bytes:
    """A workbook, a sheet a table: lines above in column A, numbers as the text that is shown."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for number, draft in enumerate(drafts, 1):
        _fill(book, f"Z{number:02}", draft)
    book.close()
    return buffer.getvalue()


def _fill(book: Any, name: str, draft: Draft) -> None:
    grid = _grid(draft)
    sheet = book.add_worksheet(name)
    border = book.add_format({"border": 1})
    for row, line in enumerate(draft.above):
        sheet.merge_range(row, 0, row, max(grid.cols - 1, 1), line)
    top = len(draft.above)
    for cell in grid.cells:
        where = (cell.row + top, cell.col)
        if cell.rowspan > 1 or cell.colspan > 1:
            end = (where[0] + cell.rowspan - 1, where[1] + cell.colspan - 1)
            sheet.merge_range(*where, *end, cell.text, border)
        else:
            sheet.write_string(*where, cell.text, border)
    for row, line in enumerate(draft.below):
        sheet.write_string(top + grid.rows + row, 0, line)


def to_pdf(draft: Draft) -> bytes:
    """A ruled, typed PDF on wide pages; long tables run over pages."""
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
    grid = _grid(draft)
    body: list[list[Any]] = [["" for _ in range(grid.cols)] for _ in range(grid.rows)]
    spans: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    for cell in grid.cells:
        body[cell.row][cell.col] = Text(cell.text.replace("\n", "<br/>"), style)
        spans.append(("SPAN", (cell.col, cell.row), _end(cell)))
    buffer = io.BytesIO()
    page = SimpleDocTemplate(buffer, pagesize=landscape(A3), leftMargin=30, rightMargin=30)
    table = Table(body, colWidths=[1100 / grid.cols] * grid.cols, style=TableStyle(spans))
    lines = [Text(line, style) for line in draft.above]
    page.build([*lines, table, *(Text(line, style) for line in draft.below)])
    return buffer.getvalue()


def _end(cell: Cell) -> tuple[int, int]:
    return (cell.col + cell.colspan - 1, cell.row + cell.rowspan - 1)


WRITERS: dict[str, Callable[..., bytes]] = {
    "docx": to_docx,
    "xlsx": to_xlsx,
    "pdf": to_pdf,
}
