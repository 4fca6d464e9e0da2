"""findings.xlsx (问题底稿): what the office works in and `duizhang apply` reads back.

One sheet lists the findings with columns for a verdict, one the numbers that a person should look
at with columns for a correction. Numbers are numbers; a reader finds columns by their header.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
import xlsxwriter

from contracts.verdicts import VERDICTS
from warehouse.report import findings, numbers, terms
from warehouse.report.county import County
from warehouse.report.findings import FindingView
from warehouse.report.sheets import MEASURES, Column, Sheet
from warehouse.results import VerdictRow

FINDINGS = Sheet(
    "问题底稿",
    (
        Column("级别", 7),
        Column("状态", 8),
        Column("单位代码", 12),
        Column("单位名称", 26),
        Column("年度", 7, "number"),
        Column("检查", 20),
        Column("问题说明", 60, "long"),
        Column("所印", 15, "money"),
        Column("应为", 15, "money"),
        Column("相差", 15, "money"),
        Column("计量", 7),
        Column("所在位置", 46, "long"),
        Column("怎么办", 30, "long"),
        Column("首次发现", 12, "date"),
        Column("复核结论", 12, "review", (*VERDICTS.values(), "撤销")),
        Column("复核人", 10, "review"),
        Column("说明", 30, "review"),
        Column("发现编号", 22),
    ),
)


def write(connection: duckdb.DuckDBPyConnection, whole: County, path: Path) -> Path:
    """Writes the working paper of a published warehouse."""
    facts = findings.facts_by_id(whole.snapshot)
    titles = {unit.code: unit.name for unit in whole.units}
    verdicts = {word.finding_id: word for word in whole.snapshot.verdicts}
    rows = []
    for view in whole.findings:
        operands = [facts[key] for key in view.finding.figure_ids if key in facts]
        measure = findings.measure_of(operands, view.finding.check_id)
        unit = titles.get(view.finding.unit_code or "", "")
        rows.append(_values(view, unit, measure, verdicts.get(view.finding.finding_id)))
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    with xlsxwriter.Workbook(str(temporary)) as book:
        FINDINGS.write(book, rows)
        numbers.NUMBERS.write(book, numbers.rows(connection))
    return temporary.replace(path)


def _values(
    view: FindingView, unit_name: str, measure: str, verdict: VerdictRow | None
) -> Sequence[object]:
    """The cells of one finding, in the order of the columns; Excel keeps no time zones."""
    finding = view.finding
    places = "\n".join(f"{item.label}：{item.printed}（{item.place}）" for item in view.exhibits)
    amounts: list[Decimal | None] = [finding.actual, finding.expected, finding.difference]
    return [
        terms.name("severities", finding.severity),
        terms.name("finding_status", finding.status),
        finding.unit_code,
        unit_name,
        finding.fiscal_year,
        view.title,
        finding.message,
        *amounts,
        MEASURES.get(measure, measure),
        places,
        "\n".join([view.advice, *(finding.proposals or ())]),
        finding.first_seen.replace(tzinfo=None),
        None if verdict is None else VERDICTS[verdict.verdict],
        None if verdict is None else verdict.who,
        None if verdict is None else verdict.why,
        finding.finding_id,
    ]
