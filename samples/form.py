"""The self-evaluation table as a grid of cells with spans, shared by the three writers.

Nine columns; the funding block and the indicator block merge them differently, as the form does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

COLUMNS = 9
#: Relative widths of the nine columns.
WIDTHS = (9, 13, 15, 30, 15, 15, 9, 10, 20)
FUND_LABELS = {
    "total": "年度资金总额",
    "fiscal": "其中：当年财政拨款",
    "carried_over": "上年结转资金",
    "other": "其他资金",
}
FUND_HEADERS = {
    "plain": ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    "ab": ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"),
}
VALUE_HEADERS = {
    "plain": ("年度指标值", "实际完成值"),
    "ab": ("年度指标值（A）", "实际完成值（B）"),
}


@dataclass(frozen=True)
class GridCell:
    """A cell at its top left position."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Form:
    """A whole form: its title lines, grid and the line of signatures below."""

    title: str
    rows: int
    cells: tuple[GridCell, ...]
    signature: str


def self_evaluation(table: dict[str, Any], year: int, signature: str) -> Form:
    """The form of one project, filled from its entry."""
    variant = table.get("variant", "plain")
    cells = [
        GridCell(0, 0, "项目支出名称"),
        GridCell(0, 1, table["project"], 1, 8),
        GridCell(1, 0, "主管部门"),
        GridCell(1, 1, table["department"], 1, 3),
        GridCell(1, 4, "实施单位", 1, 2),
        GridCell(1, 6, table["executor"], 1, 3),
    ]
    cells += _funds(table["funds"], variant)
    cells += [
        GridCell(7, 0, "年度总体目标", 2),
        GridCell(7, 1, "预期目标", 1, 4),
        GridCell(7, 5, "实际完成情况", 1, 4),
        GridCell(8, 1, table["goal"], 1, 4),
        GridCell(8, 5, table["done"], 1, 4),
    ]
    rows = [[cell.strip() for cell in line.split("|")] for line in table["indicators"]]
    cells += _indicators(rows, variant)
    last = 10 + len(rows)
    cells += [
        GridCell(last, 0, "总  分", 1, 6),
        GridCell(last, 6, table["total"][0]),
        GridCell(last, 7, table["total"][1]),
        GridCell(last, 8, ""),
    ]
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    return Form(f"{year}年度预算支出绩效自评表", last + 1, ordered, signature)


def _funds(funds: list[list[str]], variant: str) -> list[GridCell]:
    """Rows 2 to 6: six columns of amounts over the nine, the label over two."""
    cells = [GridCell(2, 0, "项目资金（万元）", 5), GridCell(2, 1, "", 1, 2)]
    cells += [GridCell(2, 3 + at, text) for at, text in enumerate(FUND_HEADERS[variant])]
    for row, (name, *amounts) in enumerate(funds, 3):
        cells.append(GridCell(row, 1, FUND_LABELS[name], 1, 2))
        padded = amounts + [""] * (6 - len(amounts))
        cells += [GridCell(row, 3 + at, text) for at, text in enumerate(padded)]
    return cells


def _indicators(rows: list[list[str]], variant: str) -> list[GridCell]:
    """Rows from 9 on: level 1 and level 2 span their rows."""
    headers = ("一级指标", "二级指标", "三级指标", *VALUE_HEADERS[variant], "分值", "得分")
    cells = [GridCell(9, 0, "绩效指标", len(rows) + 1)]
    cells += [GridCell(9, 1 + at, text) for at, text in enumerate(headers)]
    cells.append(GridCell(9, 8, "偏差原因分析及改进措施"))
    numbered = list(enumerate(rows, 10))
    for label, group in groupby(numbered, key=lambda item: item[1][0]):
        members = list(group)
        cells.append(GridCell(members[0][0], 1, label, len(members)))
    for (_, label), group in groupby(numbered, key=lambda item: (item[1][0], item[1][1])):
        members = list(group)
        cells.append(GridCell(members[0][0], 2, label, len(members)))
    for row, values in numbered:
        padded = values[2:] + [""] * (6 - len(values[2:]))
        cells += [GridCell(row, 3 + at, text) for at, text in enumerate(padded)]
    return cells
