"""A report and a table that arrive in two files stand beside each other, in either order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts.facts import Passage, Submission
from warehouse import database, loading
from warehouse.preparing import prepare

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def submission(key: str, kind: str, day: int) -> Submission:
    return Submission(
        submission_id=key,
        sha256=key,
        file_name=f"{key}.docx",
        media_type="docx",
        received_at=NOW + timedelta(days=day),
        unit_code="101",
        fiscal_year=2025,
        document_kinds=(kind,),
    )


@pytest.mark.parametrize("table_day", [0, 2])
def test_a_tables_own_lines_do_not_replace_the_report(table_day: int) -> None:
    connection = database.in_memory()
    loading.create_tables(connection)
    files = [
        submission("report", "self_evaluation_report", 1),
        submission("table", "self_evaluation_table", table_day),
    ]
    loading.insert(connection, "submissions", files)
    lines = [
        Passage(
            submission_id=item.submission_id, unit_code="101", fiscal_year=2025, block=0, text="一"
        )
        for item in files
    ]
    loading.insert(connection, "passages", lines)
    prepare(connection)
    current = connection.execute(
        "SELECT submission_id, kind FROM parts WHERE is_current ORDER BY ALL"
    ).fetchall()
    assert ("report", "narrative") in current
    assert connection.execute("SELECT max(version) FROM submissions").fetchall() == [(1,)]
