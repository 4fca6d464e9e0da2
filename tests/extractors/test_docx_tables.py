from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Table
from contracts.errors import Code
from extractors import extract
from tests.extractors.ooxml import docx, p, r, tbl, tc, tr

RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def tables(body: str) -> tuple[Table, ...]:
    return extract(docx(body), "x.docx").tables


def shape(table: Table) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells]


def test_spans_are_exact():
    (table,) = tables(
        tbl(
            tr(tc("甲", RESTART), tc("乙", '<w:gridSpan w:val="2"/>')),
            tr(tc("", CONTINUE), tc("1"), tc("2")),
            tr(tc("丙"), tc("3"), tc("4")),
        )
    )
    assert (table.rows, table.cols) == (3, 3)
    assert shape(table) == [
        ("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1),
        ("丙", 2, 0, 1, 1), ("3", 2, 1, 1, 1), ("4", 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_row_may_begin_later_in_the_grid():
    (table,) = tables(
        tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), properties='<w:gridBefore w:val="1"/>'))
    )
    assert shape(table)[-1] == ("丙", 1, 1, 1, 1)


def test_rows_of_different_widths_are_a_doubt():
    short = tr(tc("丙"))
    document = extract(docx(tbl(tr(tc("甲"), tc("乙")), short)), "")
    assert [(problem.code, problem.place) for problem in document.problems] == [
        (Code.READERS_DISAGREE, "第 1 个表格")
    ]
    meant = tr(tc("丙"), properties='<w:gridAfter w:val="1"/>')
    assert extract(docx(tbl(tr(tc("甲"), tc("乙")), meant)), "").problems == ()


def test_a_merge_without_a_beginning_is_a_cell_of_its_own():
    (table,) = tables(tbl(tr(tc("甲"), tc("乙")), tr(tc("丙", CONTINUE), tc("丁"))))
    assert shape(table)[2] == ("丙", 1, 0, 1, 1)


def test_a_merge_of_another_width_does_not_join():
    wide = '<w:gridSpan w:val="2"/>'
    (table,) = tables(
        tbl(tr(tc("甲", wide + RESTART), tc("乙")), tr(tc("丙", CONTINUE), tc("丁"), tc("戊")))
    )
    assert ("甲", 0, 0, 1, 2) in shape(table)
    assert ("丙", 1, 0, 1, 1) in shape(table)


def test_deleted_rows_are_gone_and_the_merge_goes_on():
    (table,) = tables(
        tbl(
            tr(tc("甲", RESTART), tc("1")),
            tr(tc("", CONTINUE), tc("2"), properties='<w:del w:id="1"/>'),
            tr(tc("", CONTINUE), tc("3")),
        )
    )
    assert shape(table) == [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("3", 1, 1, 1, 1)]


def test_old_horizontal_merges_widen_the_cell():
    begin, go_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    (table,) = tables(tbl(tr(tc("甲", begin), tc("", go_on), tc("乙"))))
    assert shape(table) == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1)]


def test_cells_and_rows_in_content_controls_do_not_shift():
    wrapped = f"<w:sdt><w:sdtContent>{tc('99.86')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(tc('收入'), wrapped)}</w:sdtContent></w:sdt>"
    (table,) = tables(tbl(tr(tc("项目"), tc("金额")), row))
    assert shape(table)[2:] == [("收入", 1, 0, 1, 1), ("99.86", 1, 1, 1, 1)]


def test_a_nested_table_is_a_table_of_its_own():
    inner = tbl(tr(tc("9"), tc("10")))
    outer, nested = tables(tbl(tr(tc(p("外") + inner + p("")), tc("乙"))))
    assert shape(outer) == [("外", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)]
    assert shape(nested) == [("9", 0, 0, 1, 1), ("10", 0, 1, 1, 1)]
    assert (outer.index, nested.index) == (0, 1)
    assert nested.block == outer.block + 1


def test_cell_paragraphs_are_joined_with_a_line_break():
    (table,) = tables(tbl(tr(tc(p("1、甲") + p("") + p("2、乙")), tc(f"<w:p>{r('3')}</w:p>"))))
    assert table.cells[0].text == "1、甲\n2、乙"


def test_the_title_is_the_line_above_past_the_unit_line():
    (table,) = tables(
        p("正文一句话，说明情况。") + p("附件2:") + p("项目支出绩效自评表") + p("（2022年度）")
        + p("单位：万元") + tbl(tr(tc("甲"), tc("乙")))
    )  # fmt: skip
    assert table.title == "项目支出绩效自评表（2022年度）"


def test_the_title_may_be_the_first_row():
    (table,) = tables(
        p("以上为说明，详见下表。")
        + tbl(tr(tc("基础数据表", '<w:gridSpan w:val="2"/>')), tr(tc("甲"), tc("乙")))
    )
    assert table.title == "基础数据表"


def test_the_seed_table_has_the_spans_of_the_printed_form(seed):
    (table,) = extract(seed["docx"].read_bytes(), "").tables
    assert (table.rows, table.cols, table.title) == (22, 9, "2022年度预算支出绩效自评表")
    spans = {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans["项目资金(万元)"] == (2, 0, 5, 1)
    assert spans["绩效指标"] == (9, 0, 12, 1)
    assert spans["产出指标(50分)"] == (10, 1, 5, 1)
    assert spans["效益指标(30分)"] == (15, 1, 5, 1)
    assert spans["质量指标"] == (11, 2, 2, 1)
    assert spans["实际完成情况"] == (7, 5, 1, 4)
    assert spans["总  分"] == (21, 0, 1, 6)
    assert spans["96"] == (21, 7, 1, 1)
    covered = [
        (cell.row + down, cell.col + right)
        for cell in table.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    assert sorted(covered) == [(row, col) for row in range(22) for col in range(9)]


@st.composite
def tilings(draw):
    rows, cols = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    free = {(row, col) for row in range(rows) for col in range(cols)}
    cells = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in free:
                wide = draw(st.integers(1, cols - col))
                while any((row, c) not in free for c in range(col, col + wide)):
                    wide -= 1
                high = draw(st.integers(1, rows - row))
                free -= {(r, c) for r in range(row, row + high) for c in range(col, col + wide)}
                cells.append((row, col, high, wide))
    return rows, cols, cells


@given(tilings())
def test_any_merged_form_comes_back_exactly(tiling):
    rows, cols, cells = tiling
    lines: list[list[tuple[int, str]]] = [[] for _ in range(rows)]
    for number, (row, col, high, wide) in enumerate(cells):
        span = f'<w:gridSpan w:val="{wide}"/>'
        for down in range(high):
            merge = "" if high == 1 else RESTART if down == 0 else CONTINUE
            lines[row + down].append((col, tc("" if down else f"c{number}", span + merge)))
    body = tbl(*(tr(*(cell for _, cell in sorted(line))) for line in lines))
    (table,) = tables(body)
    assert (table.rows, table.cols) == (rows, cols)
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table.cells] == [
        (f"c{number}", row, col, high, wide) for number, (row, col, high, wide) in enumerate(cells)
    ]
