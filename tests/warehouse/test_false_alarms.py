"""False alarms met on real public documents, each named after its cause, and its true twin."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.registry import Registry, RegistryUnit
from tests.warehouse.conftest import Bench


@pytest.fixture
def bench() -> Bench:
    return Bench()


def outcomes(bench: Bench, check_id: str) -> list[str]:
    return [row["outcome"] for row in bench.results() if row["check_id"] == check_id]


def test_share_of_an_account_is_of_the_whole_not_of_itself(bench):
    account = {"account_code": "208", "account_name": "社会保障和就业支出"}
    bench.money("expenditure.total", "2940.05万元")
    bench.money("expenditure.total", "326.72万元", **account)
    bench.claim("share", "expenditure.total", "11.11%", versus="expenditure.total", **account)
    assert outcomes(bench, "ratio.share") == ["rounding"]


def test_share_of_an_account_over_a_wrong_base_is_found(bench):
    account = {"account_code": "201", "account_name": "一般公共服务支出"}
    bench.money("expenditure.total", "2940.05万元")
    bench.money("expenditure.total", "2106.66万元", **account)
    bench.claim("share", "expenditure.total", "71.73%", versus="expenditure.total", **account)
    assert outcomes(bench, "ratio.share") == ["break"]


def test_accounts_have_no_carry_over_so_they_need_not_balance(bench):
    account = {"account_code": "201", "account_name": "一般公共服务支出"}
    bench.money("revenue.total", "2112.86万元", **account)
    bench.money("expenditure.total", "2106.66万元", **account)
    assert "break" not in outcomes(bench, "balance.revenue_expenditure")


def test_balance_waits_where_the_carry_over_is_printed_elsewhere(bench):
    bench.money("revenue.total", "2946.25万元")
    bench.money("expenditure.total", "2940.05万元")
    bench.money("carryover.opening", "49.14万元", source="final_accounts")
    bench.money("carryover.closing", "55.34万元", source="final_accounts")
    assert "break" not in outcomes(bench, "balance.revenue_expenditure")


def test_balance_waits_where_a_grand_total_holds_the_carry_over(bench):
    bench.money("grand_total.revenue", "2995.39万元")
    bench.money("revenue.total", "2946.25万元")
    bench.money("expenditure.total", "2940.05万元")
    assert "break" not in outcomes(bench, "balance.revenue_expenditure")


def test_the_text_of_final_accounts_leaves_the_carry_over_to_its_tables(bench):
    bench.submission("s1", document_kinds=("final_accounts",))
    bench.money("revenue.total", "1234.56万元")
    bench.money("expenditure.total", "1230.00万元")
    assert "break" not in outcomes(bench, "balance.revenue_expenditure")


def test_a_fund_is_a_share_of_all_funds_never_of_itself(bench):
    bench.money("expenditure.total", "1490.00万元", fund="general_public")
    bench.claim(
        "share", "expenditure.total", "98.68%", versus="expenditure.total", fund="general_public"
    )
    assert outcomes(bench, "ratio.share") == ["insufficient"]
    bench.money("expenditure.total", "1510.00万元")
    assert outcomes(bench, "ratio.share") == ["rounding"]


def test_a_fund_with_a_wrong_share_of_all_funds_is_found(bench):
    bench.money("expenditure.total", "1490.00万元", fund="general_public")
    bench.money("expenditure.total", "1510.00万元")
    bench.claim(
        "share", "expenditure.total", "89.68%", versus="expenditure.total", fund="general_public"
    )
    assert outcomes(bench, "ratio.share") == ["break"]


def test_running_text_may_count_the_carry_over_among_the_revenue(bench):
    bench.money("revenue.total", "2500.00万元", "initial_budget")
    bench.money("carryover.opening", "20.00万元", "initial_budget")
    bench.money("expenditure.total", "2500.00万元", "initial_budget")
    assert outcomes(bench, "balance.revenue_expenditure") == ["exact"]


def test_the_carry_over_stands_beside_the_revenue_in_a_table(bench):
    for item, printed in (("revenue", "2500.00"), ("expenditure", "2500.00")):
        bench.money(f"{item}.total", f"{printed}万元", source="final_accounts")
    bench.money("carryover.opening", "20.00万元", source="final_accounts")
    assert outcomes(bench, "balance.revenue_expenditure") == ["break"]


def test_balance_breaks_where_no_carry_over_is_printed_at_all(bench):
    bench.money("revenue.total", "2946.25万元")
    bench.money("expenditure.total", "2940.05万元")
    assert outcomes(bench, "balance.revenue_expenditure") == ["break"]


def test_a_rate_speaks_of_the_nearest_amounts_before_it(bench):
    bench.money("meeting", "350.35万元", block=7, char_start=10, char_end=18)
    bench.money("meeting", "348.52万元", "prior_final", block=7, char_start=30, char_end=38)
    bench.money("meeting", "352.67万元", block=7, char_start=50, char_end=58)
    more = {"versus": "prior_final", "block": 7, "char_start": 70, "char_end": 75}
    bench.claim("change_rate", "meeting", "0.53%", **more)
    assert outcomes(bench, "change.rate") == ["break"]
    assert outcomes(bench, "conflict.within_document") == ["break"]


def test_a_whole_number_of_many_digits_was_rounded_not_robbed_of_zeros(bench):
    half = {"half": Decimal(50), "half_unit_rule": "document"}
    bench.money("expenditure.total", "17192万元", **half)
    bench.money("expenditure.total", "171915169元", source="budget")
    assert outcomes(bench, "conflict.within_document") == ["rounding"]


def test_a_short_whole_number_of_a_two_decimals_document_is_exact_to_them(bench):
    half = {"half": Decimal(50), "half_unit_rule": "document"}
    bench.money("expenditure.total", "9万元", **half)
    bench.money("expenditure.total", "9.40万元")
    assert outcomes(bench, "conflict.within_document") == ["break"]


def test_one_printed_number_that_states_two_totals_is_one_unit_slip(bench):
    place = {"block": 3, "char_start": 10, "char_end": 15}
    bench.money("grand_total.revenue", "0.3万元", **place)
    bench.money("grand_total.expenditure", "0.3万元", **place)
    bench.money("grand_total.revenue", "2961.68万元", source="final_accounts")
    bench.money("grand_total.expenditure", "2961.68万元", source="final_accounts")
    [finding] = bench.findings("unit.suspect_scale")
    assert finding["figure_ids"][:2] == ["s1.f0", "s1.f1"]
    assert len(finding["figure_ids"]) > 2  # what the slip is measured against is shown too
    assert "0.3亿元" in finding["message"]


def test_money_of_one_fund_holds_no_parts_of_another(bench):
    table = {"source": "final_accounts"}
    bench.money("revenue.total", "262.77万元", fund="government_fund", **table)
    bench.money("revenue.fiscal_appropriation", "2980.17万元", fund="fiscal", **table)
    assert "break" not in outcomes(bench, "sum.revenue")


def test_a_budget_that_rounds_to_nothing_may_still_give_a_rate(bench):
    bench.money("meeting", "0万元", "initial_budget", half=Decimal(5000))
    bench.money("meeting", "0.10万元")
    bench.claim("completion_rate", "meeting", "25.00%", versus="initial_budget")
    assert outcomes(bench, "ratio.completion") == ["insufficient"]


def test_project_tables_cover_their_own_unit_not_the_department_it_leads(bench):
    bench.registry = Registry(
        units=(
            RegistryUnit(unit_code="甲局", unit_name="甲局", department_code="甲局"),
            RegistryUnit(unit_code="乙站", unit_name="乙站", department_code="甲局"),
        )
    )
    bench.money("project_funds.total", "9.00万元", source="self_evaluation_table", project="甲")
    for scope, spent in {"unit": "9.00万元", "department": "20.00万元"}.items():
        bench.submission(scope, scope=scope, document_kinds=("final_accounts",))
        more = {"source": "final_accounts", "fund": "all", "form": "final_accounts.t3"}
        bench.money("expenditure.project", spent, sub=scope, **more)
    assert outcomes(bench, "coverage.project_self_evaluation") == ["exact"]


def test_a_whole_score_beside_finer_ones_dropped_its_zeros(bench):
    bench.row("12.5", "12", target_printed="303", actual_printed="291")
    bench.row("12.5", "12.25", target_printed="100", actual_printed="98")
    assert outcomes(bench, "score.ratio") == ["rounding", "exact"]


def test_a_total_with_an_execution_score_that_stands_nowhere_is_not_judged(bench):
    for number, points in enumerate(("50", "30", "10")):
        bench.row(points, points, level3=f"指标{number}")
    bench.row("100", "99.5", level1="总分", level3=None)
    assert outcomes(bench, "score.total") == ["insufficient"]


def test_a_total_below_its_rows_breaks_whatever_is_not_printed(bench):
    for number, points in enumerate(("50", "30", "10")):
        bench.row(points, points, level3=f"指标{number}")
    bench.row("100", "89", level1="总分", level3=None)
    assert outcomes(bench, "score.total") == ["break"]


def test_costs_and_days_above_their_target_are_not_a_target_too_low(bench):
    bench.row("10", "8", level2="时效指标", target_printed="10天", actual_printed="16天")
    bench.row("10", "8", level2="成本指标", target_printed="50件", actual_printed="70件")
    bench.row("10", "8", level2="质量指标", target_printed="≤5%", actual_printed="9%")
    assert outcomes(bench, "indicator.target_too_low") == []
