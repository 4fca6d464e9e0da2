"""Tables read by OCR that run over pages → one table each, as `stitch` does for typed pages.

A scan lies a little otherwise on every page, so borders are compared after the left and the right
edge of the table are laid on those of the page before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from contracts.document import Block, Box, Paragraph, Reading, Table
from extractors.layout.stitch import begins_again, is_furniture, merged
from extractors.layout.tables import Piece, common_borders

#: Widths of one table on two pages differ at most by this share.
WIDTH = 0.03
#: So many paragraphs may stand between two pieces (page number, unit of measure, title again).
BETWEEN = 6


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with the pieces of one recognised table made one; what stood between is dropped."""
    result: list[Block] = []
    for block in blocks:
        at = _open(result, block) if isinstance(block, Table) else None
        if at is None or not isinstance(block, Table):
            result.append(block)
            continue
        first = result[at]
        assert isinstance(first, Table)
        pair = _pair(first, block)
        assert pair is not None
        rows, cols, cells = merged(pair)
        result[at:] = [replace(first, rows=rows, cols=cols, cells=cells)]
    return result


def _open(result: Sequence[Block], table: Table) -> int | None:
    """Index of the table that this one continues, None if it begins a new one."""
    for at in range(len(result) - 1, max(-1, len(result) - 2 - BETWEEN), -1):
        before = result[at]
        if isinstance(before, Table):
            return at if _goes_on(result, at, before, table) else None
    return None


def _goes_on(result: Sequence[Block], at: int, before: Table, table: Table) -> bool:
    last = max((cell.page or 0 for cell in before.cells), default=0)
    if not last or table.page != last + 1:
        return False
    pair = _pair(before, table)
    if pair is None or begins_again(*pair) or common_borders(*pair) is None:
        return False
    above = {_plain(block.text) for block in result[max(0, at - 8) : at]
             if isinstance(block, Paragraph)}  # fmt: skip
    return all(
        isinstance(block, Paragraph) and (is_furniture(block.text) or _plain(block.text) in above)
        for block in result[at + 1 :]
    )


def _pair(before: Table, table: Table) -> tuple[Piece, Piece] | None:
    """Both as pieces, the second laid on the first; None where that cannot be."""
    one, other = _piece(before), _piece(table)
    if one is None or other is None:
        return None
    wide, narrow = one.xs[-1] - one.xs[0], other.xs[-1] - other.xs[0]
    if min(wide, narrow) <= 0 or abs(wide - narrow) > WIDTH * wide:
        return None
    laid = tuple(one.xs[0] + (x - other.xs[0]) * wide / narrow for x in other.xs)
    return one, replace(other, xs=laid)


def _piece(table: Table) -> Piece | None:
    """A recognised table with its column borders; None where a border is not known."""
    borders: dict[int, list[float]] = {}
    boxes: list[Box] = []
    for cell in table.cells:
        if cell.box is None or cell.reading is not Reading.OCR:
            return None
        boxes.append(cell.box)
        if cell.page == table.page:
            borders.setdefault(cell.col, []).append(cell.box.x0)
            borders.setdefault(cell.col + cell.colspan, []).append(cell.box.x1)
    if table.page is None or len(borders) != table.cols + 1:
        return None
    xs = tuple(median(borders[col]) for col in range(table.cols + 1))
    box = Box(xs[0], min(b.y0 for b in boxes), xs[-1], max(b.y1 for b in boxes))
    return Piece(table.page, xs, table.rows, table.cells, box)


def _plain(text: str) -> str:
    return "".join(text.split())
