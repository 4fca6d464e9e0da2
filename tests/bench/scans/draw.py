"""Forms to pixels, with fonts of the system; rules may be thin, grey or broken."""

from __future__ import annotations

import random
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
    ("truetype/arphic/ukai.ttc", 0),
    ("truetype/wqy/wqy-microhei.ttc", 0),
)
ROOT = Path("/usr/share/fonts")
PAPER = (595.3, 841.9)


@dataclass(frozen=True, slots=True)
class Rules:
    """How rules are drawn: width in points, grey level, gaps in points (0: none), no verticals."""

    width: float = 0.5
    level: int = 0
    gap: float = 0.0


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
    name, index = FONTS[number % len(FONTS)]
    return ImageFont.truetype(str(ROOT / name), pixels, index=index)


def draw(form: Form, dpi: int, face: int, rules: Rules, rng: random.Random) -> Printed:
    """Draws twice as large and shrinks, so that strokes are as soft as a scanner makes them."""
    scale = dpi / 72 * 2
    width, height = PAPER[::-1] if form.landscape else PAPER
    canvas = Image.new("L", (int(width * scale), int(height * scale)), 255)
    pen = ImageDraw.Draw(canvas)
    left = (width - sum(form.widths)) / 2
    top = 90 + rng.uniform(-20, 20)
    xs = _sums(left, form.widths)
    ys = _sums(top, form.heights)
    title = font(face, int(16 * scale))
    pen.text((width * scale / 2, (top - 24) * scale), form.title, 0, title, anchor="mm")
    small = font(face, int(form.size * scale))
    if form.below:
        pen.text((left * scale, (ys[-1] + 10) * scale), form.below, 0, small)
    boxes = []
    for cell in form.cells:
        box = (xs[cell.col], ys[cell.row], xs[cell.col + cell.colspan], ys[cell.row + cell.rowspan])
        boxes.append(tuple(value * scale / 2 for value in box))
        for side in _sides(box):
            _rule(pen, side, rules, scale, rng)
        _text(pen, cell, box, small, scale)
    shrunk = canvas.resize((canvas.width // 2, canvas.height // 2), Image.Resampling.BOX)
    return Printed(np.asarray(shrunk.convert("RGB")).copy(), boxes, form)


def _sums(start: float, steps: list[float]) -> list[float]:
    return [float(value) for value in np.cumsum([start, *steps])]


def _sides(box: tuple[float, float, float, float]) -> list[tuple[float, float, float, float]]:
    x0, y0, x1, y1 = box
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _rule(pen, side, rules: Rules, scale: float, rng: random.Random) -> None:
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


def _text(pen, cell: TrueCell, box, small, scale: float) -> None:
    """Text wrapped into the cell, centred down."""
    x0, y0, x1, y1 = (value * scale for value in box)
    pad = 3 * scale
    lines, line = [], ""
    for mark in cell.text:
        if pen.textlength(line + mark, font=small) > x1 - x0 - 2 * pad and not mark.isascii():
            lines.append(line)
            line = ""
        line += mark
    lines.append(line)
    step = small.size * 1.15
    at = (y0 + y1) / 2 - step * (len(lines) - 1) / 2
    place, anchor = {"l": (x0 + pad, "lm"), "r": (x1 - pad, "rm"), "c": ((x0 + x1) / 2, "mm")}[
        cell.align
    ]
    for text in lines:
        pen.text((place, at), text, 0, small, anchor=anchor)
        at += step
