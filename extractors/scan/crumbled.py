"""Whether strokes are missing: numbers fall apart into more pieces of ink than they have marks.

One bit a pixel at a coarse resolution loses what is printed a little lighter, and the same stroke
however often it is looked at: a 4 without its slant is a perfect 1. That two looks agree proves
nothing then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from statistics import median

import cv2

from extractors.scan.images import Image, Rect, Working
from extractors.scan.recognise import Line

#: Pieces in which a mark is printed, where they are not one.
PIECES = {"%": 3, "‰": 4, "≥": 2, "≤": 2, "=": 2, ":": 2}
#: Pieces of ink for each that is printed, over the numbers of a table: 0.75 to 1.1 where
#: the strokes are whole, 1.4 to 2.1 where they are not.
APART = 1.25
#: Ink smaller than this many pixels is dust.
DUST = 3
#: From this resolution on one bit a pixel keeps the strokes of running text, dpi.
FINE = 175.0
#: Levels of grey that neither paper nor ink has, and the share of pixels that may have them.
BETWEEN, FEW = (40, 215), 0.002
#: The two halves of a 0, and what follows a number.
HALVED = re.compile(r"[（(][)）](?=[百千万亿]{0,2}元|[名人个辆台次项批])")
#: Share of a mark's width by which its place may be off.
OFF = 0.1


def fax(rgb: Image, dpi: float) -> bool:
    """Whether a page has one bit a pixel at a resolution at which print loses strokes.

    In running text, where neighbouring lines reach into one another, the pieces of ink cannot be
    counted as `crumbled` counts them in cells; how the page was scanned must do.

    Args:
        rgb: the page as it came, colour or grey.
        dpi: its resolution.
    """
    if dpi >= FINE:
        return False
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY) if rgb.ndim > 2 else rgb
    return cv2.countNonZero(cv2.inRange(grey, *BETWEEN)) <= FEW * grey.size


def halved_zeros(line: Line) -> Line:
    """The line with each pair of brackets that nothing stands in, before a unit, as a 0.

    A 0 without its top and foot is drawn so, and nobody prints empty brackets there; were they
    left, the number would be lost, not in doubt.
    """
    while found := HALVED.search(line.text):
        at, end = found.span()
        line = Line(
            line.text[:at] + "0" + line.text[end:],
            (*line.probabilities[:at], min(line.probabilities[at:end]), *line.probabilities[end:]),
            (*line.centres[:at], sum(line.centres[at:end]) / 2, *line.centres[end:]),
        )
    return line


def crumbled(page: Working, numbers: Iterable[tuple[Rect, str]]) -> bool:
    """Whether the strokes of numbers are broken: then none of them is sure.

    Args:
        page: working page.
        numbers: where each stands, and what was read.
    """
    shares = [_share(page, rect, text) for rect, text in numbers if text]
    return bool(shares) and median(shares) >= APART


def _share(page: Working, rect: Rect, text: str) -> float:
    """Pieces of a number's ink for each that is printed; a piece belongs where its middle is."""
    marks = unicodedata.normalize("NFKC", text)
    width = rect.width / len(text)
    around = rect.grown(round(2 * width), 0, page.ink)
    found = cv2.connectedComponentsWithStats(around.cut(page.ink))[2][1:]
    middle = around.x0 + found[:, cv2.CC_STAT_LEFT] + found[:, cv2.CC_STAT_WIDTH] / 2
    inside = (middle > rect.x0 + OFF * width) & (middle < rect.x1 - OFF * width)
    count = int((inside & (found[:, cv2.CC_STAT_AREA] >= DUST)).sum())
    return count / sum(PIECES.get(mark, 1) for mark in marks)
