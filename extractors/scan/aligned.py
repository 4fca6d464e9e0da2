"""Bands of text to a grid: columns where white runs down through the lines, rows line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from extractors.scan import heads
from extractors.scan.bands import GUTTER, Band, Span, filled
from extractors.scan.images import Image, Rect
from extractors.scan.lattice import Grid
from extractors.scan.spans import GridCell

#: Share of the texts of the fullest line from which a line is full.
FULL = 0.7
#: Full lines at least, and their share that may run over the white between two columns.
LEAST, OVER = 3, 0.1
#: So much of a text in a column, in heights of a character, puts it there.
TOUCHES = 0.15
#: Higher than this, in heights of a character, a band holds two lines.
TALL = 1.6
#: Nearer than this, in usual distances and in heights of a character, two bands are one row.
NEAR, CLOSE = 0.5, 0.5
#: White between the strokes of one line, in heights of a character.
LEADING = 0.12
#: Share of the lines that may not keep to the columns.
ODD = 0.2
#: Ends of amounts differ by less than this, in heights of a character; a lone 0 may stand in the
#: middle: so many do.
EDGE, ENDING = 0.3, 0.5
#: Free around the ink of the table, in heights of a character.
MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """A run of ink and the columns it touches, half open.

    Attributes:
        x0, x1: its ends, pixels.
        low, high: its columns.
    """

    x0: int
    x1: int
    low: int
    high: int

    @property
    def crossing(self) -> bool:
        """Whether it touches more than one column."""
        return self.high - self.low > 1


@dataclass(frozen=True, slots=True)
class Row:
    """Bands that are one row.

    Attributes:
        y0, y1: top and bottom, pixels.
        texts: what stands in it.
    """

    y0: int
    y1: int
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows and columns lie.

    Attributes:
        xs, ys: borders, pixels.
        inked: from where to where each column is inked.
        margin: free around the ink of a cell, pixels: a line as wide as its column is full.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    inked: tuple[Span, ...]
    margin: float

    def cell(self, span: tuple[int, int, int, int], *, sure: bool) -> GridCell:
        """A cell from its span (top, left, bottom, right), half open."""
        top, left, bottom, right = span
        x0 = max(self.xs[left], self.inked[left][0] - self.margin)
        x1 = min(self.xs[right], self.inked[right - 1][1] + self.margin)
        rect = Rect(round(x0), round(self.ys[top]), round(x1), round(self.ys[bottom]))
        return GridCell(top, left, bottom - top, right - left, rect, sure)


def grid(
    ink: Image, some: Sequence[Band], size: float, least: int, below: float | None = None
) -> Grid | None:
    """The grid of a group of bands; None where they keep to no columns.

    Args:
        ink: writing of the page.
        some: bands, top to bottom.
        size: usual height of a character, pixels.
        least: columns at least.
        below: y of the rule below the header, if there is one.
    """
    columns = _columns(some, size, least)
    if len(columns) < least:
        return None
    rows = [Row(b.y0, b.y1, _texts(b.runs, columns, size)) for b in some]
    if _odd(some, rows, columns, size) > ODD * len(rows):
        return None
    above = sum(row.y1 < below for row in rows) if below is not None else 0
    header = above or _header(some, rows, len(columns), size)
    body = _joined(rows[header:], len(columns), size)
    if not body:
        return None
    top = heads.joined(_headings(ink, some[:header], columns, size), size)
    placed = heads.place(top, 0, len(columns))
    free = _free_above(ink, rows[0].y0, (columns[0][0], columns[-1][1]))
    top_border = rows[0].y0 - min(MARGIN * size, free / 2)
    levels = _levels(placed, top_border, rows[header - 1].y1)
    inked = _inked(columns, [*body, *_leaves(placed)])
    xs = _borders(inked, columns, size)
    ys = [
        *levels,
        *((above.y1 + one.y0) / 2 for above, one in pairwise([rows[header - 1], *body])),
        body[-1].y1 + MARGIN * size,
    ]
    unsure = {column for one in placed if not one.sure for column in range(one.low, one.high)}
    place = Place(tuple(xs), tuple(ys), tuple(inked), 0.3 * size)
    cells = [
        place.cell(
            (one.level, one.low, len(levels) if one.leaf else one.level + 1, one.high),
            sure=one.sure,
        )
        for one in placed
    ]
    cells += _body_cells(body, unsure, len(levels), place)
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(tuple(ys), tuple(xs), tuple(cells), 0.0)


def _columns(some: Sequence[Band], size: float, least: int) -> list[Span]:
    """Where full lines are inked, white running down between; a header may run over it."""
    most = max(len(band.texts) for band in some)
    if most < least:
        return []
    best: list[Span] = []
    for skip in range(3):  # lines of the header
        full = [band for band in some[skip:] if len(band.texts) >= max(least, FULL * most)]
        if len(full) < LEAST - (skip > 0):
            break
        covered = np.zeros(max(band.texts[-1][1] for band in full) + 1, np.int64)
        for band in full:
            for x0, x1 in band.texts:
                covered[x0:x1] += 1
        found = filled(covered > int(OVER * len(full)), GUTTER * size)
        found = [part for one in _together(found, full) for part in _parted(one, full, size)]
        if len(found) > len(best):
            best = found
    return best


def _parted(column: Span, full: Sequence[Band], size: float) -> list[Span]:
    """A column cut where amounts end and labels begin, however near these stand."""
    inside = [
        [run for run in band.runs if run[0] < column[1] and run[1] > column[0]] for band in full
    ]
    covered = np.zeros(column[1] + 1, np.int64)
    for x0, x1 in (run for runs in inside for run in runs):
        covered[x0:x1] += 1
    parts = filled(covered > int(OVER * len(full)), GUTTER * size)
    for (_, left), (right, _) in pairwise(parts):
        ends = [
            max(r for r in runs if r[1] <= right) for runs in inside if _both(runs, left, right)
        ]
        widths = [x1 - x0 for x0, x1 in ends]
        if len(ends) < LEAST or np.ptp(widths) < size:
            continue
        if np.mean([left - x1 < EDGE * size for _, x1 in ends]) >= ENDING:
            return [(column[0], left), *_parted((right, column[1]), full, size)]
    return [column]


def _both(runs: Sequence[Span], left: int, right: int) -> bool:
    """Whether a line has ink at both sides of the white between two places."""
    return any(x1 <= right for _, x1 in runs) and any(x0 >= left for x0, _ in runs)


def _together(columns: Sequence[Span], full: Sequence[Band]) -> list[Span]:
    """Neighbours of which no line fills both are one: a heading beside its short numbers."""
    joined = list(columns[:1])
    for column in columns[1:]:
        last = joined[-1]
        both = any(_fills(b, last, column) and _fills(b, column, last) for b in full)
        if both:
            joined.append(column)
        else:
            joined[-1] = (last[0], column[1])
    return joined


def _fills(band: Band, column: Span, other: Span) -> bool:
    """Whether a text stands in one of two columns only."""
    return any(
        x0 < column[1] and x1 > column[0] and not (x0 < other[1] and x1 > other[0])
        for x0, x1 in band.texts
    )


def _texts(runs: Sequence[Span], columns: Sequence[Span], size: float) -> tuple[Text, ...]:
    found = []
    for x0, x1 in runs:
        touched = [
            number
            for number, (low, high) in enumerate(columns)
            if min(x1, high) - max(x0, low) > min(TOUCHES * size, (x1 - x0) / 2)
        ]
        if not touched:
            middle = (x0 + x1) / 2
            touched = [min(range(len(columns)), key=lambda n: abs(sum(columns[n]) / 2 - middle))]
        found.append(Text(x0, x1, touched[0], touched[-1] + 1))
    return tuple(found)


def _odd(some: Sequence[Band], rows: Sequence[Row], columns: Sequence[Span], size: float) -> int:
    """Lines of which a text crosses columns, or two stand apart in one column."""
    count = 0
    for band, row in zip(some, rows, strict=True):
        places = [text.low for text in _texts(band.texts, columns, size)]
        twice = len(set(places)) < len(places)
        count += twice or any(text.crossing for text in row.texts)
    return count


def _header(some: Sequence[Band], rows: Sequence[Row], count: int, size: float) -> int:
    """How many bands the header takes: down to where every column has a heading."""
    seen: set[int] = set()
    for number, (band, row) in enumerate(zip(some, rows, strict=True), 1):
        seen |= {text.low for text in row.texts if not text.crossing}
        plain = not any(text.crossing for text in row.texts) and band.y1 - band.y0 < TALL * size
        if len(seen) == count or (plain and len(seen) >= FULL * count):
            return number
    return 1


def _joined(rows: Sequence[Row], count: int, size: float) -> list[Row]:
    """Rows, those put together that stand closer than lines do and of which one is but a part."""
    gaps = [below.y0 - above.y1 for above, below in pairwise(rows)]
    limit = min(NEAR * median(gaps), CLOSE * size) if gaps else 0.0
    joined = list(rows[:1])
    for row in rows[1:]:
        last = joined[-1]
        part = min(len(last.texts), len(row.texts)) <= count / 2
        if part and row.y0 - last.y1 < limit:
            joined[-1] = Row(last.y0, row.y1, (*last.texts, *row.texts))
        else:
            joined.append(row)
    return joined


def _headings(
    ink: Image, some: Sequence[Band], columns: Sequence[Span], size: float
) -> list[heads.Heading]:
    """The lines of a header, each with the columns it touches."""
    found = []
    for band in some:
        for x0, x1 in band.runs:
            part = np.asarray(ink[band.y0 : band.y1, x0:x1] > 0)
            for top, bottom in filled(np.asarray(part.any(axis=1)), LEADING * size):
                runs = filled(np.asarray(part[top:bottom].any(axis=0)), GUTTER * size)
                for text in _texts([(x0 + a, x0 + b) for a, b in runs], columns, size):
                    rect = Rect(text.x0, band.y0 + top, text.x1, band.y0 + bottom)
                    found.append(heads.Heading(rect, text.low, text.high))
    return found


def _leaves(placed: Sequence[heads.Placed]) -> list[Row]:
    """The headings of single columns, as rows."""
    return [
        Row(one.heading.rect.y0, one.heading.rect.y1,
            (Text(one.heading.rect.x0, one.heading.rect.x1, one.low, one.high),))
        for one in placed
        if one.heading is not None and one.leaf
    ]  # fmt: skip


def _inked(columns: Sequence[Span], rows: Sequence[Row]) -> list[Span]:
    """From where to where columns are inked, in every row."""
    left, right = [low for low, _ in columns], [high for _, high in columns]
    for text in (text for row in rows for text in row.texts if not text.crossing):
        left[text.low] = min(left[text.low], text.x0)
        right[text.low] = max(right[text.low], text.x1)
    return list(zip(left, right, strict=True))


def _borders(inked: Sequence[Span], columns: Sequence[Span], size: float) -> list[float]:
    """Borders of columns: the middle of the white between what stands in two of them."""
    inner = [
        (one[1] + other[0]) / 2 if one[1] < other[0] else (white[0][1] + white[1][0]) / 2
        for (one, other), white in zip(pairwise(inked), pairwise(columns), strict=True)
    ]
    return [inked[0][0] - MARGIN * size, *inner, inked[-1][1] + MARGIN * size]


def _free_above(ink: Image, y: int, span: Span) -> int:
    """White rows above a place."""
    rows = np.flatnonzero(ink[:y, span[0] : span[1]].any(axis=1))
    return y - int(rows[-1]) - 1 if rows.size else y


def _levels(placed: Sequence[heads.Placed], top: float, bottom: float) -> list[float]:
    """Upper borders of the rows of the header."""
    borders = [top]
    for level in range(1, 1 + max(one.level for one in placed)):
        above = [o.heading.rect.y1 for o in placed if o.heading and o.level < level and not o.leaf]
        below = [o.heading.rect.y0 for o in placed if o.heading and o.level == level]
        borders.append((max(above, default=top) + min(below, default=bottom)) / 2)
    return borders


def _body_cells(rows: Sequence[Row], unsure: set[int], first: int, place: Place) -> list[GridCell]:
    """Cells of the rows below the header; a text over several columns makes one cell of them."""
    cells = []
    for number, row in enumerate(rows, first):
        for low, high in _spans(row, len(place.inked)):
            inside = sum(low <= text.low < high for text in row.texts)
            sure = high - low == 1 and inside <= 1 and low not in unsure
            cells.append(place.cell((number, low, number + 1, high), sure=sure))
    return cells


def _spans(row: Row, count: int) -> list[Span]:
    """The columns of a row, those together that one text touches."""
    together = [False] * count
    for text in row.texts:
        for column in range(text.low + 1, text.high):
            together[column] = True
    starts = [column for column in range(count) if not together[column]]
    return list(zip(starts, [*starts[1:], count], strict=True))
