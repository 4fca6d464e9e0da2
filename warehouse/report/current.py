"""What the pages of units show: numbers and scores of the latest version of each part.

A county has them by the hundred thousand: only the columns that are shown are read, as tuples.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import duckdb

#: Figures of the whole unit or a project, not of an account.
OF_UNIT = "account_code IS NULL AND account_name IS NULL"
#: Facts (f) with their submission (s) in or, with ANTI, outside the latest version of their part.
_CURRENT = """
FROM {table} f JOIN submissions s USING (submission_id)
{how} JOIN parts p ON p.is_current AND p.submission_id = f.submission_id
    AND p.kind = part_kind({source}, s.document_kinds)
    AND p.part = part_name({source}, {form}, f.project)
"""
_FIGURES = {"table": "figures", "source": "f.source", "form": "f.form"}
_CLAIMS = {**_FIGURES, "table": "claims"}
_INDICATORS = {"table": "indicators", "source": "'self_evaluation_table'", "form": "NULL"}
#: Where a fact is taken from first, as in the view `budget_execution`.
_SOURCES = ["final_accounts", "budget", "base_data_table", "narrative", "self_evaluation_table"]


class ShownFigure(NamedTuple):
    """A figure as a unit's page may show it; see `contracts.facts.Figure`."""

    unit_code: str
    fiscal_year: int | None
    item: str
    stage: str
    submission_id: str
    fund: str | None
    value: Decimal
    half_unit: Decimal
    measure: str
    printed: str
    assurance: str
    page: int | None
    table_index: int | None
    row: int | None
    col: int | None
    block: int | None


class ScoreRow(NamedTuple):
    """A row of a self-evaluation table as shown; see `contracts.facts.Indicator`."""

    unit_code: str
    fiscal_year: int | None
    submission_id: str
    project: str | None
    level1: str | None
    level1_points: Decimal | None
    level2: str | None
    level3: str | None
    target_printed: str | None
    actual_printed: str | None
    points: Decimal | None
    score: Decimal | None
    deviation_reason: str | None


_SHOWN = f"""
SELECT {", ".join(ShownFigure._fields)} FROM (
    SELECT f.*, row_number() OVER ranked AS rank, first_value(value) OVER ranked AS first,
           first_value(half_unit) OVER ranked AS first_half
    {_CURRENT.format(how="SEMI", **_FIGURES)}
    WHERE f.unit_code IS NOT NULL AND stage IS NOT NULL AND value IS NOT NULL
      AND project IS NULL AND {OF_UNIT}
    WINDOW ranked AS (
        PARTITION BY f.unit_code, f.fiscal_year, item, stage
        ORDER BY s.scope IS NOT DISTINCT FROM 'department', coalesce(fund, 'all') <> 'all',
                 coalesce(list_position({_SOURCES}, source), 9), half_unit,
                 submission_id, block, row, col, char_start, figure_id
    )
)
WHERE rank = 1 OR assurance = 'doubtful' OR abs(value - first) > half_unit + first_half
ORDER BY unit_code, fiscal_year, item, stage, rank
"""  # noqa: S608 - our own names
_SCORES = f"""
SELECT {", ".join(f"f.{name}" for name in ScoreRow._fields)}
{_CURRENT.format(how="SEMI", **_INDICATORS)}
WHERE f.unit_code IS NOT NULL ORDER BY submission_id, block, row
"""


def shown(connection: duckdb.DuckDBPyConnection) -> list[ShownFigure]:
    """What stands for each fact of a unit, first, and the figures that say something else.

    The unit's own figure comes before its department's, one of all funds before one of some,
    tables before text, the finer print before the coarser. Figures in doubt are among them.
    """
    return list(map(ShownFigure._make, connection.execute(_SHOWN).fetchall()))


def scores(connection: duckdb.DuckDBPyConnection) -> list[ScoreRow]:
    """Rows of the self-evaluation tables in printed order."""
    return list(map(ScoreRow._make, connection.execute(_SCORES).fetchall()))


def superseded(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Ids that do not stand in the latest version of their part; files supersede part by part."""
    found: set[str] = set()
    for key, places in (
        ("figure_id", _FIGURES),
        ("claim_id", _CLAIMS),
        ("indicator_id", _INDICATORS),
    ):
        older = _CURRENT.format(how="ANTI", **places)
        found.update(row[0] for row in connection.execute(f"SELECT f.{key} {older}").fetchall())
    return found
