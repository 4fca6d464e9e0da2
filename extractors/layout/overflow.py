"""Numbers wider than their cell: the digits beyond the rule belong to the same number.

Sharing glyphs out by their middles would cut such a number in two plausible ones. Where digits
run across a rule without a gap the number goes whole to the cell that holds most of it, and what
the cut would have given is kept as another reading: a doubt for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.layout.content import Glyph

#: Digits nearer than this share of their size belong to one number.
TOUCHING = 0.12
_PART = re.compile(r"[-−0-9.,，%％]+$")
_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％]?$")


def mend(glyphs: Sequence[Glyph], owners: list[int | None]) -> dict[int, list[str]]:
    """Gives numbers that cross a rule to one cell.

    Args:
        glyphs: of one table, in the order of the file.
        owners: the cell of each glyph by its middle; changed in place.

    Returns:
        For each cell concerned, the other readings of the numbers in question.
    """
    doubts: dict[int, list[str]] = {}
    for run in _numbers(glyphs):
        parts: dict[int, list[int]] = {}
        for index in run:
            owner = owners[index]
            if owner is not None:
                parts.setdefault(owner, []).append(index)
        if len(parts) < 2:
            continue
        whole = "".join(glyphs[index].text for index in run)
        cut = {cell: "".join(glyphs[i].text for i in part) for cell, part in parts.items()}
        if _NUMBER.match(whole):
            home = max(parts, key=lambda cell: len(parts[cell]))
            for index in run:
                owners[index] = home
            doubts.setdefault(home, []).append(cut[home])
            continue
        for cell in parts:
            doubts.setdefault(cell, []).append(whole)
    return doubts


def _numbers(glyphs: Sequence[Glyph]) -> list[list[int]]:
    """Indices of digits that follow one another on a line without a gap."""
    runs: list[list[int]] = []
    for index, glyph in enumerate(glyphs):
        if not _PART.match(glyph.text):
            continue
        if runs and runs[-1][-1] == index - 1 and _touch(glyphs[index - 1], glyph):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) > 1]


def _touch(left: Glyph, right: Glyph) -> bool:
    size = max(left.size, right.size)
    same_line = abs(left.y1 - right.y1) < 0.3 * size
    return same_line and -0.3 * size < right.x0 - left.x1 < TOUCHING * size
