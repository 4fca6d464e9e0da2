"""Facts → Parquet → DuckDB → findings. The four names below are all that others use.

Heavy libraries are imported when a function is called, so that importing this costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.facts import Facts

if TYPE_CHECKING:
    import duckdb

    from contracts.registry import Registry

__all__ = ["BuildResult", "build", "connect", "remove_facts", "write_facts"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What one reconciliation did.

    Attributes:
        database: the published file.
        submissions, figures: rows of all versions in the warehouse.
        open_findings: severity → number of open findings, every severity present.
        new, resolved: finding ids that appeared or vanished since the last build.
        messages: Chinese lines about rows or waivers that could not be used.
        failed_checks: Chinese lines, one a check whose query failed; the others' results stand.
    """

    database: Path
    submissions: int
    figures: int
    open_findings: dict[str, int]
    new: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()
    messages: tuple[str, ...] = field(default=())
    failed_checks: tuple[str, ...] = ()


def write_facts(home: Path, facts: Facts) -> Path:
    """Writes one submission into the lake, atomically; returns its file of `submissions`.

    Args:
        home: the office's folder (CONTRACT §2).
        facts: what was understood; replaces an earlier extraction of the same submission.
    """
    from warehouse import lake  # noqa: PLC0415 - pyarrow is heavy

    return lake.write(home, facts)


def remove_facts(home: Path, submission_id: str) -> None:
    """Takes one submission out of the lake; nothing happens where it is not there."""
    from warehouse import lake  # noqa: PLC0415 - pyarrow is heavy

    lake.remove(home, submission_id)


def build(
    home: Path, *, now: datetime, registry: Registry | None, year: int | None = None
) -> BuildResult:
    """Rebuilds the database from the lake, runs every check and publishes it by rename.

    Args:
        home: the office's folder.
        now: the time written to findings, with its zone.
        registry: the office's ledger; None leaves its checks `not_applicable`.
        year: check this fiscal year only; findings of other years stay as they were.
    """
    from warehouse import building  # noqa: PLC0415 - duckdb is heavy

    return building.build(home, now=now, registry=registry, year=year)


def connect(home: Path) -> duckdb.DuckDBPyConnection:
    """Opens the published database read-only; it cannot touch other files.

    Raises:
        FileNotFoundError: nothing has been built yet.
    """
    from warehouse import database  # noqa: PLC0415 - duckdb is heavy

    return database.connect(home)
