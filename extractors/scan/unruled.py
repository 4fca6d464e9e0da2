"""Tables without rules between their columns: what stands in columns is one, parted by white.

Rules across may be there (a three-line table) or not. Narrow on purpose: a table missed stays as
text, text taken for a table loses its sentences. What comes out is a grid as rules would give it,
so that its cells are read as cells; what the white leaves open is not sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from contracts.document import Table
from extractors.scan import aligned, doubt, lines, rules
from extractors.scan.bands import Band, bands
from extractors.scan.images import Image, Rect, Working
from extractors.scan.lattice import Grid
from extractors.scan.recognise import Recogniser
from extractors.titles import is_aside

#: So many lines make a table, each of so many texts; between rules fewer texts do.
LINES, TEXTS, RULED_TEXTS = 3, 3, 2
#: Lines further apart than this, in heights of a character, are not one table.
FAR = 2.5
#: Bands of one text between two of several.
SINGLE = 2
#: Length of a rule across in points; ends of those of one table differ by less than this.
RULE, ENDS = 60.0, 8.0
#: Rules above and below a table; one more lies below its header.
LEAST_RULES = 2
#: Thickness of a rule and its wobble, points.
THICK = 1.5
#: Numbers a table holds at least, and their share of what is written in one of its columns.
NUMBERS, NUMERIC = 4, 0.6
#: Share of cells with a full stop from which it is prose in columns.
PROSE = 0.1


def worth(rects: Sequence[Rect]) -> bool:
    """Whether boxes of lines stand beside each other often enough to look for a table.

    Args:
        rects: top to bottom.
    """
    beside = sum(
        min(one.y1, other.y1) - max(one.y0, other.y0) > 0.5 * min(one.height, other.height)
        and max(one.x0, other.x0) > min(one.x1, other.x1)
        for one, other in pairwise(rects)
    )
    return beside >= LINES


def bare(page: Working) -> Working:
    """The page without its rules across."""
    long = cv2.morphologyEx(page.ink, cv2.MORPH_OPEN, np.ones((1, page.px(RULE / 2)), np.uint8))
    gone = cv2.dilate(long, np.ones((page.px(THICK), page.px(THICK)), np.uint8))
    grey = np.where(gone > 0, 250, page.grey).astype(np.uint8)
    return replace(page, grey=grey, ink=cv2.bitwise_and(page.ink, cv2.bitwise_not(gone)))


def grids(page: Working, plain: Working, ruled: Sequence[Rect], reader: Recogniser) -> list[Grid]:
    """Tables that only white and rules across show, top to bottom.

    Args:
        page: level page; plain: the same without rules across.
        ruled: tables already found.
        reader: tells the lines above and below a table from its rows.
    """
    ink = _writing(plain, ruled)
    whole = Rect(0, 0, ink.shape[1], ink.shape[0])
    size = lines.character_height(plain, [(whole, ink)])
    every = bands(ink, size)
    found: list[Grid] = []
    for least, group, below in [
        *((RULED_TEXTS, *one) for one in _between_rules(page, every)),
        *((TEXTS, one, None) for one in _groups(every, size)),
    ]:
        rows = _without_asides(plain, group, reader)
        if any(
            grid.rect.y0 < band.y1 and band.y0 < grid.rect.y1 for grid in found for band in rows
        ):
            continue
        grid = aligned.grid(ink, rows, size, least, below) if len(rows) >= LINES else None
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.ys[0])


def tabular(table: Table) -> bool:
    """Whether the cells of a table are those of one: words, and columns of numbers."""
    filled = [cell for cell in table.cells if cell.text]
    numeric = [cell for cell in filled if doubt.is_numeric(cell.text)]
    columns = 0
    for col in range(table.cols):
        numbers = sum(cell.col == col for cell in numeric)
        texts = sum(cell.col == col and cell.colspan == 1 for cell in filled)
        columns += numbers >= 2 and numbers >= NUMERIC * texts
    prose = sum("。" in cell.text for cell in filled)
    return NUMBERS <= len(numeric) < len(filled) and columns > 0 and prose <= PROSE * len(filled)


def _writing(plain: Working, ruled: Sequence[Rect]) -> Image:
    whole = Rect(0, 0, plain.ink.shape[1], plain.ink.shape[0])
    ink = lines.writing(plain, whole, np.zeros_like(plain.ink))
    for rect in ruled:
        around = rect.grown(plain.px(2), plain.px(2), ink)
        ink[around.y0 : around.y1, around.x0 : around.x1] = 0
    return ink


def _groups(every: Sequence[Band], size: float) -> list[list[Band]]:
    """Bands of several texts that follow one another, single ones among them."""
    groups: list[list[Band]] = []
    last: int | None = None
    for number, band in enumerate(every):
        if len(band.texts) < RULED_TEXTS:
            continue
        if last is not None and _near(every[last : number + 1], size):
            groups[-1] += every[last + 1 : number + 1]
        else:
            groups.append([band])
        last = number
    return groups


def _near(some: Sequence[Band], size: float) -> bool:
    close = all(below.y0 - above.y1 < FAR * size for above, below in pairwise(some))
    return close and len(some) <= SINGLE + 2


def _between_rules(page: Working, every: Sequence[Band]) -> list[tuple[list[Band], float | None]]:
    """Bands between the first and the last of the rules that begin and end together.

    The second of three or more lies below the header.
    """
    found: list[list[rules.Stroke]] = []
    across = [stroke for stroke in rules.find(page).across if stroke.length > page.px(RULE)]
    for stroke in sorted(across, key=lambda stroke: stroke.at):
        mates = next((one for one in found if _alike(one[-1], stroke, page.px(ENDS))), None)
        if mates is None:
            found.append([stroke])
        else:
            mates.append(stroke)
    inside = (
        (
            [band for band in every if mates[0].at < (band.y0 + band.y1) / 2 < mates[-1].at],
            mates[1].at if len(mates) > LEAST_RULES else None,
        )
        for mates in found
    )
    return [(group, below) for group, below in inside if len(group) >= LINES]


def _alike(one: rules.Stroke, other: rules.Stroke, slack: float) -> bool:
    return abs(one.low - other.low) < slack and abs(one.high - other.high) < slack


def _without_asides(plain: Working, group: Sequence[Band], reader: Recogniser) -> list[Band]:
    """The group without the lines at its ends that name a unit, a date or a person."""
    rows = list(group)
    most = max(len(band.texts) for band in rows)
    for end in (0, -1):
        while (
            len(rows) >= LINES and len(rows[end].texts) < most and _aside(plain, rows[end], reader)
        ):
            rows.pop(end)
    return rows


def _aside(plain: Working, band: Band, reader: Recogniser) -> bool:
    margins = plain.px(lines.ACROSS), plain.px(lines.ABOVE)
    crops = [
        Rect(x0, band.y0, x1, band.y1).grown(*margins, plain.grey).cut(plain.grey)
        for x0, x1 in band.texts
    ]
    return any(is_aside(line.text) for line in reader.read(crops))
