"""Grids of rules that are broken, faint or run over by text, on small drawn pages: no model."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from extractors.scan import choice, faint, prepare
from extractors.scan.images import Working

Spans = dict[tuple[int, int], tuple[int, int]]
#: Rules of the drawn table, pixels at 200 dpi; the first row's two right cells are one.
YS, XS = range(200, 651, 50), (150, 383, 616, 850)


def drawn(level: int, width: int, *, broken: bool = False) -> np.ndarray:
    """A page with 9 × 3 cells in one grey; broken rules miss 2 to 6 points of every 10 to 40."""
    large = np.full((2000, 2000, 3), 255, np.uint8)
    chance = random.Random(1)
    sides = [((XS[0], y), (XS[-1], y)) for y in YS]
    sides += [((x, YS[1] if x == XS[2] else YS[0]), (x, YS[-1])) for x in XS]
    for (x0, y0), (x1, y1) in sides:
        cv2.line(large, (2 * x0, 2 * y0), (2 * x1, 2 * y1), (level,) * 3, width)
    for (x0, y0), (x1, y1) in sides if broken else ():
        at, end = (x0, x1) if y0 == y1 else (y0, y1)
        while (at := at + chance.randint(28, 110)) + 17 < end:
            gap = chance.randint(6, 17)
            low, high = ((at, y0), (at + gap, y0)) if y0 == y1 else ((x0, at), (x0, at + gap))
            cv2.line(large, *(tuple(2 * value for value in point) for point in (low, high)),
                     (255,) * 3, width + 4)  # fmt: skip
            at += gap
    page = cv2.resize(large, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    for y in YS[:-1]:  # figures, one below the other, that stand like a rule
        cv2.putText(page, "11.4", (400, y + 36), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    grain = np.random.default_rng(1).normal(0, 4, page.shape[:2])[:, :, None]
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def grid_of(page: np.ndarray) -> tuple[int, int, Spans]:
    (grid,) = choice.best(prepare.prepare(page, 200, 1))
    spans = {(cell.row, cell.col): (cell.rowspan, cell.colspan) for cell in grid.cells}
    return len(grid.ys) - 1, len(grid.xs) - 1, spans


@pytest.mark.parametrize(
    ("level", "width", "broken"),
    [(0, 3, True), (110, 2, False), (190, 3, False), (90, 3, True)],
    ids=["broken", "thin", "faint", "broken and grey"],
)
def test_rules_with_gaps_or_hardly_darker_than_paper(level: int, width: int, *, broken: bool):
    rows, cols, spans = grid_of(drawn(level, width, broken=broken))
    assert (rows, cols, len(spans)) == (9, 3, 26)
    assert spans[0, 1] == (1, 2)


def test_a_broken_border_that_text_runs_over_is_still_one():
    page = drawn(0, 3, broken=True)
    cv2.putText(page, "00-88", (180, YS[3] + 10), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (0, 0, 0), 3)
    rows, cols, spans = grid_of(page)
    assert (rows, cols, len(spans)) == (9, 3, 26)


def test_a_stroke_of_text_beside_a_rule_is_no_column():
    page = drawn(0, 3, broken=True)
    for y in YS[2:4]:  # 亻 of 住, three points from the rule
        cv2.line(page, (393, y + 8), (393, y + 42), (0, 0, 0), 3)
    assert grid_of(page)[1] == 3


def without(page: np.ndarray, x: int, low: int, high: int) -> np.ndarray:
    """The page with a piece of a vertical rule missing."""
    page[low:high, x - 4 : x + 5] = 254
    return page


def test_an_edge_of_one_piece_that_begins_at_a_crossing_is_there_and_sure():
    page = without(drawn(0, 3, broken=True), XS[1], YS[-2] + 30, YS[-1] - 4)
    (grid,) = choice.best(prepare.prepare(page, 200, 1))
    assert len(grid.cells) == 26
    assert all(cell.sure for cell in grid.cells if cell.row == 8)


def test_an_edge_of_the_outermost_row_that_goes_on_nowhere_is_there():
    page = without(drawn(0, 3, broken=True), XS[1], YS[-2] + 27, YS[-1] - 4)
    page = without(page, XS[1], YS[-3] + 4, YS[-2] - 4)
    assert grid_of(page)[2][8, 0] == (1, 1)


def test_a_trace_of_an_edge_leaves_its_cell_unsure():
    page = without(drawn(0, 3, broken=True), XS[1], YS[-2] + 16, YS[-1] - 4)
    (grid,) = choice.best(prepare.prepare(page, 200, 1))
    assert not any(cell.sure for cell in grid.cells if cell.row == 8 and cell.col < 2)


def test_a_figure_1_where_a_merged_cell_has_no_edge_is_none():
    page = drawn(0, 3, broken=True)
    cv2.line(page, (XS[2], YS[0] + 14), (XS[2], YS[0] + 36), (0, 0, 0), 2)
    assert grid_of(page)[2][0, 1] == (1, 2)


def test_a_crossing_of_two_thick_rules_is_no_character():
    ink = np.zeros((400, 400), np.uint8)
    ink[200:204, 180:227] = 255
    ink[203, 180:182] = 0
    ink[200:252, 194:198] = 255
    page = Working(255 - ink, ink, np.eye(3), 200 / 72, 200 / 72, 1)
    assert not faint.characters(page).any()
