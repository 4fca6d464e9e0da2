"""Parts of the scan reader on small drawn pages: no model needed."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan import choice, clean, doubt, prepare, rules, straighten, tables
from extractors.scan.recognise import recogniser

SCALE = 200 / 72


def ruled(*, skew: float = 0.0, tilt: float = 0.0) -> np.ndarray:
    """A white page with 4 × 3 cells; the two right cells of the first row are one."""
    page = np.full((1200, 1000, 3), 255, np.uint8)
    for y in range(200, 701, 125):
        cv2.line(page, (150, y), (850, y), (0, 0, 0), 2)
    for x in (150, 383, 616, 850):
        cv2.line(page, (x, 325 if x == 616 else 200), (x, 700), (0, 0, 0), 2)
    turn = np.eye(3)
    turn[:2] = cv2.getRotationMatrix2D((500, 600), skew, 1)
    corners = np.array([[0, 0], [1000, 0], [1000, 1200], [0, 1200]], np.float32)
    moved = corners + np.array([[tilt, 0], [-tilt, 0], [0, 0], [0, 0]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, moved) @ turn
    return cv2.warpPerspective(page, turn, (1000, 1200), borderValue=(255,) * 3)


@pytest.mark.parametrize(("skew", "tilt"), [(0, 0), (1.5, 0), (-3, 0), (0, 30), (1, 25)])
def test_grid_and_spans_survive_skew_and_keystone(skew: float, tilt: float):
    page = prepare.prepare(ruled(skew=skew, tilt=tilt), 200, 1)
    (grid,) = choice.best(page)
    spans = {(cell.row, cell.col): (cell.rowspan, cell.colspan) for cell in grid.cells}
    assert (len(grid.ys) - 1, len(grid.xs) - 1, len(spans)) == (4, 3, 11)
    assert spans[0, 1] == (1, 2)


def test_a_rule_that_a_character_touches_is_still_a_column():
    drawn = ruled()
    cv2.line(drawn, (616, 296), (616, 325), (0, 0, 0), 2)  # a stroke above the shorter rule
    (grid,) = choice.best(prepare.prepare(drawn, 200, 1))
    spans = {(cell.row, cell.col): (cell.rowspan, cell.colspan) for cell in grid.cells}
    assert (len(grid.ys) - 1, len(grid.xs) - 1, len(spans)) == (4, 3, 11)
    assert spans[0, 1] == (1, 2)


def test_a_place_is_given_on_the_page_before_it_was_straightened():
    page = prepare.prepare(ruled(skew=2.0), 200, 1)
    (grid,) = choice.best(page)
    rect = next(cell.rect for cell in grid.cells if (cell.row, cell.col) == (3, 0))
    box = page.box(rect.x0, rect.y0, rect.x1, rect.y1)
    turn = cv2.getRotationMatrix2D((500, 600), 2.0, 1)
    middle = turn @ np.array([266.5, 637.5, 1.0])
    assert (box.x0 + box.x1) / 2 == pytest.approx(middle[0] / SCALE, abs=1.5)
    assert (box.y0 + box.y1) / 2 == pytest.approx(middle[1] / SCALE, abs=1.5)


def test_black_stays_and_red_goes_where_a_stamp_covers_ink():
    page = np.full((300, 300, 3), 250, np.uint8)
    cv2.rectangle(page, (100, 100), (130, 160), (20, 20, 20), -1)
    stamp = np.array([205, 60, 60]) / 255
    page[125:140, 20:280] = (page[125:140, 20:280] * stamp).astype(np.uint8)
    flat = clean.flat_grey(page, SCALE)
    assert flat[132, 115] < 90
    assert flat[132, 60] > 235
    assert flat[126, 200] > 225


def test_a_page_without_lines_is_left_as_it_is():
    assert straighten.coarse_angle(np.zeros((500, 400), np.uint8)) == 0.0
    assert straighten.fine_matrix(np.zeros((500, 400), np.uint8), SCALE) is None


@pytest.mark.parametrize(
    "text", ["1,234.56", "0", "12345.6", "≥95%", "-0.5", "2023.8.3", "98．5％"]
)
def test_what_is_printed_as_a_number_is_well_formed(text: str):
    assert doubt.is_numeric(text)
    assert doubt.well_formed(text)


@pytest.mark.parametrize("text", ["1.343.30", "12,34.5", "1,2345", "5.", ".5", "100°", "1:343"])
def test_what_nobody_prints_is_numeric_but_not_well_formed(text: str):
    assert doubt.is_numeric(text)
    assert not doubt.well_formed(text)


@pytest.mark.parametrize("text", ["行政运行", "2023年", "一", "(50分)"])
def test_text_is_not_numeric(text: str):
    assert not doubt.is_numeric(text)


@pytest.mark.parametrize(
    ("free", "before", "after", "same"),
    [
        (5, "项目支出", "名称", True),
        (200, "1、第一条。", "2、第二条", False),
        (5, "意识形态斗争", "2、以加强", False),
        (200, "保障体系建设为重点，", "扎实推进", True),
        (50, "完成相关工作任", "务：", True),
        (200, "预期目标", "完成情况", False),
        (60, "绩效", "指", True),
        (60, "10", "分", False),
    ],
)
def test_a_full_line_goes_on_and_a_numbered_one_begins(free, before, after, same):
    assert tables.wrapped(free, 20, before, after) is same


def test_a_grid_whose_rules_run_through_characters_is_no_table():
    drawn = ruled()
    (grid,) = choice.best(prepare.prepare(drawn, 200, 1))
    assert not tables.through_writing(prepare.prepare(drawn, 200, 1), grid)
    for y in range(210, 700, 14):  # strokes of characters across what seems a rule
        for x in (150, 383, 616, 850):
            cv2.line(drawn, (x - 12, y), (x + 12, y), (0, 0, 0), 3)
    assert tables.through_writing(prepare.prepare(drawn, 200, 1), grid)


def test_a_zero_is_as_sure_as_all_that_is_drawn_like_it():
    reader = recogniser()
    output = np.zeros((1, len(reader._characters)), np.float32)
    for mark, share in (("0", 0.6), ("O", 0.3), ("8", 0.1)):
        output[0, reader._characters.index(mark)] = share
    line = reader._decode(output, 1.0)
    assert (line.text, round(line.confidence, 4)) == ("0", 0.9)


def test_a_letter_o_alone_is_a_zero_and_stays_a_letter_in_a_word():
    reader = recogniser()
    output = np.zeros((3, len(reader._characters)), np.float32)
    for mark, share in (("0", 0.45), ("O", 0.5), ("8", 0.05)):
        output[0, reader._characters.index(mark)] = share
    output[1:, 0] = 1.0
    alone = reader._decode(output, 1.0)
    assert (alone.text, round(alone.confidence, 4)) == ("0", 0.95)
    output[2] = 0.0
    output[2, reader._characters.index("A")] = 1.0
    assert reader._decode(output, 1.0).text == "OA"


def test_the_core_of_a_thick_rule_ends_with_its_pixels() -> None:
    body = np.zeros((20, 100), dtype=bool)
    body[18] = True
    assert rules._core(body, 5) == (13, 20)
