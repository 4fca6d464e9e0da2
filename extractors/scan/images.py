"""A page as pixels: the types every step shares, and where a working pixel stands on the original.

Lengths in this package are given in points (1/72 inch) and turned into pixels with the page's
resolution, so that a rule of thumb means the same thing at 150 and at 300 dpi.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from cv2.typing import MatLike

from contracts.document import Box

#: Grey (rows × columns) or RGB (rows × columns × 3) pixels, 8 bit.
Image = MatLike
Matrix = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of working pixels, half open."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.y1 - self.y0

    def cut(self, image: Image) -> Image:
        """The part of an image inside the rectangle."""
        return image[max(self.y0, 0) : max(self.y1, 0), max(self.x0, 0) : max(self.x1, 0)]

    def grown(self, across: int, down: int, bounds: Image) -> Rect:
        """The rectangle with a margin, kept inside the image."""
        height, width = bounds.shape[:2]
        return Rect(
            max(self.x0 - across, 0),
            max(self.y0 - down, 0),
            min(self.x1 + across, width),
            min(self.y1 + down, height),
        )


@dataclass(frozen=True, slots=True)
class Bend:
    """How far the rows of a page rise or fall on their way across.

    Attributes:
        terms: of the first and each further power of the place across (−1 at the left, 1 at the
            right): pixels at the middle of the page, and what is added at its foot.
        shape: height and width of the page, pixels.
        known: from which y to which it was seen; above and below rows are bent as there.
    """

    terms: tuple[tuple[float, float], ...]
    shape: tuple[int, int]
    known: tuple[float, float]

    def fall(self, x: Reals, y: Reals) -> Reals:
        """How much lower places of the level page stand on the bent one, pixels."""
        across, down = 2 * x / self.shape[1] - 1, 2 * np.clip(y, *self.known) / self.shape[0] - 1
        middle, change = (
            np.polynomial.Polynomial((0.0, *part)) for part in zip(*self.terms, strict=True)
        )
        fall: Reals = middle(across) + change(across) * down
        return fall

    def back(self, points: Matrix) -> Matrix:
        """Where points (n × 2) of the level page stand on the bent one."""
        x, y = np.asarray(points, np.float64).T
        return np.stack([x, y + self.fall(x, y)], axis=1)


@dataclass(frozen=True, slots=True)
class Working:
    """A straightened page.

    Attributes:
        grey: flattened (paper near 255), seal removed, straight.
        ink: 255 where there is ink, else 0; same shape.
        matrix: original pixel → working pixel.
        scale: working pixels a point.
        original_scale: original pixels a point.
        number: 1-based page number.
        stamp: 255 where strokes as narrow as print went with a stamp, straight; None without one.
        bend: how the rows were bent before they were set level; None where they were straight.
        fax: whether the page has one bit a pixel and few pixels; then strokes may be missing.
    """

    grey: Image
    ink: Image
    matrix: Matrix
    scale: float
    original_scale: float
    number: int
    stamp: Image | None = None
    bend: Bend | None = None
    fax: bool = False

    def px(self, points: float) -> int:
        """A length in points as whole pixels, at least 1."""
        return max(1, round(points * self.scale))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The smallest box on the original page, in points, around a working rectangle."""
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float64)
        bent = corners if self.bend is None else self.bend.back(corners)
        back = cv2.perspectiveTransform(bent[None], np.linalg.inv(self.matrix))[0]
        low, high = back.min(axis=0), back.max(axis=0)
        unit = self.original_scale
        return Box(
            round(float(low[0]) / unit, 2),
            round(float(low[1]) / unit, 2),
            round(float(high[0]) / unit, 2),
            round(float(high[1]) / unit, 2),
        )
