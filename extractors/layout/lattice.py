"""Drawn rules → grids of cells with spans.

Rules are snapped and joined, rules that touch form one grid, and elementary cells with no rule
between them are one cell, closed to a rectangle. Unlike tracing each cell's four corners this
survives a border that is missing at the sides (open tables) or interrupted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from contracts.document import Box
from extractors.layout.content import Rule

#: Rules closer than this are one rule, points; also how far a rule may end before the next.
SNAP = 3.0
#: A horizontal rule reaching further than this beyond the last vertical one opens a column.
OVERHANG = 8.0
#: Share of a cell's side that must be drawn.
DRAWN = 0.6
#: A page with more rules than this is a drawing, no table.
MAX_RULES = 6000

_Segment = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its place among rows and columns, and on the page."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table without its text.

    Attributes:
        xs, ys: borders of columns and rows, ascending, points.
        cells: ordered by row, then column; they do not overlap.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The whole table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Grids of two cells or more that the rules of a page draw, top to bottom."""
    if len(rules) > MAX_RULES:
        return []
    across = _joined((rule.at, rule.low, rule.high) for rule in rules if rule.horizontal)
    down = _joined((rule.at, rule.low, rule.high) for rule in rules if not rule.horizontal)
    if not across or not down:
        return []
    # A rule that meets no vertical one underlines something or parts the header from the page.
    grids = [_grid(rows, columns) for rows, columns in _components(across, down) if columns]
    found = [grid for grid in grids if grid is not None and len(grid.cells) > 1]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _joined(segments: Iterable[_Segment]) -> list[_Segment]:
    """Segments snapped to common lines; touching ones on a line joined."""
    ordered = sorted(segments)
    clusters: list[list[_Segment]] = []
    for segment in ordered:
        if clusters and segment[0] - clusters[-1][0][0] <= SNAP:
            clusters[-1].append(segment)
        else:
            clusters.append([segment])
    return [piece for cluster in clusters for piece in _join_line(cluster)]


def _join_line(cluster: list[_Segment]) -> list[_Segment]:
    length = sum(high - low for _, low, high in cluster) or 1.0
    at = sum(place * (high - low) for place, low, high in cluster) / length
    pieces: list[_Segment] = []
    for _, low, high in sorted(cluster, key=lambda segment: segment[1]):
        if pieces and low - pieces[-1][2] <= SNAP:
            pieces[-1] = (at, pieces[-1][1], max(high, pieces[-1][2]))
        else:
            pieces.append((at, low, high))
    return [piece for piece in pieces if piece[2] - piece[1] > SNAP]


def _components(
    across: list[_Segment], down: list[_Segment]
) -> list[tuple[list[_Segment], list[_Segment]]]:
    """Horizontal and vertical rules grouped by touching."""
    rows, columns = np.array(across).reshape(-1, 3), np.array(down).reshape(-1, 3)
    touch = (
        (columns[None, :, 0] >= rows[:, 1, None] - SNAP)
        & (columns[None, :, 0] <= rows[:, 2, None] + SNAP)
        & (rows[:, 0, None] >= columns[None, :, 1] - SNAP)
        & (rows[:, 0, None] <= columns[None, :, 2] + SNAP)
    )
    left = set(range(len(across)))
    groups = []
    while left:
        mine_rows, mine_columns = {left.pop()}, set[int]()
        frontier = list(mine_rows)
        while frontier:
            met = set(np.flatnonzero(touch[frontier].any(axis=0)).tolist()) - mine_columns
            mine_columns |= met
            frontier = []
            if met:
                reached = set(np.flatnonzero(touch[:, sorted(met)].any(axis=1)).tolist())
                frontier = list(reached - mine_rows)
                mine_rows.update(frontier)
        left -= mine_rows
        groups.append(([across[i] for i in mine_rows], [down[j] for j in mine_columns]))
    return groups


def _grid(rows: list[_Segment], columns: list[_Segment]) -> Grid | None:
    xs, ys = _positions(columns, rows), _positions(rows, columns)
    if len(xs) < 2 or len(ys) < 2:
        return None
    height, width = len(ys) - 1, len(xs) - 1
    right_of = _drawn(columns, xs, ys)
    below = _drawn(rows, ys, xs)
    regions = _Regions(height, width)
    for row in range(height):
        for col in range(width):
            if col + 1 < width and not right_of[col + 1][row]:
                regions.unite((row, col), (row, col + 1))
            if row + 1 < height and not below[row + 1][col]:
                regions.unite((row, col), (row + 1, col))
    cells = [
        GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, Box(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1]))
        for r0, c0, r1, c1 in sorted(regions.rectangles())
    ]
    return Grid(tuple(xs), tuple(ys), tuple(cells))


def _positions(lines: list[_Segment], crossing: list[_Segment]) -> list[float]:
    """Places of lines in ascending order, with the borders that only the crossing rules show."""
    places = sorted({line[0] for line in lines})
    low, high = min(line[1] for line in crossing), max(line[2] for line in crossing)
    if not places or places[0] - low > OVERHANG:
        places.insert(0, low)
    if high - places[-1] > OVERHANG:
        places.append(high)
    return places


def _drawn(lines: list[_Segment], places: list[float], marks: list[float]) -> list[list[bool]]:
    """For each place and each interval between marks: is a rule drawn there."""
    index = {place: number for number, place in enumerate(places)}
    cover = [[0.0] * (len(marks) - 1) for _ in places]
    for at, low, high in lines:
        line = cover[index[at]]
        first = max(bisect_left(marks, low) - 1, 0)
        for number in range(first, len(marks) - 1):
            if marks[number] >= high:
                break
            overlap = min(high, marks[number + 1]) - max(low, marks[number])
            line[number] += max(overlap, 0.0)
    return [
        [part >= DRAWN * (marks[n + 1] - marks[n]) for n, part in enumerate(line)] for line in cover
    ]


class _Regions:
    """Elementary cells united into rectangles."""

    def __init__(self, height: int, width: int) -> None:
        self._height, self._width = height, width
        self._parent = list(range(height * width))

    def unite(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        """Both belong to one cell."""
        first, second = self._root(self._number(one)), self._root(self._number(other))
        self._parent[max(first, second)] = min(first, second)

    def rectangles(self) -> list[tuple[int, int, int, int]]:
        """(top, left, bottom, right) of each cell, irregular regions closed to rectangles."""
        while True:
            bounds = self._bounds()
            grown = False
            for root, (top, left, bottom, right) in bounds.items():
                for row in range(top, bottom + 1):
                    for col in range(left, right + 1):
                        if self._root(self._number((row, col))) != self._root(root):
                            self.unite((top, left), (row, col))
                            self._parent[self._root(root)] = self._root(self._number((top, left)))
                            grown = True
            if not grown:
                return list(bounds.values())

    def _bounds(self) -> dict[int, tuple[int, int, int, int]]:
        found: dict[int, tuple[int, int, int, int]] = {}
        for row in range(self._height):
            for col in range(self._width):
                root = self._root(self._number((row, col)))
                top, left, bottom, right = found.get(root, (row, col, row, col))
                found[root] = (min(top, row), min(left, col), max(bottom, row), max(right, col))
        return found

    def _number(self, place: tuple[int, int]) -> int:
        return place[0] * self._width + place[1]

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number
