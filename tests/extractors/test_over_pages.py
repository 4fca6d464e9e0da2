"""A recognised table that runs over pages is one table, however each page lay on the glass."""

from __future__ import annotations

from contracts.document import Box, Cell, Paragraph, Reading, Table
from extractors.layout.over_pages import joined


def table(page: int, rows: list[list[str]], *, x: float = 50.0, width: float = 100.0) -> Table:
    """A grid of equal columns."""
    cells = tuple(
        Cell(row, col, text, page=page, reading=Reading.OCR,
             box=Box(x + col * width, 100 + 20 * row, x + (col + 1) * width, 120 + 20 * row))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )  # fmt: skip
    return Table(0, 0, len(rows), len(rows[0]), cells, page=page)


HEAD = ["科目", "金额"]
FIRST = table(1, [HEAD, ["行政运行", "12.00"]])


def texts(block: object) -> list[str]:
    assert isinstance(block, Table)
    return [cell.text for cell in block.cells]


def test_the_rest_on_the_next_page_goes_on_without_its_header():
    rest = table(2, [HEAD, ["合计", "12.00"]], x=57.0, width=101.0)
    (whole,) = joined([FIRST, Paragraph(0, "- 3 -"), rest])
    assert texts(whole) == ["科目", "金额", "行政运行", "12.00", "合计", "12.00"]
    assert isinstance(whole, Table)
    assert (whole.rows, [cell.page for cell in whole.cells][-1]) == (3, 2)


def test_three_pages_are_one_table():
    pages = [FIRST, table(2, [["住房", "3.00"]], x=44.0), table(3, [["合计", "15.00"]], x=60.0)]
    (whole,) = joined(pages)
    assert texts(whole)[-4:] == ["住房", "3.00", "合计", "15.00"]


def test_another_title_another_grid_another_page_begin_a_table():
    other = table(2, [["合计", "12.00"]])
    assert len(joined([FIRST, Paragraph(0, "支出决算表"), other])) == 3
    assert len(joined([FIRST, table(2, [["合计", "12.00", "1.00"]])])) == 2
    assert len(joined([FIRST, table(3, [["合计", "12.00"]])])) == 2
    assert len(joined([FIRST, table(1, [["合计", "12.00"]])])) == 2


def test_two_forms_of_one_grid_stay_two():
    one = table(1, [["项目名称", "甲"], ["金额", "1.00"]])
    assert len(joined([one, table(2, [["项目名称", "乙"], ["金额", "2.00"]])])) == 2
