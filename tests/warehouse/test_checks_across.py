"""Checks across documents, years, units and the ledger: each fires once, and only where planted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from contracts.registry import LedgerLine, Notice, Publication, Receipt, Registry, RegistryUnit
from tests.warehouse.conftest import Bench

ACCOUNTS = ("final_accounts",)
TABLE = {"source": "final_accounts", "fund": "all"}


def county() -> Bench:  # noqa: C901 - one county told in one go
    """Pairs of units: <check>.wrong breaks the rule, <check>.right keeps it."""
    bench = Bench()
    units: list[str] = []

    def unit(code: str, sub: str | None = None, **more: Any) -> str:
        if code not in units:
            units.append(code)
        name = sub or code
        bench.submission(name, unit_code=code, unit_name=code, **more)
        return name

    for side, wrong in {"wrong": True, "right": False}.items():
        # two tables of one document
        sub = unit(f"accounts.between_tables.{side}", document_kinds=ACCOUNTS)
        bench.money("revenue.total", "9.00万元", sub=sub, form="final_accounts.t1", **TABLE)
        second = "9.10万元" if wrong else "9.00万元"
        bench.money("revenue.total", second, sub=sub, form="final_accounts.t2", **TABLE)
        sub = unit(f"sum.accounts.{side}", document_kinds=ACCOUNTS)
        for code, value in {"201": "9.00万元", "20101": "5.00万元", "20103": "3.00万元"}.items():
            printed = "4.00万元" if code == "20103" and not wrong else value
            bench.money(
                "expenditure.total", printed, sub=sub, form="final_accounts.t3", account_code=code,
                account_name="科目" + code, **TABLE,
            )  # fmt: skip
        sub = unit(f"accounts.three_public_codes.{side}", document_kinds=ACCOUNTS)
        bench.money(
            "expenditure.basic", "2.00万元", sub=sub, source="final_accounts",

            form="final_accounts.t6",
            fund="general_public", account_code="30217", account_name="公务接待费",
        )  # fmt: skip
        bench.money(
            "three_public.reception", "1.00万元" if wrong else "2.50万元", sub=sub,
            source="final_accounts", form="final_accounts.t9", fund="general_public",
        )  # fmt: skip
        # two documents of one unit
        code = f"conflict.across_documents.{side}"
        bench.money("meeting", "9.00万元", sub=unit(code))
        late = unit(code, f"{code}.2", document_kinds=("base_data_table",))
        bench.money(
            "meeting", "9.10万元" if wrong else "9.00万元", sub=late, source="base_data_table"
        )
        kinds: tuple[str, ...] = ("self_evaluation_table",)
        both = (*kinds, "self_evaluation_report")
        unit(f"missing.report.{side}", document_kinds=kinds if wrong else both)
        unit(f"missing.table.{side}", document_kinds=both[1:] if wrong else both)
        # years
        code = f"continuity.carryover.{side}"
        old = unit(code, f"{code}.1", fiscal_year=2021, document_kinds=ACCOUNTS)
        bench.money("carryover.closing", "5.00万元", sub=old, form="final_accounts.t1", **TABLE)
        new = unit(code, document_kinds=ACCOUNTS)
        opening = "6.00万元" if wrong else "5.00万元"
        bench.money("carryover.opening", opening, sub=new, form="final_accounts.t1", **TABLE)
        code = f"continuity.prior_final.{side}"
        old = unit(code, f"{code}.1", fiscal_year=2021)
        bench.money("training", "5.00万元", sub=old)
        printed = "6.00万元" if wrong else "5.00万元"
        bench.money("training", printed, "prior_final", sub=unit(code))
        # ledger
        for stage in ("initial_budget", "supplement", "final"):
            sub = unit(f"ledger.{stage}.{side}")
            bench.money("expenditure.total", "8.00万元" if wrong else "9.00万元", stage, sub=sub)
        sub = unit(f"score.above_execution.{side}")
        spent = "5.00万元" if wrong else "9.50万元"
        for stage, value in {"adjusted_budget": "10.00万元", "final": spent}.items():
            bench.money(
                "project_funds.total",
                value,
                stage,
                sub=sub,
                source="self_evaluation_table",
                project="甲",
            )
        bench.row("100", "96", sub=sub, project="甲", level1="总分", level3=None)
        unit(f"publication.missing.{side}")
        unit(f"unit.unregistered.{side}")
        unit(f"submission.late.{side}")
        # text
        unit(f"text.placeholder.{side}")
        bench.text(
            "本单位XX年支出占  %。" if wrong else "详见http://xxgk.example/XX1",
            sub=f"text.placeholder.{side}",
        )
        unit(f"text.template_residue.{side}")
        bench.text(
            "较上年增加（减少）5万元，主要原因是。"
            if wrong
            else "较上年增加5万元，主要原因是培训增多。",
            sub=f"text.template_residue.{side}",
        )
        unit(f"text.year.{side}")
        bench.text(
            f"甲局{2021 if wrong else 2022}年度部门整体支出绩效自评报告", sub=f"text.year.{side}"
        )
        sub = unit(f"text.direction.{side}")
        bench.money("meeting", "5.00万元", sub=sub)
        bench.money("meeting", "6.00万元", "prior_final", sub=sub)
        bench.claim(
            "change", "meeting", "1.00万元" if wrong else "-1.00万元", sub=sub, versus="prior_final"
        )
        sub = unit(f"text.missing_reason.{side}", document_kinds=ACCOUNTS)
        bench.money("meeting", "5.00万元", sub=sub)
        bench.money("meeting", "6.00万元", "prior_final", sub=sub)
        bench.claim("change", "meeting", "-1.00万元", sub=sub, versus="prior_final", block=7)
        bench.text(
            "会议费较上年减少1.00万元。" if wrong else "会议费较上年减少1.00万元，主要是压减会议。",
            sub=sub, block=7,
        )  # fmt: skip
        # a department and its two units
        code = f"rollup.department.{side}"
        for name, scope, value in [
            (code, "department", "9.00万元"),
            (f"{code}.a", "unit", "5.00万元"),
            (f"{code}.b", "unit", "3.00万元" if wrong else "4.00万元"),
        ]:
            sub = unit(name, scope=scope, document_kinds=ACCOUNTS)
            bench.money("expenditure.total", value, sub=sub, form="final_accounts.t3", **TABLE)
    for side, words in {"wrong": ["甲", "甲"], "right": ["乙", "丙"]}.items():
        for number, word in enumerate(words):
            sub = unit(f"duplicate.narrative.{side}" + ".2" * number)
            for line in range(8):
                bench.text(
                    f"{word * 20}做好第{'一二三四五六七八'[line]}项重点工作并取得明显成效。",
                    sub=sub,
                )
    units.append("submission.missing.wrong")
    register(bench, units)
    return bench


def register(bench: Bench, units: list[str]) -> None:
    """The bureau's own ledger beside the county."""
    lines = []
    for stage in ("initial_budget", "supplement", "final"):
        for side in ("wrong", "right"):
            line = {
                "unit_code": f"ledger.{stage}.{side}",
                "fiscal_year": 2022,
                stage: Decimal(90000),
            }
            lines.append(LedgerLine(**line))  # type: ignore[arg-type]
    bench.registry = Registry(
        units=tuple(
            RegistryUnit(
                unit_code=code,
                unit_name=code,
                department_code=code[:-2]
                if code.startswith("rollup") and code[-2] == "."
                else "other",
            )
            for code in units
            if code != "unit.unregistered.wrong"
        ),
        ledger=tuple(lines),
        notices=(Notice(fiscal_year=2022, deadline=date(2023, 8, 11)),),
        publications=tuple(
            Publication(unit_code=code, fiscal_year=2022, published_on=date(2023, 9, 1))
            for code in units
            if code != "publication.missing.wrong"
        ),
        receipts=(
            Receipt(
                unit_code="submission.late.wrong", fiscal_year=2022, received_on=date(2023, 8, 12)
            ),
            Receipt(
                unit_code="submission.late.right", fiscal_year=2022, received_on=date(2023, 8, 11)
            ),
        ),
    )


