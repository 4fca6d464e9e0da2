"""Another reader's view of tables whose arithmetic does not hold.

Who asks knows finance and names the tables; here they are only read again. Formats that state
their cells (docx, sheets) have nothing to read twice, and pages read by OCR have their own second
reading, so typed PDF is the one format that gains.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from contracts.document import Cell, Document, Reading
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
    suspected = [
        table
        for table in document.tables
        if table.index in tables and any(_typed(cell) for cell in table.cells)
    ]
    if document.media_type != Format.PDF.value or not suspected:
        return document
    from extractors.pdf.second import read_again  # noqa: PLC0415 - few files need it

    again = {table.block: read_again(data, table) for table in suspected}
    return replace(
        document, blocks=tuple(again.get(block.block, block) for block in document.blocks)
    )


def _typed(cell: Cell) -> bool:
    return cell.reading is Reading.TYPED and cell.box is not None
