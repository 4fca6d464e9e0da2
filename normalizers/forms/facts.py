"""From a cell and its meaning to a fact: locator, exact value, interval, assurance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from contracts.document import Box, Cell, Reading, Table
from contracts.facts import UNREADABLE, Claim, Figure, Indicator, Submission
from contracts.ids import IdMaker
from normalizers.assurance import words_threshold
from normalizers.numbers import Printed


@dataclass
class Emitter:
    """Collects the facts of one table.

    Attributes:
        submission: whose facts they are.
        ids: makes ids from places.
        table: where they stand.
        source: CONTRACT's `source`, the document kind.
        form: code of the form.
        project: project of a self-evaluation table.
    """

    submission: Submission
    ids: IdMaker
    table: Table
    source: str
    form: str
    project: str | None = None
    figures: list[Figure] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    def _owner(self) -> dict[str, Any]:
        """Columns every fact shares."""
        return {
            "submission_id": self.submission.submission_id,
            "unit_code": self.submission.unit_code,
            "fiscal_year": self.submission.fiscal_year,
            "project": self.project,
        }

    def _place(self, cells: Iterable[Cell]) -> dict[str, Any]:
        """Locator columns of one cell, or of a row's cells (row and column of the first)."""
        cells = list(cells)
        first = cells[0]
        box: Box | None = None
        for cell in cells:
            if cell.box is not None and cell.page == first.page:
                box = cell.box if box is None else box.union(cell.box)
        ocr = any(cell.reading is Reading.OCR for cell in cells)
        doubtful = any(cell.alternatives for cell in cells)
        return {
            "block": self.table.block,
            "table_index": self.table.index,
            "row": first.row,
            "col": first.col,
            "page": first.page,
            "x0": box.x0 if box else None,
            "y0": box.y0 if box else None,
            "x1": box.x1 if box else None,
            "y1": box.y1 if box else None,
            "reading": (Reading.OCR if ocr else Reading.TYPED).value,
            "confidence": min(_sureness(cell) for cell in cells),
            "assurance": "doubtful" if doubtful else "read" if ocr else "typed",
        }

    def figure(self, cell: Cell, printed: Printed, **meaning: Any) -> None:
        """A figure as the cell prints it; `meaning` is item, stage, fund and account."""
        self.figures.append(
            Figure(
                figure_id=self.ids.make("f", self.table.block, row=cell.row, col=cell.col),
                value=printed.value,
                measure=printed.measure,
                printed=printed.text,
                printed_unit=printed.unit.name if printed.unit else None,
                half_unit=printed.half_unit,
                nil=printed.nil,
                source=self.source,
                form=self.form,
                **meaning,
                **self._owner(),
                **self._place([cell]),
            )
        )
        if printed.nil == UNREADABLE and cell.reading is Reading.OCR:
            self.figures[-1] = replace(self.figures[-1], assurance="doubtful")

    def claim(self, cell: Cell, printed: Printed, **meaning: Any) -> None:
        """A printed ratio; `meaning` is kind, item, stage, versus and account."""
        self.claims.append(
            Claim(
                claim_id=self.ids.make("c", self.table.block, row=cell.row, col=cell.col),
                value=printed.value,
                measure=printed.measure,
                printed=printed.text,
                printed_unit=printed.unit.name if printed.unit else None,
                half_unit=printed.half_unit,
                source=self.source,
                form=self.form,
                **meaning,
                **self._owner(),
                **self._place([cell]),
            )
        )

    def indicator(self, cells: list[Cell], **content: Any) -> None:
        """A scored row; the first cell gives its place, all of them its reading."""
        first = cells[0]
        self.indicators.append(
            Indicator(
                indicator_id=self.ids.make("i", self.table.block, row=first.row, col=first.col),
                **content,
                **self._owner(),
                **self._place(cells),
            )
        )

    def settle_precision(self, *, along_rows: bool = False) -> None:
        """Apply the column rule: printed decimals are the largest of the column and unit.

        Args:
            along_rows: the table lays its figures out in one row, which then is the column.
        """
        decimals: dict[tuple[int | None, str | None], int] = defaultdict(int)

        def key(figure: Figure) -> tuple[int | None, str | None]:
            return (figure.row if along_rows else figure.col, figure.printed_unit)

        for figure in self.figures:
            if figure.nil == "number":
                decimals[key(figure)] = max(decimals[key(figure)], printed_decimals(figure))
        self.figures = [self._settled(figure, decimals[key(figure)]) for figure in self.figures]

    @staticmethod
    def _settled(figure: Figure, decimals: int) -> Figure:
        """The figure with the half unit of its column, where that is finer than its own."""
        own = printed_decimals(figure)
        if figure.nil != "number" or figure.half_unit == 0 or decimals <= own:
            return figure
        half = figure.half_unit * Decimal(10) ** (own - decimals)
        return replace(figure, half_unit=half, half_unit_rule="column")


def printed_decimals(figure: Figure) -> int:
    """Decimals of the number as printed."""
    digits = figure.printed.translate(str.maketrans("．０１２３４５６７８９", ".0123456789"))
    _, point, tail = digits.partition(".")
    count = 0
    for character in tail if point else "":
        if character.isdigit():
            count += 1
        elif not character.isspace():
            break
    return count


def _sureness(cell: Cell) -> float:
    """Confidence of a cell as far as it bears on a number: words need only be words."""
    words = any("\u4e00" <= mark <= "\u9fff" for mark in cell.text)
    digits = any(mark.isdigit() for mark in cell.text)
    if words and not digits and Decimal(str(cell.confidence)) >= words_threshold():
        return 1.0
    return cell.confidence
