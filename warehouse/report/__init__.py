"""What people open: the report as one HTML file and the findings as a working paper."""

from __future__ import annotations

from pathlib import Path

from warehouse.report.evidence import Box, Context, ContextCell, Evidence, NoEvidence, Segment

__all__ = [
    "Box",
    "Context",
    "ContextCell",
    "Evidence",
    "NoEvidence",
    "Segment",
    "write_html",
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


def write_xlsx(home: Path) -> Path:
    """Writes `reports/findings.xlsx`, the office's working paper: one row a finding.

    Raises:
        FileNotFoundError: nothing has been built yet.
    """
    from warehouse import connect  # noqa: PLC0415 - heavy libraries only when called
    from warehouse.report import workbook  # noqa: PLC0415

    with connect(home) as connection:
        return workbook.write(connection, home / "reports" / "findings.xlsx")
