"""Writes self-evaluation tables and the registry as workbooks; xlsxwriter keeps no clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from form import WIDTHS, Form

WHEN = datetime(2026, 7, 20, 9, 0, tzinfo=UTC).replace(tzinfo=None)
NUMBER = re.compile(r"^\d+(\.(\d+))?$")
PERCENT = re.compile(r"^(\d+)(?:\.(\d+))?%$")


def write(path: Path, forms: list[Form]) -> None:
    """One sheet a form; numbers are numbers, shown with the decimals that the form prints."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": WHEN})
    plain = {
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "font_size": 10,
    }
    plain["font_name"] = "宋体"
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    for number, form in enumerate(forms, 1):
        sheet = book.add_worksheet(f"自评表{number}" if len(forms) > 1 else "自评表")
        sheet.merge_range(0, 0, 0, len(WIDTHS) - 1, form.title, title)
        for col, width in enumerate(WIDTHS):
            sheet.set_column(col, col, width * 0.85)
        for cell in form.cells:
            top, left = cell.row + 1, cell.col
            value, shown = _value(cell.text)
            look = book.add_format(plain | {"num_format": shown})
            if cell.rowspan > 1 or cell.colspan > 1:
                bottom, right = top + cell.rowspan - 1, left + cell.colspan - 1
                sheet.merge_range(top, left, bottom, right, value, look)
            else:
                sheet.write(top, left, value, look)
        for row in range(1, form.rows + 1):
            sheet.set_row(row, 84 if row == 9 else 30)
        sheet.write(form.rows + 1, 0, form.signature)
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
    book.close()


def _value(text: str) -> tuple[str | float, str]:
    """A cell as Excel would hold it, with the format that prints the same text."""
    if match := NUMBER.match(text):
        digits = len(match[2] or "")
        return float(text), "0" + ("." + "0" * digits if digits else "")
    if match := PERCENT.match(text):
        digits = len(match[2] or "")
        return float(text[:-1]) / 100, "0" + ("." + "0" * digits if digits else "") + "%"
    return text, "@"


def write_sheets(path: Path, sheets: dict[str, list[list[str | float | None]]]) -> None:
    """A workbook of plain sheets with a bold first row."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": WHEN})
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for col, value in enumerate(row):
                sheet.write(number, col, value, bold if number == 0 else None)
        sheet.set_column(0, len(rows[0]) - 1, 16)
    book.close()
