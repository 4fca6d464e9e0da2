"""Tables by hand: a list of rows, each cell a text, or (text, colspan[, rowspan])."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from contracts.document import Cell, Document, Paragraph, Table
from contracts.facts import Submission
from contracts.ids import IdMaker
from normalizers.forms import TableReading, read_tables

Content = str | tuple[str, int] | tuple[str, int, int]


def table(rows: Sequence[Sequence[Content]], *, block: int = 0, title: str = "") -> Table:
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    width = 0
    for r, row in enumerate(rows):
        col = 0
        for content in row:
            text, colspan, rowspan = (*content, 1, 1)[:3] if isinstance(content, tuple) else (
                content, 1, 1)  # fmt: skip
            while (r, col) in taken:
                col += 1
            cells.append(Cell(r, col, text, rowspan, colspan))
            taken |= {(r + i, col + j) for i in range(rowspan) for j in range(colspan)}
            col += colspan
            width = max(width, col)
    return Table(block, 0, len(rows), width, tuple(cells), title)


def document(
    rows: Sequence[Sequence[Content]], *above: str, below: Sequence[str] = (), title: str = ""
) -> Document:
    blocks = [Paragraph(i, text) for i, text in enumerate(above)]
    grid = table(rows, block=len(blocks), title=title)
    after = [Paragraph(len(blocks) + 1 + i, text) for i, text in enumerate(below)]
    return Document("0" * 64, "application/x-test", (*blocks, grid, *after))


def submission(year: int | None = 2022) -> Submission:
    return Submission(
        submission_id="0" * 16,
        sha256="0" * 64,
        file_name="x.docx",
        media_type="application/x-test",
        received_at=datetime(2023, 8, 1, tzinfo=UTC),
        unit_code="甲局",
        fiscal_year=year,
    )


def read(doc: Document, year: int | None = 2022) -> TableReading:
    return read_tables(doc, submission(year), IdMaker("0" * 16))


def reading(
    rows: Sequence[Sequence[Content]],
    *above: str,
    year: int | None = 2022,
    below: Sequence[str] = (),
    title: str = "",
) -> TableReading:
    return read(document(rows, *above, below=below, title=title), year)
