"""Rules that are faint, thin or broken: ridges of the grey page, text taken out, gaps bridged.

A rule is darker than the paper on both sides of it, however light its ink. Text is too, in short
pieces; so components of ink shaped like characters are left out, and what they hide of a rule is
neither there nor missing.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.images import Image, Working
from extractors.scan.rules import Rules, strokes, thick

#: How much darker than both sides a rule is at least, of 255; the grain of paper, averaged along
#: a rule, stays below.
LEAST = 7
#: Share of the usual rule's darkness from which a pixel belongs to one, and its upper bound:
#: rules of one bit are dotted.
DARK, ENOUGH = 0.4, 25.0
#: Points averaged along a rule, and the distance of the paper it is compared with.
ALONG, ASIDE = 2.5, 1.6
#: Shortest piece of a rule and longest gap between two, in points.
PIECE, GAP = 4.5, 8.0
#: Points around a crossing, in all, that tell a rule from text.
CROSSING = 6.0
#: Shortest rule across and down, in points.
ACROSS, DOWN = 20.0, 11.0
#: Sizes of characters, in points, and the share of their ink beside their one long stroke.
SMALLEST, LARGEST, BESIDE = 2.2, 26.0, 0.1


def find_faint(page: Working) -> Rules:
    """Faint or broken rules of a straight page; characters hide what is below them."""
    text = characters(page)
    turned = np.ascontiguousarray(page.grey.T)
    reach = page.px(ALONG) | 1
    hidden = cv2.dilate(text, np.ones((reach, reach), np.uint8))
    hidden = cv2.max(hidden // 2, thick(page))
    across, across_seen = _lines(page, page.grey, text, hidden, ACROSS)
    columns, columns_seen = _lines(
        page, turned, np.ascontiguousarray(text.T), np.ascontiguousarray(hidden.T), DOWN
    )
    down, down_seen = np.ascontiguousarray(columns.T), np.ascontiguousarray(columns_seen.T)
    return Rules(
        strokes(across, page, 30, across=True),
        strokes(down, page, DOWN, across=False),
        _unbridged(across, across_seen, cv2.dilate(down, _row(page, CROSSING))),
        _unbridged(down, down_seen, cv2.dilate(across, _row(page, CROSSING).T)),
        hidden,
        apart=True,
    )


def _unbridged(lines: Image, seen: Image, crossing: Image) -> Image:
    """Lines without their bridges where other rules cross: there text ends and a rule does not."""
    return cv2.bitwise_or(seen, cv2.bitwise_and(lines, cv2.bitwise_not(crossing)))


def characters(page: Working) -> Image:
    """255 on ink shaped like characters: of their size, more than one straight stroke or cross."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(page.ink)
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    sized = (np.minimum(widths, heights) > SMALLEST * page.scale) & (
        np.maximum(widths, heights) < LARGEST * page.scale
    )
    sized[0] = False
    wobble = page.px(0.7)
    shaped = np.zeros(count, np.uint8)
    for number in np.flatnonzero(sized):
        x, y, width, height = stats[number, :4]
        body = labels[y : y + height, x : x + width] == number
        row, column = _fullest(body.sum(axis=1)), _fullest(body.sum(axis=0))
        ink = body.sum()
        body[max(0, row - wobble) : row + wobble + 1] = False
        body[:, max(0, column - wobble) : column + wobble + 1] = False
        shaped[number] = 255 if body.sum() > BESIDE * ink else 0
    shown: Image = shaped[labels]
    return shown


def _fullest(sums: npt.NDArray[np.int64]) -> int:
    """The middle of the fullest rows: a stroke of several pixels has as many of them."""
    return int(np.flatnonzero(sums == sums.max()).mean())


def _lines(
    page: Working, grey: Image, text: Image, hidden: Image, shortest: float
) -> tuple[Image, Image]:
    """255 on horizontal rules of a page, gaps bridged; and where a rule can be seen.

    Below characters all that is dark may be a rule: one that a line of text runs over is dark
    from end to end, text alone is not.
    """
    ridge = _ridge(page, grey)
    seen = cv2.threshold(ridge, _level(page, ridge), 255, cv2.THRESH_BINARY)[1]
    seen = cv2.dilate(seen, np.ones((3, 1), np.uint8))
    smeared = cv2.dilate(text, np.ones((3, page.px(ALONG) | 1), np.uint8))
    free = cv2.bitwise_and(seen, cv2.bitwise_not(smeared))
    pieces = cv2.morphologyEx(free, cv2.MORPH_OPEN, _row(page, PIECE))
    bridged = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, _row(page, GAP))
    lines = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, _row(page, shortest))
    below = np.where(hidden > 0, cv2.bitwise_or(seen, text), 0).astype(np.uint8)
    return lines, cv2.bitwise_or(pieces, below)


def _ridge(page: Working, grey: Image) -> Image:
    """How much darker each pixel, averaged along, is than the lighter of neither side."""
    soft = cv2.blur(grey, (page.px(ALONG), 1))
    aside = max(2, page.px(ASIDE))
    framed = cv2.copyMakeBorder(soft, aside, aside, 0, 0, cv2.BORDER_REPLICATE)
    sides = cv2.min(framed[: -2 * aside], framed[2 * aside :])
    return cv2.subtract(sides, cv2.erode(soft, np.ones((3, 1), np.uint8)))


def _level(page: Working, ridge: Image) -> float:
    """The darkness from which a pixel belongs to a rule, from that of the longest rules."""
    seen = cv2.threshold(ridge, LEAST, 255, cv2.THRESH_BINARY)[1]
    bridged = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, _row(page, GAP))
    long = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, _row(page, 2 * ACROSS))
    dark = ridge[cv2.bitwise_and(long, seen) > 0]
    usual = float(np.median(dark)) if dark.size else 0.0
    return max(LEAST, min(ENOUGH, DARK * usual))


def _row(page: Working, points: float) -> Image:
    return np.ones((1, page.px(points)), np.uint8)
