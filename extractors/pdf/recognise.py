"""A page without a believable text layer is rendered and read by the scan reader."""

from __future__ import annotations

from contracts.document import Block
from extractors.pdf.opened import opened

#: Enough for PP-OCR on 9-point digits (OCR.md).
DPI = 200
#: A page larger than this many pixels is rendered smaller.
MAX_PIXELS = 40_000_000


def recognise(data: bytes, number: int) -> list[Block] | None:
    """Blocks of one page by OCR, numbered by the caller; None where nothing was found.

    Args:
        data: the PDF.
        number: 1-based page.
    """
    from extractors.scan import read_page  # noqa: PLC0415 - OpenCV and ONNX only for scans

    with opened(data, number) as page:
        width, height = page.get_size()
        dpi = min(DPI, 72 * (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    import numpy as np  # noqa: PLC0415 - as above

    blocks: list[Block] = list(read_page(np.asarray(image), dpi, number))
    return blocks or None
