"""Tables: `w:gridSpan`, `w:vMerge` and `w:gridBefore` to cells with exact spans."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from contracts.document import Cell
from extractors.docx.names import VAL, number, value, w
from extractors.docx.story import Said, Story, children, row_is_printed

_MAX_SPAN = 1024  # Word itself knows at most 63 columns


@dataclass
class Grid:
    """A table's cells, and what stands inside them that is no text.

    Attributes:
        rows, cols: size of the grid.
        cells: ordered by row, then column.
        inner: nested tables and text boxes, in reading order.
        widths: how many grid columns each row fills, `w:gridBefore` and `w:gridAfter` included;
            Word writes them all equal, so others make the columns of a row uncertain.
    """

    rows: int = 0
    cols: int = 0
    cells: list[Cell] = field(default_factory=list)
    inner: list[etree._Element] = field(default_factory=list)
    widths: set[int] = field(default_factory=set)


@dataclass
class _Merge:
    """The cell that vertically merged cells below it belong to."""

    index: int  # in Grid.cells
    colspan: int


def read_grid(table: etree._Element, story: Story) -> Grid:
    """The table's grid; rows that are deleted, hidden or have no cell are no rows."""
    grid = Grid()
    open_merges: dict[int, _Merge] = {}  # by column, from the row above
    for row in children(table, w("tr")):
        if row_is_printed(row):
            merges = _read_row(row, grid, open_merges, story)
            if merges is not None:
                open_merges = merges
                grid.rows += 1
    return grid


def _read_row(
    row: etree._Element, grid: Grid, above: dict[int, _Merge], story: Story
) -> dict[int, _Merge] | None:
    """Adds a row's cells; the merges that the next row may continue, None for an empty row."""
    col = _span(value(row.find(w("trPr")), "gridBefore"), 0)
    below: dict[int, _Merge] = {}
    elements = list(children(row, w("tc")))
    for element in elements:
        properties = element.find(w("tcPr"))
        colspan = _span(value(properties, "gridSpan"), 1)
        if _merge(properties, "hMerge") == "continue" and grid.cells and col:
            last = grid.cells[-1]
            if last.row == grid.rows:
                grid.cells[-1] = replace(last, colspan=last.colspan + colspan)
                if last.col in below:
                    below[last.col].colspan += colspan
                col += colspan
                continue
        merge = _merge(properties, "vMerge")
        opened = above.get(col) if merge == "continue" else None
        if opened is not None and opened.colspan == colspan:
            upper = grid.cells[opened.index]
            grid.cells[opened.index] = replace(upper, rowspan=upper.rowspan + 1)
            below[col] = opened
        else:
            text = _cell_text(element, grid, story)
            grid.cells.append(Cell(grid.rows, col, text, colspan=colspan))
            if merge is not None:
                below[col] = _Merge(len(grid.cells) - 1, colspan)
        col += colspan
    grid.cols = max(grid.cols, col)
    if not elements:
        return None
    grid.widths.add(col + _span(value(row.find(w("trPr")), "gridAfter"), 0))
    return below


def _cell_text(element: etree._Element, grid: Grid, story: Story) -> str:
    """The cell's own paragraphs; nested tables and text boxes go to `grid.inner`."""
    lines = []
    for block in story.blocks(element):
        if isinstance(block, Said):
            lines.append(block.text)
            grid.inner.extend(block.boxes)
        else:
            grid.inner.append(block)
    return "\n".join(line for line in lines if line)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """Whether a cell begins a merge (restart), goes on with one (continue), or neither (None)."""
    element = None if properties is None else properties.find(w(name))
    if element is None:
        return None
    return "restart" if element.get(VAL) == "restart" else "continue"


def _span(text: str | None, least: int) -> int:
    return min(max(number(text, least), least), _MAX_SPAN)
