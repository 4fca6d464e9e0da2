from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from contracts.document import Document
from contracts.errors import Code, Refusal
from extractors import extract
from tests.extractors.ooxml import pack


def workbook(*rows: list[object], merges: tuple[str, ...] = ()) -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for area in merges:
        sheet.merge_cells(area)
    return book


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(book: Workbook) -> Document:
    return extract(saved(book), "x.xlsx")


def grid(document: Document, index: int = 0) -> list[tuple[str, int, int, int, int]]:
    return [
        (cell.text, cell.row, cell.col, cell.rowspan, cell.colspan)
        for cell in document.tables[index].cells
    ]


def test_captions_are_paragraphs_and_the_table_has_their_title():
    document = read(
        workbook(
            ["附件2"],
            ["项目支出绩效自评表"],
            ["（2022年度）"],
            ["编制单位：甲局", None, "单位：万元"],
            ["项目", "预算数", "决算数"],
            ["收入", 99.86, 128.69],
            merges=("A1:C1", "A2:C2", "A3:C3"),
        )
    )
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "附件2", "项目支出绩效自评表", "（2022年度）", "编制单位：甲局 单位：万元",
    ]  # fmt: skip
    (table,) = document.tables
    assert (table.title, table.sheet) == ("项目支出绩效自评表（2022年度）", "Sheet")
    assert [cell.text for cell in table.cells] == [
        "项目", "预算数", "决算数", "收入", "99.86", "128.69",
    ]  # fmt: skip


def test_merged_ranges_are_spans_and_nothing_overlaps():
    document = read(
        workbook(
            ["指标", "产出", None], [None, "数量", "质量"], ["甲", 1, 2], merges=("A1:A2", "B1:C1")
        )
    )
    assert grid(document)[:4] == [
        ("指标", 0, 0, 2, 1), ("产出", 0, 1, 1, 2), ("数量", 1, 1, 1, 1), ("质量", 1, 2, 1, 1),
    ]  # fmt: skip


def test_cells_show_their_format_not_their_value():
    book = workbook(["项目", "比例"], [128.694, 0.808])
    book.active["A2"].number_format = "#,##0.00"
    book.active["B2"].number_format = "0.0%"
    assert [cell.text for cell in read(book).tables[0].cells][2:] == ["128.69", "80.8%"]


def test_hidden_sheets_rows_and_columns_are_named_not_read():
    book = workbook(["项目", "旧数", "金额"], ["甲", 1, 2], ["乙", 3, 4], ["丙", 5, 6])
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    secret = book.create_sheet("底稿")
    secret.append(["收入", 5])
    secret.sheet_state = "hidden"
    book.create_sheet("空").sheet_state = "hidden"
    document = read(book)
    assert [cell.text for cell in document.tables[0].cells] == [
        "项目",
        "金额",
        "甲",
        "2",
        "丙",
        "6",
    ]
    assert {problem.code for problem in document.problems} == {Code.HIDDEN_CONTENT}
    assert {problem.place for problem in document.problems} == {
        "工作表“底稿”", "工作表“Sheet”的隐藏行或列",
    }  # fmt: skip


def test_a_formula_without_a_stored_result_is_a_problem_with_its_place():
    document = read(workbook(["项目", "金额"], ["合计", "=1+1"]))
    assert [(problem.code, problem.place) for problem in document.problems] == [
        (Code.FORMULA_WITHOUT_VALUE, "工作表“Sheet”B2")
    ]
    assert document.tables[0].cells[-1].text == ""


def test_many_formulas_without_a_result_are_one_problem():
    (problem,) = read(workbook(["项目", "金额"], *[["甲", "=1"] for _ in range(30)])).problems
    assert problem.place.endswith("B10、B11 等 30 处")


def test_escaped_and_carriage_returns_are_line_breaks():
    document = read(workbook(["甲_x000D_\n乙", "1\r\n2"], ["丙", 3]))
    assert [cell.text for cell in document.tables[0].cells][:2] == ["甲\n乙", "1\n2"]


def test_a_formula_with_a_stored_result_shows_it():
    data = saved(workbook(["项目", "金额"], ["合计", "=1+1"]))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = re.sub(rb"(<f>1\+1</f>)<v ?/?>(</v>)?", rb"\1<v>2</v>", bytes(files[name]))
    assert b"<v>2</v>" in files[name]
    document = extract(pack(files), "")
    assert document.problems == ()
    assert document.tables[0].cells[-1].text == "2"


def test_a_caption_after_empty_rows_begins_another_table():
    document = read(
        workbook(
            ["项目", "金额"], ["甲", 1], [None], [None], ["表二"], ["项目", "人数"], ["乙", 2],
            merges=("A5:B5",),
        )
    )  # fmt: skip
    assert [table.title for table in document.tables] == ["", "表二"]


def test_empty_rows_above_a_total_part_nothing():
    (table,) = read(workbook(["项目", "金额"], ["甲", 1], [None], [None], ["合计", 1])).tables
    assert table.rows == 5


def test_chinese_built_in_dates_are_dates():
    data = saved(workbook(["日期", "数"], [45141, 1]))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    sheet, styles = "xl/worksheets/sheet1.xml", "xl/styles.xml"
    files[sheet] = bytes(files[sheet]).replace(b'<c r="A2"', b'<c r="A2" s="1"')
    files[styles] = re.sub(
        rb"<cellXfs[^>]*>(.*?)</cellXfs>",
        rb'<cellXfs count="2">\1<xf numFmtId="31" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        rb"</cellXfs>",
        bytes(files[styles]),
    )
    assert extract(pack(files), "").tables[0].cells[2].text == "2023年8月3日"


def test_a_workbook_without_text_is_empty():
    with pytest.raises(Refusal) as refused:
        read(workbook())
    assert refused.value.code is Code.EMPTY_FILE


def test_a_merge_over_the_whole_sheet_is_refused_at_once():
    book = workbook(["甲", 1])
    data = saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = bytes(files[name]).replace(
        b"</sheetData>",
        b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    with pytest.raises(Refusal) as refused:
        extract(pack(files), "")
    assert refused.value.code is Code.TOO_LARGE


def test_an_old_workbook_keeps_its_merges_and_formats(shared):
    document = extract((shared / "real" / "template.xls").read_bytes(), "template.xls")
    by_sheet = {table.sheet: table for table in document.tables}
    form = by_sheet["项目支出绩效自评表"]
    assert form.title == "项目支出绩效自评表(2019年度)"
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in form.cells}
    assert spans["实际完成情况"] == (1, 5)
    detail = by_sheet["项目支出明细"]
    assert "190.00" in {cell.text for cell in detail.cells}
    for table in document.tables:
        covered = [
            (cell.row + down, cell.col + right)
            for cell in table.cells
            for down in range(cell.rowspan)
            for right in range(cell.colspan)
        ]
        assert sorted(covered) == [(r, c) for r in range(table.rows) for c in range(table.cols)]
