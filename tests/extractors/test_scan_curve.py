"""Rows of bowed paper are set level, straight pages stay; drawn pages, no model."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan import choice, curve, prepare

#: Corners of the drawn table, pixels at 200 dpi.
LEFT, TOP, RIGHT, BOTTOM = 150, 250, 1450, 1900


def bowed(rise: float) -> np.ndarray:
    """A page with 11 × 4 cells whose rows rise by `rise` pixels in the middle."""
    page = np.full((2200, 1600), 255, np.uint8)
    for y in np.linspace(TOP, BOTTOM, 12).round().astype(int).tolist():
        cv2.line(page, (LEFT, y), (RIGHT, y), 0, 2)
        cv2.putText(page, "12,345.67", (LEFT + 20, y - 40), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 2)
    for x in np.linspace(LEFT, RIGHT, 5).round().astype(int).tolist():
        cv2.line(page, (x, TOP), (x, BOTTOM), 0, 2)
    ys, xs = np.mgrid[0:2200, 0:1600].astype(np.float32)
    across = 4 * xs / 1600 * (1 - xs / 1600)
    bent = cv2.remap(page, xs, ys + np.float32(rise) * across, cv2.INTER_LINEAR, borderValue=(255,))
    return cv2.cvtColor(bent, cv2.COLOR_GRAY2RGB)


@pytest.mark.parametrize("rise", [22, -30])
def test_rows_of_bowed_paper_are_set_level_and_its_places_found_again(rise: float):
    page = curve.flat(prepare.prepare(bowed(rise), 200, 1))
    assert page.bend is not None
    (grid,) = choice.best(page)
    assert (len(grid.ys) - 1, len(grid.xs) - 1, len(grid.cells)) == (11, 4, 44)
    wanted = np.linspace(TOP, BOTTOM, 12)
    for x in (LEFT, (LEFT + RIGHT) / 2):
        seen = page.box(x, grid.ys[5], x, grid.ys[5]).y0 * 200 / 72
        assert seen == pytest.approx(wanted[5] - rise * 4 * x / 1600 * (1 - x / 1600), abs=4)


def test_a_flat_page_stays_as_it_is():
    page = prepare.prepare(bowed(0), 200, 1)
    assert curve.flat(page) is page


def test_a_page_without_rules_stays_as_it_is():
    page = prepare.prepare(np.full((800, 600, 3), 255, np.uint8), 200, 1)
    assert curve.flat(page) is page


def test_rows_above_and_below_what_was_seen_are_bent_no_further():
    page = curve.flat(prepare.prepare(bowed(22), 200, 1))
    assert page.bend is not None
    x = np.array([[800.0]])
    top, edge = (page.bend.fall(x, np.array([[y]])) for y in (0.0, page.bend.known[0]))
    assert top == edge
