"""A grid and the glyphs in it → a table piece of one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from contracts.document import Box, Cell, Run
from extractors.layout.content import Glyph
from extractors.layout.lattice import Grid, GridCell
from extractors.layout.lines import Line, lines_of
from extractors.layout.overflow import mend

#: Column borders nearer than this are one border, points.
NEAR = 3.5


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a table on one page.

    Attributes:
        page: 1-based.
        xs: column borders, points.
        rows: number of rows.
        cells: with their text, ordered by row and column.
        box: on the page.
    """

    page: int
    xs: tuple[float, ...]
    rows: int
    cells: tuple[Cell, ...]
    box: Box

    @property
    def cols(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    def row_text(self, row: int) -> tuple[str, ...]:
        """Texts of the cells that begin in a row, without spaces."""
        return tuple("".join(c.text.split()) for c in self.cells if c.row == row)


def piece_of(grid: Grid, glyphs: Sequence[Glyph], page: int) -> Piece:
    """The grid with the text of its cells."""
    shares, doubts = _share_out(grid, glyphs)
    cells = tuple(
        replace(_cell(cell, lines_of(share, page), page), alternatives=tuple(doubts.get(n, ())))
        for n, (cell, share) in enumerate(zip(grid.cells, shares, strict=True))
    )
    return Piece(page, grid.xs, len(grid.ys) - 1, cells, grid.box)


def _share_out(
    grid: Grid, glyphs: Sequence[Glyph]
) -> tuple[list[list[Glyph]], dict[int, list[str]]]:
    """Glyphs by cell (the one that holds the middle, numbers whole), and other readings."""
    owner = {
        (row, col): number
        for number, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
    owners = [
        owner.get((_interval(grid.ys, glyph.center[1]), _interval(grid.xs, glyph.center[0])))
        for glyph in glyphs
    ]
    doubts = mend(glyphs, owners)
    shares: list[list[Glyph]] = [[] for _ in grid.cells]
    for glyph, number in zip(glyphs, owners, strict=True):
        if number is not None:
            shares[number].append(glyph)
    return shares, doubts


def _interval(borders: Sequence[float], value: float) -> int:
    for number in range(len(borders) - 1):
        if borders[number] <= value < borders[number + 1]:
            return number
    return -1


def _cell(cell: GridCell, lines: list[Line], page: int) -> Cell:
    text, runs = "", list[Run]()
    for line in lines:
        if text:
            text += "\n"
        runs.append(line.run(len(text)))
        text += line.text
    return Cell(
        cell.row, cell.col, text, cell.rowspan, cell.colspan, page, cell.box, runs=tuple(runs)
    )


def on_borders(piece: Piece, xs: Sequence[float]) -> Piece:
    """The piece set on other column borders that contain its own."""
    index = [min(range(len(xs)), key=lambda i: abs(xs[i] - own)) for own in piece.xs]
    cells = tuple(
        replace(
            cell,
            col=index[cell.col],
            colspan=index[cell.col + cell.colspan] - index[cell.col],
        )
        for cell in piece.cells
    )
    return replace(piece, xs=tuple(xs), cells=cells)


def common_borders(one: Piece, other: Piece) -> tuple[float, ...] | None:
    """Column borders of both pieces if one has all of the other's, else None."""
    fine, coarse = (one, other) if len(one.xs) >= len(other.xs) else (other, one)
    if abs(fine.xs[0] - coarse.xs[0]) > NEAR or abs(fine.xs[-1] - coarse.xs[-1]) > NEAR:
        return None
    for own in coarse.xs:
        if min(abs(own - border) for border in fine.xs) > NEAR:
            return None
    return fine.xs
