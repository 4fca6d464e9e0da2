"""Each check of a single document: facts that make it fire, facts that leave it silent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.warehouse.conftest import Bench

Make = Callable[[Bench], None]


def sums(total: str, *parts: str, stage: str = "final") -> Callable[..., Make]:
    """Prints a total and its parts as given."""

    def printed(*values: str, **more: object) -> Make:
        def make(bench: Bench) -> None:
            for item, value in zip((total, *parts), values, strict=True):
                bench.money(item, value, stage, **more)

        return make

    return printed


SPENT = sums("expenditure.total", "expenditure.basic", "expenditure.project")
REVENUE = sums("revenue.total", "revenue.fiscal_appropriation", "revenue.other")
THREE = sums(
    "three_public.total", "three_public.overseas", "three_public.vehicle", "three_public.reception"
)
VEHICLE = sums(
    "three_public.vehicle", "three_public.vehicle.purchase", "three_public.vehicle.operation"
)
BOUGHT = sums("procurement.total", "procurement.goods", "procurement.works", "procurement.services")
ASSETS = sums("net_assets.total", "assets.total", "liabilities.total")
STAFF = sums("staff.actual", "staff.in_service", "staff.retired")
FUNDS = sums("project_funds.total", "project_funds.fiscal", "project_funds.other")
BALANCE = sums("revenue.total", "expenditure.total", "carryover.closing")


def claims(kind: str, printed: str, **facts: str) -> Make:
    """A claim about meeting fees with its figures by stage."""

    def make(bench: Bench) -> None:
        for stage, value in facts.items():
            bench.money("meeting", value, stage)
        versus = next(stage for stage in facts if stage != "final")
        bench.claim(kind, "meeting", printed, versus=versus)

    return make


def share(printed: str, part: str, whole: str) -> Make:
    def make(bench: Bench) -> None:
        bench.money("expenditure.basic", part)
        bench.money("expenditure.total", whole)
        bench.claim("share", "expenditure.basic", printed, versus="expenditure.total")

    return make


def bridge(final: str) -> Make:
    def make(bench: Bench) -> None:
        bench.money("revenue.total", "99.86万元", "initial_budget")
        bench.money("revenue.total", "28.83万元", "supplement")
        bench.money("revenue.total", final)

    return make


def twice(second: str) -> Make:
    def make(bench: Bench) -> None:
        bench.money("training", "326.71万元")
        bench.money("training", second, source="base_data_table")

    return make


def rows(*scores: str, total: str = "30", **more: object) -> Make:
    def make(bench: Bench) -> None:
        for score in scores:
            bench.row("10", score, deviation_reason="有原因", **more)
        bench.row("30", total, level1="总分", level3=None)

    return make


def executed(score: str, final: str, adjusted: str) -> Make:
    def make(bench: Bench) -> None:
        for stage, value in {"final": final, "adjusted_budget": adjusted}.items():
            bench.money(
                "project_funds.total",
                value,
                stage,
                source="self_evaluation_table",
                project="业务经费",
            )
        bench.row("10", score, level1="预算执行", level3=None)

    return make


def one(points: str, score: str, target: str, actual: str, reason: str | None = None) -> Make:
    def make(bench: Bench) -> None:
        bench.row(
            points, score, target_printed=target, actual_printed=actual, deviation_reason=reason
        )

    return make


def covered(spent: str) -> Make:
    def make(bench: Bench) -> None:
        bench.money("expenditure.project", spent)
        for project in ("甲", "乙"):
            bench.money(
                "project_funds.total", "9.00万元", source="self_evaluation_table", project=project
            )

    return make


CASES: list[tuple[str, Make, Make]] = [
    (
        "sum.revenue",
        REVENUE("9.00万元", "5.00万元", "3.00万元"),
        REVENUE("8.01万元", "5.00万元", "3.00万元"),
    ),
    (
        "sum.expenditure",
        SPENT("100.02元", "60.00元", "40.00元"),
        SPENT("100.01万元", "60.00万元", "40.00万元"),
    ),
    (
        "sum.three_public",
        THREE("0.00万元", "0.00万元", "50.00万元", "40.00万元"),
        THREE("90.00万元", "0.00万元", "50.00万元", "40.00万元"),
    ),
    (
        "sum.three_public_vehicle",
        VEHICLE("5.00万元", "3.00万元", "1.00万元"),
        VEHICLE("5.00万元", "3.00万元", "2.00万元"),
    ),
    (
        "sum.procurement",
        BOUGHT("7.00万元", "3.00万元", "1.00万元", "1.00万元"),
        BOUGHT("5.00万元", "3.00万元", "1.00万元", "1.00万元"),
    ),
    (
        "sum.assets",
        ASSETS("16.30万元", "18.30万元", "1.00万元"),
        ASSETS("16.30万元", "18.30万元", "2.00万元"),
    ),
    ("sum.staff", STAFF("11人", "9人", "4人"), STAFF("9人", "9人", "4人")),
    (
        "sum.project_funds",
        FUNDS("9.00万元", "7.00万元", "1.00万元"),
        FUNDS("9.00万元", "8.00万元", "1.00万元"),
    ),
    (
        "balance.revenue_expenditure",
        BALANCE("9.00万元", "7.00万元", "1.00万元"),
        BALANCE("9.00万元", "8.00万元", "1.00万元"),
    ),
    ("bridge.budget_to_final", bridge("128.96万元"), bridge("128.69万元")),
    (
        "ratio.completion",
        claims("completion_rate", "99.00%", final="5.00万元", initial_budget="5.10万元"),
        claims("completion_rate", "98.04%", final="5.00万元", initial_budget="5.10万元"),
    ),
    (
        "ratio.completion",
        claims("completion_rate", "100%", final="5.00万元", initial_budget="0.00万元"),
        claims("completion_rate", "100%", final="0.00万元", initial_budget="0.00万元"),
    ),
    (
        "ratio.execution",
        claims("execution_rate", "90%", final="5.00万元", adjusted_budget="5.10万元"),
        claims("execution_rate", "98%", final="5.00万元", adjusted_budget="5.10万元"),
    ),
    (
        "ratio.share",
        share("19.2%", "103.98万元", "128.69万元"),
        share("80.8%", "103.98万元", "128.69万元"),
    ),
    (
        "change.amount",
        claims("change", "-2.00万元", final="5.00万元", prior_final="6.00万元"),
        claims("change", "-1.00万元", final="5.00万元", prior_final="6.00万元"),
    ),
    (
        "change.rate",
        claims("change_rate", "-0.006%", final="0.35万元", prior_final="1.00万元"),
        claims("change_rate", "-65%", final="0.35万元", prior_final="1.00万元"),
    ),
    (
        "change.rate",
        claims("change_rate", "30.00%", final="0.62万元", prior_final="0.50万元"),
        claims("change_rate", "22.22%", final="0.62万元", prior_final="0.50万元"),
    ),
    (
        "unit.suspect_scale",
        THREE("0.34元", "0.00万元", "0.00万元", "0.34万元"),
        THREE("0.43万元", "0.00万元", "0.00万元", "0.34万元"),
    ),
    (
        "unit.suspect_scale",
        SPENT("494400.00万元", "400000.00元", "94400.00元"),
        SPENT("494400.00元", "400000.00元", "94400.00元"),
    ),
    ("conflict.within_document", twice("326.73万元"), twice("326.72万元")),
    ("coverage.project_self_evaluation", covered("24.71万元"), covered("18.01万元")),
    ("score.total", rows("10", "10", "9", total="30"), rows("10", "10", "9", total="29")),
    ("score.points", rows("10", "10", "10", "10", total="40"), rows("10", "10", "10", total="30")),
    (
        "score.level1_points",
        rows("9", "9", "9", level1_points=Decimal(50)),
        rows("9", "9", "9", level1_points=Decimal(30)),
    ),
    ("score.range", rows("11", "9", "9"), rows("10", "0", "9")),
    (
        "score.execution",
        executed("10", "80.00万元", "100.00万元"),
        executed("9.58", "95.80万元", "100.00万元"),
    ),
    (
        "score.execution",
        executed("12", "120.00万元", "100.00万元"),
        executed("10", "120.00万元", "100.00万元"),
    ),
    ("score.ratio", one("10", "9", "100%", "95%"), one("10", "9.5", "100%", "95%")),
    ("score.ratio", one("10", "10", "≤10天", "20天"), one("10", "5", "≤10天", "20天")),
    (
        "score.unexplained_loss",
        one("10", "9", "100%", "95%"),
        one("10", "9", "100%", "95%", "人手不足"),
    ),
    ("score.deviation_over_20", one("10", "7", "100件", "70件"), one("10", "8", "100件", "80件")),
    ("indicator.target_too_low", one("10", "10", "≥50%", "60%"), one("10", "10", "≥50%", "59%")),
    (
        "indicator.target_too_low",
        one("10", "10", "100件", "120件"),
        one("10", "10", "100件", "119件"),
    ),
    ("indicator.bound_as_actual", one("10", "10", "100%", "≥98%"), one("10", "10", "≥95%", "98%")),
]


@pytest.fixture(scope="module")
def tried() -> dict[str, list[dict[str, Any]]]:
    """All cases in one warehouse, each side a unit of its own."""
    bench = Bench()
    for number, (_, wrong, right) in enumerate(CASES):
        for side, make in {"wrong": wrong, "right": right}.items():
            bench.sub = f"{number}.{side}"
            bench.submission(bench.sub, unit_code=bench.sub)
            make(bench)
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in bench.results():
        grouped.setdefault(f"{row['unit_code']}.{row['check_id']}", []).append(row)
    return grouped


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0] for case in CASES])
def test_fires_on_the_wrong_and_is_silent_on_the_right(
    number: int, tried: dict[str, list[dict[str, Any]]]
) -> None:
    check = CASES[number][0]
    found = tried[f"{number}.wrong.{check}"]
    (message,) = [row["message"] for row in found if row["outcome"] == "break"]
    assert message.endswith("。")
    assert "None" not in message
    held = tried.get(f"{number}.right.{check}", [])
    assert not [row for row in held if row["outcome"] == "break"]
    assert held or check == "unit.suspect_scale"


def test_conflict_stops_the_sums_it_enters(bench: Bench) -> None:
    SPENT("9.00万元", "5.00万元", "4.00万元")(bench)
    bench.money("expenditure.basic", "7.00万元", source="base_data_table")
    assert [row["check_id"] for row in bench.findings()] == ["conflict.within_document"]
    (stopped,) = [r for r in bench.results("sum.expenditure") if "expenditure/" in r["binding"]]
    assert stopped["outcome"] == "insufficient"


def test_explained_deviation_is_no_finding(bench: Bench) -> None:
    bench.row("10", "7", level3="培训人次", target_printed="100件", actual_printed="70件")
    bench.text("培训人次未达目标，原因是疫情影响。")
    assert bench.outcome("score.deviation_over_20") == "exact"


def test_deviation_carries_the_unexplained_loss(bench: Bench) -> None:
    one("10", "7", "100件", "70件")(bench)
    (row,) = bench.findings("score.*")
    assert row["check_id"] == "score.deviation_over_20"
    assert [item["check_id"] for item in row["consequences"]] == ["score.unexplained_loss"]


def test_truncated_rates_of_a_whole_document_are_rounding(bench: Bench) -> None:
    for item in ("meeting", "training"):
        bench.money(item, "199.736万元")
        bench.money(item, "200.000万元", "initial_budget")
        bench.claim("completion_rate", item, "99.86%", versus="initial_budget")
    assert bench.outcome("ratio.completion") == "rounding"


def test_whole_score_near_the_ratio_is_a_hint(bench: Bench) -> None:
    executed("10", "95.80万元", "100.00万元")(bench)
    (row,) = bench.findings("score.execution")
    assert row["severity"] == "hint"


def test_execution_over_no_budget_is_not_applicable(bench: Bench) -> None:
    executed("10", "0.00万元", "0.00万元")(bench)
    assert bench.outcome("score.execution") == "not_applicable"


def test_unit_slip_is_the_number_out_of_line_with_its_item_at_other_stages(bench: Bench) -> None:
    table = {"source": "self_evaluation_table", "project": "业务经费"}
    for stage, fiscal in {"initial_budget": "22700.00万元", "final": "2.27万元"}.items():
        for item, printed in {"total": "2.27万元", "fiscal": fiscal}.items():
            bench.money(f"project_funds.{item}", printed, stage, **table)
    (row,) = bench.findings("unit.*")
    assert row["binding"].startswith("project_funds.fiscal/initial_budget")
