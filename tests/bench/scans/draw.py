"""Forms to pixels, with fonts of the system; rules may be thin, grey, broken or left out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.bench.scans.forms import Form, TrueCell

FONTS = (
    ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("truetype/arphic/uming.ttc", 0),
    ("truetype/wqy/wqy-zenhei.ttc", 0),
    ("truetype/arphic/ukai.ttc", 0),
    ("truetype/wqy/wqy-microhei.ttc", 0),
)
ROOT = Path("/usr/share/fonts")
PAPER = (595.3, 841.9)
#: Free around the table, points; below it the page ends.
SIDE, FOOT = 36.0, 50.0
#: Smallest type; a table that would not fit is set smaller.
SMALLEST = 7.0
PAD = 3.0


@dataclass(frozen=True, slots=True)
class Rules:
    """How rules are drawn: width in points (0: no rules), grey level, gaps in points (0: none).

    `three`: above and below the table and below its header only.
    """

    width: float = 0.5
    level: int = 0
    gap: float = 0.0
    three: bool = False

    @property
    def white(self) -> bool:
        """Whether only white parts the columns."""
        return self.three or not self.width


@dataclass(frozen=True, slots=True)
class Printed:
    """A drawn page.

    Attributes:
        image: RGB.
        boxes: pixels of every cell of the form, in its order.
        form: what was drawn.
    """

    image: np.ndarray
    boxes: list[tuple[float, float, float, float]]
    form: Form


@lru_cache(maxsize=64)
def font(number: int, pixels: int) -> ImageFont.FreeTypeFont:
    """A font of the list at a size; those that the machine lacks are passed over."""
    there = [entry for entry in FONTS if (ROOT / entry[0]).is_file()]
    name, index = there[number % len(there)]
    return ImageFont.truetype(str(ROOT / name), pixels, index=index)


class Sheet:
    """Paper, drawn twice as large and shrunk, so that strokes are as soft as a scanner makes them.

    Attributes:
        scale: pixels a point while drawing.
    """

    def __init__(self, form: Form, dpi: int, face: int) -> None:
        self.scale = dpi / 72 * 2
        self.face = face
        self.width, self.height = PAPER[::-1] if form.landscape else PAPER
        self._canvas = Image.new(
            "L", (int(self.width * self.scale), int(self.height * self.scale)), 255
        )
        self.pen = ImageDraw.Draw(self._canvas)

    def write(self, x: float, y: float, text: str, size: float, anchor: str) -> None:
        """Text at a place in points."""
        face = font(self.face, int(size * self.scale))
        self.pen.text((x * self.scale, y * self.scale), text, 0, face, anchor=anchor)

    def wrap(self, text: str, width: float, size: float, first: float = 0.0) -> list[str]:
        """Lines no wider than `width` points; a run of ASCII stays whole."""
        face = font(self.face, int(size * self.scale))
        lines, line, free = [], "", width - first
        for word in _words(text):
            if line and self.pen.textlength(line + word, font=face) > free * self.scale:
                lines.append(line)
                line, free = "", width
            line += word
        return [*lines, line]

    def pixels(self) -> np.ndarray:
        """The page as RGB at its resolution."""
        size = (self._canvas.width // 2, self._canvas.height // 2)
        shrunk = self._canvas.resize(size, Image.Resampling.BOX)
        return np.asarray(shrunk.convert("RGB")).copy()


def _words(text: str) -> Iterator[str]:
    """Characters, runs of ASCII together; closing marks stay with what they close."""
    word = ""
    for mark in text:
        if word and not (mark in "，。；、）”" or (mark.isascii() and word[-1].isascii())):
            yield word
            word = ""
        word += mark
    yield word


def draw(form: Form, dpi: int, face: int, rules: Rules, rng: random.Random) -> Printed:
    """The page of a form."""
    sheet = Sheet(form, dpi, face)
    top = 90 + rng.uniform(-20, 20)
    sheet.write(sheet.width / 2, top - 34, form.title, 16, "mm")
    if form.prose:
        _prose(sheet, form, top)
        return Printed(sheet.pixels(), [], form)
    pads = [rng.uniform(4, 9) for _ in range(1 + max(cell.row for cell in form.cells))]
    size, xs, ys = _grid(sheet, form, top, pads)
    sheet.write(xs[-1], top - 3, form.unit, size, "rb")
    sheet.write(xs[0], ys[-1] + 8, form.below, size, "la")
    boxes = []
    for cell in form.cells:
        box = (xs[cell.col], ys[cell.row], xs[cell.col + cell.colspan], ys[cell.row + cell.rowspan])
        boxes.append(tuple(value * sheet.scale / 2 for value in box))
        for side in () if rules.white else _sides(box):
            _rule(sheet.pen, side, rules, sheet.scale)
        _text(sheet, cell, box, size)
    for y in (ys[0], ys[form.header], ys[-1]) if rules.three else ():
        _rule(sheet.pen, (xs[0], y, xs[-1], y), rules, sheet.scale)
    return Printed(sheet.pixels(), boxes, form)


def _prose(sheet: Sheet, form: Form, top: float) -> None:
    """Paragraphs with an indent of two characters; pages end where the text does."""
    at, margin, size = top + 10, 76.0, form.size
    for text in form.prose:
        lines = sheet.wrap(text, sheet.width - 2 * margin, size, 2 * size)
        for number, line in enumerate(lines):
            sheet.write(margin + (0 if number else 2 * size), at, line, size, "lm")
            at += size * 1.7


def _grid(
    sheet: Sheet, form: Form, top: float, pads: list[float]
) -> tuple[float, list[float], list[float]]:
    """Type size, and the places of columns and rows, such that the table fits the page."""
    fit = min(1.0, (sheet.width - 2 * SIDE) / sum(form.widths))
    widths = [width * fit for width in form.widths]
    xs = _sums((sheet.width - sum(widths)) / 2, widths)
    size = form.size
    while True:
        heights = [pad + 1.2 * size for pad in pads]
        for cell in sorted(form.cells, key=lambda cell: cell.rowspan):
            room = xs[cell.col + cell.colspan] - xs[cell.col] - 2 * PAD
            wanted = len(sheet.wrap(cell.text, room, size)) * size * 1.15 + 4
            rows = range(cell.row, cell.row + cell.rowspan)
            lack = wanted - sum(heights[row] for row in rows)
            for row in rows if lack > 0 else ():
                heights[row] += lack / cell.rowspan
        if top + sum(heights) < sheet.height - FOOT or size <= SMALLEST:
            return size, xs, _sums(top, heights)
        size -= 0.5
        pads = [max(2.0, pad - 1) for pad in pads]


def _sums(start: float, steps: list[float]) -> list[float]:
    return [float(value) for value in np.cumsum([start, *steps])]


def _sides(box: tuple[float, float, float, float]) -> list[tuple[float, float, float, float]]:
    x0, y0, x1, y1 = box
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _rule(pen, side, rules: Rules, scale: float) -> None:
    width = max(1, round(rules.width * scale))
    line = tuple(value * scale for value in side)
    pen.line(line, fill=rules.level, width=width)
    if not rules.gap:
        return
    across = side[1] == side[3]
    at, end = (side[0], side[2]) if across else (side[1], side[3])
    local = random.Random(repr(tuple(round(v, 1) for v in side)))
    while True:
        at += local.uniform(8, 40)
        gap = local.uniform(2, rules.gap)
        if at + gap > end:
            return
        cut = (at, side[1], at + gap, side[1]) if across else (side[0], at, side[0], at + gap)
        pen.line(tuple(value * scale for value in cut), fill=255, width=width + 2)
        at += gap


def _text(sheet: Sheet, cell: TrueCell, box, size: float) -> None:
    """Text wrapped into the cell, centred down."""
    x0, y0, x1, y1 = box
    lines = sheet.wrap(cell.text, x1 - x0 - 2 * PAD, size)
    step = size * 1.15
    at = (y0 + y1) / 2 - step * (len(lines) - 1) / 2
    place, anchor = {"l": (x0 + PAD, "lm"), "r": (x1 - PAD, "rm"), "c": ((x0 + x1) / 2, "mm")}[
        cell.align
    ]
    for text in lines:
        sheet.write(place, at, text, size, anchor)
        at += step
