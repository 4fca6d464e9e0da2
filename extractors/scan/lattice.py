"""Rules to grids: row and column positions, edges voted present, cells closed to rectangles."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.scan.faint import find_faint
from extractors.scan.images import Image, Rect, Working
from extractors.scan.rules import Rules, Stroke, find

#: Positions closer than this are one rule, in points.
MERGE = 3.2
#: A rule has no neighbour nearer than this, in `MERGE`, that is four times as long.
NARROW = 1.8
#: Share of an edge that must be inked.
PRESENT = 0.7
#: Shares between which an edge may be there or not; on clean pages no rule's edge is below 0.95.
UNCLEAR = (0.5, 0.9)
#: Share of an edge under a blot from which its absence proves nothing.
BLIND = 0.3
#: Share of an edge inked or under a blot from which its line's other edges speak for it.
COVERED = 0.8
#: Share of a stroke between its outermost crossings from which it is a rule.
MOSTLY = 0.9
#: The same where it crosses at least four: text does not.
FOUR = 0.75
#: Share of unclear edges up to which a grid is taken without a second look.
CLEAR = 0.025
#: Share of the rules outside every grid from which a second look is worth its time.
LEFT = 0.05
Bools = npt.NDArray[np.bool_]
Votes = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GridCell:
    """Span of a cell in grid positions, and its pixels.

    Attributes:
        row, col, rowspan, colspan: span in grid positions.
        rect: its pixels.
        sure: whether every edge around and inside it is clearly there or clearly not.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    rect: Rect
    sure: bool = True


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


def best(page: Working) -> list[Grid]:
    """The ruled tables of a page, from whichever way of looking is the more consistent."""
    rules = find(page)
    strict = grids(page, rules)
    if strict and max(grid.doubt for grid in strict) < CLEAR and _left(rules, strict) < LEFT:
        return strict
    faint = grids(page, find_faint(page))
    return faint if _worth(faint) > 1.05 * _worth(strict) else strict


def _left(rules: Rules, found: Sequence[Grid]) -> float:
    """Share of the horizontal rules, by length, that no grid explains: more of a broken table."""
    total = sum(stroke.length for stroke in rules.across)
    inside = sum(
        min(stroke.high, grid.xs[-1]) - max(stroke.low, grid.xs[0])
        for stroke in rules.across
        for grid in found
        if grid.ys[0] - MERGE <= stroke.at <= grid.ys[-1] + MERGE
        and stroke.high > grid.xs[0]
        and stroke.low < grid.xs[-1]
    )
    return 1 - inside / total if total else 1.0


def _worth(found: Sequence[Grid]) -> float:
    """Cells whose borders are beyond doubt."""
    return sum(len(grid.cells) * (1 - 5 * grid.doubt) for grid in found)


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
    horizontal, blind = _votes(rules.across_ink, rules.hidden, ys, xs, page)
    vertical, covered = (part.T for part in _votes(rules.down_ink.T, rules.hidden.T, xs, ys, page))
    rows, columns = _used(horizontal), _used(vertical.T)
    if not (rows.all() and columns.all()):  # a stroke of text is a border of no cell
        ys, xs = list(np.array(ys)[rows]), list(np.array(xs)[columns])
        horizontal, blind = _votes(rules.across_ink, rules.hidden, ys, xs, page)
        vertical, covered = (
            part.T for part in _votes(rules.down_ink.T, rules.hidden.T, xs, ys, page)
        )
    unclear = [((part > 0.25) & (part < 0.75)).mean() for part in (horizontal, vertical)]
    spans = _spans(_present(horizontal, blind), _present(vertical.T, covered.T).T)
    if len(spans) < 2:
        return None
    dim = (_dim(horizontal, blind), _dim(vertical, covered))
    return Grid(tuple(ys), tuple(xs), _cells(spans, ys, xs, dim), float(np.mean(unclear)))


def _used(votes: Votes) -> Bools:
    """Lines with an edge on them, and the outer two."""
    used: Bools = np.asarray((votes >= PRESENT).any(axis=1))
    used[[0, -1]] = True
    return used


def _present(votes: Votes, blind: Votes) -> Bools:
    """Edges that are there; one unclear or under a seal is where its line goes on at both ends."""
    found: Bools = np.asarray(votes >= PRESENT)
    both = np.zeros_like(found)
    both[:, 1:-1] = found[:, :-2] & found[:, 2:]
    return found | (both & ((votes >= UNCLEAR[0]) | (votes + blind > COVERED)))


def _dim(votes: Votes, blind: Votes) -> Bools:
    """Edges that may be there or not."""
    low, high = UNCLEAR
    return ((votes >= low) & (votes < high)) | ((blind > BLIND) & (votes < high))


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


