"""A grid of a page to a `Table`: every cell line read on its own, blank cells skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from contracts.document import Cell, Reading, Run, Table
from extractors.scan import blank, doubt, lines, places, second, shape
from extractors.scan.images import Image, Rect, Working
from extractors.scan.lattice import Grid
from extractors.scan.lines import Piece
from extractors.scan.recognise import Recogniser
from extractors.scan.second import Seen
from extractors.scan.spans import GridCell

CLOSING = ("，", "。", "、", "；", "：", "）", ")", "”", "》", "！", "？", ":", ";")
#: A mark or two read below this probability is dirt.
NOISE = 0.35
#: Ink right beside the rules, as a share: 0.01 at most in tables, 0.17 and more in running text.
BESIDE_INK = 0.06
#: Thickness that hides a rule and its wobble, points.
RULE = 1.9
#: Ink right beside an edge that says a character goes through it, points (of a stroke's width).
CROSSING = 1.5
#: What begins a paragraph: 1、 (2) 三、 （四）
ENUMERATOR = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,2}(?:[、)）]|[.．](?!\d))")
#: One character of a label written down the page, and such a character below another.
HAN, UPRIGHT = re.compile(r"[一-鿿]"), re.compile(r"[一-鿿]$")
#: What would flow together into one number, of a text and of the line below it.
OPEN_NUMBER, GOING_ON = re.compile(r"\d[.,．，]?$"), re.compile(r"[.,．，]?\d")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell and its lines, before they are read.

    Attributes:
        cell: place in the grid.
        pieces: its lines, top to bottom.
        stained: whether it holds or held ink; then it is not surely blank.
        crossed: whether ink goes on through one of its edges; then the edge may cut a number.
    """

    cell: GridCell
    pieces: tuple[Piece, ...]
    stained: bool = False
    crossed: bool = False


def rule_mask(page: Working, grid: Grid) -> Image:
    """255 on the borders of the grid's cells, wide enough for a rule and its wobble."""
    mask = np.zeros(page.ink.shape, np.uint8)
    thickness = max(3, page.px(RULE))
    for cell in grid.cells:
        rect = cell.rect
        cv2.rectangle(mask, (rect.x0, rect.y0), (rect.x1, rect.y1), 255, thickness)
    return mask


def through_writing(page: Working, grid: Grid) -> bool:
    """Whether the rules of a grid run through characters: then they are their strokes, no table.

    Beside the rules of a table lies paper.
    """
    mask = rule_mask(page, grid)
    edge = beside(mask)
    inked = cv2.countNonZero(cv2.bitwise_and(page.ink, edge))
    return inked > BESIDE_INK * cv2.countNonZero(edge)


def beside(mask: Image) -> Image:
    """255 right beside the rules that a mask hides."""
    return cv2.subtract(cv2.dilate(mask, np.ones((3, 3), np.uint8)), mask)


def without_rules(page: Working, mask: Image) -> Image:
    """The grey page with the inked pixels under the mask painted as paper."""
    grown = cv2.dilate(cv2.bitwise_and(page.ink, mask), np.ones((3, 3), np.uint8))
    return np.where(cv2.bitwise_and(grown, mask) > 0, 250, page.grey).astype(np.uint8)


def written(page: Working, grid: Grid, mask: Image) -> tuple[list[Written], float]:
    """The lines of every cell, and the usual height of a character in pixels."""
    areas = [(cell.rect, lines.writing(page, cell.rect, mask)) for cell in grid.cells]
    size = lines.character_height(page, areas)
    through = cv2.bitwise_and(page.ink, beside(mask))
    found = [
        Written(
            cell,
            tuple(lines.split(page, rect, ink, size)),
            blank.stained(page, rect, mask),
            crossed(page, rect, through),
        )
        for cell, (rect, ink) in zip(grid.cells, areas, strict=True)
    ]
    return found, size


def crossed(page: Working, cell: Rect, through: Image) -> bool:
    """Whether ink beside a cell's rules goes on at the other side: then a character is cut.

    Args:
        page: working page.
        cell: rectangle between the rules.
        through: ink right beside the rules, page-sized.
    """
    if cv2.countNonZero(cell.cut(through)) < page.px(CROSSING):
        return False
    reach = 2 * page.px(RULE)
    around = cell.grown(reach, reach, through)
    outer = around.cut(through).copy()
    inner = np.zeros_like(outer)
    x, y = cell.x0 - around.x0, cell.y0 - around.y0
    own = (slice(y, y + cell.height), slice(x, x + cell.width))
    inner[own] = outer[own]
    outer[own] = 0
    across = np.ones((3, 2 * reach + 1), np.uint8)
    near = cv2.bitwise_or(cv2.dilate(inner, across), cv2.dilate(inner, across.T))
    return cv2.countNonZero(cv2.bitwise_and(near, outer)) >= page.px(CROSSING)


