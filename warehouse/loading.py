"""Lake → tables of the same name, with a Chinese comment on every table and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from contracts.facts import columns_of
from contracts.registry import Registry
from warehouse import inventory
from warehouse.database import transaction
from warehouse.results import COMMENTS, LAKE, MADE
from warehouse.schema import arrow_table, create_table, quote

_NOTHING_CARRIED = "CREATE TEMP TABLE carried (dataset VARCHAR, submission_id VARCHAR)"
_CARRIED = """
INSERT INTO carried SELECT f.dataset, f.submission_id
FROM lake_files f SEMI JOIN before.lake_files b USING (dataset, submission_id, paths, stamp)
"""
_CARRY = """
INSERT INTO {dataset} BY NAME SELECT * FROM before.{dataset}
SEMI JOIN (SELECT submission_id FROM carried WHERE dataset = '{dataset}') USING (submission_id)
"""
_FRESH = """
SELECT unnest(paths) FROM lake_files ANTI JOIN carried USING (dataset, submission_id)
WHERE dataset = ? ORDER BY 1
"""


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty tables for every dataset and every result."""
    with transaction(connection):
        for name, record in {**LAKE, **MADE}.items():
            for statement in create_table(name, record, COMMENTS[name]):
                connection.execute(statement)


def load_lake(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Fills the tables: unchanged submissions from the published database, others from Parquet."""
    insert(connection, "lake_files", inventory.lake_files(home))
    connection.execute(_NOTHING_CARRIED)
    with inventory.published(connection, home) as usable:
        if usable:
            connection.execute(_CARRIED)
            for dataset in LAKE:
                connection.execute(_CARRY.format(dataset=dataset))
    for dataset in LAKE:
        rows = connection.execute(_FRESH, [dataset]).fetchall()
        if rows:
            read(connection, dataset, [str(home / path) for (path,) in rows])


def read(connection: duckdb.DuckDBPyConnection, dataset: str, paths: list[str]) -> None:
    """Reads Parquet files; older ones may lack newer columns, which are read as NULL.

    Looking at every file's columns first costs half as much again, so it is done only where the
    files do not all have those of today.
    """
    known = {column.name for column in columns_of(LAKE[dataset])}
    first = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [paths[0]]).fetchall()
    names = ", ".join(quote(name) for name in sorted(known))
    statement = (
        f"INSERT INTO {dataset} BY NAME SELECT COLUMNS(lambda name: name IN ({names})) "  # noqa: S608
        "FROM read_parquet(?, union_by_name = {}, hive_partitioning = false)"
    )
    if known <= {row[0] for row in first}:
        try:
            connection.execute(statement.format("false"), [paths])
        except duckdb.InvalidInputException:  # a file without one of the first file's columns
            pass
        else:
            return
    connection.execute(statement.format("true"), [paths])


def load_registry(connection: duckdb.DuckDBPyConnection, registry: Registry | None) -> None:
    """Fills the tables of the office's ledger; they stay empty where there is none."""
    if registry is None:
        return
    for name, rows in {
        "registry_units": registry.units,
        "registry_publications": registry.publications,
        "registry_ledger": registry.ledger,
        "registry_receipts": registry.receipts,
        "registry_notices": registry.notices,
    }.items():
        insert(connection, name, rows)


def insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[object]) -> None:
    """Appends rows of a dataset or result class to its table."""
    record = {**LAKE, **MADE}[name]
    table = arrow_table(record, rows)
    connection.register("incoming", table)
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")  # noqa: S608
    connection.unregister("incoming")
