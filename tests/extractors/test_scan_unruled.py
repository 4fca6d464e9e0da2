"""Tables without rules between their columns, drawn as bars for words: the grid, no model."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from contracts.document import Cell, Table
from extractors.scan import aligned, heads, straighten, unruled
from extractors.scan.bands import bands
from extractors.scan.images import Rect
from extractors.scan.lattice import Grid

#: Height of a character, and the x of the right ends of the columns of amounts.
SIZE, ENDS = 20, (420, 600, 780)
Line = tuple[int, Sequence[tuple[int, int]]]


def inked(found: Sequence[Line]) -> np.ndarray:
    """A page with a bar for each text: (y, [(x0, x1), …]) a line."""
    page = np.zeros((900, 900), np.uint8)
    for y, texts in found:
        for x0, x1 in texts:
            page[y : y + SIZE, x0:x1] = 255
    return page


def row(y: int, *widths: int) -> Line:
    """A label and amounts at the right of their columns; a width of 0 is a blank cell."""
    amounts = [(end - width, end) for end, width in zip(ENDS, widths, strict=True) if width]
    return y, [(50, 150), *amounts]


def body(y: int, count: int = 5) -> list[Line]:
    return [row(y + 40 * number, 90 - number, 80, 60 + 5 * number) for number in range(count)]


def head(y: int) -> Line:
    """One heading over the middle of each column."""
    return y, [(60, 140), (340, 410), (510, 590), (690, 770)]


def found(lines: Sequence[Line], least: int = 3) -> Grid | None:
    ink = inked(lines)
    return aligned.grid(ink, bands(ink, SIZE), SIZE, least)


def spans(grid: Grid | None) -> dict[tuple[int, int], tuple[int, int]]:
    """Spans of the cells that are larger than one."""
    assert grid is not None
    return {(c.row, c.col): (c.rowspan, c.colspan) for c in grid.cells if c.rowspan * c.colspan > 1}


def test_columns_of_amounts_below_one_header():
    grid = found([head(100), *body(150)])
    assert grid is not None
    assert (len(grid.ys) - 1, len(grid.xs) - 1, len(grid.cells)) == (6, 4, 24)
    assert all(cell.sure for cell in grid.cells)


def test_a_blank_cell_leaves_its_column():
    grid = found([head(100), *body(150), row(350, 90, 0, 70)])
    assert grid is not None
    assert len(grid.cells) == 28
    assert spans(grid) == {}


def test_two_lines_of_a_label_are_one_row():
    label = [(205, [(50, 150)]), (230, [(50, 90)])]
    grid = found([head(100), *body(150, 1), *label, (217, row(0, 90, 80, 70)[1][1:]), *body(270)])
    assert grid is not None
    assert len(grid.ys) - 1 == 8


def test_a_heading_beside_its_short_numbers_makes_no_column_of_its_own():
    lines = [(y, [*texts[:2], texts[2], (760, 780)]) for y, texts in body(150)]
    grid = found([(100, [(60, 140), (340, 410), (510, 590), (650, 740)]), *lines])
    assert grid is not None
    assert len(grid.xs) - 1 == 4


def test_a_heading_over_the_middle_of_three_spans_them():
    over = (100, [(530, 570)])  # above 340..410, 510..590 and 690..770
    beside = (117, [(60, 140)])
    under = (135, [(340, 410), (510, 590), (690, 770)])
    grid = found([over, beside, under, *body(180)])
    assert spans(grid) == {(0, 0): (2, 1), (0, 1): (1, 3)}


def test_a_heading_off_the_middle_of_those_below_is_not_sure():
    found_heads = [
        heads.Heading(Rect(100, 0, 180, 20), 0, 1),
        *(heads.Heading(Rect(90 + 150 * n, 40, 190 + 150 * n, 60), n, n + 1) for n in range(2)),
    ]
    placed = heads.place(found_heads, 0, 2)
    assert not all(one.sure for one in placed)


def test_labels_right_beside_amounts_are_a_column_of_their_own():
    lines = [
        (y, [(50, 150), (280 + 20 * (n % 4), 400), (412, 500 + 15 * n), (700, 780)])
        for n, y in enumerate(range(150, 400, 40))
    ]
    grid = found([(100, [(60, 140), (330, 380), (440, 520), (700, 770)]), *lines])
    assert grid is not None
    assert len(grid.xs) - 1 == 4
    assert 400 < grid.xs[2] < 412


def test_the_rule_below_a_header_parts_it_from_the_first_row():
    blank = (100, [(340, 410), (510, 590), (690, 770)])
    second = (135, [(340, 400), (520, 580)])
    lines = [blank, second, *body(180)]
    ink = inked(lines)
    grid = aligned.grid(ink, bands(ink, SIZE), SIZE, 2, below=170.0)
    assert grid is not None
    assert 155 < grid.ys[-len(body(180)) - 1] < 180


def test_amounts_over_the_border_of_two_columns_are_not_sure():
    wide = (350, [(50, 150), (330, 560), (700, 780)])
    grid = found([head(100), *body(150), wide, *body(400)])
    assert grid is not None
    assert [cell.sure for cell in grid.cells if cell.colspan == 2] == [False]


@pytest.mark.parametrize(
    "lines",
    [
        [(y, [(50, 850)]) for y in range(100, 500, 40)],
        [(y, [(50, 400 + y % 70), (480 + y % 50, 850)]) for y in range(100, 500, 40)],
        [(100, [(50, 200), (300, 400), (500, 700)])],
    ],
    ids=["prose", "two columns of prose", "one line of signatures"],
)
def test_text_is_no_table(lines: list[Line]):
    assert found(lines) is None


@pytest.mark.parametrize(
    ("texts", "table"),
    [
        (["项目", "金额", "甲", "1.5", "乙", "2.5", "丙", "3.5", "丁", "4.5"], True),
        (["项目", "说明", "甲", "一", "乙", "二", "丙", "三", "丁", "4.5"], False),
        (["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], False),
        (["项目", "金额", "甲。", "1.5", "乙。", "2.5", "丙", "3.5", "丁", "4.5"], False),
    ],
    ids=["words and numbers", "words", "numbers", "sentences"],
)
def test_a_table_is_words_and_columns_of_numbers(texts: list[str], *, table: bool):
    cells = tuple(Cell(n // 2, n % 2, text) for n, text in enumerate(texts))
    assert unruled.tabular(Table(0, 0, 5, 2, cells)) == table


def test_strokes_of_characters_do_not_bend_a_page_without_rules():
    page = np.zeros((1600, 1200), np.uint8)
    for y in range(100, 1500, 45):
        cv2.rectangle(page, (100, y), (1000, y + 22), 255, -1)
        # What seems a rule between two lines: falling at the top of the page, rising below.
        fall = round((800 - y) / 700 * 10)
        cv2.line(page, (300, y + 33), (700, y + 33 + fall), 255, 1)
    fine = straighten.fine_matrix(page, 200 / 72, bridge=True)
    assert fine is None or np.allclose(fine, np.eye(3))
