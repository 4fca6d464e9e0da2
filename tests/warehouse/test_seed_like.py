"""The seed's facts by hand (DOMAIN §2): exactly the findings a reviewer must be told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.warehouse.conftest import Bench


def seed_like(bench: Bench) -> Bench:
    for item, printed, stage in [
        ("staff.establishment", "13人", "final"),
        ("staff.actual", "9人", "final"),
        ("staff.in_service", "9人", "final"),
        ("staff.retired", "0人", "final"),
        ("revenue.total", "99.86万元", "initial_budget"),
        ("expenditure.total", "99.86万元", "initial_budget"),
        ("expenditure.basic", "90.86万元", "initial_budget"),
        ("expenditure.project", "9.00万元", "initial_budget"),
        ("revenue.total", "28.83万元", "supplement"),
        ("revenue.total", "128.69万元", "final"),
        ("expenditure.total", "128.69万元", "final"),
        ("expenditure.basic", "103.98万元", "final"),
        ("expenditure.project", "24.71万元", "final"),
        ("three_public.total", "2.55万元", "initial_budget"),
        ("three_public.overseas", "0.00万元", "initial_budget"),
        ("three_public.vehicle", "0.00万元", "initial_budget"),
        ("three_public.reception", "2.55万元", "initial_budget"),
        ("three_public.total", "0.34元", "final"),
        ("three_public.overseas", "0.00万元", "final"),
        ("three_public.vehicle.operation", "0.00万元", "final"),
        ("three_public.reception", "0.34万元", "final"),
        ("procurement.total", "0.00万元", "final"),
        ("procurement.goods", "0元", "final"),
        ("procurement.works", "0.00万元", "final"),
        ("procurement.services", "0.00万元", "final"),
        ("assets.total", "16.30万元", "final"),
        ("liabilities.total", "0.00万元", "final"),
        ("net_assets.total", "16.30万元", "final"),
    ]:
        bench.money(item, printed, stage)
    bench.money(
        "revenue.general_public_budget", "99.86万元", "initial_budget", fund="general_public"
    )
    bench.claim("share", "expenditure.basic", "80.8%", versus="expenditure.total")
    bench.claim("share", "expenditure.project", "19.2%", versus="expenditure.total")
    bench.claim("change", "revenue.total", "28.83万元", versus="initial_budget")
    for item in ("project_funds.total", "project_funds.fiscal"):
        for stage in ("initial_budget", "adjusted_budget", "final"):
            bench.money(item, "9万元", stage, source="self_evaluation_table", project="业务经费")
    bench.claim(
        "execution_rate",
        "project_funds.total",
        "100%",
        versus="adjusted_budget",
        source="self_evaluation_table",
        project="业务经费",
    )
    bench.row("10", "10", level1="预算执行", level3=None)
    rows = [
        ("产出指标", 50, "100%", "10", "10"),
        ("产出指标", 50, "100%", "10", "10"),
        ("产出指标", 50, "95%", "10", "9"),
        ("产出指标", 50, "100%", "10", "10"),
        ("产出指标", 50, "100%", "10", "10"),
        ("效益指标", 30, "≥98%", "10", "9"),
        ("效益指标", 30, "100%", "5", "5"),
        ("效益指标", 30, "≥98%", "10", "9"),
        ("效益指标", 30, "100%", "5", "5"),
        ("满意度指标", 10, "≥95", "10", "9"),
    ]
    for level1, label, actual, points, score in rows:
        bench.row(
            points,
            score,
            level1=level1,
            level1_points=Decimal(label),
            target_printed="100%",
            actual_printed=actual,
        )
    bench.row(None, None, level1="效益指标", level3=None, level2="经济效益指标")
    bench.row("100", "96", level1="总分", level3=None)
    return bench


@pytest.fixture
def seed_bench(bench: Bench) -> Bench:
    return seed_like(bench)


def test_findings_are_exactly_those_of_the_reviewer(seed_bench: Bench) -> None:
    found = seed_bench.findings()
    counted = {
        (row["check_id"], row["severity"]): sum(r["check_id"] == row["check_id"] for r in found)
        for row in found
    }
    assert counted == {
        ("unit.suspect_scale", "error"): 1,
        ("coverage.project_self_evaluation", "warning"): 1,
        ("score.unexplained_loss", "warning"): 4,
        ("indicator.bound_as_actual", "hint"): 3,
        ("score.ratio", "hint"): 1,
    }


def test_unit_slip_carries_the_broken_sum_as_its_consequence(seed_bench: Bench) -> None:
    (slip,) = seed_bench.findings("unit.suspect_scale")
    assert "印为“0.34元”" in slip["message"]
    assert "疑为“0.34万元”" in slip["message"]
    assert slip["consequences"] == [
        {"check_id": "sum.three_public", "binding": "three_public/final/narrative"}
    ]
    (broken,) = [r for r in seed_bench.results("sum.three_public") if r["outcome"] == "break"]
    assert (broken["expected"], broken["actual"]) == (Decimal(3400), Decimal("0.34"))


def test_everything_else_that_could_be_checked_holds(seed_bench: Bench) -> None:
    rows = seed_bench.results()
    held = {r["check_id"] for r in rows if r["outcome"] in {"exact", "rounding"}}
    assert held >= {
        "sum.revenue", "sum.expenditure", "sum.three_public", "sum.procurement", "sum.assets",
        "sum.staff", "sum.project_funds", "balance.revenue_expenditure", "bridge.budget_to_final",
        "ratio.share", "ratio.execution", "change.amount", "score.total", "score.points",
        "score.level1_points", "score.range", "score.execution",
    }  # fmt: skip
    bounded = [r for r in rows if r["check_id"] == "score.ratio" and r["outcome"] == "insufficient"]
    assert len(bounded) == 3


def test_coverage_names_both_amounts(seed_bench: Bench) -> None:
    (row,) = seed_bench.findings("coverage.*")
    assert "9万元" in row["message"]
    assert "24.71万元" in row["message"]
    assert "15.71万元" in row["message"]
