"""Another reader's view of tables whose arithmetic does not hold.

Who asks knows finance and names the tables; here they are only read again. Formats that state
their cells (docx, sheets) have nothing to read twice, and pages read by OCR have their own second
reading, so typed PDF is the one format that gains.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from contracts.document import Cell, Document, Reading, Table
from extractors.sniff import Format


def second_look(data: bytes, document: Document, tables: Collection[int]) -> Document:
    """The document with the doubts that a second reader raises in some of its tables.

    Args:
        data: the bytes the document was read from.
        tables: `Table.index` of those that are suspected.

    Returns:
        The same grids and texts; a cell that the other reader reads otherwise has that reading
        among its `alternatives`. The very same object where nothing can be read twice.
    """
    if not can_be_read_twice(document):
        return document
    suspected = [table for table in document.tables if table.index in tables and _is_typed(table)]
    if not suspected:
        return document
    from extractors.pdf.second import read_again  # noqa: PLC0415 - few files need it

    again = {table.block: read_again(data, table) for table in suspected}
    return replace(
        document, blocks=tuple(again.get(block.block, block) for block in document.blocks)
    )


def can_be_read_twice(document: Document) -> bool:
    """Whether there is a second reader for some of its tables: those of a PDF's text layer."""
    return document.media_type == Format.PDF.value and any(map(_is_typed, document.tables))


def _is_typed(table: Table) -> bool:
    return any(_typed(cell) for cell in table.cells)


def _typed(cell: Cell) -> bool:
    return cell.reading is Reading.TYPED and cell.box is not None
