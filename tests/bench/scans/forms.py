"""What a form is before it is drawn: a grid of texts with its title and the lines around it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tests.bench.accuracy.draft import Box, Draft


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A cell as printed: grid place, text, alignment (l, c, r)."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    align: str = "c"


@dataclass(slots=True)
class Form:
    """A page.

    Attributes:
        title: printed large above the table.
        unit: the unit line at the right above the table.
        widths: relative widths of the columns; none for a page of text.
        cells: the table, ordered by row and column.
        below: a line under the table.
        prose: paragraphs of a page of text; such a page has no table.
        landscape: A4 lying.
        size: of the type, points.
    """

    title: str
    widths: list[float] = field(default_factory=list)
    cells: list[TrueCell] = field(default_factory=list)
    unit: str = ""
    below: str = ""
    prose: list[str] = field(default_factory=list)
    landscape: bool = False
    size: float = 10.5

    @property
    def header(self) -> int:
        """Rows above the first with a number."""
        numeric = (cell.row for cell in self.cells if cell.text.replace(",", "")[:1].isdigit())
        return min(numeric, default=1)

    def without_rules(self) -> Form:
        """The same where only white parts the columns: only what stands in the middle spans.

        Headings do; a label at the left is in its own column, the next one blank.
        """
        cells = []
        for cell in self.cells:
            if cell.row < self.header and cell.colspan > 1:
                cells.append(replace(cell, align="c"))
                continue
            spans = cell.align == "l" and cell.row >= self.header
            count = cell.colspan if spans else 1
            cells.append(replace(cell, colspan=1) if spans else cell)
            cells += [TrueCell(cell.row, cell.col + n, "") for n in range(1, count)]
        return replace(self, cells=cells)


def form(
    title: str,
    rows: Sequence[Sequence[Box]],
    widths: Sequence[float],
    *,
    unit: str = "单位：万元",
    below: str = "",
    landscape: bool = False,
    size: float = 10.5,
    left: Sequence[int] = (),
) -> Form:
    """A form from rows of boxes, each put where the boxes above leave room.

    Args:
        left: columns set at the left; amounts stand at the right, all else in the middle.
    """
    document, _ = Draft("", [], [list(row) for row in rows]).document()
    cells = []
    for cell in document.tables[0].cells:
        align = "r" if is_amount(cell.text) else "l" if cell.col in left else "c"
        cells.append(TrueCell(cell.row, cell.col, cell.text, cell.rowspan, cell.colspan, align))
    return Form(title, list(widths), cells, unit, below, [], landscape, size)


def is_amount(text: str) -> bool:
    """Whether a text is money with decimals."""
    return "." in text and text.replace(",", "").replace(".", "").lstrip("-").isdigit()


class Purse:
    """Amounts that add up, in cents, printed in one document's way."""

    def __init__(self, rng: random.Random, top: float = 5e5) -> None:
        self.rng = rng
        self.top = top
        self.commas = rng.random() < 0.6
        self.nothing = rng.choice(["0.00", "0.00", "", "0"])

    def draw(self, zero: float = 0.1) -> int:
        """An amount in cents, small ones more often than large."""
        rng = self.rng
        if rng.random() < zero:
            return 0
        return round(10 ** rng.uniform(0, 1) * rng.random() ** 2 * self.top * 10) + 1

    def split(self, whole: int, count: int, zero: float = 0.3) -> list[int]:
        """An amount parted into some."""
        shares = [0.0 if self.rng.random() < zero else self.rng.random() for _ in range(count)]
        shares[self.rng.randrange(count)] += 0.2
        parts = [int(whole * share / sum(shares)) for share in shares]
        parts[max(range(count), key=parts.__getitem__)] += whole - sum(parts)
        return parts

    def text(self, cents: int) -> str:
        """As printed, with two decimals."""
        if cents == 0:
            return self.nothing
        return f"{cents / 100:,.2f}" if self.commas else f"{cents / 100:.2f}"

    def boxes(self, cents: Sequence[int]) -> list[Box]:
        """Cells of amounts."""
        return [Box(self.text(amount)) for amount in cents]


def labels(text: str, *, rowspan: int = 1) -> list[Box]:
    """Cells of words parted by spaces."""
    return [Box(word, 1, rowspan) for word in text.split()]
