"""Which of two ways of looking at a page's rules makes the more consistent grids."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.scan.faint import find_faint
from extractors.scan.images import Working
from extractors.scan.lattice import MERGE, Grid, grids
from extractors.scan.rules import Rules, find

#: Share of unclear edges up to which a grid is taken without a second look.
CLEAR = 0.025
#: Share of the rules outside every grid from which a second look is worth its time.
LEFT = 0.05


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
