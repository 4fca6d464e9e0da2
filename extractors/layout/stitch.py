"""Pieces of a table on following pages → one table.

A piece goes on with the next page's first piece when nothing but page furniture stands between
them, their column borders agree and no new title announces another table. A header that is
repeated is dropped; cells keep their own page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from contracts.document import Block, Cell
from extractors.layout.lines import Line
from extractors.layout.tables import Piece, common_borders, on_borders

#: What may stand between two pieces of one table without ending it.
_FURNITURE = re.compile(
    r"^[（(]?(?:续表?\s*\d*|(?:金额)?单位[:：]?.{0,8}元|(?:编制|填报|预算)?(?:单位|部门)[:：].*|"
    r"公开\s*\d+\s*表|[-—–\s]*第?\s*\d+\s*页?[-—–\s]*(?:共\s*\d+\s*页)?)[）)]?$"
)


def is_furniture(text: str) -> bool:
    """Whether a line is page furniture: 续表, a unit of measure, a page number."""
    return bool(_FURNITURE.match(" ".join(text.split())))


Entry = Line | list[Piece] | Block


def stitched(items: Sequence[Line | Piece | Block]) -> list[Entry]:
    """Items with the pieces of one table gathered; furniture between them is dropped."""
    result: list[Entry] = []
    for item in items:
        if not isinstance(item, Piece):
            result.append(item)
            continue
        at = _open_table(result, item)
        if at is None:
            result.append([item])
            continue
        table = result[at]
        assert isinstance(table, list)
        table.append(item)
        del result[at + 1 :]
    return result


def _open_table(result: list[Entry], piece: Piece) -> int | None:
    """Index of the table that this piece continues, None if it begins a new one."""
    between: list[Line] = []
    for at in range(len(result) - 1, -1, -1):
        entry = result[at]
        if isinstance(entry, Line):
            between.append(entry)
            if len(between) > 6:
                return None
            continue
        if not isinstance(entry, list):
            return None
        last = entry[-1]
        if piece.page != last.page + 1 or common_borders(last, piece) is None:
            return None
        if begins_again(entry[0], piece):
            return None
        titles = _lines_above(result, at)
        same = all(is_furniture(line.text) or _plain(line.text) in titles for line in between)
        return at if same else None
    return None


def begins_again(first: Piece, piece: Piece) -> bool:
    """Whether the same form starts anew: its first label again, filled in otherwise.

    Two projects' forms have one title and one grid; 项目名称 | 甲 is followed by 项目名称 | 乙.
    """
    own, new = first.row_text(0), piece.row_text(0)
    return bool(own and new and own[0]) and own[0] == new[0] and own != new


def _lines_above(result: list[Entry], at: int) -> set[str]:
    """Lines just above a table: a title that comes again on the next page is one of them."""
    found = set()
    for entry in reversed(result[max(0, at - 8) : at]):
        if not isinstance(entry, Line):
            break
        found.add(_plain(entry.text))
    return found


def _plain(text: str) -> str:
    return "".join(text.split())


def merged(pieces: Sequence[Piece]) -> tuple[int, int, tuple[Cell, ...]]:
    """(rows, columns, cells) of a table over pages, repeated header rows dropped."""
    first = pieces[0]
    for piece in pieces[1:]:
        xs = common_borders(first, piece)
        if xs is not None and len(xs) > len(first.xs):
            first = on_borders(first, xs)
    cells, rows = list(first.cells), first.rows
    header = [first.row_text(row) for row in range(first.rows)]
    for piece in pieces[1:]:
        placed = on_borders(piece, first.xs)
        skip = _repeated(header, placed)
        for cell in placed.cells:
            if cell.row < skip:
                continue
            moved = replace(cell, row=cell.row - skip + rows)
            if not _extends_label(cells, moved, first_row=rows, piece=placed, skip=skip):
                cells.append(moved)
        rows += placed.rows - skip
    return rows, first.cols, tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))


def _repeated(header: list[tuple[str, ...]], piece: Piece) -> int:
    """How many leading rows repeat the table's own."""
    count = 0
    while (
        count < min(piece.rows, len(header))
        and header[count] == piece.row_text(count)
        and any(piece.row_text(count))
    ):
        count += 1
    # A header has words; equal rows of numbers are data.
    while count and not any(re.search(r"[一-鿿]", text) for text in piece.row_text(count - 1)):
        count -= 1
    return count


def _extends_label(
    cells: list[Cell], cell: Cell, *, first_row: int, piece: Piece, skip: int
) -> bool:
    """A label cell cut by the page break (its rest is empty): lengthens the one above it."""
    if cell.row != first_row or cell.text.strip() or cell.rowspan < 2:
        return False
    above = [
        number
        for number, other in enumerate(cells)
        if other.col == cell.col
        and other.colspan == cell.colspan
        and other.row + other.rowspan == first_row
        and re.search(r"[一-鿿]", other.text)
    ]
    if not above or not any(piece.row_text(skip)):
        return False
    other = cells[above[0]]
    cells[above[0]] = replace(other, rowspan=other.rowspan + cell.rowspan)
    return True