def read(page: Working, grid: Grid, recogniser: Recogniser) -> Table:
    """The table of a grid (block and index 0)."""
    mask = rule_mask(page, grid)
    clean = without_rules(page, mask)
    cells, size = written(page, grid, mask)
    crops = [piece.crop.cut(clean) for one in cells for piece in one.pieces]
    first = recogniser.read(crops)
    pieces = [piece for one in cells for piece in one.pieces]
    readings = iter(second.in_cells(page, clean, pieces, first, recogniser))
    built = [build(page, one, [next(readings) for _ in one.pieces], size) for one in cells]
    together = tuple(as_sure_as_most(built))
    return Table(0, 0, len(grid.ys) - 1, len(grid.xs) - 1, together, page=page.number)


def as_sure_as_most(cells: Sequence[Cell]) -> list[Cell]:
    """The cells, all in doubt where most of what was read is.

    On a page that stands on its head a 6 is a perfect 9, and hardly anything else is legible.
    """
    read = [cell for cell in cells if cell.text.strip()]
    unsure = sum(cell.confidence < doubt.UNCLEAR_EDGE for cell in read)
    if 2 * unsure <= len(read):
        return list(cells)
    return [replace(c, confidence=min(c.confidence, doubt.DOUBTFUL)) for c in cells]


def build(page: Working, one: Written, readings: Sequence[Seen], size: float) -> Cell:
    """A cell from what was read on its lines."""
    text = ""
    runs: list[Run] = []
    others: list[str] = []
    confidence = doubt.UNCLEAR_EDGE if one.crossed or not one.cell.sure else 1.0
    last: Piece | None = None
    for piece, seen in zip(one.pieces, readings, strict=True):
        line = seen.line
        body = line.text.strip()
        if not body:  # ink that says nothing
            confidence = min(confidence, doubt.DOUBTFUL)
            continue
        confidence = min(confidence, doubt.judged(line))
        if doubt.is_numeric(body) and not shape.fits(body, piece.ink, size):
            confidence = min(confidence, doubt.DOUBTFUL)
        if seen.other is not None:
            others.append(seen.other)
            confidence = min(confidence, doubt.DOUBTFUL)
        if line.confidence < NOISE and len(body) <= 2:
            others.append(body)  # rest of a stamp: no text, but the cell stays in doubt
            continue
        if last is not None and torn(text, body):
            confidence = min(confidence, doubt.DOUBTFUL)
            text += "\n"
        elif last is not None and not wrapped(
            one.cell.rect.width - last.ink.width - page.px(6), size, text, body
        ):
            text += "\n"
        last = piece
        runs += places.runs(page, line, len(text), seen=piece.crop, ink=piece.ink)
        text += body
    if not text and one.stained:
        confidence = min(confidence, doubt.DOUBTFUL)
    rect = one.cell.rect
    return Cell(
        one.cell.row,
        one.cell.col,
        text,
        one.cell.rowspan,
        one.cell.colspan,
        page.number,
        page.box(rect.x0, rect.y0, rect.x1, rect.y1),
        Reading.OCR,
        confidence,
        tuple(others),
        tuple(runs),
    )


def torn(before: str, after: str) -> bool:
    """Whether two lines may be one number cut in two, or two numbers: never joined, never sure.

    Args:
        before: text so far.
        after: text of the next line.
    """
    above = before.rsplit("\n", 1)[-1]
    both = doubt.is_numeric(above) and doubt.is_numeric(after)
    return both or bool(OPEN_NUMBER.search(before) and GOING_ON.match(after))


def wrapped(free: float, size: float, before: str, after: str) -> bool:
    """Whether a line is full, so that what follows is the same sentence.

    Args:
        free: pixels left blank on the line above.
        size: height of a character.
        before: text so far; after: text of the next line.
    """
    if ENUMERATOR.match(after):
        return False
    if before.endswith(("，", "、", ",", "（", "(")) or after.startswith(CLOSING):
        return True
    if UPRIGHT.search(before) and HAN.fullmatch(after):
        return True
    # A mark that may not begin a line takes the character before it along.
    moved = 1 if after[1:2] in CLOSING else 0
    return free < (2 + moved) * size
