"""xls through xlrd, with formatting: what every cell displays, merged ranges, hidden parts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import xlrd

from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors.sheet.dates import CHINESE_BUILTIN
from extractors.sheet.display import CellValue, display
from extractors.sheet.formatcode import sections
from extractors.sheet.grid import Sheet


def sheets(data: bytes, problems: list[Problem]) -> Iterator[Sheet]:
    """The displayed sheets in order; hidden ones are named in `problems`.

    Raises:
        Refusal: `password_protected`, `corrupt_file`.
    """
    try:
        # xlrd writes warnings about damaged files to a log; nobody reads them.
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise Refusal(Code.PASSWORD_PROTECTED) from error
        raise Refusal(Code.CORRUPT_FILE, "不是完整的 Excel 97-2003 文件") from error
    for worksheet in book.sheets():
        if worksheet.visibility:
            if worksheet.nrows:
                place = f"工作表“{worksheet.name}”"
                problems.append(Problem(Code.HIDDEN_CONTENT, MESSAGES[Code.HIDDEN_CONTENT], place))
            continue
        yield _sheet(book, worksheet)


def _sheet(book: Any, worksheet: Any) -> Sheet:
    sheet = Sheet(
        worksheet.name,
        merges=[
            (top, left, bottom - 1, right - 1)
            for top, bottom, left, right in worksheet.merged_cells
        ],
        hidden_rows={row for row, shape in worksheet.rowinfo_map.items() if shape.hidden},
        hidden_cols={col for col, shape in worksheet.colinfo_map.items() if shape.hidden},
    )
    for row in range(worksheet.nrows):
        for col, cell in enumerate(worksheet.row(row)):
            if cell.ctype not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                code = _format_code(book, cell.xf_index)
                text = display(_value(book, cell, code), code)
                if text:
                    sheet.texts[row, col] = text
    return sheet


def _format_code(book: Any, xf_index: int | None) -> str:
    """The number format of a cell; built-in Chinese formats by their number."""
    if xf_index is None:
        return "General"
    key = book.xf_list[xf_index].format_key
    if key in CHINESE_BUILTIN:
        return CHINESE_BUILTIN[key]
    found = book.format_map.get(key)
    return str(found.format_str) if found is not None else "General"


def _value(book: Any, cell: Any, code: str) -> CellValue:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        if any(section.is_date for section in sections(code)[:1]):
            return _date(cell.value, book.datemode)
        return float(cell.value)
    return str(cell.value)


def _date(serial: float, datemode: int) -> CellValue:
    """A date serial as a date; the number itself where it is none."""
    try:
        moment = xlrd.xldate_as_datetime(serial, datemode)
    except (xlrd.XLDateError, OverflowError):
        return serial
    return moment if isinstance(moment, datetime) else serial
