"""Rules of tables: long thin strokes, found with long thin kernels, apart from text and seals.

`find` trusts continuous strokes; `faint.find_faint` bridges the gaps of broken rules and sees
hairlines, and is fooled by text more often. The more consistent grid of the two is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.scan.images import Image, Working


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
        hidden: 255 where thick ink (a seal, a blot) hides what is below: no vote.
    """

    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]
    across_ink: Image
    down_ink: Image
    hidden: Image


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
    _, _, stats, centres = cv2.connectedComponentsWithStats(long)
    found = []
    for (x, y, width, height, _), centre in zip(stats[1:], centres[1:], strict=True):
        thickness, extent = (height, width) if across else (width, height)
        if thickness > page.px(4.5 if extent > page.px(90) else 2.4):
            continue
        if across:
            found.append(Stroke(float(centre[1]), float(x), float(x + width)))
        else:
            found.append(Stroke(float(centre[0]), float(y), float(y + height)))
    return _bridged(found, page)


def _bridged(strokes: list[Stroke], page: Working) -> tuple[Stroke, ...]:
    """Pieces of one rule joined over what hides it: overflowing text, the ring of a seal."""
    joined: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.low):
        mate = next(
            (
                number
                for number, other in enumerate(joined)
                if abs(other.at - stroke.at) <= 1.3 * page.scale
                and stroke.low - other.high <= min(24 * page.scale, stroke.length, other.length)
            ),
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
