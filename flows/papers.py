"""A working paper as a person left it: rows by header, whatever was moved, added or filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from warehouse.report.sheets import Sheet

#: Rows in which the header is looked for: people put a heading above it.
HEADER_ROWS = 10


class PaperError(Exception):
    """The file is no working paper; the message says why, in Chinese."""


class RowError(Exception):
    """A row cannot be used.

    Attributes:
        column: header of the cell at fault.
    """

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as Excel shows it, and its cells by header."""

    sheet: str
    number: int
    letters: dict[str, str]
    cells: dict[str, str]

    def text(self, header: str) -> str:
        """A cell without white space around and line breaks inside; "" where there is none."""
        return self.cells.get(header, "")

    def has(self, header: str) -> bool:
        """Whether the sheet still has this column."""
        return header in self.letters

    def where(self, header: str, message: str) -> str:
        """A line for the person: sheet, row, column, what is wrong."""
        column = self.letters.get(header)
        place = f"{column} 列（{header}）" if column else header
        return f"工作表“{self.sheet}”第 {self.number} 行，{place}：{message}。".replace(
            "。。", "。"
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet as read."""

    title: str
    rows: tuple[Row, ...]


def open_papers(path: Path, sheets: Sequence[Sheet]) -> dict[str, Paper]:
    """The sheets that are there, known by their header, also where they were renamed.

    Raises:
        PaperError: no Excel file, or none of the sheets is in it.
    """
    import openpyxl  # noqa: PLC0415 - heavy

    try:
        book = openpyxl.load_workbook(path, data_only=True, read_only=False)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise PaperError(
            f"{path.name} 无法打开，请确认是 findings.xlsx 另存的 xlsx 文件。"
        ) from error
    except openpyxl.utils.exceptions.InvalidFileException as error:
        raise PaperError(
            f"{path.name} 不是 xlsx 文件，请在 Excel 或 WPS 中另存为 xlsx。"
        ) from error
    found: dict[str, Paper] = {}
    for worksheet in book.worksheets:
        values = list(worksheet.iter_rows(values_only=True))
        for sheet in sheets:
            needed = {column.title for column in sheet.columns if column.kind == "review"}
            needed.add(sheet.columns[-1].title)
            header = _header(values, needed)
            if header is not None and sheet.title not in found:
                found[sheet.title] = _read(worksheet.title, values, header, sheet)
    if not found:
        titles = "、".join(sheet.title for sheet in sheets)
        raise PaperError(f"{path.name} 里没有“{titles}”的表头，请用 reports/findings.xlsx 填写。")
    return found


def _header(values: Sequence[Sequence[Any]], needed: set[str]) -> int | None:
    """The row that holds every needed header."""
    for index, row in enumerate(values[:HEADER_ROWS]):
        if needed <= {_text(value) for value in row}:
            return index
    return None


def _read(title: str, values: Sequence[Sequence[Any]], header: int, sheet: Sheet) -> Paper:
    """The rows below a header; columns of the person's own are left alone."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy

    known = {column.title for column in sheet.columns}
    places: dict[str, int] = {}
    for index, value in enumerate(values[header]):
        name = _text(value)
        if name in known:
            places.setdefault(name, index)
    letters = {name: get_column_letter(index + 1) for name, index in places.items()}
    rows = [
        Row(title, number, letters, {name: _text(row[index]) for name, index in places.items()})
        for number, row in enumerate(values[header + 1 :], header + 2)
    ]
    return Paper(title, tuple(row for row in rows if any(row.cells.values())))


def _text(value: object) -> str:
    """A cell as text: numbers exactly as Excel holds them, white space joined."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return " ".join(str(value).split())
