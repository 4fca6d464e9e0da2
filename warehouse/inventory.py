"""What lies in the lake, and how much of it the published database already holds.

A rebuild takes the rows of unchanged files from the database it replaces, in one read, and opens
only what is new: reading a county's lake is thousands of small files. The Parquet files stay the
truth: without a published database, or with one of another program version, all are read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

import duckdb

from warehouse import database
from warehouse.lake import folder
from warehouse.results import LAKE, LakeFile
from warehouse.schema import quote

BEFORE = "before"
_COLUMNS = """
SELECT table_name, column_name, data_type FROM duckdb_columns()
WHERE database_name = coalesce($name, current_database()) AND table_name IN (SELECT unnest($tables))
ORDER BY table_name, column_index
"""


def lake_files(home: Path) -> list[LakeFile]:
    """The files of every submission that has its marker, with what tells one state from another.

    A submission's marker (its file of `submissions`) is written last: facts without it are those
    of a process that was killed, and are left out.
    """
    found = {dataset: _files(folder(home, dataset), f"lake/{dataset}") for dataset in LAKE}
    marked = found["submissions"].keys()
    return [
        LakeFile(
            dataset=dataset,
            submission_id=name,
            paths=tuple(path for path, _ in own),
            stamp=" ".join(_stamp(state) for _, state in own),
        )
        for dataset, files in found.items()
        for name, own in files.items()
        if name in marked
    ]


def _files(dataset: Path, shown: str) -> dict[str, list[tuple[str, os.stat_result]]]:
    """Submission → its files: one, or two where a killed process was moving it to another year."""
    found: dict[str, list[tuple[str, os.stat_result]]] = {}
    for year in sorted(dataset.glob("fiscal_year=*")):
        with os.scandir(year) as entries:  # a county has tens of thousands: no path objects
            for entry in sorted(entries, key=attrgetter("name")):
                name, _, suffix = entry.name.rpartition(".")
                if suffix == "parquet":
                    path = f"{shown}/{year.name}/{entry.name}"
                    found.setdefault(name, []).append((path, entry.stat()))
    return found


def _stamp(state: os.stat_result) -> str:
    """Size, time of change and identity of a file."""
    return f"{state.st_size}:{state.st_mtime_ns}:{state.st_ino}"


@contextmanager
def published(connection: duckdb.DuckDBPyConnection, home: Path) -> Iterator[bool]:
    """Attaches the published database as `before`; False where its rows cannot be used."""
    try:
        path = quote(str(database.published(home)))
        connection.execute(f"ATTACH {path} AS {BEFORE} (READ_ONLY)")
    except duckdb.Error:  # none yet, damaged, or open in this very process
        yield False
        return
    try:
        yield _same_columns(connection)
    finally:
        connection.execute(f"DETACH {BEFORE}")


def _same_columns(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tables of the lake were made with today's definitions."""
    tables = [*LAKE, "lake_files"]
    here, there = (
        connection.execute(_COLUMNS, {"name": name, "tables": tables}).fetchall()
        for name in (None, BEFORE)
    )
    return here == there
