"""Text that a page does not show: an OCR layer behind or inside a scan."""

from __future__ import annotations

from typing import Any

import pypdfium2
from pypdfium2 import raw

from extractors.pdf.opened import opened

#: A picture that covers this share of the page is the page.
WHOLE = 0.6
#: Share of the text, by its length on the page, that must be unseen.
_MOST = 0.8
_UNSEEN = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}


def is_hidden(data: bytes, number: int) -> bool:
    """Whether nearly all text of a page is invisible, or painted over by a picture of the page.

    Args:
        data: the PDF.
        number: 1-based page.
    """
    try:
        with opened(data, number) as page:
            seen, unseen = _shares(page)
    except pypdfium2.PdfiumError:
        return False
    return unseen > 0 and unseen >= _MOST * (seen + unseen)


def _shares(page: Any) -> tuple[float, float]:
    """Length of the text that is seen, and of that which is not, in the order of painting."""
    width, height = page.get_size()
    seen = unseen = 0.0
    for item in page.get_objects(max_depth=4):
        length, covers = _measured(item, width * height)
        if covers:
            unseen, seen = unseen + seen, 0.0
        elif length and _invisible(item):
            unseen += length
        else:
            seen += length
    return seen, unseen


def _measured(item: Any, area: float) -> tuple[float, bool]:
    """Length of a piece of text in points; whether the object is a picture over the page."""
    if item.type not in {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE}:
        return 0.0, False
    left, bottom, right, top = item.get_bounds()
    if item.type == raw.FPDF_PAGEOBJ_TEXT:
        return float(right - left), False
    return 0.0, (right - left) * (top - bottom) >= WHOLE * area


def _invisible(item: Any) -> bool:
    return raw.FPDFTextObj_GetTextRenderMode(item.raw) in _UNSEEN
