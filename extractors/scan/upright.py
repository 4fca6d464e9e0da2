"""Which side of a page is up, decided once a page and never line by line (that turns 9 into 6).

Whether the text runs across or down shows in its ink: characters of a line stand nearer to each
other than lines do. Which of the two ends is the top, the recogniser says: characters on their
head are read with little confidence. Figures are not asked, many of them are figures both ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.scan import clean, prepare
from extractors.scan.images import Image, Rect, Working
from extractors.scan.recognise import Line, Recogniser

#: Pixels a point at which lines of text are told from each other: about 100 dpi.
SMALL = 1.4
#: Points between characters of one line, at most; and the shortest rule.
BETWEEN, RULE = 2.0, 40.0
#: The same where characters are set wide apart and only figures make lines.
SPACED = 5.0
#: Height of a line of text in points, its length in heights, and the longest that is asked.
HEIGHTS, LONG, LONGEST = (5.0, 26.0), 2.2, 300.0
#: How much more ink must run down than across on a page that lies on its side.
SIDEWAYS = 1.5
#: Lines asked which way is up; so many Chinese characters say it.
ASKED, ENOUGH = 5, 4
#: Mean probability of their Chinese characters from which lines are not on their head, and how
#: much better they must be read the other way round.
SURE, BETTER = 0.85, 0.1


def prepared(rgb: Image, dpi: float, number: int, reader: Recogniser) -> Working:
    """A page straightened and on its feet.

    Args:
        rgb: colour or grey page, 8 bit, lying any way.
        dpi: its resolution.
        number: 1-based page number.
        reader: says which end is the top.
    """
    if sideways(rgb, dpi / 72):
        quarter = np.array([[0, -1, rgb.shape[0]], [1, 0, 0], [0, 0, 1]], np.float64)
        page = prepare.prepare(cv2.rotate(rgb, cv2.ROTATE_90_CLOCKWISE), dpi, number)
        turned, sure = _on_its_feet(replace(page, matrix=page.matrix @ quarter), reader)
        if sure >= SURE:  # a few large figures look like lines that run down
            return turned
    return _on_its_feet(prepare.prepare(rgb, dpi, number), reader)[0]


def sideways(rgb: Image, scale: float) -> bool:
    """Whether the text of a page runs down it.

    Args:
        rgb: colour or grey page.
        scale: pixels a point.
    """
    fit = min(1.0, SMALL / scale)
    small = cv2.resize(rgb, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    ink = clean.binarise(clean.flat_grey(small, scale * fit), scale * fit)
    blobs = _blobs(ink, scale * fit)
    across = sum(blob.width for blob in blobs if blob.width > LONG * blob.height)
    down = sum(blob.height for blob in blobs if blob.height > LONG * blob.width)
    return down > SIDEWAYS * across


def _on_its_feet(page: Working, reader: Recogniser) -> tuple[Working, float]:
    """A straight page turned by half if it stands on its head, and how well it is then read."""
    for between in (BETWEEN, SPACED):
        crops = [rect.cut(page.grey) for rect in _samples(page, between)]
        now = _legible(reader.read(crops))
        if now >= SURE:
            return page, now
        other = _legible(reader.read([cv2.rotate(crop, cv2.ROTATE_180) for crop in crops]))
        if max(now, other) > 0:
            break
    if other < now + BETTER:
        return page, now
    height, width = page.grey.shape[:2]
    half = np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64)
    turned = replace(
        page,
        grey=cv2.rotate(page.grey, cv2.ROTATE_180),
        ink=cv2.rotate(page.ink, cv2.ROTATE_180),
        stamp=None if page.stamp is None else cv2.rotate(page.stamp, cv2.ROTATE_180),
        matrix=half @ page.matrix,
    )
    return turned, other


def _samples(page: Working, between: float) -> list[Rect]:
    """The longest lines of text of a page, short enough to be read at once."""
    fit = min(1.0, SMALL / page.scale)
    small = cv2.resize(page.ink, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(small, 90, 255, cv2.THRESH_BINARY)[1]
    scale = page.scale * fit
    lines = [
        blob
        for blob in _blobs(ink, scale, between)
        if LONG * blob.height < blob.width < LONGEST * scale
    ]
    longest = sorted(lines, key=lambda blob: -blob.width)[:ASKED]
    margin = page.px(2)
    return [
        Rect(*(round(side / fit) for side in (line.x0, line.y0, line.x1, line.y1))).grown(
            margin, margin, page.grey
        )
        for line in longest
    ]


def _blobs(ink: Image, scale: float, apart: float = BETWEEN) -> list[Rect]:
    """Boxes of lines of text, whichever way they run; rules are taken out first."""
    length = round(RULE * scale)
    for kernel in (np.ones((1, length), np.uint8), np.ones((length, 1), np.uint8)):
        rules = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), np.ones((3, 3), np.uint8))
        ink = cv2.bitwise_and(ink, cv2.bitwise_not(rules))
    between = max(2, round(apart * scale))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((between, between), np.uint8))
    stats = cv2.connectedComponentsWithStats(joined)[2][1:].tolist()
    low, high = HEIGHTS[0] * scale, HEIGHTS[1] * scale
    return [
        Rect(x, y, x + width, y + height)
        for x, y, width, height, _ in stats
        if low <= min(width, height) <= high
    ]


def _legible(lines: Sequence[Line]) -> float:
    """Mean probability of the Chinese characters of lines; 0 where there are too few."""
    sure = [
        probability
        for line in lines
        for mark, probability in zip(line.text, line.probabilities, strict=True)
        if "一" <= mark <= "鿿"
    ]
    return sum(sure) / len(sure) if len(sure) >= ENOUGH else 0.0
