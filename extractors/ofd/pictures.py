"""A page of pictures only: put together on a white sheet and read by the scan reader."""

from __future__ import annotations

from itertools import combinations

from ofdkit import OFDError

from contracts.document import Block
from contracts.errors import Refusal
from extractors.ofd.objects import Picture
from extractors.ofd.package import Parts

#: No page is put together finer than this; digits need no more.
MAX_DPI = 300.0
#: No page gets more pixels than this: A4 at 300 dpi and some margin.
MAX_PIXELS = 12_000_000
#: Pictures that share more than this, in points, lie over one another.
_SHARED = 2.0


def recognise(
    pictures: list[Picture],
    files: dict[str, str],
    parts: Parts,
    size: tuple[float, float],
    number: int,
) -> list[Block] | None:
    """Blocks of one page by OCR, numbered by the caller.

    Args:
        pictures: all that the page shows.
        files: names of picture files by resource ID.
        parts: the package.
        size: width and height of the page in points.
        number: 1-based page.

    Returns:
        None where a picture is turned, covers another, is missing or of a kind that is not
        decoded (JBIG2), and where nothing was found: half a page read would look like a whole one.
    """
    clear = all(picture.upright and picture.resource in files for picture in pictures)
    if not pictures or not clear or any(_overlap(*pair) for pair in combinations(pictures, 2)):
        return None
    import numpy as np  # noqa: PLC0415 - OpenCV and ONNX only for scans
    from PIL import Image  # noqa: PLC0415 - as above

    from extractors.scan import read_page  # noqa: PLC0415 - as above
    from extractors.scan.pages import frame  # noqa: PLC0415 - as above

    try:
        shown = [
            Image.fromarray(frame(parts.read(files[picture.resource]), 1)[0])
            for picture in pictures
        ]
    except (Refusal, OFDError):
        return None
    finest = max(
        72 * image.width / max(picture.x1 - picture.x0, 1.0)
        for picture, image in zip(pictures, shown, strict=True)
    )
    width, height = size
    dpi = min(finest, MAX_DPI, 72 * (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    unit = dpi / 72
    sheet = Image.new("RGB", (max(round(width * unit), 1), max(round(height * unit), 1)), "white")
    for picture, image in zip(pictures, shown, strict=True):
        place = picture.clipped(width, height)
        corner = round(place.x0 * unit), round(place.y0 * unit)
        extent = round((place.x1 - place.x0) * unit), round((place.y1 - place.y0) * unit)
        if min(extent) > 0:
            cut = place.share_of(picture, image.width, image.height)
            sheet.paste(image.resize(extent, Image.Resampling.LANCZOS, cut), corner)
    blocks: list[Block] = list(read_page(np.asarray(sheet), dpi, number))
    return blocks or None


def _overlap(one: Picture, other: Picture) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > _SHARED and down > _SHARED
