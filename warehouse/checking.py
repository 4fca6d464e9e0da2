"""The check engine: every file of `sql/checks` is one query that returns rows of check_results.

A query names the columns it has; the engine adds the check's id, the default severity of its
header for a break, and `not_applicable` where the ledger's sheet it `needs` is not there.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from warehouse.loading import insert
from warehouse.results import CheckEntry
from warehouse.schema import quote
from warehouse.statements import Statement, folder

#: Severity, message and causes are those of a break; written once, for an update of a county's
#: results costs as much as the checks.
_APPEND = """
INSERT INTO check_results BY NAME
SELECT * REPLACE ({check_id} AS check_id,
                  CASE WHEN outcome = 'break' THEN coalesce(severity, {severity}) END AS severity,
                  CASE WHEN outcome = 'break' THEN message END AS message,
                  CASE WHEN outcome = 'break' THEN causes END AS causes)
FROM (SELECT * FROM check_results WHERE false UNION ALL BY NAME SELECT * FROM (
{sql}
))
"""


def run_checks(
    connection: duckdb.DuckDBPyConnection, checks: Iterable[Statement] | None = None
) -> None:
    """Runs all checks, or the given ones, and fills `checks` and `check_results`."""
    statements = tuple(folder("checks") if checks is None else checks)
    insert(connection, "checks", [entry(statement) for statement in statements])
    for statement in statements:
        needs = statement.header.get("needs", "").split()
        absent = [name for name in needs if _is_empty(connection, name)]
        if absent:
            _not_applicable(connection, statement, absent[0])
        else:
            _run(connection, statement)


def entry(statement: Statement) -> CheckEntry:
    """The catalogue's row of a check.

    Raises:
        ValueError: the header lacks a line, or its id is not the file's name.
    """
    header = statement.header
    missing = {"id", "severity", "title", "basis", "advice"} - set(header)
    if missing or header["id"] != statement.name:
        raise ValueError(f"sql/checks/{statement.name}.sql: header lacks {sorted(missing) or 'id'}")
    return CheckEntry(
        check_id=header["id"],
        severity=header["severity"],
        title=header["title"],
        basis=header["basis"],
        advice=header["advice"],
    )


def _run(connection: duckdb.DuckDBPyConnection, statement: Statement) -> None:
    """Appends a check's rows; the union gives them the columns their query leaves out."""
    try:
        connection.execute(
            _APPEND.format(
                check_id=quote(statement.name),
                severity=quote(statement.header["severity"]),
                sql=statement.sql,
            )
        )
    except duckdb.Error as error:
        error.add_note(f"in sql/checks/{statement.name}.sql")
        raise


def _is_empty(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a sheet of the ledger has no row."""
    return not connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall()  # noqa: S608


def _not_applicable(
    connection: duckdb.DuckDBPyConnection, statement: Statement, table: str
) -> None:
    """One row a unit and year that says which sheet is missing."""
    connection.execute(
        """INSERT INTO check_results BY NAME
           SELECT DISTINCT ? AS check_id, unit_code, fiscal_year, 'registry' AS binding,
                  'not_applicable' AS outcome,
                  '名册中没有这张表：' || (SELECT comment FROM duckdb_tables() WHERE table_name = ?
                                         LIMIT 1) AS reason
           FROM parts""",
        [statement.name, table],
    )
