"""What stands on a page: glyphs and rules, in points, origin top left, as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Two glyphs of one text closer than this share of their size are one glyph printed twice.
SAME_PLACE = 0.35


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its place.

    Attributes:
        text: one or more characters (a ligature gives two).
        x0, y0, x1, y1: its box.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        """Height of the box, about the font size."""
        return self.y1 - self.y0

    @property
    def center(self) -> tuple[float, float]:
        """Middle of the box."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def blank(self) -> bool:
        """Whether it is a space of any width."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn horizontal or vertical line, reduced to no width.

    Attributes:
        horizontal: direction.
        at: y of a horizontal rule, x of a vertical one.
        low, high: where it begins and ends in the other coordinate.
    """

    horizontal: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """All that a page prints.

    Attributes:
        number: 1-based.
        width, height: in points, after rotation.
        glyphs: in the order of the file, duplicates removed.
        rules: visible rules.
        images: share of the page covered by pictures, 0..1.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    images: float = 0.0


def without_duplicates(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Glyphs without those printed again in the same place to look bold or shadowed."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        column, line = int(glyph.x0 // 8), int(glyph.y0 // 8)
        around = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in places.get((glyph.text, column + dx, line + dy), ())
        )
        if any(_same_place(glyph, other) for other in around):
            continue
        places.setdefault((glyph.text, column, line), []).append(glyph)
        kept.append(glyph)
    return kept


def _same_place(one: Glyph, other: Glyph) -> bool:
    width = max(one.x1 - one.x0, 0.1)
    return (
        abs(one.x0 - other.x0) < SAME_PLACE * width
        and abs(one.y0 - other.y0) < SAME_PLACE * one.size
    )


def inside(glyphs: Sequence[Glyph], x0: float, y0: float, x1: float, y1: float) -> list[Glyph]:
    """Glyphs whose middle lies in a rectangle."""
    found = []
    for glyph in glyphs:
        x, y = glyph.center
        if x0 <= x <= x1 and y0 <= y <= y1:
            found.append(glyph)
    return found
