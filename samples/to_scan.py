"""Writes a form as a scan: the typed page printed, faded in places, tilted, put back as a picture.

Where the ink of one digit fades, a reader may take it for another: the printed value is still the
truth of `expected/`, and the doubt is what a person is asked about. No clock, seeded noise.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import to_pdf
from form import Form
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 200
PAPER, GRAIN = 247, 3.0
#: How much of the ink stays where it faded.
INK_LEFT = 0.2


def write(path: Path, forms: list[Form], worn: dict[str, Any], seed: int) -> None:
    """A scan of the forms.

    Args:
        path: the PDF to write.
        forms: one a page.
        worn: `text` and which `occurrence` of it (from 1) has a worn `character`, from 1; only
            the part `from` … `to` of its width (0..1) has faded.
        seed: of the paper's grain.
    """
    to_pdf.write(path, [], forms)
    typed = pypdfium2.PdfDocument(path.read_bytes())
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for number, page in enumerate(typed):
        sheet = np.asarray(page.render(scale=DPI / 72).to_pil().convert("L"), dtype=np.float64)
        if number == 0:
            _wear(sheet, page, worn)
        picture = _scanned(sheet, np.random.default_rng(seed + number))
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=70)
        canvas.drawImage(ImageReader(stream), 0, 0, *A4)
        canvas.showPage()
    canvas.save()


def _wear(sheet: np.ndarray, page: pypdfium2.PdfPage, worn: dict[str, Any]) -> None:
    """Fades a part of one character, in place."""
    words = page.get_textpage()
    search = words.search(worn["text"])
    found = [search.get_next() for _ in range(worn["occurrence"])][-1]
    left, bottom, right, top = words.get_charbox(found[0] + worn["character"] - 1)
    width = right - left
    scale = DPI / 72
    columns = slice(
        round((left + width * worn["from"]) * scale), round((left + width * worn["to"]) * scale)
    )
    rows = slice(
        round((page.get_height() - top) * scale) - 1,
        round((page.get_height() - bottom) * scale) + 2,
    )
    part = sheet[rows, columns]
    sheet[rows, columns] = 255 - (255 - part) * INK_LEFT


def _scanned(sheet: np.ndarray, noise: np.random.Generator) -> Image.Image:
    """Ink on grained paper, a little out of focus and out of square."""
    page = sheet * (PAPER / 255) + noise.normal(0, GRAIN, sheet.shape)
    picture = Image.fromarray(page.clip(0, 255).astype(np.uint8))
    picture = picture.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=PAPER)
    return picture.filter(ImageFilter.GaussianBlur(0.6))
