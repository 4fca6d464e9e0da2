"""The second reader (Camelot): tables without rules, and another look at ruled ones.

It is slow and slides text between rows with some fonts: it gives the grid, the characters stay
those of our own glyphs, and where its text differs the cell is in doubt.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from contracts.document import Box, Cell, Table
from extractors.layout.content import PageContent
from extractors.layout.lattice import Grid, GridCell
from extractors.layout.lines import Line
from extractors.layout.tables import Piece, piece_of
from extractors.pdf.columns import Aligned, aligned
from extractors.pdf.rotation import upright

#: Pages of one document that are given to the second reader; a bound on time.
MAX_PAGES = 20
#: White left around the ink of an area, points.
_PAD = 3.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """A cell as Camelot read it, box in points from the top left."""

    text: str
    box: Box


class SecondReader:
    """Reads the unruled tables of one document's pages.

    Attributes:
        asked: how many pages were given to Camelot so far.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.asked = 0

    def page(
        self, content: PageContent, items: Sequence[Line | Piece]
    ) -> tuple[list[Line | Piece], bool]:
        """What the page gives, lines of unruled tables replaced by tables.

        Args:
            content: the page.
            items: its lines and ruled tables, top to bottom.

        Returns:
            the items, and whether lines that look like a table had to stay lines.
        """
        lines = [item for item in items if isinstance(item, Line)]
        groups = aligned(lines) if len(lines) == len(items) else []
        if not groups:
            return list(items), False
        self.asked += 1
        result, failed = list(items), False
        for group in groups:
            piece = self._piece(group, content)
            if piece is None:
                failed = True
                continue
            place = result.index(group.lines[0])
            result[place : place + len(group.lines)] = [piece]
        return result, failed

    def _piece(self, group: Aligned, content: PageContent) -> Piece | None:
        if not group.sure or self.asked > MAX_PAGES:
            return None
        box = group.box
        area = (
            f"{box.x0 - _PAD},{content.height - box.y0 + _PAD},"
            f"{box.x1 + _PAD},{content.height - box.y1 - _PAD}"
        )
        tables = _camelot(self._data, content.number, flavor="stream", table_areas=[area])
        if len(tables) != 1:
            return None
        rows = _readings(tables[0], content.height)
        grid = _grid(rows, group)
        if grid is None:
            return None
        inside = [glyph for glyph in content.glyphs if _covers(grid.box, glyph.center)]
        piece = piece_of(grid, inside, content.number)
        flat = [reading for row in rows for reading in row]
        cells = tuple(
            _doubted(cell, reading.text) for cell, reading in zip(piece.cells, flat, strict=True)
        )
        return replace(piece, cells=cells)


def read_again(data: bytes, table: Table) -> Table:
    """A ruled table with the doubts that Camelot's lattice reading of its pages raises.

    Args:
        data: the PDF the table was read from.
        table: as read; its cells have pages and boxes.

    Returns:
        The table, each cell that Camelot reads otherwise with that reading in `alternatives`;
        cells that Camelot does not see apart from others stay as they are, and so does the whole
        table where Camelot fails.
    """
    data = upright(data)
    numbers = sorted({c.page for c in table.cells if c.page is not None and c.box is not None})
    readings = {number: _lattice(data, number) for number in numbers[:MAX_PAGES]}
    cells = tuple(
        _compared(cell, readings.get(cell.page, [])) if cell.page is not None else cell
        for cell in table.cells
    )
    return replace(table, cells=cells)


def _lattice(data: bytes, number: int) -> list[_Reading]:
    """All cells of the ruled tables of a page, as Camelot reads them."""
    tables = _camelot(data, number, flavor="lattice")
    if not tables:
        return []
    import pypdfium2  # noqa: PLC0415 - the page's height, only where it is needed

    document = pypdfium2.PdfDocument(data)
    height = float(document[number - 1].get_height())
    document.close()
    return [reading for table in tables for row in _readings(table, height) for reading in row]


def _compared(cell: Cell, readings: Sequence[_Reading]) -> Cell:
    box = cell.box
    if box is None:
        return cell
    own = [reading for reading in readings if _covers(box, _center(reading.box))]
    # Camelot may cut a merged cell into parts, all together as large as ours; never the reverse.
    seen = sum(_area(reading.box) for reading in own)
    if not own or not 0.8 * _area(box) < seen < 1.2 * _area(box):
        return cell
    return _doubted(cell, "\n".join(reading.text for reading in own if reading.text))


def _doubted(cell: Cell, other: str) -> Cell:
    """The cell with another reading, if it is one (white space says nothing)."""
    known = {"".join(text.split()) for text in (cell.text, *cell.alternatives)}
    if "".join(other.split()) in known:
        return cell
    return replace(cell, alternatives=(*cell.alternatives, other))


def _grid(rows: Sequence[Sequence[_Reading]], group: Aligned) -> Grid | None:
    """Camelot's grid, if it has our columns and one row for each line."""
    if len(rows) != len(group.lines) or any(len(row) != len(group.columns) for row in rows):
        return None
    box = group.box
    xs = [box.x0 - _PAD, *(reading.box.x1 for reading in rows[0][:-1]), box.x1 + _PAD]
    ys = [box.y0 - _PAD, *(row[0].box.y1 for row in rows[:-1]), box.y1 + _PAD]
    columns = zip(group.columns, xs, xs[1:], strict=False)
    lines = zip(group.lines, ys, ys[1:], strict=False)
    if not all(left <= low < high <= right for (low, high), left, right in columns):
        return None
    if not all(top < (line.box.y0 + line.box.y1) / 2 < bottom for line, top, bottom in lines):
        return None
    cells = tuple(
        GridCell(row, col, 1, 1, Box(xs[col], ys[row], xs[col + 1], ys[row + 1]))
        for row in range(len(ys) - 1)
        for col in range(len(xs) - 1)
    )
    return Grid(tuple(xs), tuple(ys), cells)


def _readings(table: Any, height: float) -> list[list[_Reading]]:
    return [
        [
            _Reading(
                str(cell.text).strip(),
                Box(
                    float(cell.x1), height - float(cell.y2), float(cell.x2), height - float(cell.y1)
                ),
            )
            for cell in row
        ]
        for row in table.cells
    ]


def _camelot(data: bytes, number: int, **options: Any) -> list[Any]:
    """Camelot's tables of a page, none where it fails."""
    from camelot.io import read_pdf  # noqa: PLC0415 - takes 2 s; most documents never need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(
                read_pdf(
                    io.BytesIO(data),
                    pages=str(number),
                    suppress_stdout=True,
                    split_text=True,
                    **options,
                )
            )
    # A second opinion that fails is none: the first reading stands as it was.
    except Exception:  # noqa: BLE001
        return []


def _covers(box: Box, point: tuple[float, float]) -> bool:
    return box.x0 <= point[0] <= box.x1 and box.y0 <= point[1] <= box.y1


def _center(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)
