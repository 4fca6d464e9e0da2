"""What people open: the report as one HTML file and the findings as a working paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.report.evidence import Box, Context, ContextCell, Evidence, NoEvidence, Segment

if TYPE_CHECKING:
    from warehouse.report.letters import Letter

__all__ = [
    "Box",
    "Context",
    "ContextCell",
    "Evidence",
    "NoEvidence",
    "Segment",
    "write_html",
    "write_letters",
    "write_xlsx",
]


def write_html(home: Path, evidence: Evidence) -> Path:
    """Writes `reports/index.html` from the published warehouse.

    Args:
        home: the office's folder.
        evidence: shows where numbers are printed; `NoEvidence()` leaves the places in words.

    Raises:
        FileNotFoundError: nothing has been built yet.
    """
    from warehouse import connect  # noqa: PLC0415 - heavy libraries only when called
    from warehouse.report import page  # noqa: PLC0415

    with connect(home) as connection:
        text = page.render(connection, evidence)
    return page.write(home / "reports" / "index.html", text)


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


def write_xlsx(home: Path) -> Path:
    """Writes `reports/findings.xlsx`, the office's working paper: one row a finding.

    Raises:
        FileNotFoundError: nothing has been built yet.
    """
    from warehouse import connect  # noqa: PLC0415 - heavy libraries only when called
    from warehouse.report import workbook  # noqa: PLC0415

    with connect(home) as connection:
        return workbook.write(connection, home / "reports" / "findings.xlsx")
