"""A number of absurd size is a finding or nothing; it never ends the night's build.

DuckDB keeps a product of two narrow decimals to eighteen digits and raises beyond: every product
in `sql/` has a wide side.
"""

from __future__ import annotations

from decimal import Decimal

from tests.warehouse.conftest import Bench

STAGES = ("initial_budget", "supplement", "adjusted_budget", "prior_final", "final")
KINDS = ("completion_rate", "execution_rate", "share", "change", "change_rate")


def _report(bench: Bench, size: int) -> None:
    """Every kind of fact with values around the size, no sum of which adds up."""
    for step, stage in enumerate(STAGES):
        for nth, item in enumerate(("total", "basic", "project")):
            printed = f"{size // (step + nth + 1)}万元" if nth else f"{size}元"
            value = min(
                Decimal(size // (step + nth + 1)) * (10000 if nth else 1), Decimal(10**14 - 1)
            )
            source = "narrative" if step % 2 else "final_accounts"
            bench.money(
                f"expenditure.{item}", printed, stage, value=value, source=source, fund="all"
            )
    for kind in KINDS:
        versus = "expenditure.total" if kind == "share" else "initial_budget"
        bench.claim(kind, "expenditure.basic", f"{size}%", versus=versus, fund="all")
    for item, stage in (("total", "final"), ("total", "adjusted_budget")):
        bench.money(
            f"project_funds.{item}",
            f"{size}元",
            stage,
            source="self_evaluation_table",
            project="业务经费",
        )
    for target, actual in ((size, size // 3), (3, size), (size, 1)):
        for sign in ("", "≤"):
            bench.row("10", "9.5", target_printed=f"{sign}{target}", actual_printed=f"{actual}")
    bench.row(f"{size}", f"{size + 1}", level1="预算执行")
    bench.row(f"{size}", f"{size + 1}", level1="总分")


def test_size_of_a_number_never_ends_the_build(bench: Bench) -> None:
    for digits in range(2, 15):
        bench.sub = f"s{digits}"
        kinds = ("self_evaluation_report", "final_accounts")
        bench.submission(bench.sub, document_kinds=kinds, unit_code=f"单位{digits}")
        _report(bench, 10**digits - 1)
    counted = ("findings", "budget_execution", "indicator_scores", "spot_check_selection")
    (row,) = bench.query(
        "SELECT " + ", ".join(f"(SELECT count(t) FROM {name} t) AS {name}" for name in counted)
    )
    assert all(row.values())