CHECKS = [
    "sum.accounts", "accounts.between_tables", "accounts.three_public_codes",
    "conflict.across_documents", "missing.report", "missing.table", "continuity.carryover",
    "continuity.prior_final", "ledger.initial_budget", "ledger.supplement", "ledger.final",
    "score.above_execution", "publication.missing", "unit.unregistered", "submission.late",
    "submission.missing", "text.placeholder", "text.template_residue", "text.year",
    "text.direction", "text.missing_reason", "rollup.department", "duplicate.narrative",
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    return county().findings()


@pytest.mark.parametrize("check", CHECKS)
def test_fires_only_where_planted(check: str, found: list[dict[str, Any]]) -> None:
    rows = [row for row in found if row["check_id"] == check]
    assert {row["unit_code"] for row in rows} >= {f"{check}.wrong"}
    assert {row["message"][-1] for row in rows} == {"。"}
    others = {row["unit_code"] for row in rows} - {f"{check}.wrong"}
    if check == "submission.missing":  # final accounts are no self-evaluation
        others = {code for code in others if code.startswith(("missing.", "text.year"))}
    assert not others, "a false finding of this check on another plant"


def test_light_is_red_for_the_gap_and_yellow_for_the_unspent() -> None:
    bench = Bench()
    for name, final, score in [("red", "5.00万元", "96"), ("yellow", "7.00万元", "70")]:
        bench.submission(name, unit_code=name)
        for stage, value in {"adjusted_budget": "10.00万元", "final": final}.items():
            bench.money(
                "project_funds.total",
                value,
                stage,
                sub=name,
                source="self_evaluation_table",
                project="甲",
            )
        bench.row("100", score, sub=name, project="甲", level1="总分", level3=None)
    rows = bench.findings("score.above_execution")
    assert {row["unit_code"]: row["severity"] for row in rows} == {
        "red": "warning",
        "yellow": "hint",
    }


def test_without_a_registry_its_checks_do_not_apply(bench: Bench) -> None:
    bench.money("meeting", "5万元")
    for check in ("ledger.final", "submission.missing", "unit.unregistered", "rollup.department"):
        assert bench.outcome(check) == "not_applicable"


def test_rollup_waits_for_every_member(bench: Bench) -> None:
    bench.submission("dept", unit_code="dept", scope="department", document_kinds=ACCOUNTS)
    bench.money("expenditure.total", "9.00万元", sub="dept", form="final_accounts.t3", **TABLE)
    bench.registry = Registry(
        units=tuple(
            RegistryUnit(unit_code=code, unit_name=code, department_code="dept")
            for code in ("dept", "member")
        )
    )
    assert bench.outcome("rollup.department") == "insufficient"


def test_nobody_is_missing_before_the_deadline(bench: Bench) -> None:
    bench.registry = Registry(
        units=(RegistryUnit(unit_code="甲局", unit_name="甲局"),),
        notices=(Notice(fiscal_year=2022, deadline=date(2023, 8, 20)),),
    )
    assert bench.outcome("submission.missing") == "not_applicable"
    assert datetime(2023, 8, 20, tzinfo=UTC).date() == date(2023, 8, 20)
