"""The notice of a year is read from the ledger and used: points, offices, lights, lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from contracts.registry import Notice, Registry, RegistryUnit
from tests.warehouse.conftest import Bench

UNITS = tuple(
    RegistryUnit(unit_code=code, unit_name=code, category=category, last_onsite_year=2021, **more)
    for code, category, more in [
        ("甲镇", "乡镇", {}), ("乙校", "教育", {}), ("丙院", "卫生", {}), ("丁局", "其他", {}),
        ("戊局", None, {"review_office": "行财股"}),
    ]
)  # fmt: skip


def rules(**notice: Any) -> Registry:
    return Registry(units=UNITS, notices=(Notice(fiscal_year=2022, **notice),))


def sheet(bench: Bench, execution: str = "10", output: str = "50", *, sub: str = "s1") -> None:
    owner = {"sub": sub, "project": "甲"}
    bench.row(execution, execution, level1="预算执行", level3=None, **owner)
    bench.row(output, output, **owner)
    bench.row("30", "30", level1="效益指标", **owner)
    bench.row("10", "10", level1="满意度指标", **owner)


@pytest.mark.parametrize(
    ("notice", "sheets", "broken"),
    [
        ({"execution_points": Decimal(10), "level1_split": "50/30/10"}, {}, []),
        ({"execution_points": Decimal(20)}, {}, ["“预算执行”10分（通知规定20分）"]),
        ({"level1_split": "40/30/10"}, {}, ["“产出指标”50分（通知规定40分）"]),
        ({"level1_split": "产出60；满意度10"}, {"output": "60"}, []),
        ({"level1_split": "产出60；满意度10"}, {}, ["“产出指标”50分（通知规定60分）"]),
        ({}, {"execution": "20"}, []),
    ],
)
def test_points_are_held_against_the_notice(
    bench: Bench, notice: dict[str, Any], sheets: dict[str, str], broken: list[str]
) -> None:
    bench.registry = rules(**notice)
    sheet(bench, **sheets)
    found = bench.findings("score.notice_points")
    assert len(found) == len(broken)
    for row, words in zip(found, broken, strict=True):
        assert words in row["message"]
        assert row["severity"] == "warning"


def test_without_the_sheet_there_is_no_rule(bench: Bench) -> None:
    sheet(bench)
    assert bench.outcome("score.notice_points") == "not_applicable"


def test_first_review_by_category_and_by_the_units_own_line(bench: Bench) -> None:
    bench.registry = rules(review_offices="乡镇=乡财中心；其他=业务股")
    rows = bench.query("SELECT unit_code, review_office, basis FROM review_offices")
    offices = {row["unit_code"]: row["review_office"] for row in rows}
    assert offices == {
        "甲镇": "乡财中心",
        "乙校": None,
        "丙院": None,
        "丁局": "业务股",
        "戊局": "行财股",
    }
    bench.registry = rules()
    rows = bench.query("SELECT unit_code, review_office FROM review_offices ORDER BY unit_code")
    assert [row["review_office"] for row in rows] == [
        "归口股室", "卫健局", "教育局", "行财股", "乡镇财政服务中心",
    ]  # fmt: skip


def spent(bench: Bench, unit: str, final: str) -> None:
    bench.submission(unit, unit_code=unit, unit_name=unit)
    funds = {"source": "self_evaluation_table", "project": "甲", "sub": unit}
    bench.money("project_funds.total", "10.00万元", "adjusted_budget", **funds)
    bench.money("project_funds.total", final, **funds)
    bench.row("100", "96", sub=unit, project="甲", level1="总分", level3=None)


def test_lights_and_what_must_be_seen_on_site(bench: Bench) -> None:
    bench.registry = rules(grade_edges="97/80/60")
    for unit, final in {"甲镇": "9.60万元", "乙校": "5.00万元"}.items():
        spent(bench, unit, final)
    rows = bench.query("SELECT * FROM score_lights ORDER BY unit_code")
    assert [(row["unit_code"], row["light"], row["grade"]) for row in rows] == [
        ("乙校", "red", "良"), ("甲镇", "green", "良"),
    ]  # fmt: skip
    listed = {r["unit_code"]: r for r in bench.query("SELECT * FROM onsite_selection")}
    assert listed["乙校"]["rank"] == 1
    assert listed["乙校"]["selected"]
    assert not listed["乙校"]["due"]
    assert "近三年已现场评价；红灯1个" in listed["乙校"]["reason"]
    assert listed["乙校"]["review_office"] == "教育局"
    picked = bench.query("SELECT unit_code, review_office FROM spot_check_selection")
    assert {row["unit_code"]: row["review_office"] for row in picked}["甲镇"] == "乡镇财政服务中心"
