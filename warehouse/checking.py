"""The check engine: every file of `sql/checks` is one query that returns rows of check_results.

A query names the columns it has; the engine adds the check's id, the default severity of its
header for a break, and `not_applicable` where the ledger's sheet it `needs` is not there. A query
that fails costs its own results only: it is `insufficient` everywhere, and what it found before
stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import duckdb

from warehouse.loading import insert
from warehouse.results import CheckEntry
from warehouse.schema import quote
from warehouse.statements import Statement, folder

#: Binding of the results of a check whose query failed.
BROKEN = "check_failed"
#: Where results are gathered: in memory, without log and compression, which each check would pay.
GATHERED = "working.check_results"
#: Severity, message and causes are those of a break; written once, for an update of a county's
#: results costs as much as the checks.
_APPEND = f"""
INSERT INTO {GATHERED} BY NAME
SELECT * REPLACE ({{check_id}} AS check_id,
                  CASE WHEN outcome = 'break' THEN coalesce(severity, {{severity}}) END AS severity,
                  CASE WHEN outcome = 'break' THEN message END AS message,
                  CASE WHEN outcome = 'break' THEN causes END AS causes)
FROM (SELECT * FROM check_results WHERE false UNION ALL BY NAME SELECT * FROM (
{{sql}}
))
"""  # noqa: S608 - our own names


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    checks: Iterable[Statement] | None = None,
    *,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[str, ...]:
    """Runs all checks, or the given ones, and fills `checks` and `check_results`.

    Args:
        connection: a prepared database.
        checks: instead of those of `sql/checks`.
        meanwhile: called while the results are being stored; it finds them in `GATHERED`.

    Returns:
        For each check whose query failed a Chinese line that names it.
    """
    statements = tuple(folder("checks") if checks is None else checks)
    insert(connection, "checks", [entry(statement) for statement in statements])
    with _gathering(connection):
        failed = tuple(_all(connection, statements))
        with connection.cursor() as second, ThreadPoolExecutor(1) as other:
            stored = other.submit(second.execute, f"INSERT INTO check_results FROM {GATHERED}")
            meanwhile()
            stored.result()
    return failed


@contextmanager
def _gathering(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """`GATHERED`, empty, while results are being made; every connection sees it."""
    connection.execute("ATTACH ':memory:' AS working")
    try:
        connection.execute(f"CREATE TABLE {GATHERED} AS FROM check_results LIMIT 0")
        yield
    finally:
        connection.execute("DETACH working")


def _all(connection: duckdb.DuckDBPyConnection, statements: Iterable[Statement]) -> Iterator[str]:
    """Gathers the results of each check; yields a line for each that failed."""
    for statement in statements:
        needs = statement.header.get("needs", "").split()
        absent = [name for name in needs if _is_empty(connection, name)]
        if absent:
            _not_applicable(connection, statement, absent[0])
            continue
        try:
            _run(connection, statement)
        except (duckdb.ProgrammingError, duckdb.DataError) as error:
            reason = str(error).partition("\n")[0]
            _everywhere(connection, statement, BROKEN, "insufficient", f"检查语句出错：{reason}")
            yield (
                f"检查“{statement.header['title']}”出错，这次没有做，它以前的发现保持原样；"
                f"其余检查照常。请改正 {statement.name}.sql：{reason}"
            )


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
    connection.execute(
        _APPEND.format(
            check_id=quote(statement.name),
            severity=quote(statement.header["severity"]),
            sql=statement.sql,
        )
    )


def _is_empty(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a sheet of the ledger has no row."""
    return not connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall()  # noqa: S608


def _not_applicable(
    connection: duckdb.DuckDBPyConnection, statement: Statement, table: str
) -> None:
    """One row a unit and year that says which sheet is missing."""
    ((sheet,),) = connection.execute(
        "SELECT any_value(comment) FROM duckdb_tables() WHERE table_name = ?", [table]
    ).fetchall()
    reason = f"名册中没有这张表：{sheet}"
    _everywhere(connection, statement, "registry", "not_applicable", reason)


def _everywhere(
    connection: duckdb.DuckDBPyConnection,
    statement: Statement,
    binding: str,
    outcome: str,
    reason: str,
) -> None:
    """One row a unit and year for a check that did not run."""
    connection.execute(
        f"""INSERT INTO {GATHERED} BY NAME
           SELECT DISTINCT ? AS check_id, unit_code, fiscal_year, ? AS binding, ? AS outcome,
                  ? AS reason
           FROM parts""",  # noqa: S608 - our own names
        [statement.name, binding, outcome, reason],
    )
