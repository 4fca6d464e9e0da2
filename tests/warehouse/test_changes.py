"""Night to night: findings that came, went or stayed, and figures that are not the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import warehouse
from contracts.facts import Facts
from tests.warehouse.documents import facts

NIGHT = datetime(2023, 8, 12, tzinfo=UTC)
REPORT = (
    "甲县教育局2022年度部门整体支出绩效自评报告",
    "单位名称（盖章）：甲县教育局",
    "甲县教育局负责全县教育工作。" * 12,
)
MONEY = "2022年决算总支出{0}万元，其中：基本支出103.98万元，项目支出24.71万元。"


def report(total: str, *, later: int = 0) -> Facts:
    read = facts(*REPORT, MONEY.format(total))
    when = read.submission.received_at + timedelta(days=later)
    return replace(read, submission=replace(read.submission, received_at=when))


def night(home: Path, number: int, *read: Facts) -> warehouse.BuildResult:
    for one in read:
        warehouse.write_facts(home, one)
    return warehouse.build(home, now=NIGHT + timedelta(days=number), registry=None)


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with warehouse.connect(home) as connection:
        return connection.execute(sql).fetchall()


FINDINGS = "SELECT change, check_id FROM finding_changes ORDER BY ALL"
FIGURES = "SELECT change, via, label, former_printed, printed FROM figure_changes ORDER BY ALL"


def test_the_first_night_is_all_new_and_the_second_all_still_open(tmp_path: Path) -> None:
    night(tmp_path, 0, report("128.99"))
    assert rows(tmp_path, FINDINGS) == [("new", "missing.table"), ("new", "sum.expenditure")]
    assert rows(tmp_path, FIGURES) == []
    night(tmp_path, 1)
    assert {change for change, _ in rows(tmp_path, FINDINGS)} == {"still_open"}
    assert rows(tmp_path, FIGURES) == []
    assert rows(tmp_path, "SELECT * FROM changed_since") == []


def test_a_resubmission_shows_the_fact_that_changed_and_resolves_its_finding(
    tmp_path: Path,
) -> None:
    night(tmp_path, 0, report("128.99"))
    result = night(tmp_path, 1, report("128.69", later=1))
    assert rows(tmp_path, FINDINGS) == [
        ("resolved", "sum.expenditure"),
        ("still_open", "missing.table"),
    ]
    assert len(result.resolved) == 1
    assert rows(tmp_path, FIGURES) == [
        ("value", "resubmitted", "正文决算支出合计", "128.99万元", "128.69万元")
    ]
    told = rows(tmp_path, "SELECT what, before, now_is FROM changed_since ORDER BY what")
    assert ("重新报送：数值变化", "128.99万元", "128.69万元") in told
    assert any(what == "已消失" and "128.99万元" in before for what, before, _ in told)


def test_a_better_reading_shows_value_meaning_and_assurance(tmp_path: Path) -> None:
    read = report("128.69")
    first, second, third = read.figures
    night(tmp_path, 0, read)
    changed = (
        replace(first, value=Decimal(1289900), printed="128.99万元"),
        replace(second, item="expenditure.project"),
        replace(third, assurance="doubtful"),
    )
    night(tmp_path, 1, replace(read, figures=changed))
    found = rows(tmp_path, "SELECT change, via, former_assurance, assurance FROM figure_changes")
    assert sorted(found) == [
        ("assurance", "reread", "typed", "doubtful"),
        ("binding", "reread", "typed", "typed"),
        ("value", "reread", "typed", "typed"),
    ]


def test_figures_that_come_and_go_with_a_better_reading(tmp_path: Path) -> None:
    read = report("128.69")
    night(tmp_path, 0, replace(read, figures=read.figures[:2]))
    night(tmp_path, 1, replace(read, figures=read.figures[1:]))
    found = rows(tmp_path, "SELECT change, former_printed, printed FROM figure_changes")
    assert sorted(found) == [
        ("appeared", None, "24.71万元"), ("gone", "128.69万元", None),
    ]  # fmt: skip
