"""Reads from the published warehouse what the report shows, as typed rows."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TypeVar

import duckdb

from contracts.facts import Claim, Figure, Indicator, Submission, columns_of
from contracts.registry import RegistryUnit
from warehouse.checking import BROKEN
from warehouse.report.current import OF_UNIT, ScoreRow, ShownFigure, scores, shown
from warehouse.results import Build, CheckEntry, Finding, ProblemRow, VerdictRow

Record = TypeVar("Record")
#: Views that are shown as lists where they exist: view → heading.
LISTS = {
    "changed_since": "与上次对账相比的变化",
    "spot_check_selection": "抽查复核名单",
    "onsite_selection": "现场评价名单",
}
_BY_ARRIVAL = "ORDER BY received_at, file_name"
#: Every fact that a finding points at.
_OPERANDS = "SELECT unnest(figure_ids) FROM findings"
_HELD = """
SELECT unit_code, fiscal_year, string_agg(told, ';' ORDER BY told)
FROM (SELECT DISTINCT unit_code, fiscal_year, check_id || ' ' || outcome AS told
      FROM check_results WHERE unit_code IS NOT NULL AND outcome <> 'break')
GROUP BY ALL
"""
_BREAKS = """
SELECT DISTINCT check_id, unit_code, fiscal_year, binding
FROM check_results WHERE unit_code IS NOT NULL AND outcome = 'break'
"""
#: What the view says of the adjusted budget.
BASES = {"printed": "全年预算", "computed": "年初预算＋追加"}


@dataclass(frozen=True, slots=True)
class ListTable:
    """A view for the report: heading, column titles, rows as text or numbers.

    Attributes:
        amounts: for each column whether it holds numbers that are compared by size; a year is none.
    """

    name: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    amounts: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A unit's execution rate in percent points, from the view `budget_execution`."""

    rate: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the checks say of the units.

    Attributes:
        held: (unit, year) → its checks with their outcomes other than breaks, each once, as text:
            `check outcome;check outcome`. A county has few different ones.
        breaks: (check, unit, year, binding) of each break.
    """

    held: dict[tuple[str, int | None], str]
    breaks: list[tuple[str, str, int | None, str]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the report shows, read in one connection.

    Attributes:
        failed: titles of the checks whose query failed.
        figures, claims, indicators: every operand of a finding; figures in doubt as well.
        shown: what a unit's page may show of its figures, what stands for a fact first; lines of
            accounts are left to SQL.
        scores: the rows of the current self-evaluation tables.
    """

    builds: list[Build]
    submissions: list[Submission]
    problems: list[ProblemRow]
    figures: list[Figure]
    claims: list[Claim]
    indicators: list[Indicator]
    shown: list[ShownFigure]
    scores: list[ScoreRow]
    outcomes: Outcomes
    findings: list[Finding]
    checks: list[CheckEntry]
    verdicts: list[VerdictRow]
    units: list[RegistryUnit]
    rates: dict[tuple[str, int | None], Rate]
    lists: list[ListTable]
    failed: list[str]


def read(connection: duckdb.DuckDBPyConnection) -> Snapshot:
    """Reads a snapshot; tables of CONTRACT §3 must exist, lists may be missing."""
    return Snapshot(
        builds=records(connection, Build, "builds"),
        submissions=records(connection, Submission, "submissions", _BY_ARRIVAL),
        problems=records(connection, ProblemRow, "problems"),
        figures=records(
            connection,
            Figure,
            "figures",
            f"WHERE assurance = 'doubtful' AND {OF_UNIT} OR figure_id IN ({_OPERANDS}) "
            "ORDER BY submission_id, block, row, col, char_start, figure_id",
        ),
        claims=records(connection, Claim, "claims", f"WHERE claim_id IN ({_OPERANDS})"),
        indicators=records(
            connection, Indicator, "indicators", f"WHERE indicator_id IN ({_OPERANDS})"
        ),
        shown=shown(connection),
        scores=scores(connection),
        outcomes=_outcomes(connection),
        findings=records(connection, Finding, "findings", "ORDER BY check_id, binding"),
        verdicts=records(connection, VerdictRow, "verdicts"),
        checks=records(connection, CheckEntry, "checks", "ORDER BY check_id"),
        units=records(connection, RegistryUnit, "registry_units", "ORDER BY unit_code"),
        rates=_rates(connection),
        lists=_lists(connection),
        failed=_failed(connection),
    )


def records(
    connection: duckdb.DuckDBPyConnection, record: type[Record], table: str, tail: str = ""
) -> list[Record]:
    """Rows of a table as values of its dataclass."""
    names = [column.name for column in columns_of(record)]
    tuples = {
        field.name
        for field in fields(record)  # type: ignore[arg-type]  # every record is a dataclass
        if str(field.metadata.get("sql", "")).endswith("[]")
    }
    query = f"SELECT {', '.join(names)} FROM {table} {tail}"  # noqa: S608 - our own names
    made = []
    for row in connection.execute(query).fetchall():
        values = dict(zip(names, row, strict=True))
        for key in tuples:
            values[key] = _items(values[key])
        made.append(record(**values))
    return made


def _outcomes(connection: duckdb.DuckDBPyConnection) -> Outcomes:
    """What the matrix of units and checks needs: a county has a hundred results for each."""
    rows = connection.execute(_HELD).fetchall()
    held = {(code, year): told for code, year, told in rows}
    breaks = connection.execute(_BREAKS).fetchall()
    return Outcomes(held, breaks)


def _failed(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Titles of the checks whose query failed."""
    rows = connection.execute(
        "SELECT title FROM checks SEMI JOIN check_results r "
        "ON r.check_id = checks.check_id AND r.binding = ? ORDER BY title",
        [BROKEN],
    ).fetchall()
    return [title for (title,) in rows]


def _rates(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, int | None], Rate]:
    """Execution rates where the adjusted budget is printed or follows from the supplement."""
    rows = connection.execute(
        "SELECT unit_code, fiscal_year, execution_rate, adjusted_budget_basis "
        "FROM budget_execution WHERE execution_rate IS NOT NULL"
    ).fetchall()
    return {(code, year): Rate(rate, BASES.get(basis, basis)) for code, year, rate, basis in rows}


def _items(value: list[object] | None) -> tuple[object, ...]:
    """A list as a tuple; a structure in it, which DuckDB gives as a mapping, as a tuple too."""
    return tuple(tuple(item.values()) if isinstance(item, dict) else item for item in (value or ()))


def _lists(connection: duckdb.DuckDBPyConnection) -> list[ListTable]:
    """The selection lists, their column comments as titles."""
    found = []
    for view, heading in LISTS.items():
        described = connection.execute(
            "SELECT column_name, comment FROM duckdb_columns() "
            "WHERE table_name = ? ORDER BY column_index",
            [view],
        ).fetchall()
        if not described:
            continue
        ranked = "rank" in {name for name, _ in described}
        order = "ORDER BY fiscal_year DESC, rank, unit_code" if ranked else ""
        rows = connection.execute(f"SELECT * FROM {view} {order}").fetchall()  # noqa: S608 - our own names
        titles = tuple(comment or name for name, comment in described)
        amounts = tuple(
            "年度" not in title and any(_is_number(row[index]) for row in rows)
            for index, title in enumerate(titles)
        )
        found.append(ListTable(view, heading, titles, tuple(rows), amounts))
    return found


def _is_number(value: object) -> bool:
    """Whether a value of a row is an amount or a count."""
    return isinstance(value, Decimal | int) and not isinstance(value, bool)
