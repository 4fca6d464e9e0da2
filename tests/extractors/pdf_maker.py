"""Small typed PDFs for tests: text lines and ruled tables at given places."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Maker:
    """Draws from the top left, as pages are read."""

    def __init__(self, *, password: str | None = None, rotate: int = 0) -> None:
        self.stream = io.BytesIO()
        encrypt = StandardEncryption(password) if password else None
        self.canvas = Canvas(self.stream, pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
        self.rotate = rotate
        self._page()

    def _page(self) -> None:
        self.canvas.setFont(FONT, 12)
        if self.rotate:
            # Drawn lying on its side, so that /Rotate shows it upright.
            self.canvas.setPageRotation(self.rotate)
            self.canvas.transform(0, 1, -1, 0, HEIGHT, 0)

    def text(self, x: float, y: float, text: str) -> Maker:
        self.canvas.drawString(x, HEIGHT - y, text)
        return self

    def next_page(self) -> Maker:
        self.canvas.showPage()
        self._page()
        return self

    def table(
        self,
        y: float,
        rows: Sequence[Sequence[str]],
        *,
        x: float = 60,
        widths: Sequence[float] = (120, 90, 90),
        height: float = 24,
        merged: Sequence[tuple[int, int, int, int]] = (),
    ) -> Maker:
        """A grid; `merged` lists (row, col, rowspan, colspan)."""
        xs = [x]
        for width in widths:
            xs.append(xs[-1] + width)
        covered = {}
        for row, col, rowspan, colspan in merged:
            for r in range(row, row + rowspan):
                for c in range(col, col + colspan):
                    covered[r, c] = (row, col, rowspan, colspan)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                r0, c0, rowspan, colspan = covered.get((r, c), (r, c, 1, 1))
                if (r0, c0) != (r, c):
                    continue
                top = y + r * height
                self.canvas.rect(
                    xs[c],
                    HEIGHT - top - rowspan * height,
                    xs[c + colspan] - xs[c],
                    rowspan * height,
                )
                self.text(xs[c] + 4, top + rowspan * height / 2 + 4, text)
        return self

    def bytes(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.stream.getvalue()
