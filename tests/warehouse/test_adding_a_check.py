"""The example of docs/adding-a-check.md works as printed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from contracts.facts import Facts
from tests.warehouse.conftest import NOW, Bench
from warehouse import (
    BuildResult,
    build,
    connect,
    database,
    loading,
    preparing,
    statements,
    write_facts,
)
from warehouse.checking import entry, run_checks
from warehouse.report import NoEvidence, write_reports
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


def test_a_check_may_read_all_that_the_page_names() -> None:
    rows = re.findall(r"^\| (`[^|]*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"`([a-z_]+(?:\.[a-z_]+)?)`", row)]
    assert {"fact", "identity_results", "broken_terms"} <= set(names)
    assert {"live_figures.line_no", "registry_units"} <= set(names)
    with database.in_memory() as connection:
        loading.create_tables(connection)
        preparing.prepare(connection)
        for name in names:
            table, _, column = name.partition(".")
            connection.execute(f"SELECT {column or '*'} FROM {table}")


def test_header_must_be_complete() -> None:
    with pytest.raises(ValueError, match="advice"):
        entry(parse("x.y", "-- id: x.y\n-- severity: hint\n-- title: 甲\n-- basis: 乙\nSELECT 1"))


def test_every_shipped_check_has_a_complete_header() -> None:
    severities = {entry(check).severity for check in folder("checks")}
    assert severities == {"error", "warning", "hint"}


SPENT = """-- id: x.spent
-- severity: error
-- title: 花了钱
-- basis: 甲
-- advice: 乙
SELECT unit_code, fiscal_year, 'x' AS binding, {outcome} AS outcome, '花了' AS message FROM parts
"""


def test_a_check_that_fails_costs_only_itself(
    tmp_path: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(outcome: str, day: int) -> BuildResult:
        checks = (parse("x.spent", SPENT.format(outcome=outcome)), *folder("checks"))
        real = statements.folder
        monkeypatch.setattr(
            "warehouse.checking.folder", lambda name: checks if name == "checks" else real(name)
        )
        return build(tmp_path, now=NOW + timedelta(days=day), registry=None)

    bench.money("meeting", "5.00万元")
    [submission] = bench.submissions.values()
    write_facts(tmp_path, Facts(submission, tuple(bench.figures)))
    fine = built("'break'", 0)
    broken = built("no_such_column", 1)
    [line] = broken.failed_checks
    assert line.startswith("检查“花了钱”出错")
    assert "no_such_column" in line
    assert not fine.failed_checks
    assert broken.open_findings == fine.open_findings
    with connect(tmp_path) as connection:
        rows = connection.execute(
            "SELECT status, first_seen = last_seen FROM findings WHERE check_id = 'x.spent'"
        ).fetchall()
        outcomes = connection.execute(
            "SELECT DISTINCT outcome FROM check_results WHERE check_id = 'x.spent'"
        ).fetchall()
    assert rows == [("open", True)]
    assert outcomes == [("insufficient",)]
    [page] = write_reports(tmp_path, ["html"], NoEvidence())
    assert "下列 1 项这次没有做，以前的发现保持原样：花了钱" in page.read_text("utf-8")
    mended = built("'exact'", 2)
    assert len(mended.resolved) == 1
