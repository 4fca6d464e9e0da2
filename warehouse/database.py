"""The database file: built beside, published by rename, opened read-only.

DuckDB lets one process write or many read, never both; readers of the old file keep their
snapshot. Where the system refuses a rename over an open file (Windows), the new file keeps a
number and a small pointer file names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

NAME = "warehouse.duckdb"
POINTER = "warehouse.current"
_Config = dict[str, str | bool | int | float | list[str]]
_SAFE: _Config = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def published(home: Path) -> Path:
    """The file that holds the current warehouse; it may not exist yet."""
    pointer = home / POINTER
    if pointer.is_file():
        return home / pointer.read_text(encoding="utf-8").strip()
    return home / NAME


def connect(home: Path) -> duckdb.DuckDBPyConnection:
    """Opens the published database; see `warehouse.connect`."""
    path = published(home)
    if not path.is_file():
        raise FileNotFoundError(f"还没有建立数据库，请先运行 duizhang run：{path.name}")
    return _quiet(
        duckdb.connect(str(path), read_only=True, config={**_SAFE, "enable_external_access": False})
    )


def create(path: Path) -> duckdb.DuckDBPyConnection:
    """A new, empty database for the builder; an unfinished one of a killed build is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for stale in (path, path.with_name(path.name + ".wal")):
        stale.unlink(missing_ok=True)
    config: _Config = {
        **_SAFE,
        # a county of a million figures needs 1.5 GB; at its limit DuckDB gives pages back and
        # asks for them again, a second of twenty
        "memory_limit": "1750MB",
        "temp_directory": str(path.with_name(path.name + ".spill")),
        "preserve_insertion_order": False,
        # written out once, at the end: a build that dies is thrown away whole
        "checkpoint_threshold": "1TB",
        # each file of the lake is read once
        "enable_external_file_cache": False,
        # no threads that only wait for the disk: the lake lies on this machine
        "async_threads": 0,
    }
    return _quiet(duckdb.connect(str(path), config=config))


def in_memory() -> duckdb.DuckDBPyConnection:
    """A database that is never published, for tests and for `read`."""
    return _quiet(duckdb.connect(config=dict(_SAFE)))


def _quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Without the progress bar: standard output belongs to the command's own answer."""
    connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Many small statements written to disk at once: a comment alone costs what a table does."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def publish(home: Path, built: Path) -> Path:
    """Makes the built file the current one; returns where it is now."""
    target, pointer = home / NAME, home / POINTER
    try:
        built.replace(target)
    except PermissionError:
        return _publish_numbered(home, built)
    pointer.unlink(missing_ok=True)
    _sweep(home, target)
    return target


def _publish_numbered(home: Path, built: Path) -> Path:
    """The portable way: a numbered file, then the pointer by rename."""
    taken = [int(path.suffixes[-2][1:]) for path in home.glob("warehouse.[0-9]*.duckdb")]
    target = home / f"warehouse.{max(taken, default=0) + 1}.duckdb"
    built.replace(target)
    temporary = home / (POINTER + ".tmp")
    temporary.write_text(target.name, encoding="utf-8")
    temporary.replace(home / POINTER)
    _sweep(home, target)
    return target


def _sweep(home: Path, current: Path) -> None:
    """Removes numbered files nobody has open any more."""
    for path in home.glob("warehouse.[0-9]*.duckdb"):
        if path != current:
            try:
                path.unlink()
            except PermissionError:
                continue
