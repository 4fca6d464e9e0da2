"""Lines that stand in columns though no rule is drawn: where a second reader is worth asking.

Narrow on purpose: a table missed stays as text, but prose taken for a table loses its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from contracts.document import Box
from extractors.layout.lines import Line
from extractors.titles import is_aside, is_form_title

#: A gap wider than this share of the size parts two columns.
GUTTER = 1.0
#: Fewer columns or fewer lines are no table that only their alignment shows.
MIN_COLUMNS = 3
MIN_LINES = 3
#: Lines further apart than this many heights are not one table.
_APART = 2.5
#: A line nearer than this many heights may be the other half of a wrapped cell.
_TIGHT = 0.8
#: Texts longer than this are sentences, except in the first column.
_LONG = 20
_NUMBER = re.compile(r"^[-−–(（]?[\d,，]*\d(?:\.\d+)?[)）]?[%％]?$")
_PROSE = re.compile(r"[。；;]|[，,]\D|[，,：:]$")
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|注\s*[:：])")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line between two gaps, points."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """Consecutive lines set in columns.

    Attributes:
        lines: top to bottom, the first one the header.
        columns: where each column is inked (left, right), points, left to right, none touching.
        sure: False where a line beside it may be half of one of its cells.
    """

    lines: tuple[Line, ...]
    columns: tuple[tuple[float, float], ...]
    sure: bool

    @property
    def box(self) -> Box:
        """Around the ink."""
        box = self.lines[0].box
        for line in self.lines[1:]:
            box = box.union(line.box)
        return box


def aligned(lines: Sequence[Line]) -> list[Aligned]:
    """The groups of a page's lines that look like tables without rules."""
    found: list[Aligned] = []
    start = 0
    while start < len(lines):
        end = _reach(lines, start)
        group = lines[start:end]
        columns = _columns(group) if end - start >= MIN_LINES else ()
        if columns and _tabular(group, columns):
            sure = not _wrapped(lines, start, end, columns)
            found.append(Aligned(tuple(group), columns, sure))
            start = end
        else:
            start += 1
    return found


def segments(line: Line) -> list[Segment]:
    """The line cut at its wide gaps."""
    parts: list[Segment] = []
    begin = 0
    for place, char in enumerate(line.text):
        if char == " " and line.edges[place + 1] - line.edges[place] > GUTTER * line.size:
            parts.append(_segment(line, begin, place))
            begin = place + 1
    parts.append(_segment(line, begin, len(line.text)))
    return parts


def _segment(line: Line, begin: int, end: int) -> Segment:
    return Segment(line.text[begin:end], line.edges[begin], line.edges[end])


def _reach(lines: Sequence[Line], start: int) -> int:
    """The end of the group that begins with a line: wide lines, or with one cell left empty."""
    if not _wide(lines[start], MIN_COLUMNS):
        return start
    end = start + 1
    while end < len(lines) and _wide(lines[end], MIN_COLUMNS - 1):
        if lines[end].box.y0 - lines[end - 1].box.y1 > _APART * lines[end].size:
            break
        end += 1
    return end


def _wide(line: Line, least: int) -> bool:
    parts = segments(line)
    short = all(len(part.text) <= _LONG for part in parts[1:])
    return len(parts) >= least and short and not any(_PROSE.search(p.text) for p in parts)


def _columns(group: Sequence[Line]) -> tuple[tuple[float, float], ...]:
    """Inked intervals parted by white from top to bottom; none where lines do not keep to them."""
    rows = [segments(line) for line in group]
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted((part.x0, part.x1) for row in rows for part in row):
        if merged and x0 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    columns = tuple(merged)
    for row in rows:
        places = [_column(columns, part) for part in row]
        # Every row has its label, no two texts share a column.
        if 0 not in places or len(set(places)) < len(places):
            return ()
    return columns if len(columns) >= MIN_COLUMNS else ()


def _column(columns: Sequence[tuple[float, float]], part: Segment) -> int:
    return next(n for n, (low, high) in enumerate(columns) if low <= part.x0 <= part.x1 <= high)


def _tabular(group: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    """A header of words over every column, then words in some columns and numbers in others."""
    head, *body = (segments(line) for line in group)
    if len(head) < len(columns) or any(_NUMBER.match(part.text) for part in head):
        return False
    numeric = [[0, 0] for _ in columns]
    for row in body:
        for part in row:
            numeric[_column(columns, part)][bool(_NUMBER.match(part.text))] += 1
    numbers = [yes >= max(2, 2 * no) for no, yes in numeric]
    return any(numbers[1:]) and not all(numbers) and not all(numbers[:2])


def _wrapped(
    lines: Sequence[Line], start: int, end: int, columns: Sequence[tuple[float, float]]
) -> bool:
    """Whether a line just above or below may belong to cells of the group."""
    pitch = median(
        below.box.y0 - above.box.y1
        for above, below in zip(lines[start:end], lines[start + 1 : end], strict=False)
    )
    if start:
        above = lines[start - 1]
        near = lines[start].box.y0 - above.box.y1 < min(pitch, _TIGHT * above.size) + 0.5
        plain = is_form_title(above.text) or is_aside(above.text)
        if near and not plain and _inside(above, columns):
            return True
    if end == len(lines):
        return False
    below = lines[end]
    near = below.box.y0 - lines[end - 1].box.y1 < pitch + 0.5
    goes_on = end + 1 < len(lines) and len(segments(lines[end + 1])) >= MIN_COLUMNS
    return near and (goes_on or not _ITEM.match(below.text)) and _inside(below, columns)


def _inside(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether each text of a line touches one column only: it could be a part of a cell."""
    return all(
        sum(part.x0 < high and part.x1 > low for low, high in columns) == 1
        for part in segments(line)
    )
