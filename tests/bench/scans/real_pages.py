"""Pages of a typed PDF as a scanner would give them."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from tests.bench.scans import wear

DPI = 200
#: A sheet in colour is a little yellow (red, green, blue); the files themselves hold no colour.
PAPER = np.array([0.99, 0.97, 0.9])


@dataclass(frozen=True, slots=True)
class Condition:
    """How a page is printed and scanned: with colour or without, turned by so many degrees."""

    name: str
    colour: bool = True
    skew: float = 0.0


CONDITIONS = (
    Condition("colour"),
    Condition("grey", colour=False),
    Condition("colour, skew 1°", skew=1.0),
    Condition("grey, skew −1°", colour=False, skew=-1.0),
)


def cut(data: bytes, first: int, pages: int) -> bytes:
    """Some pages of a PDF, the first counted from 1."""
    with pikepdf.open(io.BytesIO(data)) as document:
        kept = document.pages[first - 1 : first - 1 + pages]
        part = pikepdf.new()
        part.pages.extend(kept)
        saved = io.BytesIO()
        part.save(saved)
    return saved.getvalue()


def turn(shape: tuple[int, ...], condition: Condition) -> np.ndarray:
    """The way from a pixel of the page to one of the scan."""
    return wear.skew(shape, condition.skew)


def scanned(data: bytes, condition: Condition) -> bytes:
    """The same pages as a PDF of JPEG images, a little noisy and soft."""
    document = pypdfium2.PdfDocument(data)
    sheets = []
    for number, page in enumerate(document):
        image = np.ascontiguousarray(page.render(scale=DPI / 72).to_numpy()[:, :, ::-1][:, :, -3:])
        image = (image * PAPER).astype(np.uint8) if condition.colour else wear.grey(image)
        image = wear.warp(image, turn(image.shape, condition))
        grain = np.random.default_rng(number).normal(0, 4, image.shape[:2])
        image = np.clip(image + grain[:, :, None], 0, 255).astype(np.uint8)
        sheets.append(Image.fromarray(image))
    document.close()
    saved = io.BytesIO()
    options = {"save_all": True, "append_images": sheets[1:], "resolution": DPI, "quality": 80}
    sheets[0].save(saved, "PDF", **options)
    return saved.getvalue()
