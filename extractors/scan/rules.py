"""Rules of tables: long thin strokes, found with long thin kernels, apart from text and seals.

Two ways of looking. `find` trusts continuous strokes. `find_faint` looks for lines most of which
is somewhat darker than its surroundings: it bridges the gaps of broken rules and sees hairlines,
and is fooled by text more often. The grid that is the more consistent of the two is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.scan.images import Image, Working

#: Share of a faint rule that must be dark; stacked digits reach 0.55, text lines less.
COVERED = 0.64


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
    hidden = _thick(page)
    thin = cv2.bitwise_and(page.ink, cv2.bitwise_not(hidden))
    across_ink = _open(thin, page.px(5), across=True)
    down_ink = _open(thin, page.px(5), across=False)
    return Rules(
        _strokes(across_ink, page, 30, across=True),
        _strokes(down_ink, page, 13, across=False),
        across_ink,
        down_ink,
        hidden,
    )


def find_faint(page: Working) -> Rules:
    """Faint or broken rules of a straight page."""
    across_ink = _mostly_dark(page, page.grey, page.px(24))
    turned = np.ascontiguousarray(page.grey.T)
    down_ink = np.ascontiguousarray(_mostly_dark(page, turned, page.px(15)).T)
    return Rules(
        _strokes(across_ink, page, 36, across=True),
        _strokes(down_ink, page, 13, across=False),
        across_ink,
        down_ink,
        _thick(page),
    )


def _mostly_dark(page: Working, grey: Image, reach: int) -> Image:
    """255 on horizontal lines of which COVERED is dark within `reach` pixels."""
    soft = cv2.blur(grey, (page.px(3), 1))
    block = max(11, page.px(12) | 1)
    dark = cv2.adaptiveThreshold(
        soft, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 10
    )
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((page.px(3), 1), np.uint8))
    thin = cv2.bitwise_and(dark, cv2.bitwise_not(upright))
    thin = cv2.dilate(thin, np.ones((3, 1), np.uint8))
    share = cv2.blur(thin, (reach, 1))
    lines = cv2.threshold(share, 255 * COVERED, 255, cv2.THRESH_BINARY)[1]
    # The average falls below the share before the rule ends: give the ends back.
    lost = max(1, round(2 * (COVERED - 0.5) * reach)) | 1
    return cv2.dilate(lines, np.ones((1, lost), np.uint8))


def _thick(page: Working) -> Image:
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


def _strokes(ink: Image, page: Working, length: float, *, across: bool) -> tuple[Stroke, ...]:
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
