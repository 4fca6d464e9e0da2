"""Facts and lines as one number each: every part has its bits, and more of them end the build."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pytest

from contracts.facts import Figure, Submission
from warehouse import database, loading
from warehouse.preparing import prepare

PAPER = Submission(
    submission_id="s", sha256="s", file_name="s.xlsx", media_type="x", unit_code="101",
    received_at=datetime(2026, 1, 1, tzinfo=UTC), fiscal_year=2025,
    document_kinds=("final_accounts",),
)  # fmt: skip


def lines(figures: list[Figure]) -> list[int]:
    """The line of each figure, in the given order."""
    with database.in_memory() as connection:
        loading.create_tables(connection)
        loading.insert(connection, "submissions", [PAPER])
        loading.insert(connection, "figures", figures)
        prepare(connection)
        rows = connection.execute("SELECT figure_id, line_no FROM live_figures").fetchall()
    found = dict(rows)
    return [found[figure.figure_id] for figure in figures]


def figure(number: int, form: str, *, code: str | None = "201", name: str | None = None) -> Figure:
    return Figure(
        figure_id=f"f{number}", submission_id="s", unit_code="101", fiscal_year=2025,
        item="expenditure.total", stage="final", value=Decimal(1), printed="1",
        half_unit=Decimal("0.005"), source="final_accounts", form=form, account_code=code,
        account_name=name,
    )  # fmt: skip


def test_a_line_is_one_account_of_one_table_whatever_its_name() -> None:
    one, again, other_table, other_code = lines(
        [
            figure(1, "T1", name="一般公共服务支出"),
            figure(2, "T1", name="一般公共服务"),
            figure(3, "T3", name="一般公共服务支出"),
            figure(4, "T1", code="205"),
        ]
    )
    assert one == again
    assert len({one, other_table, other_code}) == 3
    assert one >> 7 == other_table >> 7


def test_more_tables_than_there_are_numbers_for_end_the_build() -> None:
    assert len(set(lines([figure(n, f"T{n}") for n in range(127)]))) == 127
    with pytest.raises(duckdb.InvalidInputException, match="编号超过7位"):
        lines([figure(n, f"T{n}") for n in range(128)])
