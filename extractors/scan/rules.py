"""Rules of tables: long thin strokes, found with long thin kernels, apart from text and seals.

`find` trusts continuous strokes; `faint.find_faint` bridges the gaps of broken rules and sees
hairlines, and is fooled by text more often. The more consistent grid of the two is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.images import Image, Working

#: A rule in a thick component is at least so long, in points: longer than the flat of a ring.
LONG = 60.0
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a rule.

    Attributes:
        at: position across its direction (y of a horizontal), working pixels.
        low, high: its ends along its direction.
    """

    at: float
    low: float
    high: float

    @property
    def length(self) -> float:
        """Pixels along."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of a page.

    Attributes:
        across, down: horizontal and vertical strokes.
        across_ink, down_ink: where thin strokes of either direction lie, short pieces included
            (for the vote on single edges).
        hidden: 255 where thick ink (a seal, a blot), 128 where text hides what is below: no vote.
        apart: whether text was told from rules and is in `hidden`.
    """

    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]
    across_ink: Image
    down_ink: Image
    hidden: Image
    apart: bool = False


def find(page: Working) -> Rules:
    """Continuous rules of a straight page."""
    hidden = thick(page)
    thin = cv2.bitwise_and(page.ink, cv2.bitwise_not(hidden))
    across_ink = _open(thin, page.px(5), across=True)
    down_ink = _open(thin, page.px(5), across=False)
    return Rules(
        strokes(across_ink, page, 30, across=True),
        strokes(down_ink, page, 13, across=False),
        across_ink,
        down_ink,
        hidden,
    )


def thick(page: Working) -> Image:
    """Blobs thicker than any rule: stars and rings of seals, black boxes, bold headings."""
    core = np.ones((page.px(2.6), page.px(2.6)), np.uint8)
    opened = cv2.morphologyEx(page.ink, cv2.MORPH_OPEN, core)
    return cv2.dilate(opened, np.ones((3, 3), np.uint8))


def _open(ink: Image, length: int, *, across: bool) -> Image:
    """Strokes of at least `length`; one pixel of wobble across is allowed."""
    wobble, along = ((3, 1), (1, length)) if across else ((1, 3), (length, 1))
    grown = cv2.dilate(ink, np.ones(wobble, np.uint8))
    long = cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones(along, np.uint8))
    return cv2.bitwise_and(long, ink)


def strokes(ink: Image, page: Working, length: float, *, across: bool) -> tuple[Stroke, ...]:
    """Long straight components; the arc of a ring is short and bent."""
    size = page.px(length)
    kernel = np.ones((1, size) if across else (size, 1), np.uint8)
    long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(long)
    found = []
    for number, (x, y, width, height, _) in enumerate(stats[1:], 1):
        thickness, extent = (height, width) if across else (width, height)
        body = labels[y : y + height, x : x + width] == number
        start = (x, y)
        body, (along, aside) = (body, start) if across else (body.T, start[::-1])
        limit = page.px(4.5 if extent > page.px(90) else 2.4)
        low, high = (0, thickness) if thickness <= limit else _core(body, page.px(1.5))
        columns = np.flatnonzero(body[low:high].any(axis=0))
        if thickness > limit and np.ptp(columns) < page.px(LONG):
            continue
        at = np.average(np.arange(low, high), weights=body[low:high].sum(axis=1)) + aside
        found.append(Stroke(float(at), float(along + columns[0]), float(along + columns[-1] + 1)))
    return _bridged(found, page)


def _core(body: Bools, reach: int) -> tuple[int, int]:
    """The rows around the longest of a thick component: a rule that a ring or a text touches."""
    longest = int(body.sum(axis=1).argmax())
    return max(0, longest - reach), min(len(body), longest + reach + 1)


def _bridged(strokes: list[Stroke], page: Working) -> tuple[Stroke, ...]:
    """Pieces of one rule joined over what hides it: overflowing text, the ring of a seal."""
    joined: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.low):
        mate = next(
            (number for number, other in enumerate(joined) if _one_rule(other, stroke, page.scale)),
            None,
        )
        if mate is None:
            joined.append(stroke)
            continue
        other = joined[mate]
        weight = stroke.length + other.length
        middle = (stroke.at * stroke.length + other.at * other.length) / weight
        joined[mate] = Stroke(middle, other.low, max(other.high, stroke.high))
    return tuple(joined)


def _one_rule(one: Stroke, other: Stroke, scale: float) -> bool:
    """Whether two strokes, the second further on, are pieces of one rule: long ones over more."""
    shorter = min(one.length, other.length)
    gap = min(shorter, max(24 * scale, min(45 * scale, shorter / 3)))
    return abs(one.at - other.at) <= 1.3 * scale and other.low - one.high <= gap
