"""Lake → tables of the same name, with a Chinese comment on every table and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from contracts.facts import columns_of
from contracts.registry import Registry
from warehouse.lake import folder
from warehouse.results import COMMENTS, LAKE, MADE
from warehouse.schema import arrow_table, create_table, quote


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty tables for every dataset and every result."""
    for name, record in {**LAKE, **MADE}.items():
        for statement in create_table(name, record, COMMENTS[name]):
            connection.execute(statement)


def load_lake(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Fills the tables from Parquet; facts whose submission has no marker are left out.

    Older files may lack newer columns: they are read as NULL.
    """
    for dataset, record in LAKE.items():
        if not any(folder(home, dataset).glob("fiscal_year=*/*.parquet")):
            continue
        pattern = (folder(home, dataset) / "fiscal_year=*" / "*.parquet").as_posix()
        parquet = "read_parquet(?, union_by_name = true, hive_partitioning = false)"
        known = ", ".join(quote(column.name) for column in columns_of(record))
        names = f"COLUMNS(lambda name: name IN ({known}))"
        marked = "" if dataset == "submissions" else "SEMI JOIN submissions USING (submission_id)"
        connection.execute(
            f"INSERT INTO {dataset} BY NAME SELECT {names} FROM {parquet} {marked}",  # noqa: S608
            [pattern],
        )


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
