"""xlsx through openpyxl: what every cell displays, merged ranges, hidden parts."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import openpyxl
from lxml import etree
from openpyxl.styles import numbers
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape

from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors import hardened, limits
from extractors.opc import Package
from extractors.sheet.dates import CHINESE_BUILTIN
from extractors.sheet.display import CellValue, display
from extractors.sheet.grid import MAX_CELLS, Sheet, check_text

# openpyxl knows only the built-in formats that exist in every language, and takes a Chinese date
# for a plain number; this table of its is what decides.
numbers.BUILTIN_FORMATS.update(CHINESE_BUILTIN)

# It also warns of every drawing and validation that it does not keep; none of them is read here.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MIDNIGHT = time()
#: How many cells a problem names before it only counts.
_NAMED = 10


def check_parts(data: bytes) -> None:
    """Refuses a workbook with a document type in any XML part, or a part too large to parse.

    Raises:
        Refusal: `unsafe_content`, `too_large`.
    """
    package = limits.open_zip(data)
    for member in package.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            hardened.check_prolog(limits.read_part(package, member), member.filename)


def sheets(data: bytes, problems: list[Problem]) -> Iterator[Sheet]:
    """The displayed sheets in order.

    Args:
        data: the workbook.
        problems: filled with what a person should know: hidden sheets, formulas without a value.

    Raises:
        Refusal: unsafe or too large.
    """
    check_parts(data)
    unvalued = _inspect(Package(data))
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    length = 0
    for worksheet in workbook.worksheets:
        place = f"工作表“{worksheet.title}”"
        # iter_rows would create every empty cell up to a stray one in row 1,048,576.
        cells = {at: cell for at, cell in worksheet._cells.items() if cell.value is not None}  # noqa: SLF001
        length += sum(len(cell.value) for cell in cells.values() if isinstance(cell.value, str))
        check_text(length)  # one shared text may stand in every cell
        if worksheet.sheet_state != "visible":
            if cells:
                problems.append(Problem(Code.HIDDEN_CONTENT, MESSAGES[Code.HIDDEN_CONTENT], place))
            continue
        missing = unvalued.get(worksheet.title, [])
        if missing:
            named = "、".join(missing[:_NAMED])
            named += f" 等 {len(missing)} 处" if len(missing) > _NAMED else ""
            message = MESSAGES[Code.FORMULA_WITHOUT_VALUE]
            problems.append(Problem(Code.FORMULA_WITHOUT_VALUE, message, f"{place}{named}"))
        sheet = Sheet(
            worksheet.title,
            merges=[
                (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
                for area in worksheet.merged_cells.ranges
            ],
            hidden_rows={
                row - 1 for row, shape in worksheet.row_dimensions.items() if shape.hidden
            },
            hidden_cols=_hidden_columns(worksheet.column_dimensions.values()),
        )
        for (row, col), cell in cells.items():
            text = display(_plain(cell.value), cell.number_format)
            if text:
                sheet.texts[row - 1, col - 1] = text
        yield sheet


def _plain(value: object) -> CellValue:
    """Dates and times of openpyxl as the two types that `display` knows."""
    if isinstance(value, str):
        return str(unescape(value)) if "_x" in value else value
    if isinstance(value, datetime | timedelta | int | float | None):
        return value
    if isinstance(value, date):
        return datetime.combine(value, _MIDNIGHT)
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return str(value)


def _hidden_columns(dimensions: object) -> set[int]:
    """Hidden columns from 0; one dimension may stand for a range of columns."""
    hidden: set[int] = set()
    for shape in dimensions:  # type: ignore[attr-defined]  # openpyxl publishes no types
        if shape.hidden:
            hidden.update(range((shape.min or 1) - 1, min(shape.max or 1, 16384)))
    return hidden


def _inspect(package: Package) -> dict[str, list[str]]:
    """Cells (A1) by sheet name that hold a formula whose result was never stored.

    Raises:
        Refusal: `too_large` for merged ranges of more than `MAX_CELLS` cells, because openpyxl
            creates each of their cells.
    """
    workbook = package.parse(package.main)
    if workbook is None:
        return {}
    relations = package.relations(package.main)
    found: dict[str, list[str]] = {}
    merged = 0
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        relation = relations.get(sheet.get(_REL_ID) or "")
        root = None if relation is None else package.parse(relation.target)
        if root is None:
            continue
        merged += sum(_area(merge) for merge in root.iter(f"{_MAIN}mergeCell"))
        if merged > MAX_CELLS:
            raise Refusal(Code.TOO_LARGE, f"合并单元格超过 {MAX_CELLS} 个")
        found[sheet.get("name") or ""] = [
            cell.get("r") or "" for cell in root.iter(f"{_MAIN}c") if _is_unvalued(cell)
        ]
    return found


def _area(merge: etree._Element) -> int:
    """How many cells a merged range covers."""
    left, top, right, bottom = range_boundaries(merge.get("ref") or "A1")
    return int((right - left + 1) * (bottom - top + 1))


def _is_unvalued(cell: etree._Element) -> bool:
    """Whether a cell has a formula and no stored result; an empty text is a result."""
    if cell.find(f"{_MAIN}f") is None or cell.get("t") == "str":
        return False
    stored = cell.find(f"{_MAIN}v")
    return stored is None or not stored.text
