"""Edges present or absent to cells: united across absent edges, closed to rectangles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.scan.images import Rect

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class GridCell:
    """Span of a cell in grid positions, and its pixels.

    Attributes:
        row, col, rowspan, colspan: span in grid positions.
        rect: its pixels.
        sure: whether every edge around and inside it is clearly there or clearly not.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    rect: Rect
    sure: bool = True


def spans(horizontal: Bools, vertical: Bools) -> list[tuple[int, int, int, int]]:
    """Cells as (top, left, bottom, right) grid positions, half open.

    Args:
        horizontal: (rows + 1) × columns, edge above each row present.
        vertical: rows × (columns + 1), edge left of each column present.
    """
    rows, cols = vertical.shape[0], horizontal.shape[1]
    spans = {(r, c): (r, c, r + 1, c + 1) for r in range(rows) for c in range(cols)}
    owner = {place: place for place in spans}
    changed = True
    while changed:
        changed = False
        for row, col in sorted(owner):
            for other, absent in (
                ((row, col + 1), col + 1 < cols and not vertical[row, col + 1]),
                ((row + 1, col), row + 1 < rows and not horizontal[row + 1, col]),
            ):
                if absent and owner[row, col] != owner[other]:
                    _merge(owner, spans, (row, col), other)
                    changed = True
    return sorted(spans[place] for place in set(owner.values()))


def _merge(
    owner: dict[tuple[int, int], tuple[int, int]],
    spans: dict[tuple[int, int], tuple[int, int, int, int]],
    one: tuple[int, int],
    other: tuple[int, int],
) -> None:
    """Unites two cells and all that their common rectangle covers."""
    top, left, bottom, right = spans[owner[one]]
    top2, left2, bottom2, right2 = spans[owner[other]]
    box = (min(top, top2), min(left, left2), max(bottom, bottom2), max(right, right2))
    while True:
        inside = {owner[r, c] for r in range(box[0], box[2]) for c in range(box[1], box[3])}
        grown = [spans[place] for place in inside]
        wider = (
            min(span[0] for span in grown),
            min(span[1] for span in grown),
            max(span[2] for span in grown),
            max(span[3] for span in grown),
        )
        if wider == box:
            break
        box = wider
    for row in range(box[0], box[2]):
        for col in range(box[1], box[3]):
            owner[row, col] = (box[0], box[1])
    spans[box[0], box[1]] = box


def cells(
    spans: Sequence[tuple[int, int, int, int]],
    ys: Sequence[float],
    xs: Sequence[float],
    dim: tuple[Bools, Bools],
) -> tuple[GridCell, ...]:
    """Cells with their pixels; one with an unclear edge around or inside it is not sure."""
    across, down = dim
    return tuple(
        GridCell(
            top,
            left,
            bottom - top,
            right - left,
            Rect(round(xs[left]), round(ys[top]), round(xs[right]), round(ys[bottom])),
            not (
                across[top : bottom + 1, left:right].any()
                or down[top:bottom, left : right + 1].any()
            ),
        )
        for top, left, bottom, right in spans
    )
