"""Tables with their truth: a draft knows what each of its cells means and says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.document import Cell, Document, Paragraph, Table


@dataclass(frozen=True)
class Truth:
    """What a cell means and says: yuan, persons; None where it prints nothing."""

    item: str
    stage: str
    fund: str | None = None
    code: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class Box:
    """A cell to be: text, spans, meaning."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    truth: Truth | None = None


@dataclass
class Draft:
    """A table to be, with the lines around it."""

    form: str
    above: list[str]
    rows: list[list[Box]]
    below: list[str] = field(default_factory=list)
    year: int = 2024
    indicators: list[tuple[str | None, ...]] = field(default_factory=list)

    def document(self) -> tuple[Document, dict[tuple[int, int], Truth]]:
        """The draft as a document, and the truth by grid position."""
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        truths: dict[tuple[int, int], Truth] = {}
        width = 0
        for r, row in enumerate(self.rows):
            col = 0
            for box in row:
                while (r, col) in taken:
                    col += 1
                cells.append(Cell(r, col, box.text, box.rowspan, box.colspan))
                if box.truth is not None:
                    truths[r, col] = box.truth
                taken |= {(r + i, col + j) for i in range(box.rowspan) for j in range(box.colspan)}
                col += box.colspan
                width = max(width, col)
        blocks: list[Paragraph | Table] = [Paragraph(i, t) for i, t in enumerate(self.above)]
        blocks.append(Table(len(blocks), 0, len(self.rows), width, tuple(cells)))
        blocks += [Paragraph(len(blocks) + i, text) for i, text in enumerate(self.below)]
        return Document("0" * 64, "application/x-test", tuple(blocks)), truths


class Style:
    """How one document prints things: unit, decimals, thousands, blanks; drawn once a document."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.unit, self.exponent = rng.choice([("万元", 4), ("万元", 4), ("元", 0), ("千元", 3)])
        self.decimals = rng.choice([2, 2, 2, 0, 4]) if self.exponent else rng.choice([0, 2])
        self.commas = rng.random() < 0.6
        self.wide = rng.random() < 0.05
        self.blank = rng.choice(["", "", "", "-", "—", "/"])
        self.breaks = rng.random() < 0.4

    def money(self, item: str, stage: str, fund: str | None, code: str | None = None) -> Box:
        """A money cell: mostly a number, sometimes nothing."""
        rng = self.rng
        truth = Truth(item, stage, fund, code)
        if rng.random() < 0.15:
            return Box(self.blank, truth=truth)
        whole = rng.choice([0, rng.randrange(1, 100), rng.randrange(100, 10**6)])
        digits = Decimal(whole) + Decimal(rng.randrange(10**self.decimals)) / 10**self.decimals
        digits = -digits if rng.random() < 0.02 else digits
        text = f"{digits:,.{self.decimals}f}" if self.commas else f"{digits:.{self.decimals}f}"
        if self.wide:
            text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        value = Decimal(f"{digits:.{self.decimals}f}") * 10**self.exponent
        return Box(text, truth=Truth(item, stage, fund, code, value))

    def label(self, text: str, colspan: int = 1, rowspan: int = 1) -> Box:
        """A label, now and then broken over lines or spaced out."""
        rng = self.rng
        if self.breaks and len(text) > 4 and rng.random() < 0.5:
            at = rng.randrange(2, len(text) - 1)
            text = text[:at] + "\n" + text[at:]
        elif len(text) == 2 and rng.random() < 0.3:
            text = f"{text[0]}{rng.choice([' ', '　', '  '])}{text[1]}"
        return Box(text, colspan, rowspan)

    def head(self, title: str, year: int) -> list[str]:
        """Lines above a table: number, title, unit line, in the ways units print them."""
        rng = self.rng
        quotes = rng.choice(["“三公”", '"三公"', "三公", "＂三公＂", "「三公」"])
        name = rng.choice(["", f"{year}年度", f"{year}年", f"甲局{year}年度"])
        lines = [name + title.replace("三公", quotes)]
        if rng.random() < 0.5:
            lines.insert(0, rng.choice(["公开05表", "公开07表", "附表3", "第二部分 报表"]))
        unit = rng.choice(["单位：{}", "金额单位：{}", "编制单位：甲局  单位：{}", "单位:{}"])
        return [*lines, unit.format(self.unit)]


def pick(rng: random.Random, options: Sequence[str]) -> str:
    """One of several spellings, the first most often."""
    return options[0] if rng.random() < 0.5 else rng.choice(list(options))
