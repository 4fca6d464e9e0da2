"""What people open: the report as one HTML file and the findings as a working paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.report.evidence import Box, Context, ContextCell, Evidence, NoEvidence, Segment

if TYPE_CHECKING:
    import duckdb

    from warehouse.report.county import County
    from warehouse.report.letters import Letter

__all__ = [
    "Box",
    "Context",
    "ContextCell",
    "Evidence",
    "NoEvidence",
    "Segment",
    "write_letters",
    "write_reports",
]


def write_reports(home: Path, kinds: Sequence[str], evidence: Evidence) -> list[Path]:
    """Writes reports from the published warehouse, which is read once for all of them.

    Args:
        home: the office's folder.
        kinds: `html` for `reports/index.html`; `xlsx` for `reports/findings.xlsx`, the office's
            working paper with one row a finding.
        evidence: shows where numbers are printed; `NoEvidence()` leaves the places in words.

    Returns:
        The files, in the order of `kinds`.

    Raises:
        FileNotFoundError: nothing has been built yet.
    """
    from warehouse import connect  # noqa: PLC0415 - heavy libraries only when called
    from warehouse.collecting import uncollected  # noqa: PLC0415
    from warehouse.report.county import county  # noqa: PLC0415

    folder = home / "reports"
    with connect(home) as connection, uncollected():
        whole = county(connection, evidence if "html" in kinds else NoEvidence())
        return [_WRITERS[kind](connection, whole, folder) for kind in kinds]


def _html(_connection: duckdb.DuckDBPyConnection, whole: County, folder: Path) -> Path:
    """`reports/index.html`."""
    from warehouse.report import page  # noqa: PLC0415 - only where it is written

    return page.write(folder / "index.html", page.render(whole))


def _xlsx(connection: duckdb.DuckDBPyConnection, whole: County, folder: Path) -> Path:
    """`reports/findings.xlsx`."""
    from warehouse.report import workbook  # noqa: PLC0415 - only where it is written

    return workbook.write(connection, whole, folder / "findings.xlsx")


_WRITERS = {"html": _html, "xlsx": _xlsx}


def write_letters(home: Path, *, written: date, until: date) -> list[tuple[Path | None, Letter]]:
    """Writes a Word letter (审核意见) for each unit with something to mend.

    Args:
        home: the office's folder; letters go to `reports/letters/<day>/`.
        written: the day on the letter.
        until: the day by which the unit answers.

    Returns:
        Each letter with its file; None for a unit whose findings all wait for a person.

    Raises:
        FileNotFoundError: nothing has been built yet.
        ValueError: the register of file numbers is spoiled.
    """
    from warehouse import connect  # noqa: PLC0415 - heavy libraries only when called
    from warehouse.report import posting  # noqa: PLC0415

    with connect(home) as connection:
        folder = home / "reports" / "letters"
        return posting.write(connection, folder, written=written, until=until)
