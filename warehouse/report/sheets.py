"""A worksheet a person works in: frozen header, filters, choices, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

MEASURES = {"CNY": "元", "percent": "%", "score": "分", "person": "人", "count": ""}
LOOKS: dict[str, dict[str, Any]] = {
    "header": {"bold": True, "bg_color": "#DCE6EE", "border": 1, "valign": "vcenter"},
    "text": {"valign": "top"},
    "long": {"valign": "top", "text_wrap": True},
    "number": {"valign": "top", "num_format": "0"},
    "money": {"valign": "top", "num_format": "#,##0.00"},
    "date": {"valign": "top", "num_format": "yyyy-mm-dd"},
    "review": {"valign": "top", "bg_color": "#FFFBE6", "text_wrap": True},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: header, width in characters, kind (`LOOKS`), what may be chosen in it."""

    title: str
    width: int
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet with its columns; `frozen` columns stay in view."""

    title: str
    columns: tuple[Column, ...]
    frozen: int = 4

    def write(self, book: xlsxwriter.Workbook, rows: Iterable[Iterable[object]]) -> None:
        """Adds the sheet to a workbook."""
        looks = {kind: book.add_format(look) for kind, look in LOOKS.items()}
        sheet = book.add_worksheet(self.title)
        for index, column in enumerate(self.columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.title, looks["header"])
        last = 0
        for last, row in enumerate(rows, 1):
            for index, (value, column) in enumerate(zip(row, self.columns, strict=True)):
                _cell(sheet, last, index, value, looks[column.kind])
        sheet.freeze_panes(1, self.frozen)
        sheet.autofilter(0, 0, max(last, 1), len(self.columns) - 1)
        for index, column in enumerate(self.columns):
            if column.choices:
                options = {"validate": "list", "source": list(column.choices)}
                sheet.data_validation(
                    1, index, max(last, 1), index, {**options, "error_type": "warning"}
                )
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


def _cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, look: object
) -> None:
    """Writes a number as number, a time as date, text never as formula or link."""
    if isinstance(value, Decimal | int):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_string(row, column, str(value), look)
