"""findings.xlsx (问题底稿): one row a finding, numbers as numbers, columns for the reviewer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import xlsxwriter

from warehouse.report import findings, reading, terms, units
from warehouse.report.evidence import NoEvidence
from warehouse.report.findings import FindingView
from warehouse.report.places import Exhibits

#: Header, width and kind of each column; a reader finds them by header, in any order.
COLUMNS: tuple[tuple[str, int, str], ...] = (
    ("级别", 7, "text"),
    ("状态", 8, "text"),
    ("单位代码", 12, "text"),
    ("单位名称", 26, "text"),
    ("年度", 7, "number"),
    ("检查", 20, "text"),
    ("问题说明", 60, "long"),
    ("所印", 15, "money"),
    ("应为", 15, "money"),
    ("相差", 15, "money"),
    ("计量", 7, "text"),
    ("所在位置", 46, "long"),
    ("怎么办", 30, "long"),
    ("首次发现", 12, "date"),
    ("复核结论", 12, "review"),
    ("复核人", 10, "review"),
    ("说明", 30, "review"),
    ("发现编号", 22, "text"),
)
#: What a reviewer may conclude; read back by `duizhang apply`.
VERDICTS = ("属实", "误报", "已整改", "不予追究")
UNITS = {"CNY": "元", "percent": "%", "score": "分", "person": "人", "count": ""}


def write(connection: duckdb.DuckDBPyConnection, path: Path) -> Path:
    """Writes the working paper of a published warehouse."""
    snapshot = reading.read(connection)
    names = {item.submission_id: item for item in snapshot.submissions}
    views = findings.views(snapshot, Exhibits(names, NoEvidence()))
    facts = findings.facts_by_id(snapshot)
    titles = {unit.code: unit.name for unit in units.units(snapshot, views)}
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    book = xlsxwriter.Workbook(str(temporary))
    looks = {
        "header": book.add_format(
            {"bold": True, "bg_color": "#DCE6EE", "border": 1, "valign": "vcenter"}
        ),
        "text": book.add_format({"valign": "top"}),
        "long": book.add_format({"valign": "top", "text_wrap": True}),
        "number": book.add_format({"valign": "top", "num_format": "0"}),
        "money": book.add_format({"valign": "top", "num_format": "#,##0.00"}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
        "review": book.add_format({"valign": "top", "bg_color": "#FFFBE6", "text_wrap": True}),
    }
    sheet = book.add_worksheet("问题底稿")
    for column, (title, width, _) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, looks["header"])
    for number, view in enumerate(views, 1):
        operands = [facts[key] for key in view.finding.figure_ids if key in facts]
        measure = findings.measure_of(operands, view.finding.check_id)
        values = _values(view, titles.get(view.finding.unit_code or "", ""), measure)
        for column, (value, (_, _, kind)) in enumerate(zip(values, COLUMNS, strict=True)):
            _cell(sheet, number, column, value, looks[kind])
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, max(len(views), 1), len(COLUMNS) - 1)
    verdict = next(i for i, entry in enumerate(COLUMNS) if entry[0] == "复核结论")
    options = {"validate": "list", "source": list(VERDICTS), "error_type": "warning"}
    sheet.data_validation(1, verdict, max(len(views), 1), verdict, options)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return temporary.replace(path)


def _cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, look: object
) -> None:
    """Writes a number as number, a time as date, text never as formula or link."""
    if isinstance(value, Decimal | int):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_datetime(row, column, value, look)


def _values(view: FindingView, unit_name: str, measure: str) -> list[object]:
    """The cells of one finding, in the order of COLUMNS; Excel keeps no time zones."""
    finding = view.finding
    places = "\n".join(f"{item.label}：{item.printed}（{item.place}）" for item in view.exhibits)
    return [
        terms.name("severities", finding.severity),
        terms.name("finding_status", finding.status),
        finding.unit_code,
        unit_name,
        finding.fiscal_year,
        view.title,
        finding.message,
        finding.actual,
        finding.expected,
        finding.difference,
        UNITS.get(measure, measure),
        places,
        view.advice,
        finding.first_seen.replace(tzinfo=None),
        None,
        None,
        None,
        finding.finding_id,
    ]
