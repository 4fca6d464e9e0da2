"""The example of docs/adding-a-check.md works as printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.warehouse.conftest import NOW, Bench
from warehouse import database, loading, preparing
from warehouse.checking import entry, run_checks
from warehouse.results import Build
from warehouse.statements import folder, parse

PAGE = Path(__file__).resolve().parents[2] / "docs" / "adding-a-check.md"


def outcomes(bench: Bench) -> list[tuple[str, str | None, str | None]]:
    (sql,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    with database.in_memory() as connection:
        loading.create_tables(connection)
        loading.insert(connection, "builds", [Build(built_at=NOW, has_registry=False)])
        loading.insert(connection, "submissions", list(bench.submissions.values()))
        loading.insert(connection, "figures", bench.figures)
        preparing.prepare(connection)
        run_checks(connection, [parse("example.meeting", sql)])
        return connection.execute("SELECT outcome, severity, message FROM check_results").fetchall()


@pytest.mark.parametrize(("spent", "outcome"), [("6.00万元", "break"), ("5.00万元", "exact")])
def test_the_example_fires_and_is_silent(bench: Bench, spent: str, outcome: str) -> None:
    bench.money("meeting", "5.00万元", "initial_budget")
    bench.money("meeting", spent)
    ((found, severity, message),) = outcomes(bench)
    assert found == outcome
    broke = outcome == "break"
    assert severity == ("warning" if broke else None)
    assert message == ("会议费决算“6.00万元”超过年初预算“5.00万元”。" if broke else None)


def test_header_must_be_complete() -> None:
    with pytest.raises(ValueError, match="advice"):
        entry(parse("x.y", "-- id: x.y\n-- severity: hint\n-- title: 甲\n-- basis: 乙\nSELECT 1"))


def test_every_shipped_check_has_a_complete_header() -> None:
    severities = {entry(check).severity for check in folder("checks")}
    assert severities == {"error", "warning", "hint"}
