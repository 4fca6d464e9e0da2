"""The working paper: numbers are numbers, the reviewer's columns are there and empty."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from warehouse.report import NoEvidence, write_reports


def test_one_row_a_finding(home: Path) -> None:
    sheet = openpyxl.load_workbook(write_reports(home, ["xlsx"], NoEvidence())[0]).active
    assert sheet is not None
    header, *rows = sheet.iter_rows(values_only=True)
    assert len(rows) == 1
    row = dict(zip(header, rows[0], strict=True))
    assert row["级别"] == "错误"
    assert row["单位名称"] == "甲县史志室"
    assert row["应为"] == 3400
    assert isinstance(row["应为"], int | float)
    assert row["所印"] == 0.34
    assert row["计量"] == "元"
    assert row["复核结论"] is None
    assert row["发现编号"] == "x1"
    assert "第 2 页" in str(row["所在位置"])


def test_header_is_frozen_and_filtered(home: Path) -> None:
    sheet = openpyxl.load_workbook(write_reports(home, ["xlsx"], NoEvidence())[0]).active
    assert sheet is not None
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref is not None
    assert sheet.data_validations.dataValidation
