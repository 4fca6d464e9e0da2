"""Image files to a `Document`: JPEG, PNG, TIFF (many pages), turned as the camera says."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from contracts.document import Document, Page, Reading
from contracts.errors import Code, Problem, Refusal
from extractors.layout.compose import Flow, blocks_of
from extractors.scan.images import Image
from extractors.scan.page import read_page

#: More pixels than this are refused before they are decoded (A3 at 600 dpi has 70 million).
MAX_PIXELS = 120_000_000
#: Pixels kept for reading: an A4 page at 300 dpi and some margin.
KEPT_PIXELS = 12_000_000
#: Compressed bytes that stand for more pixels than this each are a bomb (a blank TIFF has ~ 800).
PIXELS_A_BYTE = 4000
MAX_PAGES = 500
#: What Pillow raises on damaged files.
DAMAGE = (OSError, ValueError, SyntaxError, TypeError, EOFError, Pillow.DecompressionBombError)
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "MPO": "image/jpeg"}
#: Long side of A4 in inches, where the file does not state its resolution.
LONG_SIDE = 11.69


def read_image(data: bytes, sha256: str) -> Document:
    """Reads a scan or a photograph.

    Args:
        data: the file.
        sha256: of the bytes.

    Raises:
        Refusal: empty, unknown or broken file, too many pixels or pages, a bomb, nothing to read.
    """
    if not data:
        raise Refusal(Code.EMPTY_FILE)
    flow: Flow = []
    pages: list[Page] = []
    problems: list[Problem] = []
    media, frames = _open(data)
    for number, shown in enumerate(frames, 1):
        if isinstance(shown, Refusal):
            pages.append(Page(number, 0.0, 0.0, Reading.OCR))
            problems.append(_failed(shown, number))
            continue
        pixels, dpi = shown
        height, width = pixels.shape[:2]
        pages.append(Page(number, width * 72 / dpi, height * 72 / dpi, Reading.OCR))
        try:
            flow += read_page(pixels, dpi, number)
        except Exception as error:  # noqa: BLE001 - one bad page leaves the others
            problems.append(_failed(error, number))
    blocks = blocks_of(flow, {page.number: page for page in pages})
    if not blocks and not problems:
        raise Refusal(Code.NO_TEXT_FOUND)
    return Document(sha256, media, blocks, tuple(pages), tuple(problems))


def _failed(error: Exception, number: int) -> Problem:
    return replace(Refusal(Code.PAGE_FAILED, str(error)).problem, place=f"第 {number} 页")


def frame(data: bytes, number: int) -> tuple[Image, float]:
    """A page of an image file as a reader sees it, with its resolution in dpi.

    Args:
        data: the file.
        number: 1-based.

    Raises:
        Refusal: as `read_image`; the page cannot be decoded, or there is none of this number.
    """
    found = next(islice(_open(data)[1], number - 1, None), None)
    if found is None:
        raise Refusal(Code.CORRUPT_FILE, f"没有第 {number} 页")
    if isinstance(found, Refusal):
        raise found
    return found


def _open(data: bytes) -> tuple[str, Iterator[tuple[Image, float] | Refusal]]:
    """Media type and the frames, decoded one at a time after their sizes were judged.

    A frame that cannot be decoded is its refusal; where it is the only one the file is refused.
    """
    try:
        with warnings.catch_warnings():
            # Our own limits are judged below, before anything is decoded.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(data))
            count = getattr(picture, "n_frames", 1)
    except Pillow.DecompressionBombError as error:
        raise Refusal(Code.TOO_LARGE) from error
    except (UnidentifiedImageError, *DAMAGE) as error:
        raise Refusal(Code.CORRUPT_FILE) from error
    media = MEDIA_TYPES.get(picture.format or "")
    if media is None:
        raise Refusal(Code.UNKNOWN_FORMAT, picture.format or "")
    if count > MAX_PAGES:
        raise Refusal(Code.TOO_LARGE, f"{count} 页")
    _judge(picture, data)
    # An MPO's further frames are thumbnails or the other eye.
    return media, _frames(picture, data, count if picture.format == "TIFF" else 1)


def _judge(picture: Pillow.Image, data: bytes) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise Refusal(Code.TOO_LARGE, f"{picture.width} × {picture.height} 像素")
    if pixels > KEPT_PIXELS and pixels > PIXELS_A_BYTE * len(data):
        raise Refusal(Code.DECOMPRESSION_BOMB, f"{picture.width} × {picture.height} 像素")


def _frames(
    picture: Pillow.Image, data: bytes, count: int
) -> Iterator[tuple[Image, float] | Refusal]:
    for number in range(count):
        try:
            picture.seek(number)
            _judge(picture, data)
            yield _pixels(picture)
        except (Refusal, *DAMAGE) as error:
            refusal = error if isinstance(error, Refusal) else Refusal(Code.CORRUPT_FILE)
            if count == 1:
                raise refusal from error
            yield refusal


def _pixels(frame: Pillow.Image) -> tuple[Image, float]:
    """RGB pixels as a reader sees them and their resolution.

    Raises:
        Refusal: the file breaks off or is damaged.
    """
    stated = frame.info.get("dpi")
    try:
        frame.draft("RGB", _fitting(frame))  # a JPEG is decoded at half size where that is enough
        upright = ImageOps.exif_transpose(frame)
        shown = _opaque(upright)
    except DAMAGE as error:
        raise Refusal(Code.CORRUPT_FILE) from error
    whole = shown.width * shown.height
    if whole > KEPT_PIXELS:
        fit = (KEPT_PIXELS / whole) ** 0.5
        shown = shown.resize(
            (int(shown.width * fit), int(shown.height * fit)), Pillow.Resampling.BOX
        )
    long_side = max(shown.size)
    # A page is between A5 and A3; a resolution that says otherwise (72 dpi of a phone) is a filler.
    if stated and frame.width:
        dpi = float(stated[0]) * long_side / max(frame.width, frame.height)
        if dpi > 0 and 8 <= long_side / dpi <= 17:
            return np.asarray(shown), dpi
    return np.asarray(shown), long_side / LONG_SIDE


def _fitting(frame: Pillow.Image) -> tuple[int, int]:
    fit = min(1.0, (KEPT_PIXELS / (frame.width * frame.height)) ** 0.5)
    return int(frame.width * fit), int(frame.height * fit)


def _opaque(picture: Pillow.Image) -> Pillow.Image:
    """RGB; what is transparent is paper."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Pillow.new("RGBA", layer.size, "white")
        return Pillow.alpha_composite(paper, layer).convert("RGB")
    if picture.mode.startswith(("I", "F")):  # 16 bit: Pillow would cut, not scale
        values = np.asarray(picture).astype(np.float64)
        top = max(float(values.max()), 1.0)
        return Pillow.fromarray((values / top * 255).astype(np.uint8)).convert("RGB")
    return picture.convert("RGB")
