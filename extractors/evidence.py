"""The part of a page around numbers as a picture, the numbers marked: what a reviewer looks at.

Pages are drawn as a reader sees them (rotation applied), so that the boxes of a `Document` fit.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from contracts.document import Box
from contracts.errors import Code, Refusal

#: Pixels a point of the picture: sharp enough to read 9 point type.
SCALE = 1.8
#: Points shown to the left and right: a sentence stands around a number, not only its line's ends.
SIDE = 240.0
MARK, LINE, COVER = (255, 229, 138), (200, 60, 40), (225, 228, 230)


def crop(
    path: Path,
    page: int,
    box: Box,
    *,
    margin: float = 24.0,
    others: Sequence[Box] = (),
    covered: Sequence[Box] = (),
) -> bytes:
    """PNG of a page's part around a box, the box marked.

    Args:
        path: a PDF or an image file.
        page: 1-based.
        box: what is shown; in points, origin top left.
        margin: points shown above and below.
        others: further boxes of the page to show and mark with it.
        covered: boxes painted over (personal data).

    Raises:
        Refusal: the file has no such page or cannot be drawn.
    """
    data = path.read_bytes()
    picture, scale = (
        _pdf(data, page) if data[:1024].lstrip().startswith(b"%PDF") else _image(data, page)
    )
    for hidden in covered:
        ImageDraw.Draw(picture).rectangle(_pixels(hidden, scale), fill=COVER)
    marked = [box, *others]
    for item in marked:
        _mark(picture, _pixels(item, scale))
    whole = box
    for item in others:
        whole = whole.union(item)
    shown = Box(whole.x0 - SIDE, whole.y0 - margin, whole.x1 + SIDE, whole.y1 + margin)
    left, top, right, bottom = _pixels(shown, scale)
    limits = (max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom))
    if limits[0] >= limits[2] or limits[1] >= limits[3]:
        raise Refusal(Code.CORRUPT_FILE, f"第 {page} 页上没有这个位置")
    buffer = io.BytesIO()
    picture.crop(limits).quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    """A box in pixels."""
    return (
        round(box.x0 * scale),
        round(box.y0 * scale),
        round(box.x1 * scale),
        round(box.y1 * scale),
    )


def _mark(picture: Image.Image, place: tuple[int, int, int, int]) -> None:
    """Colours a place like a marker pen and frames it; the ink stays readable."""
    left, top, right, bottom = place
    frame = (max(0, left - 3), max(0, top - 2), right + 3, bottom + 2)
    if frame[2] <= frame[0] or frame[3] <= frame[1]:
        return
    part = picture.crop(frame)
    pen = Image.new("RGB", part.size, MARK)
    mask = part.convert("L").point(lambda level: 255 if level > 160 else 0)
    part.paste(pen, mask=mask)
    picture.paste(part, frame[:2])
    ImageDraw.Draw(picture).rectangle(frame, outline=LINE, width=2)


def _pdf(data: bytes, page: int) -> tuple[Image.Image, float]:
    """A page of a PDF as the reader sees it."""
    import pypdfium2  # noqa: PLC0415 - heavy

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refusal(Code.CORRUPT_FILE) from error
    try:
        if not 1 <= page <= len(document):
            raise Refusal(Code.CORRUPT_FILE, f"没有第 {page} 页")
        picture: Image.Image = document[page - 1].render(scale=SCALE).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise Refusal(Code.PAGE_FAILED) from error
    finally:
        document.close()
    return picture, SCALE


def _image(data: bytes, page: int) -> tuple[Image.Image, float]:
    """A frame of an image file at its own size, at most SCALE pixels a point."""
    from extractors.scan.pages import frame  # noqa: PLC0415 - heavy

    pixels, dpi = frame(data, page)
    picture = Image.fromarray(pixels)
    scale = min(SCALE, dpi / 72)
    fit = scale * 72 / dpi
    size = (max(1, round(picture.width * fit)), max(1, round(picture.height * fit)))
    return picture.resize(size, Image.Resampling.LANCZOS), scale
