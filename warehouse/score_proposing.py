"""Proposals for rows of self-evaluation tables: ≥ read as 2, and cells that would close a sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

import duckdb

from contracts.facts import Indicator, columns_of
from contracts.repairs import WORDS
from contracts.score_repairs import COLUMNS, ScoreRepair, score_repairs
from warehouse.checking import GATHERED
from warehouse.results import Proposal

#: Checks whose breaks are sums of points or scores, as `contracts.score_repairs` has them.
SCORE_SUMS = "check_id IN ('score.points', 'score.level1_points', 'score.total')"
_COLUMNS = ", ".join(column.name for column in columns_of(Indicator))
#: Rows whose score says that a value of two hundred and some percent was met: ≥80% read as 280%.
_BOUNDS = f"""
SELECT {_COLUMNS} FROM scored
WHERE value_unit = '%' AND score = points AND target_value IS NOT NULL
  AND actual_value IS NOT NULL AND greatest(target_value, actual_value) BETWEEN 200 AND 299.99
"""  # noqa: S608 - our own names
_TWO_HUNDRED = re.compile(r"\s*[2２](\d{2}(?:\.\d+)?\s*[%％])\s*")
_BROKEN = f"""
SELECT {_COLUMNS} FROM scored
SEMI JOIN (SELECT unnest(submission_ids) AS submission_id FROM {GATHERED}
           WHERE outcome = 'break' AND {SCORE_SUMS}) USING (submission_id)
ORDER BY submission_id, project, block, row
"""  # noqa: S608 - our own names


def of_scores(connection: duckdb.DuckDBPyConnection) -> Iterator[Proposal]:
    """Proposals for scored rows; what breaks is read from the gathered results."""
    yield from _bounds(connection)
    sheet = attrgetter("submission_id", "project")
    for _, rows in groupby(_rows(connection, _BROKEN), key=sheet):
        yield from map(_row, score_repairs(list(rows)))


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Indicator]:
    names = [column.name for column in columns_of(Indicator)]
    for values in connection.execute(sql).fetchall():
        yield Indicator(**dict(zip(names, values, strict=True)))


def _row(repair: ScoreRepair) -> Proposal:
    """What a repair says, with the sentence a finding tells."""
    row = repair.row
    proposed = f"{repair.value.normalize():f}"
    alone = "，仅此一种改法" if repair.is_unique else ""
    return Proposal(
        fact_id=row.indicator_id,
        submission_id=row.submission_id,
        unit_code=row.unit_code,
        fiscal_year=row.fiscal_year,
        kind=repair.kind,
        printed=repair.printed,
        proposed=proposed,
        value=repair.value,
        closes=repair.closes,
        is_unique=repair.is_unique,
        doubtful=row.assurance == "doubtful",
        beside=repair.beside,
        words=f"“{_label(row)}”{COLUMNS[repair.column]}“{repair.printed}”若为“{proposed}”"
        f"（{WORDS[repair.kind]}），它所在的算式全部成立{alone}。",
    )


def _label(row: Indicator) -> str:
    """The name a row goes by, as in `scored.label`."""
    return row.level3 or row.level2 or row.level1 or ""


def _bounds(connection: duckdb.DuckDBPyConnection) -> Iterator[Proposal]:
    """A target or actual value of 280% that is ≥80%, where the score says it was met."""
    for row in _rows(connection, _BOUNDS):
        target, actual = row.target_value, row.actual_value
        if target is None or actual is None:
            continue
        if target > actual >= target - 200:
            yield from _bound(row, "年度指标值", row.target_printed, target)
        elif actual > target and actual - 200 >= target:
            yield from _bound(row, "实际完成值", row.actual_printed, actual)


def _bound(row: Indicator, side: str, printed: str | None, value: Decimal) -> Iterator[Proposal]:
    """The proposal of one row."""
    match = _TWO_HUNDRED.fullmatch(printed or "")
    if match is None:
        return
    proposed = "≥" + match[1]
    yield Proposal(
        fact_id=row.indicator_id,
        submission_id=row.submission_id,
        unit_code=row.unit_code,
        fiscal_year=row.fiscal_year,
        kind="bound",
        printed=printed or "",
        proposed=proposed,
        value=value - 200,
        closes=1,
        is_unique=True,
        doubtful=row.assurance == "doubtful",
        words=f"“{_label(row)}”{side}“{printed}”若为“{proposed}”（≥ 误作 2），得分与完成情况相符。",
    )
