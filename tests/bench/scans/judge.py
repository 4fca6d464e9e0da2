"""What was read against what was printed: numbers, structure, silent errors, doubts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

import cv2
import numpy as np

from contracts.document import Cell, Table
from tests.bench.scans.draw import Printed
from tests.bench.scans.wear import Worn

NUMBER = re.compile(r"[≥≤]?-?[\d,]+(?:\.\d+)?%?")


def plain(text: str) -> str:
    """Text without spaces and in one width: 1，234．5 is 1,234.5."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@dataclass(slots=True)
class Score:
    """Counts over pages.

    Attributes:
        sure: for every numeric cell (confidence, right or not); phantoms count as wrong.
    """

    pages: int = 0
    numbers: int = 0
    exact: int = 0
    texts: int = 0
    texts_exact: int = 0
    structures: int = 0
    seconds: float = 0.0
    sure: list[tuple[float, bool]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def silent(self, threshold: float) -> int:
        """Wrong numbers that are not doubtful."""
        return sum(confidence >= threshold and not right for confidence, right in self.sure)

    def doubtful(self, threshold: float) -> int:
        """Numbers below the threshold."""
        return sum(confidence < threshold for confidence, _ in self.sure)

    def add(self, other: Score) -> None:
        """Sums two scores."""
        for name in ("pages", "numbers", "exact", "texts", "texts_exact", "structures", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.sure += other.sure
        self.wrong += other.wrong


def judge(printed: Printed, worn: Worn, tables: list[Table], dpi: float) -> Score:
    """Compares cell by cell, each printed cell with the read cell that covers its middle."""
    score = Score(pages=1)
    read = [cell for table in tables for cell in table.cells]
    spans = sorted((c.row, c.col, c.rowspan, c.colspan) for c in read)
    truth = sorted((c.row, c.col, c.rowspan, c.colspan) for c in printed.form.cells)
    score.structures = int(len(tables) == 1 and spans == truth)
    for true, box in zip(printed.form.cells, printed.boxes, strict=True):
        middle = np.array([[[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]]])
        x, y = cv2.perspectiveTransform(middle, worn.matrix)[0, 0] * 72 / dpi
        cell = _at(read, x, y)
        _compare(score, true.text, cell)
    return score


def _at(cells: list[Cell], x: float, y: float) -> Cell | None:
    covering = [
        c for c in cells if c.box and c.box.x0 <= x <= c.box.x1 and c.box.y0 <= y <= c.box.y1
    ]
    return min(covering, key=lambda c: abs((c.box.x0 + c.box.x1) / 2 - x), default=None)


def _compare(score: Score, true: str, cell: Cell | None) -> None:
    text = plain(cell.text) if cell else ""
    right = text == plain(true)
    if NUMBER.fullmatch(true):
        score.numbers += 1
        score.exact += right
        # A blank where a number stands: what was not read at all is silent, too.
        score.sure.append((cell.confidence if cell else 0.0, right))
        if not right:
            score.wrong.append(f"{true}→{text} {cell.confidence if cell else 0:.4f}")
    elif true == "" and NUMBER.fullmatch(text) and cell:
        score.sure.append((cell.confidence, False))
        score.wrong.append(f"blank→{text} {cell.confidence:.4f}")
    elif true:
        score.texts += 1
        score.texts_exact += right
