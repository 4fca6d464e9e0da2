"""What the scan reader is not sure of says so: torn numbers, blanks that held ink, edges."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import locate
from extractors.scan import choice, doubt, paragraphs, prepare, second, tables
from extractors.scan.images import Image, Rect, Working
from extractors.scan.lattice import Grid
from extractors.scan.lines import Piece
from extractors.scan.recognise import Line
from extractors.scan.second import Seen
from extractors.scan.spans import GridCell

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
    readings = [Seen(line(above)), Seen(line(below))]
    cell = tables.build(blank_page(), written((12, 25), (28, 41)), readings, 10.0)
    assert cell.text == f"{above}\n{below}"
    assert cell.confidence <= 0.5


def test_a_sentence_with_numbers_goes_on_over_full_lines():
    readings = [Seen(line("保障2个重点，")), Seen(line("2022年完成"))]
    cell = tables.build(blank_page(), written((12, 25), (28, 41)), readings, 10.0)
    assert cell.text == "保障2个重点，2022年完成"
    assert cell.confidence > 0.99


def test_a_line_of_ink_that_says_nothing_leaves_a_doubt():
    cell = tables.build(blank_page(), written((12, 25)), [Seen(Line("", (), ()))], 10.0)
    assert (cell.text, cell.confidence <= 0.5) == ("", True)


@pytest.mark.parametrize(
    ("shade", "kind", "sure"),
    [(250, "plain", True), (240, "plain", True), (170, "plain", False), (250, "stamp", False)],
)
def test_blank_is_sure_only_where_the_paper_is(shade: int, kind: str, *, sure: bool):
    page = blank_page()
    page.grey[10:70, 9:12] = 0  # its rule
    page.grey[30:36, 50:58] = shade
    stamp = np.zeros_like(page.grey)
    stamp[30:36, 50:58] = 255
    page = replace(page, stamp=stamp if kind == "stamp" else None)
    grid = Grid((10.0, 70.0), (10.0, 110.0), (CELL,), 0.0)
    found, size = tables.written(page, grid, tables.rule_mask(page, grid))
    cell = tables.build(page, found[0], [], size)
    assert (cell.text, cell.confidence > 0.99) == ("", sure)


def test_red_as_narrow_as_print_that_was_divided_out_is_remembered_where_it_stood():
    drawn = np.full((300, 300, 3), 250, np.uint8)
    drawn[100:130, 120:160] = (205, 60, 60)
    drawn[180:182, 120:160] = (205, 60, 60)
    page = prepare.prepare(drawn, 72, 1)
    assert page.stamp is not None
    assert (page.stamp[115, 140], page.stamp[181, 140], page.stamp[220, 140]) == (0, 255, 0)
    assert prepare.prepare(np.full((300, 300, 3), 250, np.uint8), 72, 1).stamp is None


def test_the_cells_beside_a_half_drawn_edge_are_not_sure():
    drawn = np.full((600, 800, 3), 255, np.uint8)
    for y in range(100, 501, 100):
        cv2.line(drawn, (100, y), (700, y), (0, 0, 0), 2)
    for x in (100, 300, 500, 700):
        cv2.line(drawn, (x, 100), (x, 500), (0, 0, 0), 2)
    cv2.line(drawn, (300, 216), (300, 230), (255, 255, 255), 5)
    (grid,) = choice.best(prepare.prepare(drawn, 200, 1))
    assert len(grid.ys) * len(grid.xs) == 20
    touched = {(cell.row, cell.col) for cell in grid.cells if not cell.sure}
    assert touched == {(1, 0), (1, 1)}
    cell = next(cell for cell in grid.cells if not cell.sure)
    read = tables.build(blank_page(), tables.Written(cell, ()), [], 10.0)
    assert read.confidence <= 0.9


def of_sureness(text: str, unsure: dict[int, float]) -> Line:
    sure = [unsure.get(place, 0.9999) for place in range(len(text))]
    return Line(text, tuple(sure), line(text).centres)


def test_a_number_in_a_sentence_is_as_sure_as_its_least_sure_digit():
    read = of_sureness(" 总收入128.69万元，增加28.83万元", {7: 0.7})
    (row,) = paragraphs.rows(blank_page(), [Rect(10, 10, 190, 22)], [read])
    assert row.text == "总收入128.69万元，增加28.83万元"
    assert locate(row.runs, 3, 9).confidence == 0.7
    assert locate(row.runs, 14, 19).confidence == 0.9999
    assert "".join(row.text[run.start : run.end] for run in row.runs) == row.text
    boxes = [run.box for run in row.runs if run.box]
    assert all(left.x1 <= right.x0 + 0.01 for left, right in pairwise(boxes))
    assert doubt.judged(read) == 0.7


@pytest.mark.parametrize("number", ["1.343.30", "12,34.5", "128. 69", "34.", ".69"])
def test_a_number_in_a_sentence_that_nobody_prints_so_is_in_doubt(number: str):
    text = f"支出{number}万元，2022年"
    (row,) = paragraphs.rows(blank_page(), [Rect(10, 10, 190, 22)], [of_sureness(text, {})])
    assert locate(row.runs, 2, 2 + len(number)).confidence <= 0.5
    assert locate(row.runs, len(text) - 5, len(text) - 1).confidence > 0.99


@given(st.text("总额，。.,0123456789% 万元-", min_size=1, max_size=30))
def test_runs_cover_a_line_once_and_in_order(text: str):
    read = of_sureness(text, {})
    found = doubt.parts(read)
    assert "".join(text[part.start : part.end] for part in found) == text.strip()
    for part in found:
        body = doubt.UNIT.sub("", text[part.start : part.end])
        if any(c.isdigit() for c in body) and not doubt.well_formed(body):
            assert part.confidence <= 0.5


class Reads:
    """A recogniser whose every look sees the same text."""

    def __init__(self, again: Line) -> None:
        self.again = again

    def read(self, crops: list[Image]) -> list[Line]:
        return [self.again for _ in crops]


def seen_again(first: Line, again: Line) -> Line:
    (seen,) = second.in_text(blank_page(), [Rect(10, 10, 190, 22)], [first], Reads(again))
    return seen


def test_two_looks_that_agree_are_surer_than_each():
    first = of_sureness("支出0万元，", {2: 0.99})
    assert doubt.judged(seen_again(first, of_sureness("出0万元，", {1: 0.98}))) > 0.9997


@pytest.mark.parametrize("again", ["出8万元，", "出0元，", "出，", "出10万元"])
def test_two_looks_that_differ_in_number_or_unit_are_a_doubt(again: str):
    first = of_sureness("支出0万元，", {2: 0.99})
    assert doubt.judged(seen_again(first, of_sureness(again, {}))) <= 0.5


def test_what_nobody_prints_stays_in_doubt_however_often_it_is_read():
    first = of_sureness("支出1.343.30元", {3: 0.99})
    assert doubt.judged(seen_again(first, of_sureness("支出1.343.30元", {}))) <= 0.5


def test_only_unsure_numbers_are_looked_at_again():
    first = of_sureness("支出12万元和34万元", {3: 0.99})
    seen = seen_again(first, of_sureness("12万元", {}))
    assert [part.confidence for part in doubt.parts(seen)][3] == 0.9999


def text_line(text: str, y: int, right: int) -> paragraphs.TextLine:
    return paragraphs.TextLine(Rect(10, y, right, y + 12), text, ())


def test_a_numbered_line_after_a_full_stop_begins_a_paragraph():
    full = text_line("更换了老旧照明设施，导致相关支出略有增加。", 10, 190)
    merged = paragraphs.merge([full, text_line("（二）政府采购支出情况", 26, 100)])
    assert len(merged) == 2
    goes_on = paragraphs.merge([full, text_line("其中：货物0元", 26, 100)])
    assert len(goes_on) == 1
    number = paragraphs.merge(
        [text_line("政府采购支出总额", 10, 190), text_line("1.5万元", 26, 90)]
    )
    assert len(number) == 1