def _votes(
    ink: Image, hidden: Image, lines: Sequence[float], marks: Sequence[float], page: Working
) -> tuple[Votes, Votes]:
    """How much of each edge is inked by one straight stroke: lines × (marks − 1), 0..1.

    The second value is how much of it lies under a blot, text counting half.

    The stroke may lie a little off its line, but all of it on one side: characters that stand on
    the line ink it here and there only.
    """
    wobble = page.px(1.6)
    trim, short = page.px(1.2), page.px(16)
    votes = np.zeros((len(lines), len(marks) - 1))
    blind = np.zeros_like(votes)
    for i, line in enumerate(lines):
        low = max(0, round(line) - wobble)
        band = ink[low : round(line) + wobble + 1] > 0
        covered = hidden[low : round(line) + wobble + 1]
        pairs = (band[:-1] | band[1:], np.minimum(covered[:-1], covered[1:]))
        for j, (start, end) in enumerate(itertools.pairwise(marks)):
            # A short edge must reach both crossings: a character's stroke does not.
            cut = trim if end - start > short else 0
            part = slice(round(start) + cut, round(end) - cut)
            votes[i, j] = _share(pairs[0][:, part], pairs[1][:, part] > 0, trim, short=not cut)
            blind[i, j] = pairs[1][:, part].mean() / 255 if pairs[1][:, part].size else 0.0
    return votes, blind


def _share(inked: Bools, hidden: Bools, end: int, *, short: bool) -> float:
    """The best line's share of ink, pixels under a blot left out where enough others remain.

    Args:
        inked, hidden: offsets across the line × pixels along it.
        end: pixels at either end; a line that is paper at both is a stroke of a character.
        short: whether the edge is no longer than a character.
    """
    if inked.size == 0:
        return 1.0
    seen = ~hidden
    count = seen.sum(axis=1)
    enough = count > 0.35 * inked.shape[1]
    known = (inked & seen).sum(axis=1) / np.maximum(count, 1)
    known = known**3 if short else known
    share = np.where(enough, known, inked.mean(axis=1) ** 3)
    paper = ~inked & seen
    loose = paper[:, :end].all(axis=1) & paper[:, -end:].all(axis=1)
    return float(np.where(loose, share / 2, share).max())


def _spans(horizontal: Bools, vertical: Bools) -> list[tuple[int, int, int, int]]:
    """Cells as (top, left, bottom, right) grid positions, half open.

    Args:
        horizontal: (rows + 1) × columns, edge above each row present.
        vertical: rows × (columns + 1), edge left of each column present.
    """
    rows, cols = vertical.shape[0], horizontal.shape[1]
    spans = {(r, c): (r, c, r + 1, c + 1) for r in range(rows) for c in range(cols)}
    owner = {place: place for place in spans}
    changed = True
    while changed:
        changed = False
        for row, col in sorted(owner):
            for other, absent in (
                ((row, col + 1), col + 1 < cols and not vertical[row, col + 1]),
                ((row + 1, col), row + 1 < rows and not horizontal[row + 1, col]),
            ):
                if absent and owner[row, col] != owner[other]:
                    _merge(owner, spans, (row, col), other)
                    changed = True
    return sorted(spans[place] for place in set(owner.values()))


def _merge(
    owner: dict[tuple[int, int], tuple[int, int]],
    spans: dict[tuple[int, int], tuple[int, int, int, int]],
    one: tuple[int, int],
    other: tuple[int, int],
) -> None:
    """Unites two cells and all that their common rectangle covers."""
    top, left, bottom, right = spans[owner[one]]
    top2, left2, bottom2, right2 = spans[owner[other]]
    box = (min(top, top2), min(left, left2), max(bottom, bottom2), max(right, right2))
    while True:
        inside = {owner[r, c] for r in range(box[0], box[2]) for c in range(box[1], box[3])}
        grown = [spans[place] for place in inside]
        wider = (
            min(span[0] for span in grown),
            min(span[1] for span in grown),
            max(span[2] for span in grown),
            max(span[3] for span in grown),
        )
        if wider == box:
            break
        box = wider
    for row in range(box[0], box[2]):
        for col in range(box[1], box[3]):
            owner[row, col] = (box[0], box[1])
    spans[box[0], box[1]] = box


def _cells(
    spans: Sequence[tuple[int, int, int, int]],
    ys: Sequence[float],
    xs: Sequence[float],
    dim: tuple[Bools, Bools],
) -> tuple[GridCell, ...]:
    """Cells with their pixels; one with an unclear edge around or inside it is not sure."""
    across, down = dim
    return tuple(
        GridCell(
            top,
            left,
            bottom - top,
            right - left,
            Rect(round(xs[left]), round(ys[top]), round(xs[right]), round(ys[bottom])),
            not (
                across[top : bottom + 1, left:right].any()
                or down[top:bottom, left : right + 1].any()
            ),
        )
        for top, left, bottom, right in spans
    )
