"""The sheet 数字核对: numbers to look at, each with columns for what the paper really prints."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from contracts.facts import Indicator
from warehouse.report import places, terms
from warehouse.report.sheets import MEASURES, Column, Sheet
from warehouse.report.waiting import cases

RIGHT, CORRECTED, NO_NUMBER = "无误", "更正", "不是数字"
NUMBERS = Sheet(
    "数字核对",
    (
        Column("单位名称", 26),
        Column("年度", 7, "number"),
        Column("数字", 30, "long"),
        Column("原文", 14),
        Column("读数", 15, "money"),
        Column("计量", 7),
        Column("可信程度", 10),
        Column("所在位置", 46, "long"),
        Column("涉及问题", 50, "long"),
        Column("核对结论", 10, "review", (RIGHT, CORRECTED, NO_NUMBER)),
        Column("更正为", 15, "review"),
        Column("核对人", 10, "review"),
        Column("理由", 26, "review"),
        Column("数字编号", 34),
    ),
    frozen=3,
)


def rows(connection: duckdb.DuckDBPyConnection) -> Iterator[list[object]]:
    """The cells of each number; rows of scores have several numbers and are left to `review`."""
    for case in cases(connection):
        fact = case.fact
        if isinstance(fact, Indicator):
            continue
        yield [
            case.submission.unit_name,
            case.submission.fiscal_year,
            places.label(fact),
            fact.printed,
            fact.value,
            MEASURES.get(fact.measure, fact.measure),
            terms.name("assurances", fact.assurance),
            places.place(fact, case.submission),
            "\n".join(case.findings) or None,
            None,
            None,
            None,
            None,
            case.id,
        ]
