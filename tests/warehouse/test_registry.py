"""The office's ledger: Chinese or English headers, exact amounts, errors that name the cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from warehouse.registry import RegistryError, read_registry


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


UNITS: list[list[object]] = [
    ["单位代码", "单位名称", "别名", "类别"],
    ["101", "甲局", "甲；县甲局", "教育"],
]


def test_workbook_with_chinese_headers(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "registry.xlsx",
        单位=UNITS,
        预算=[["单位代码", "年度", "年初预算（万元）", "决算"], [101, 2022, 99.86, "1,128.69"]],
        通知=[["年度", "截止日期", "抽查比例"], [2022, date(2023, 8, 11), "50%"]],
        收件=[["单位代码", "年度", "收件日期"], ["101", "2022年", "2023年8月10日"]],
    )
    registry = read_registry(path)
    assert registry.names[0].aliases == ("甲", "县甲局")
    (line,) = registry.ledger
    assert (line.unit_code, line.initial_budget, line.final) == (
        "101",
        Decimal("998600.00"),
        Decimal("11286900.00"),
    )
    assert registry.notices[0].deadline == date(2023, 8, 11)
    assert registry.notices[0].spot_check_share == 50
    assert registry.receipts[0].received_on == date(2023, 8, 10)


def test_csv_folder_with_english_headers_in_either_encoding(tmp_path: Path) -> None:
    (tmp_path / "单位.csv").write_text("unit_code,unit_name\n007,甲局\n", encoding="gb18030")
    (tmp_path / "公开.csv").write_text(
        "unit_code,fiscal_year,published_on\n007,2022,2023-09-01\n", encoding="utf-8-sig"
    )
    registry = read_registry(tmp_path)
    assert registry.units[0].unit_code == "007"
    assert registry.publications[0].published_on == date(2023, 9, 1)


def test_every_wrong_cell_is_named_at_once(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "registry.xlsx",
        单位=[*UNITS, ["102", None], ["101", "乙局"]],
        预算=[["单位代码", "年度", "年初预算"], ["101", "去年", "约九十"]],
    )
    with pytest.raises(RegistryError) as caught:
        read_registry(path)
    message = str(caught.value)
    assert "工作表“单位”第3行缺少：单位名称" in message
    assert "工作表“单位”第4行与第2行重复：101" in message
    assert "工作表“预算”第2行B列（年度）“去年”无法识别" in message
    assert "工作表“预算”第2行C列（年初预算（元））“约九十”无法识别" in message


def test_missing_header_and_missing_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "registry.xlsx", 预算=[["单位代码"], ["101"]])
    with pytest.raises(RegistryError, match="第1行缺少表头：年度") as caught:
        read_registry(path)
    assert "缺少工作表“单位”" in str(caught.value)


def test_zero_padded_number_keeps_its_zeros(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "单位"
    sheet.append(["unit_code", "unit_name"])
    sheet.append([7, "甲局"])
    sheet["A2"].number_format = "000"
    book.save(tmp_path / "registry.xlsx")
    assert read_registry(tmp_path / "registry.xlsx").units[0].unit_code == "007"
