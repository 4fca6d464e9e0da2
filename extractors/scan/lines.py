"""A cell's pixels to its text lines: where they stand, and crops with real page margins."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.images import Image, Rect, Working

#: Margins of a crop in points; tight crops split a 5 into "15".
ACROSS, ABOVE = 5.0, 1.8
#: Smallest ink that counts as writing, in points (a dash is wide, a point is not alone).
SPECK = 1.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of writing.

    Attributes:
        ink: bounding box of its ink.
        crop: what the recogniser sees.
    """

    ink: Rect
    crop: Rect


def writing(page: Working, cell: Rect, rules: Image) -> Image:
    """Ink of a cell without rules and specks, same size as the cell.

    Args:
        page: working page.
        cell: rectangle between the rules.
        rules: 255 where a table rule lies, page-sized.
    """
    ink = cv2.bitwise_and(cell.cut(page.ink), cv2.bitwise_not(cell.cut(rules)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count <= 1:
        return np.zeros_like(ink)
    least, dot = page.px(SPECK), max(2, page.px(0.7))
    big = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= least
    if not big[1:].any():
        return np.zeros_like(ink)
    # Dots are kept beside writing (decimal points), dropped alone (dust).
    dots = (stats[:, cv2.CC_STAT_WIDTH] >= dot) & (stats[:, cv2.CC_STAT_HEIGHT] >= dot)
    big[0], dots[0] = False, False
    main = np.where(big[labels], 255, 0).astype(np.uint8)
    reach = page.px(6)
    near = cv2.dilate(main, np.ones((page.px(2), reach), np.uint8))
    beside = np.unique(labels[(near > 0) & dots[labels]])
    big[beside] = True
    big[0] = False
    return np.where(big[labels], 255, 0).astype(np.uint8)


def split(page: Working, cell: Rect, ink: Image, size: float) -> list[Piece]:
    """Text lines of a cell from top to bottom.

    Args:
        page: working page.
        cell: rectangle of the cell.
        ink: its writing.
        size: usual height of a character, pixels.
    """
    sums = (ink > 0).sum(axis=1)
    bands = _bands(sums > 0)
    bands = _joined(bands, size)
    bands = [part for band in bands for part in _halved(band, sums, size)]
    pieces = []
    for top, bottom in bands:
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        if bottom - top < max(2, page.px(0.6)) or columns.size == 0:
            continue
        box = Rect(
            cell.x0 + int(columns[0]), cell.y0 + top, cell.x0 + int(columns[-1]) + 1,
            cell.y0 + bottom,
        )  # fmt: skip
        pieces.append(Piece(box, _crop(page, box, cell, size)))
    return pieces


def _crop(page: Working, box: Rect, cell: Rect, size: float) -> Rect:
    """The ink's box with margins; a line of low ink (一, —, 二) gets a whole line's height."""
    lack = max(0, round((0.9 * size - box.height) / 2))
    tall = Rect(box.x0, box.y0 - lack, box.x1, box.y1 + lack)
    grown = tall.grown(page.px(ACROSS), page.px(ABOVE), page.grey)
    return Rect(grown.x0, max(grown.y0, cell.y0 - 2), grown.x1, min(grown.y1, cell.y1 + 2))


def _bands(filled: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _joined(bands: list[tuple[int, int]], size: float) -> list[tuple[int, int]]:
    """Bands too low for a line (the strokes of 三, the bar of ≥) join their neighbour."""
    joined: list[tuple[int, int]] = []
    for band in bands:
        if joined:
            top, bottom = joined[-1]
            low = min(band[1] - band[0], bottom - top) < 0.6 * size
            close = band[0] - bottom < 0.45 * size
            if low and close and band[1] - top <= 1.25 * size:
                joined[-1] = (top, band[1])
                continue
        joined.append(band)
    return joined


def _halved(
    band: tuple[int, int], sums: npt.NDArray[np.int64], size: float
) -> list[tuple[int, int]]:
    """A band of several touching lines is cut at its thinnest rows."""
    height = band[1] - band[0]
    count = round(height / (1.18 * size))
    if count < 2 or height < 1.75 * size:
        return [band]
    cuts = [band[0]]
    for number in range(1, count):
        middle = band[0] + height * number / count
        low, high = int(middle - 0.3 * size), int(middle + 0.3 * size) + 1
        cuts.append(low + int(np.argmin(sums[low:high])))
    cuts.append(band[1])
    return list(itertools.pairwise(cuts))


def character_height(page: Working, areas: list[tuple[Rect, Image]]) -> float:
    """Usual height of a line's ink over many cells, in pixels; 9 points where unknown."""
    heights = [
        bottom - top
        for _, ink in areas
        for top, bottom in _bands(np.asarray(ink.max(axis=1) > 0))
        if 4.5 * page.scale < bottom - top < 17 * page.scale
    ]
    if not heights:
        return 9 * page.scale
    # Digits are lower than Han characters: the upper quartile is a Han character's height.
    return float(np.percentile(heights, 70))
