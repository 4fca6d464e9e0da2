"""Text outside tables: lines found by the detection model, read by the same recogniser."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_det import TextDetOutput

from extractors.scan.images import Image, Rect, Working
from extractors.scan.lines import ABOVE

#: Longest side given to the detector; its default of 2000 shrinks an A4 page at 200 dpi.
MAX_SIDE = 4000
#: Lines are found as well at this resolution, at half the cost of 200; they are read at the full.
DETECTION_DPI = 130


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


def find(page: Working, tables: Sequence[Rect]) -> list[Rect]:
    """Boxes of text lines outside the tables, top to bottom."""
    grey = page.grey.copy()
    ink = page.ink.copy()
    margin = page.px(2)
    for table in tables:
        rect = table.grown(margin, margin, grey)
        grey[rect.y0 : rect.y1, rect.x0 : rect.x1] = 250
        ink[rect.y0 : rect.y1, rect.x0 : rect.x1] = 0
    rects: list[Rect] = []
    for area in _written(page, ink):
        rects += _lines(page, area, area.cut(grey))
    return sorted(rects, key=lambda rect: (rect.y0 + rect.y1, rect.x0))


def _lines(page: Working, area: Rect, part: Image) -> list[Rect]:
    """What the detector finds in one strip, at a resolution that is enough for it."""
    fit = min(1.0, DETECTION_DPI / 72 / page.scale)
    small = cv2.resize(part, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    found = detector()(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_rec=False)
    if not isinstance(found, TextDetOutput) or found.boxes is None:
        return []
    return [_rect(quad / fit, area) for quad in found.boxes]


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


def _rect(quad: npt.NDArray[np.float32], area: Rect) -> Rect:
    low, high = quad.min(axis=0), quad.max(axis=0)
    return Rect(
        area.x0 + int(low[0]),
        area.y0 + int(low[1]),
        area.x0 + int(high[0]) + 1,
        area.y0 + int(high[1]) + 1,
    )


def crop(page: Working, rect: Rect) -> Rect:
    """What the recogniser sees of a line: the detector's box is already generous."""
    return rect.grown(page.px(2), page.px(ABOVE / 3), page.grey)
