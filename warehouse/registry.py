"""Reads the office's ledger: registry.xlsx, or a folder of CSV files with one a sheet.

Every wrong cell is reported with its sheet, row and column, all of them at once: a clerk mends
the file in one go. Sheets and headers are data (`registry.toml`).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from contracts.facts import Column, columns_of
from contracts.registry import LedgerLine, Notice, Publication, Receipt, Registry, RegistryUnit

RECORDS: dict[str, type] = {
    "units": RegistryUnit,
    "publications": Publication,
    "ledger": LedgerLine,
    "receipts": Receipt,
    "notices": Notice,
}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_BRACKETS = re.compile(r"[（(].*?[)）]|\s")
Rows = list[list[object]]


class RegistryError(ValueError):
    """The ledger has wrong cells; the message lists them in Chinese, one a line."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as `registry.toml` declares it."""

    field: str
    names: tuple[str, ...]
    required: tuple[str, ...]
    scale: int
    headers: dict[str, str]


@cache
def sheets() -> tuple[Sheet, ...]:
    """Declared sheets; `headers` maps each accepted header to its column."""
    path = Path(__file__).with_name("registry.toml")
    made = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["sheet"]:
        columns = [column.name for column in columns_of(RECORDS[entry["field"]])]
        headers = {name: name for name in columns}
        for column, words in entry["headers"].items():
            headers |= dict.fromkeys(words, column)
        made.append(
            Sheet(
                entry["field"],
                tuple(entry["names"]),
                tuple(entry["required"]),
                entry.get("scale", 1),
                headers,
            )
        )
    return tuple(made)


def read_registry(path: Path) -> Registry:
    """The ledger in a workbook or a folder of CSV files.

    Args:
        path: registry.xlsx or registry/; amounts there are 万元, here yuan.

    Raises:
        RegistryError: wrong cells, or no sheet of units.
        OSError: the file cannot be opened.
    """
    tables = _folder(path) if path.is_dir() else _workbook(path)
    problems: list[str] = []
    read: dict[str, tuple[Any, ...]] = {}
    for sheet in sheets():
        name = next((name for name in sheet.names if name in tables), None)
        if name is not None:
            read[sheet.field] = tuple(_records(sheet, name, tables[name], problems))
    if "units" not in read:
        problems.append("缺少工作表“单位”")
    if problems:
        raise RegistryError("；\n".join(problems))
    return Registry(**read)


def _workbook(path: Path) -> dict[str, Rows]:
    """Cells of every sheet; numbers shown with leading zeros keep them."""
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return {
            sheet.title.strip(): [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _shown(cell: Any) -> object:
    """The cell's value; 7 under the format 000 is "007"."""
    value, pattern = cell.value, str(getattr(cell, "number_format", "") or "")
    if isinstance(value, int | float) and pattern and set(pattern) == {"0"} and len(pattern) > 1:
        return f"{int(value):0{len(pattern)}d}"
    return value


def _folder(path: Path) -> dict[str, Rows]:
    """One CSV a sheet, UTF-8 or the GB 18030 that Chinese Excel writes."""
    tables: dict[str, Rows] = {}
    for item in sorted(path.glob("*.csv")):
        data = item.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030", errors="strict")
        tables[item.stem] = [list(row) for row in csv.reader(text.splitlines())]
    return tables


@dataclass(slots=True)
class _Cells:
    """One row's cells on their way to a record."""

    where: str
    problems: list[str]
    values: dict[str, Any] = field(default_factory=dict)

    def take(self, column: Column, letter: str, raw: object, scale: int) -> None:
        """Converts one cell, or notes what is wrong with it."""
        text = _text(raw)
        if not text:
            return
        try:
            self.values[column.name] = _CONVERT[column.sql_type](raw, scale)
        except (ValueError, InvalidOperation):
            self.problems.append(f"{self.where}{letter}列（{column.comment}）“{text}”无法识别")


def _records(sheet: Sheet, name: str, rows: Rows, problems: list[str]) -> Iterable[object]:
    """Records of one sheet; problems are appended."""
    record = RECORDS[sheet.field]
    known = {column.name: column for column in columns_of(record)}
    head = [_BRACKETS.sub("", _text(cell)) for cell in rows[0]] if rows else []
    placed = {i: known[sheet.headers[word]] for i, word in enumerate(head) if word in sheet.headers}
    lacking = [known[c] for c in sheet.required if known[c] not in placed.values()]
    if lacking:
        words = "、".join(column.comment for column in lacking)
        problems.append(f"工作表“{name}”第1行缺少表头：{words}")
        return
    seen: dict[tuple[Any, ...], int] = {}
    keys = [c for c in sheet.required if c in {"unit_code", "fiscal_year"}]
    for number, row in enumerate(rows[1:], 2):
        if not any(_text(cell) for cell in row):
            continue
        cells = _Cells(f"工作表“{name}”第{number}行", problems)
        for index, column in placed.items():
            raw = row[index] if index < len(row) else None
            cells.take(column, _letter(index), raw, sheet.scale)
        missing = [known[c].comment for c in sheet.required if c not in cells.values]
        if missing:
            problems.append(f"工作表“{name}”第{number}行缺少：{'、'.join(missing)}")
            continue
        key = tuple(cells.values[c] for c in keys)
        if key in seen:
            problems.append(f"工作表“{name}”第{number}行与第{seen[key]}行重复：{key[0]}")
            continue
        seen[key] = number
        yield record(**cells.values)


def _letter(index: int) -> str:
    """A column's letter as the spreadsheet shows it: 0 is A."""
    return chr(ord("A") + index) if index < 26 else f"第{index + 1}"


def _text(raw: object) -> str:
    """A cell as text; whole floats without their point."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw).strip()


def _number(raw: object, scale: int) -> Decimal:
    """A decimal; thousands separators and a per-cent sign are dropped."""
    value = Decimal(_text(raw).replace(",", "").replace("，", "").rstrip("%％"))
    if not value.is_finite():
        raise ValueError(raw)
    return value * scale


def _whole(raw: object, _scale: int) -> int:
    """A year such as 2022 or 2022年."""
    return int(_text(raw).rstrip("年"))


def _day(raw: object, _scale: int) -> date:
    """A date cell, or 2023-08-11, 2023/8/11, 2023年8月11日."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    match = _DATE.match(_text(raw))
    if match is None:
        raise ValueError(raw)
    return date(int(match[1]), int(match[2]), int(match[3]))


def _list(raw: object, _scale: int) -> tuple[str, ...]:
    """Names parted by ；;、 or a line break."""
    return tuple(part for part in (p.strip() for p in re.split(r"[；;、\n]", _text(raw))) if part)


_CONVERT: dict[str, Callable[[object, int], object]] = {
    "VARCHAR": lambda raw, _scale: _text(raw),
    "VARCHAR[]": _list,
    "INTEGER": _whole,
    "DATE": _day,
    "DECIMAL(18,4)": _number,
}
