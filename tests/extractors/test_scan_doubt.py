"""What the scan reader is not sure of says so: torn numbers, blanks that held ink, edges."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.scan import tables
from extractors.scan.images import Image, Rect, Working
from extractors.scan.lattice import GridCell
from extractors.scan.lines import Piece
from extractors.scan.recognise import Line

CELL = GridCell(0, 0, 1, 1, Rect(10, 10, 110, 70))


def blank_page(ink: Image | None = None) -> Working:
    """A page of 200 × 100 working pixels at one pixel a point."""
    grey = np.full((100, 200), 250, np.uint8)
    return Working(grey, np.zeros_like(grey) if ink is None else ink, np.eye(3), 1.0, 1.0, 1)


def line(text: str, confidence: float = 0.999) -> Line:
    places = tuple((number + 0.5) / len(text) for number in range(len(text)))
    return Line(text, (confidence,) * len(text), places)


def written(*rows: tuple[int, int]) -> tables.Written:
    """A cell whose lines fill its width, at given y."""
    rects = [Rect(12, top, 108, bottom) for top, bottom in rows]
    return tables.Written(CELL, tuple(Piece(rect, rect) for rect in rects))


@pytest.mark.parametrize(
    ("above", "below"), [("36", "53.65"), ("12", ".50"), ("预算12", "8.69万元"), ("1,", "234.00")]
)
def test_two_lines_with_digits_are_never_joined_into_a_sure_number(above: str, below: str):
    readings = [(line(above), None), (line(below), None)]
    cell = tables.build(blank_page(), written((12, 25), (28, 41)), readings, 10.0)
    assert cell.text == f"{above}\n{below}"
    assert cell.confidence <= 0.5


def test_a_sentence_with_numbers_goes_on_over_full_lines():
    readings = [(line("保障2个重点，"), None), (line("2022年完成"), None)]
    cell = tables.build(blank_page(), written((12, 25), (28, 41)), readings, 10.0)
    assert cell.text == "保障2个重点，2022年完成"
    assert cell.confidence > 0.99
