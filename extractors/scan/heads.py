"""The header of a table without rules: which words stand above which columns.

A heading over several columns stands above the middle of the headings below it; one that has
none below it belongs to its column alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.scan.images import Rect

#: Two lines nearer than this, in heights of a character, are one text.
LEADING = 0.33
#: How far down to the heading below it, from middle to middle, another stands as low as that one.
AS_LOW = 0.75
#: How far a heading may stand from the middle of those below it, in their distance.
ASIDE = 0.3


@dataclass(frozen=True, slots=True)
class Heading:
    """A text of a header.

    Attributes:
        rect: its ink.
        low, high: columns it stands above, half open.
    """

    rect: Rect
    low: int
    high: int

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.rect.x0 + self.rect.x1) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading with its level.

    Attributes:
        heading: the text; None over a column without one.
        low, high: columns it spans, half open.
        level: 0 at the top.
        leaf: whether it goes down to the first row of figures.
        sure: whether no other span would do as well.
    """

    heading: Heading | None
    low: int
    high: int
    level: int
    leaf: bool
    sure: bool = True


def joined(found: Sequence[Heading], size: float) -> list[Heading]:
    """Headings whose lines are put together, top to bottom."""
    merged: list[Heading] = []
    for one in sorted(found, key=lambda heading: heading.rect.y0):
        above = next((n for n, other in enumerate(merged) if _continues(other, one, size)), None)
        if above is None:
            merged.append(one)
            continue
        rect, other = one.rect, merged[above].rect
        both = Rect(
            min(rect.x0, other.x0),
            min(rect.y0, other.y0),
            max(rect.x1, other.x1),
            max(rect.y1, other.y1),
        )
        merged[above] = Heading(both, merged[above].low, merged[above].high)
    return merged


def _continues(above: Heading, below: Heading, size: float) -> bool:
    same = (above.low, above.high) == (below.low, below.high)
    return same and below.rect.y0 - above.rect.y1 < LEADING * size


def place(found: Sequence[Heading], low: int, high: int, level: int = 0) -> list[Placed]:
    """Headings over the columns `low` to `high`, each with what it spans.

    Args:
        found: headings whose lines are put together.
        low, high: columns, half open.
        level: of the topmost.
    """
    roots = [one for one in found if not any(_above(other, one) for other in found)]
    tops = [one for one in roots if one.high - one.low > 1 or any(_above(one, o) for o in found)]
    limits = [_lower(top, found) for top in tops]
    placed: list[Placed] = []
    column = low
    for top in sorted(tops, key=lambda one: one.x):
        limit = _lower(top, found)
        free = [n for n in range(column, high) if _free(n, top, roots, limit)]
        start, end, sure = _span(top, [one for one in found if _y(one) > limit], free)
        start = max(start, column)
        placed += _leaves(roots, tops, (column, start), level, limits)
        placed.append(Placed(top, start, end, level, leaf=False, sure=sure))
        below = [one for one in found if one is not top and start <= one.low and one.high <= end]
        placed += place(below, start, end, level + 1)
        column = end
    return placed + _leaves(roots, tops, (column, high), level, limits)


def _above(one: Heading, other: Heading) -> bool:
    """Whether a heading stands above another in one of its columns."""
    shared = min(one.high, other.high) > max(one.low, other.low)
    return shared and one.rect.y1 <= other.rect.y0 + one.rect.height / 4


def _y(one: Heading) -> float:
    return (one.rect.y0 + one.rect.y1) / 2


def _lower(top: Heading, found: Sequence[Heading]) -> float:
    """From where a heading stands as low as the first below another, not half way down to it."""
    below = [_y(one) for one in found if _above(top, one)] or [
        _y(one) for one in found if one.rect.y0 >= top.rect.y1
    ]
    return _y(top) + AS_LOW * (min(below) - _y(top)) if below else float("inf")


def _free(column: int, top: Heading, roots: Sequence[Heading], low_enough: float) -> bool:
    """Whether a column has nothing beside the heading that may span it."""
    return all(one is top or _y(one) > low_enough for one in roots if one.low <= column < one.high)


def _leaves(
    roots: Sequence[Heading],
    tops: Sequence[Heading],
    columns: tuple[int, int],
    level: int,
    limits: Sequence[float],
) -> list[Placed]:
    """The columns with one heading; one that stands as low as those under another is not sure."""
    placed = []
    for column in range(*columns):
        own = next((one for one in roots if one.low == column and one not in tops), None)
        lower = own is not None and any(_y(own) > limit for limit in limits)
        placed.append(Placed(own, column, column + 1, level, leaf=True, sure=not lower))
    return placed


def _span(top: Heading, below: Sequence[Heading], free: Sequence[int]) -> tuple[int, int, bool]:
    """Columns of a heading above others: the most whose headings it stands in the middle of."""
    middles: dict[int, float] = {}
    for one in sorted(below, key=lambda one: -one.rect.y0):  # the topmost counts
        middles |= dict.fromkeys(range(one.low, one.high), one.x)
    start, end = top.low, top.high
    while start - 1 in free and start - 1 in middles:
        start -= 1
    while end in free and end in middles:
        end += 1
    spans = [
        (left, right)
        for left in range(start, top.low + 1)
        for right in range(max(top.high, left + 2), end + 1)
        if _off(top, middles.get(left), middles.get(right - 1), right - left) <= ASIDE
    ]
    if not spans:
        return top.low, top.high, False
    return (*max(spans, key=lambda span: span[1] - span[0]), True)


def _off(top: Heading, first: float | None, last: float | None, count: int) -> float:
    """How far a heading stands from the middle of those below it, in their distance."""
    if first is None or last is None or last <= first:
        return 1.0
    return abs(top.x - (first + last) / 2) * (count - 1) / (last - first)
