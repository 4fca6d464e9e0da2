"""One reconciliation: lake → new database → checks → findings → published by rename."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from contracts.registry import Registry
from warehouse import BuildResult, database, loading
from warehouse.changes import compare_figures
from warehouse.checking import run_checks
from warehouse.collecting import uncollected
from warehouse.finding import keep_history, make_findings
from warehouse.preparing import prepare, run
from warehouse.proposing import propose
from warehouse.results import Build
from warehouse.statements import folder

SEVERITIES = ("error", "warning", "hint")


@uncollected()
def build(
    home: Path, *, now: datetime, registry: Registry | None, year: int | None = None
) -> BuildResult:
    """Rebuilds and publishes; see `warehouse.build`."""
    built = home / "warehouse.duckdb.building"
    connection = database.create(built)
    try:
        info = Build(built_at=now, fiscal_year=year, has_registry=registry is not None)
        loading.create_tables(connection)
        loading.insert(connection, "builds", [info])
        loading.load_lake(connection, home)
        loading.load_registry(connection, registry)
        failed = reconcile(connection)
        diff = make_findings(connection, home, now=now, year=year)
        messages = (*diff.messages, *compare_figures(connection, home))
        counts = _counts(connection)
        keep_history(connection, home)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    published = database.publish(home, built)
    return BuildResult(published, *counts, diff.new, diff.resolved, messages, failed)


def reconcile(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Everything between the loaded tables and the findings; a line for each check that failed."""
    prepare(connection)
    failed = run_checks(connection, meanwhile=lambda: propose(connection))
    with database.transaction(connection):
        for statement in folder("views"):
            run(connection, statement)
    return failed


def _counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, dict[str, int]]:
    """Submissions, figures, and open findings by severity."""
    ((submissions, figures),) = connection.execute(
        "SELECT (SELECT count(*) FROM submissions), (SELECT count(*) FROM figures)"
    ).fetchall()
    counted = dict(
        connection.execute(
            "SELECT severity, count(*) FROM findings WHERE status = 'open' GROUP BY ALL"
        ).fetchall()
    )
    return submissions, figures, {name: counted.get(name, 0) for name in SEVERITIES}
