"""Which tables are worth a second reading."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from contracts.facts import Facts, Figure, Submission
from normalizers import suspected_tables

SUBMISSION = Submission(
    submission_id="s",
    sha256="s",
    file_name="a.pdf",
    media_type="application/pdf",
    received_at=datetime(2023, 1, 1, tzinfo=UTC),
)


def facts(total: str, table: int | None) -> Facts:
    values = {"expenditure.total": total, "expenditure.basic": "100", "expenditure.project": "20"}
    return Facts(
        SUBMISSION,
        tuple(
            Figure(
                figure_id=item,
                submission_id="s",
                item=item,
                stage="final",
                value=Decimal(value),
                table_index=table,
            )
            for item, value in values.items()
        ),
    )


def test_a_table_that_breaks_its_sum_is_suspected() -> None:
    assert suspected_tables(facts("130", 3)) == {3}


def test_a_table_that_holds_is_not() -> None:
    assert suspected_tables(facts("120", 3)) == frozenset()


def test_running_text_has_no_table_to_read_again() -> None:
    assert suspected_tables(facts("130", None)) == frozenset()
