"""Rules of tables: long thin strokes, found with long thin kernels, apart from text and seals."""

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
    """

    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]
    across_ink: Image
    down_ink: Image


def find(page: Working, *, gap: float = 0.0) -> Rules:
    """The rules of a straight page.

    Args:
        page: working page.
        gap: gaps in broken rules to be bridged, in points (0: none).
    """
    thick = _thick(page)
    thin = cv2.bitwise_and(page.ink, cv2.bitwise_not(thick))
    across_ink = _open(thin, page.px(5), across=True)
    down_ink = _open(thin, page.px(5), across=False)
    return Rules(
        _strokes(across_ink, page, 30 if not gap else 45, gap, across=True),
        _strokes(down_ink, page, 13 if not gap else 18, gap, across=False),
        across_ink,
        down_ink,
    )


def _thick(page: Working) -> Image:
    """Blobs thicker than any rule: stars of seals, black boxes, bold headings."""
    core = np.ones((page.px(3.2), page.px(3.2)), np.uint8)
    opened = cv2.morphologyEx(page.ink, cv2.MORPH_OPEN, core)
    return cv2.dilate(opened, np.ones((3, 3), np.uint8))


def _open(ink: Image, length: int, *, across: bool) -> Image:
    """Strokes of at least `length`; one pixel of wobble across is allowed."""
    wobble, along = ((3, 1), (1, length)) if across else ((1, 3), (length, 1))
    grown = cv2.dilate(ink, np.ones(wobble, np.uint8))
    long = cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones(along, np.uint8))
    return cv2.bitwise_and(long, ink)


def _strokes(
    ink: Image, page: Working, length: float, gap: float, *, across: bool
) -> tuple[Stroke, ...]:
    if gap:
        reach = page.px(gap)
        kernel = np.ones((1, reach) if across else (reach, 1), np.uint8)
        ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel)
    size = page.px(length)
    kernel = np.ones((1, size) if across else (size, 1), np.uint8)
    long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
    _, _, stats, centres = cv2.connectedComponentsWithStats(long)
    found = []
    limit = page.px(4.5)
    for (x, y, width, height, _), (centre_x, centre_y) in zip(stats[1:], centres[1:], strict=True):
        if across and height <= limit:
            found.append(Stroke(float(centre_y), float(x), float(x + width)))
        elif not across and width <= limit:
            found.append(Stroke(float(centre_x), float(y), float(y + height)))
    return tuple(found)
