"""One page of pixels to paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.document import Paragraph, Table
from extractors import pace
from extractors.scan import choice, curve, outside, paragraphs, second, tables, unruled, upright
from extractors.scan.images import Image, Rect, Working
from extractors.scan.recognise import Recogniser, recogniser


def read_page(image: Image, dpi: float, page_number: int) -> list[Paragraph | Table]:
    """Reads a page that has no text layer.

    Args:
        image: RGB or grey pixels, 8 bit, as they stand (skewed, stamped, on a side or the head).
        dpi: resolution of the pixels.
        page_number: 1-based.

    Returns:
        Blocks in reading order; block and index are 0, the caller numbers them. Boxes are points
        on the page as given (pixel × 72 / dpi).
    """
    pace.page_begins()
    reader = recogniser()
    page = curve.flat(upright.prepared(image, dpi, page_number, reader))
    grids = [grid for grid in choice.best(page) if not tables.through_writing(page, grid)]
    placed: list[tuple[Rect, Paragraph | Table]] = [
        (grid.rect, tables.read(page, grid, reader)) for grid in grids
    ]
    level, found = outside.find(page, [grid.rect for grid in grids])
    aligned = _aligned(level, found, [grid.rect for grid in grids], reader)
    placed += aligned
    found = [one for one in found if not any(_inside(one, rect) for rect, _ in aligned)]
    readings = reader.read([outside.crop(level, rect).cut(level.grey) for rect in found])
    readings = second.in_text(level, found, readings, reader)
    lines = paragraphs.rows(level, found, readings)
    placed += paragraphs.merge(lines, [grid.ys[0] for grid in grids] + [r.y0 for r, _ in aligned])
    return [block for _, block in sorted(placed, key=lambda one: (one[0].y0, one[0].x0))]


def _aligned(
    level: Working, lines: Sequence[Rect], ruled: Sequence[Rect], reader: Recogniser
) -> list[tuple[Rect, Table]]:
    """Tables that only the white between their columns shows."""
    if not unruled.worth(lines):
        return []
    plain = unruled.bare(level)
    found = unruled.grids(level, plain, ruled, reader)
    read = [(grid.rect, tables.read(plain, grid, reader)) for grid in found]
    return [(rect, table) for rect, table in read if unruled.tabular(table)]


def _inside(line: Rect, table: Rect) -> bool:
    """Whether the middle of a line lies in a table."""
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return table.x0 <= x <= table.x1 and table.y0 <= y <= table.y1
