"""Ink that cannot be the number read in it; an edge that ink goes through."""

from __future__ import annotations

import cv2
import pytest

from contracts.document import Cell
from extractors.scan import choice, prepare, shape, tables
from extractors.scan.images import Rect
from tests.extractors.test_scan_parts import ruled


def ink(width: int, height: int) -> Rect:
    return Rect(0, 0, width, height)


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [("1", 8, 19), ("0", 15, 20), ("1,234.56", 100, 20), ("100%", 70, 20), ("11", 20, 20)],
)
def test_a_number_as_it_is_printed_fits(text: str, width: int, height: int):
    assert shape.fits(text, ink(width, height), 25.0)


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("910", 192, 33),  # a 9 of the next column, far away
        ("1", 3, 7),  # rest of a rule
        ("234.06234.06", 100, 25),  # one number read as two
        ("45.", 5, 20),  # a slice of a digit
        ("20", 36, 44),  # two lines at once
        ("", 20, 20),
    ],
)
def test_what_cannot_be_the_number_does_not_fit(text: str, width: int, height: int):
    assert not shape.fits(text, ink(width, height), 25.0)


def test_a_cell_whose_edge_a_character_crosses_is_not_sure():
    drawn = ruled()
    cv2.line(drawn, (372, 262), (394, 262), (0, 0, 0), 9)  # across the rule at 383
    page = prepare.prepare(drawn, 200, 1)
    (grid,) = choice.best(page)
    found, _ = tables.written(page, grid, tables.rule_mask(page, grid))
    assert {(one.cell.row, one.cell.col) for one in found if one.crossed} == {(0, 0), (0, 1)}
    one = next(one for one in found if one.crossed)
    assert tables.build(page, tables.Written(one.cell, (), crossed=True), [], 25.0).confidence < 1


def test_where_most_is_illegible_nothing_is_sure():
    upside_down = [Cell(0, col, text, confidence=sure) for col, (text, sure) in enumerate(
        [("6", 0.999), ("ハX", 0.4), ("8S", 0.5), ("", 1.0)])]  # fmt: skip
    assert max(cell.confidence for cell in tables.as_sure_as_most(upside_down)) <= 0.5
    assert tables.as_sure_as_most(upside_down[:2])[0].confidence == 0.999
