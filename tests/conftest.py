"""Fixtures for every test: the real input beside the project, and what the machine offers."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MISSING_SHARED: list[str] = []


def shared_folder() -> Path | None:
    """The folder of real input; None where it is absent and nobody promised it.

    Raises:
        pytest.UsageError: DUIZHANG_SHARED is set but is no folder.
    """
    promised = os.environ.get("DUIZHANG_SHARED")
    if promised:
        folder = Path(promised)
        if not folder.is_dir():
            raise pytest.UsageError(f"DUIZHANG_SHARED is set but missing: {folder}")
        return folder
    folder = ROOT.parent / "shared"
    return folder if (folder / "seed").is_dir() else None


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """`../shared` or DUIZHANG_SHARED; skips aloud where neither exists."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("real input (../shared) is not here")
    return folder


@pytest.fixture(scope="session")
def seed(shared: Path) -> dict[str, Path]:
    """The seed's files by kind: docx, doc, pdf, scan, photo."""
    folder = shared / "seed"
    scans = list(folder.glob("*扫描件.pdf"))
    return {
        "docx": next(folder.glob("*.docx")),
        "doc": next(folder.glob("*.doc")),
        "pdf": next(path for path in folder.glob("*.pdf") if path not in scans),
        "scan": scans[0],
        "photo": next(folder.glob("*.jpg")),
    }


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Marked tests skip where the machine lacks the tool."""
    tools = {"libreoffice": "soffice", "chromium": "chromium", "netns": "ip"}
    for mark, tool in tools.items():
        if item.get_closest_marker(mark) and shutil.which(tool) is None:
            pytest.skip(f"{tool} is not on this machine")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says aloud how many tests the missing real input cost."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "real input" in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests skipped: real input is not here")
