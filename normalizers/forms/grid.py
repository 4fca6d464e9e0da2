"""A table as rows, columns and the cells that cover them: what form readers stand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from contracts.document import Cell, Table


@dataclass(frozen=True)
class Grid:
    """A table with every position answered by the cell that covers it.

    Attributes:
        table: as extracted.
        owner: grid position → the cell whose span covers it; uncovered positions are absent.
    """

    table: Table
    owner: dict[tuple[int, int], Cell] = field(repr=False)

    @classmethod
    def of(cls, table: Table) -> Grid:
        """Index the cells of `table` by every position they cover."""
        owner = {
            (row, col): cell
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        }
        return cls(table, owner)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.table.rows

    @property
    def cols(self) -> int:
        """Number of columns."""
        return self.table.cols

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a position."""
        return self.owner.get((row, col))

    def text(self, row: int, col: int) -> str:
        """Text of the covering cell, "" where there is none."""
        cell = self.owner.get((row, col))
        return cell.text.strip() if cell else ""

    def row_cells(self, row: int, columns: range | None = None) -> list[Cell]:
        """Distinct cells that cover a row, left to right, blank ones included."""
        found: list[Cell] = []
        for col in columns or range(self.cols):
            cell = self.owner.get((row, col))
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    def filled(self, row: int) -> list[Cell]:
        """Distinct cells of a row that hold text."""
        return [cell for cell in self.row_cells(row) if cell.text.strip()]
