"""Text outside tables: lines found by the detection model, read by the same recogniser."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_det import TextDetOutput

from extractors.scan.images import Image, Rect, Working
from extractors.scan.lines import ABOVE

#: Longest side given to the detector; its default of 2000 shrinks an A4 page at 200 dpi.
MAX_SIDE = 4000


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
    area = _written(page, ink)
    if area is None:
        return []
    part = area.cut(grey)
    found = detector()(cv2.cvtColor(part, cv2.COLOR_GRAY2BGR), use_det=True, use_rec=False)
    if not isinstance(found, TextDetOutput) or found.boxes is None:
        return []
    rects = [_rect(quad, area) for quad in found.boxes]
    return sorted(rects, key=lambda rect: (rect.y0 + rect.y1, rect.x0))


def _written(page: Working, ink: Image) -> Rect | None:
    """The part of the page that holds ink larger than dust."""
    core = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, page.px(3)), np.uint8))
    core = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((page.px(0.7), page.px(2.5)), np.uint8))
    if cv2.countNonZero(core) == 0:
        return None
    x, y, width, height = cv2.boundingRect(core)
    margin = page.px(12)
    return Rect(x, y, x + width, y + height).grown(margin, margin, ink)


def _rect(quad: np.ndarray[tuple[int, int], np.dtype[np.float32]], area: Rect) -> Rect:
    low, high = quad.min(axis=0), quad.max(axis=0)
    return Rect(
        area.x0 + int(low[0]), area.y0 + int(low[1]), area.x0 + int(high[0]) + 1,
        area.y0 + int(high[1]) + 1,
    )  # fmt: skip


def crop(page: Working, rect: Rect) -> Rect:
    """What the recogniser sees of a line: the detector's box is already generous."""
    return rect.grown(page.px(2), page.px(ABOVE / 3), page.grey)
