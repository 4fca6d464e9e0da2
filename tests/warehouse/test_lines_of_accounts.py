"""Lines of the accounts in running text: what holds for the whole unit is not asked of a line."""

from __future__ import annotations

from tests.warehouse.conftest import Bench

LINE = {"account_code": "201", "account_name": "一般公共服务支出"}


def test_a_functions_share_is_of_the_whole_unit(bench: Bench) -> None:
    bench.money("expenditure.total", "100.00万元")
    bench.money("expenditure.total", "40.00万元", **LINE)
    bench.claim("share", "expenditure.total", "40.00%", versus="expenditure.total", **LINE)
    assert bench.outcome("ratio.share") == "exact"


def test_a_functions_wrong_share_is_found(bench: Bench) -> None:
    bench.money("expenditure.total", "100.00万元")
    bench.money("expenditure.total", "40.00万元", **LINE)
    bench.claim("share", "expenditure.total", "41.00%", versus="expenditure.total", **LINE)
    assert bench.outcome("ratio.share") == "break"


def test_a_kind_of_revenue_is_a_share_of_all_funds(bench: Bench) -> None:
    bench.money("revenue.total", "100.00万元")
    bench.money("revenue.total", "90.00万元", fund="fiscal", source="final_accounts")
    bench.money("revenue.fiscal_appropriation", "90.00万元", fund="fiscal")
    bench.claim(
        "share", "revenue.fiscal_appropriation", "90.00%", versus="revenue.total", fund="fiscal"
    )
    assert bench.outcome("ratio.share") == "exact"


def test_revenue_and_expenditure_of_a_function_need_not_balance(bench: Bench) -> None:
    bench.money("revenue.total", "16.19万元", **LINE)
    bench.money("expenditure.total", "10.00万元", **LINE)
    assert not [row for row in bench.results("balance.*") if row["outcome"] == "break"]
    bench.money("revenue.total", "16.19万元")
    bench.money("expenditure.total", "10.00万元")
    assert [row for row in bench.results("balance.*") if row["outcome"] == "break"]
