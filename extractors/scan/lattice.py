"""Rules to grids: which strokes make a table, and where its rows and columns lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.scan import edges
from extractors.scan.images import Rect, Working
from extractors.scan.rules import Rules, Stroke
from extractors.scan.spans import GridCell, cells, spans

#: Positions closer than this are one rule, in points.
MERGE = 3.2
#: A rule has no neighbour nearer than this, in `MERGE`, that is four times as long.
NARROW = 1.8
#: Share of a stroke between its outermost crossings from which it is a rule.
MOSTLY = 0.9
#: The same where it crosses at least four: text does not.
FOUR = 0.75


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table.

    Attributes:
        ys, xs: rule positions, working pixels, ascending; rows + 1 and columns + 1 of them.
        cells: ordered by row, then column.
        doubt: share of edges whose vote was unclear; the scales' consistency is judged by it.
    """

    ys: tuple[float, ...]
    xs: tuple[float, ...]
    cells: tuple[GridCell, ...]
    doubt: float

    @property
    def rect(self) -> Rect:
        """The table's pixels."""
        return Rect(int(self.xs[0]), int(self.ys[0]), int(self.xs[-1]) + 1, int(self.ys[-1]) + 1)


def grids(page: Working, rules: Rules) -> list[Grid]:
    """Every ruled table that given rules make, top to bottom."""
    found = []
    for across, down in _groups(page, rules):
        grid = _grid(page, rules, across, down)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _groups(page: Working, rules: Rules) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Strokes that touch one another, as (horizontals, verticals) of each table."""
    across, down = list(rules.across), list(rules.down)
    reach = page.px(5)
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, one in enumerate(across):
        for j, other in enumerate(down):
            meets = (
                one.low - reach <= other.at <= one.high + reach
                and other.low - reach <= one.at <= other.high + reach
            )
            if meets:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, one in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(one)
    for j, other in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(other)
    return [(rows, columns) for rows, columns in groups.values() if len(rows) > 1 and columns]


def _crossings(stroke: Stroke, others: Sequence[Stroke], reach: float) -> list[float]:
    """Where rules of the other direction meet a stroke."""
    return [
        other.at
        for other in others
        if other.low - reach <= stroke.at <= other.high + reach
        and stroke.low - reach <= other.at <= stroke.high + reach
    ]


def _anchored(stroke: Stroke, others: Sequence[Stroke], reach: float) -> bool:
    """Whether a stroke meets rules of the other direction at both ends; text strokes do not.

    A rule that a character touches is longer than it should be by a part of the character.
    """
    crossing = _crossings(stroke, others, reach)
    if not crossing:
        return False
    first, last = min(crossing), max(crossing)
    least = FOUR if len(crossing) > 3 else MOSTLY
    if len(crossing) > 2 and last - first >= least * stroke.length:
        return True
    return first <= stroke.low + 2 * reach and last >= stroke.high - 2 * reach


def _positions(strokes: Sequence[Stroke], merge: float, least: float) -> list[float]:
    """Positions of rules: strokes clustered by where they lie, short clusters dropped."""
    clusters: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if clusters and stroke.at - _middle(clusters[-1]) <= merge:
            clusters[-1].append(stroke)
        else:
            clusters.append([stroke])
    weights = [sum(stroke.length for stroke in one) for one in clusters]
    places = [_middle(one) for one in clusters]
    return [
        place
        for place, weight in zip(places, weights, strict=True)
        if weight >= least
        and not any(
            abs(place - other) < NARROW * merge and weight * 4 < heavier
            for other, heavier in zip(places, weights, strict=True)
        )
    ]


def _middle(strokes: Sequence[Stroke]) -> float:
    weight = sum(stroke.length for stroke in strokes)
    return sum(stroke.at * stroke.length for stroke in strokes) / weight


def _grid(
    page: Working, rules: Rules, across: Sequence[Stroke], down: Sequence[Stroke]
) -> Grid | None:
    reach = page.px(4)
    extent = max(stroke.length for stroke in across)
    down = [stroke for stroke in down if _anchored(stroke, across, reach)]
    # A horizontal may run past the last vertical where the page's edge cut the table, and end
    # between two where a seal hides it.
    across = [
        stroke
        for stroke in across
        if stroke.length > 0.6 * extent
        or _anchored(stroke, down, reach)
        or (stroke.length > page.px(60) and len(_crossings(stroke, down, reach)) > 1)
    ]
    merge = MERGE * page.scale
    ys = _positions(across, merge, page.px(25))
    xs = _positions(down, merge, page.px(12))
    xs = _open_sides(across, xs, page.px(12))
    if len(ys) < 2 or len(xs) < 2:
        return None
    rows, columns = edges.across(page, rules, ys, xs), edges.down(page, rules, ys, xs)
    if not (rows.used.all() and columns.used.all()):  # a stroke of text is a border of no cell
        ys, xs = list(np.array(ys)[rows.used]), list(np.array(xs)[columns.used])
        rows, columns = edges.across(page, rules, ys, xs), edges.down(page, rules, ys, xs)
    found = spans(rows.present, columns.present.T)
    if len(found) < 2:
        return None
    doubt = (rows.unclear + columns.unclear) / 2
    return Grid(tuple(ys), tuple(xs), cells(found, ys, xs, (rows.dim, columns.dim.T)), doubt)


def _open_sides(across: Sequence[Stroke], xs: list[float], reach: float) -> list[float]:
    """Adds a column border where most horizontals run on past the outermost vertical together."""
    for side in ("low", "high"):
        ends = sorted(getattr(stroke, side) for stroke in across if stroke.length > 4 * reach)
        if len(ends) < 3:
            continue
        end = ends[len(ends) // 2]
        agree = sum(abs(other - end) < reach / 2 for other in ends) >= 0.6 * len(ends)
        outside = not xs or (end < xs[0] - reach if side == "low" else end > xs[-1] + reach)
        if agree and outside:
            xs = sorted([*xs, end])
    return xs
