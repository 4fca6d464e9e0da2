"""Text outside tables: lines found by the detection model, read by the same recogniser."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_det import TextDetOutput

from extractors.scan.images import Image, Matrix, Rect, Working
from extractors.scan.lines import ABOVE

#: Longest side given to the detector; its default of 2000 shrinks an A4 page at 200 dpi.
MAX_SIDE = 4000
#: Lines are found as well at this resolution, at half the cost of 200; they are read at the full.
DETECTION_DPI = 130
#: Slope up to which a page is level: two pixels over an A4 page at 200 dpi.
LEVEL = 0.0012
#: A line this many times longer than it is high says how the page lies.
LONG = 12
#: So many long lines say whether their slope changes down the page.
MANY = 6
#: Corners of a line: top left, top right, bottom right, bottom left.
Quad = npt.NDArray[np.float64]


@lru_cache(maxsize=1)
def detector() -> RapidOCR:
    """The process's one detector, on one thread; it never turns a line around."""
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.use_rec": False,
            "Global.max_side_len": MAX_SIDE,
            "Global.text_score": 0.0,
            "Det.limit_type": "max",  # else a narrow strip is blown up
            "Det.limit_side_len": MAX_SIDE,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def find(page: Working, tables: Sequence[Rect]) -> tuple[Working, list[Rect]]:
    """Boxes of text lines outside the tables, top to bottom, on the page on which they lie level.

    Rules make a page straight; where it has none the lines themselves say how far it is turned. A
    level box round a long line that is not level would hold its neighbours, too.
    """
    grey = page.grey.copy()
    ink = page.ink.copy()
    margin = page.px(2)
    for table in tables:
        rect = table.grown(margin, margin, grey)
        grey[rect.y0 : rect.y1, rect.x0 : rect.x1] = 250
        ink[rect.y0 : rect.y1, rect.x0 : rect.x1] = 0
    quads = [quad for area in _written(page, ink) for quad in _lines(page, area, area.cut(grey))]
    turn = level(quads, page.grey.shape)
    if turn is not None:
        page = _turned(page, turn)
        quads = [cv2.perspectiveTransform(quad[None], turn)[0] for quad in quads]
    rects = [_rect(quad) for quad in quads]
    return page, sorted(rects, key=lambda rect: (rect.y0 + rect.y1, rect.x0))


def _lines(page: Working, area: Rect, part: Image) -> list[Quad]:
    """What the detector finds in one strip, at a resolution that is enough for it."""
    fit = min(1.0, DETECTION_DPI / 72 / page.scale)
    small = cv2.resize(part, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    found = detector()(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_rec=False)
    if not isinstance(found, TextDetOutput) or found.boxes is None:
        return []
    corner = np.array([area.x0, area.y0])
    return [np.asarray(quad / fit + corner, np.float64) for quad in found.boxes]


def level(quads: Sequence[Quad], shape: tuple[int, ...]) -> Matrix | None:
    """The way to a page on which long lines lie level; None where they do, or there are none.

    The slope of lines may change down the page, as on a photograph.

    Args:
        quads: corners of lines.
        shape: of the page in pixels.
    """
    height, width = shape[:2]
    places, slopes = [], []
    for top_left, top_right, bottom_right, bottom_left in quads:
        across = (top_right + bottom_right - top_left - bottom_left) / 2
        down = (bottom_left + bottom_right - top_left - top_right) / 2
        if across[0] > LONG * abs(down[1]):
            places.append((top_left + bottom_right)[1] / 2)
            slopes.append(across[1] / across[0])
    if not slopes:
        return None
    rise = _trend(np.array(places), np.array(slopes))
    if max(abs(rise(0)), abs(rise(height))) < LEVEL:
        return None
    middle = width / 2
    flat = np.array([(x, y) for y in (0, height) for x in (0, width)], np.float32)
    bent = np.array([(x, y + rise(y) * (x - middle)) for x, y in flat], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(bent, flat))


def _trend(places: npt.NDArray[np.float64], slopes: npt.NDArray[np.float64]) -> np.poly1d:
    """Slope by place; constant for few lines, boxes round two lines left out."""
    middle = float(np.median(slopes))
    if len(slopes) < MANY:
        return np.poly1d([middle])
    off = np.abs(slopes - np.poly1d(np.polyfit(places, slopes, 1))(places))
    near = off <= 2 * np.median(off) + LEVEL / 4
    return np.poly1d(np.polyfit(places[near], slopes[near], 1))


def _turned(page: Working, turn: Matrix) -> Working:
    size = (page.grey.shape[1], page.grey.shape[0])
    grey = cv2.warpPerspective(page.grey, turn, size, flags=cv2.INTER_CUBIC, borderValue=(250,))
    ink = cv2.warpPerspective(page.ink, turn, size, flags=cv2.INTER_NEAREST)
    return replace(page, grey=grey, ink=ink, matrix=turn @ page.matrix)


def _written(page: Working, ink: Image) -> list[Rect]:
    """Strips of the page that hold ink larger than dust, top to bottom, blank bands between."""
    core = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, page.px(3)), np.uint8))
    core = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((page.px(0.7), page.px(2.5)), np.uint8))
    if cv2.countNonZero(core) == 0:
        return []
    near = cv2.dilate(core.max(axis=1, keepdims=True), np.ones((page.px(40), 1), np.uint8)) > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([0], near[:, 0].astype(np.int8), [0]))))
    strips = []
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        x, y, width, height = cv2.boundingRect(core[top:bottom])
        strip = Rect(x, int(top) + y, x + width, int(top) + y + height)
        strips.append(strip.grown(page.px(12), page.px(12), ink))
    return strips


def _rect(quad: Quad) -> Rect:
    low, high = quad.min(axis=0), quad.max(axis=0)
    return Rect(int(low[0]), int(low[1]), int(high[0]) + 1, int(high[1]) + 1)


def crop(page: Working, rect: Rect) -> Rect:
    """What the recogniser sees of a line: the detector's box is already generous."""
    return rect.grown(page.px(2), page.px(ABOVE / 3), page.grey)
