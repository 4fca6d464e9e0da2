"""Views for analysts: every column is explained, and the seed's numbers come out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from contracts.registry import Notice, Registry, RegistryUnit
from tests.warehouse.conftest import Bench
from tests.warehouse.test_seed_like import seed_like


def test_every_table_view_and_column_has_a_chinese_comment(bench: Bench) -> None:
    bare = bench.query(
        """SELECT table_name, column_name FROM duckdb_columns()
           WHERE comment IS NULL AND NOT internal AND database_name <> 'temp'
           UNION ALL SELECT view_name, NULL FROM duckdb_views()
           WHERE comment IS NULL AND NOT internal AND database_name <> 'temp'
           UNION ALL SELECT table_name, NULL FROM duckdb_tables()
           WHERE comment IS NULL AND NOT internal AND database_name <> 'temp'"""
    )
    assert bare == []


def test_budget_execution_of_the_seed(bench: Bench) -> None:
    (row,) = seed_like(bench).query("SELECT * FROM budget_execution")
    assert row["initial_budget"] == Decimal(998600)
    assert row["supplement"] == Decimal(288300)
    assert (row["adjusted_budget"], row["adjusted_budget_basis"]) == (1286900, "computed")
    assert (row["final"], row["execution_rate"]) == (1286900, 100)


def test_three_public_and_scores_of_the_seed(bench: Bench) -> None:
    seed_like(bench)
    (spent,) = bench.query("SELECT * FROM three_public_expenses")
    assert (spent["budget_total"], spent["final_total"]) == (Decimal(25500), Decimal("0.34"))
    assert (spent["final_vehicle"], spent["final_reception"]) == (0, 3400)
    (sheet,) = bench.query("SELECT * FROM indicator_scores")
    assert (sheet["total"], sheet["computed_total"], sheet["grade"]) == (96, 96, "优")
    assert (sheet["indicators"], sheet["lost_points"], sheet["full_mark_share"]) == (10, 4, 60)


def test_coverage_tells_checked_from_not_printed(bench: Bench) -> None:
    rows = seed_like(bench).query("SELECT check_id, state FROM check_coverage")
    states = {row["check_id"]: row["state"] for row in rows}
    assert states["sum.three_public"] == "checked"
    assert states["sum.three_public_vehicle"] == "insufficient"
    assert states["change.rate"] == "not_printed"


def test_doubtful_figures_are_not_current(bench: Bench) -> None:
    bench.money("training", "5万元", assurance="doubtful")
    bench.money("meeting", "5万元")
    rows = bench.query("SELECT item FROM current_figures")
    assert rows == [{"item": "meeting"}]


def test_a_resubmission_supersedes_part_by_part(bench: Bench) -> None:
    bench.submission("old")
    bench.submission("new", received_at=datetime(2023, 8, 5, tzinfo=UTC))
    bench.money("meeting", "5万元", sub="old")
    bench.money(
        "project_funds.total", "9万元", sub="old", project="甲", source="self_evaluation_table"
    )
    bench.money(
        "project_funds.total", "8万元", sub="new", project="乙", source="self_evaluation_table"
    )
    bench.money("meeting", "6万元", sub="new")
    rows = bench.query("SELECT submission_id, item FROM current_figures ORDER BY ALL")
    assert [tuple(row.values()) for row in rows] == [
        ("new", "meeting"),
        ("new", "project_funds.total"),
        ("old", "project_funds.total"),
    ]
    versions = bench.query("SELECT submission_id, version, supersedes FROM submissions ORDER BY 1")
    assert [tuple(row.values()) for row in versions] == [("new", 2, "old"), ("old", 1, None)]


def test_unit_accounts_stand_beside_department_accounts(bench: Bench) -> None:
    kinds = ("final_accounts",)
    bench.submission("dept", scope="department", document_kinds=kinds)
    bench.submission("unit", scope="unit", document_kinds=kinds)
    for name in ("dept", "unit"):
        bench.money("meeting", "5万元", sub=name, source="final_accounts", form="final_accounts.t1")
    assert len(bench.query("SELECT * FROM current_figures")) == 2


def test_spot_check_takes_at_least_the_share_by_budget_and_full_marks(bench: Bench) -> None:
    for number, budget in enumerate(["10万元", "30万元", "20万元"]):
        bench.submission(f"s{number}", unit_code=f"{number}局", unit_name=f"{number}局")
        bench.money("expenditure.total", budget, "initial_budget", sub=f"s{number}")
    rows = bench.query("SELECT unit_code, selected, reason FROM spot_check_selection ORDER BY rank")
    assert [(row["unit_code"], row["selected"]) for row in rows] == [
        ("1局", True),
        ("2局", True),
        ("0局", False),
    ]
    assert "30万元" in rows[0]["reason"]


def test_spot_check_reaches_the_share_of_departments_as_well(bench: Bench) -> None:
    """One department holds the three largest of six units: half of the units are not half of it."""
    departments = {"1局": "甲", "2局": "甲", "3局": "甲", "4局": "乙", "5局": None, "6局": None}
    bench.registry = Registry(
        units=tuple(
            RegistryUnit(unit_code=code, unit_name=code, department_code=department)
            for code, department in departments.items()
        )
    )
    for number, code in enumerate(departments):
        bench.submission(code, unit_code=code, unit_name=code)
        bench.money("expenditure.total", f"{90 - number * 10}万元", "initial_budget", sub=code)
    rows = bench.query("SELECT unit_code, selected, reason FROM spot_check_selection ORDER BY rank")
    picked = [row["unit_code"] for row in rows if row["selected"]]
    assert picked == ["1局", "2局", "3局", "4局"]
    assert rows[3]["reason"].endswith("所属部门的抽查单位")


def test_onsite_takes_those_not_visited_for_three_years(bench: Bench) -> None:
    units = [
        RegistryUnit(unit_code="甲局", unit_name="甲局", last_onsite_year=2021),
        RegistryUnit(unit_code="乙局", unit_name="乙局", last_onsite_year=2019),
        RegistryUnit(unit_code="丙局", unit_name="丙局"),
    ]
    bench.registry = Registry(units=tuple(units), notices=(Notice(fiscal_year=2022),))
    rows = bench.query("SELECT unit_code, due FROM onsite_selection ORDER BY rank")
    assert [tuple(row.values()) for row in rows] == [
        ("丙局", True),
        ("乙局", True),
        ("甲局", False),
    ]


def test_refused_submissions_have_no_current_figures(bench: Bench) -> None:
    bench.money("meeting", "5万元")
    bench.submissions["s1"] = replace(bench.submissions["s1"], status="refused")
    assert bench.query("SELECT * FROM current_figures") == []
