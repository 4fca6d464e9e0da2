"""Glyphs → lines of text with the place of every character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.document import Box, Run
from extractors.layout.content import Glyph

#: Glyphs whose middles differ by less than this share of their height stand on one line.
SAME_LINE = 0.5
#: Glyphs whose heights differ by less than this factor are print of one size.
SAME_SIZE = 0.8
#: A gap wider than this share of the size is a space the writer made.
SPACE = 0.55
#: Words of a Latin script stand closer.
WORD_SPACE = 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes:
        text: characters left to right, one space for each visible gap.
        edges: x of every character border, len(text) + 1 values.
        box: of the whole line.
        size: height of its largest glyph, about the font size.
        page: 1-based.
    """

    text: str
    edges: tuple[float, ...]
    box: Box
    size: float
    page: int

    def run(self, start: int) -> Run:
        """The line as a run that begins at a character of its paragraph."""
        return Run(start, start + len(self.text), self.page, self.box, self.edges)


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Lines of the glyphs, top to bottom."""
    inked = sorted((g for g in glyphs if not g.blank), key=lambda g: (g.center[1], g.x0))
    rows: list[list[Glyph]] = []
    for glyph in inked:
        if rows and _on_line(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(row, page) for row in rows]


def _on_line(row: list[Glyph], glyph: Glyph) -> bool:
    """Compared with the tallest glyph so far, so that a full stop joins its line.

    Two lines of small print beside a tall title are both within its reach; glyphs of one size
    must fit each other as well, or the characters of two numbers would alternate.
    """
    anchor = max(row, key=lambda g: g.size)
    return _level(anchor, glyph) and all(
        _level(other, glyph)
        for other in row
        if SAME_SIZE * other.size < glyph.size < other.size / SAME_SIZE
    )


def _level(one: Glyph, other: Glyph) -> bool:
    return abs(one.center[1] - other.center[1]) < SAME_LINE * max(one.size, other.size)


def _space(before: str, after: str) -> float:
    """How wide a gap must be to part two characters."""
    latin = after.isascii() and after.isalpha() and before.isascii() and not before.isdigit()
    return WORD_SPACE if latin and (before.isalpha() or before in ",.;:") else SPACE


def _line(row: list[Glyph], page: int) -> Line:
    row.sort(key=lambda glyph: glyph.x0)
    size = max(glyph.size for glyph in row)
    text, edges = "", list[float]()
    end = row[0].x0
    for glyph in row:
        if text and glyph.x0 - end > _space(text[-1], glyph.text[0]) * size:
            text += " "
            edges.append(end)
        width = (glyph.x1 - glyph.x0) / len(glyph.text)
        text += glyph.text
        edges.extend(glyph.x0 + width * number for number in range(len(glyph.text)))
        end = max(end, glyph.x1)
    edges.append(end)
    box = Box(row[0].x0, min(g.y0 for g in row), end, max(g.y1 for g in row))
    return Line(text, tuple(edges), box, size, page)
