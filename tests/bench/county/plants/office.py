# ruff: noqa: E501 - an entry a line
"""Plants in what arrives, in the bureau's ledger, and in running text."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.bench.county.county import County, UnitYear
from tests.bench.county.plants.kit import Plant, Where, accounts, need
from tests.bench.county.wording import NOUNS

Change = Callable[[County, UnitYear, random.Random], Where | None]


def _ledger(column: str) -> Change:
    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        lines = county.registry.ledger
        (line,) = [x for x in lines if (x.unit_code, x.fiscal_year) == (uy.unit.code, uy.year)]
        more = Decimal(rng.choice([400, 7300, 1200000]))
        change = {column: getattr(line, column) + more}
        county.change_registry("ledger", uy.unit.code, uy.year, **change)

    return plant


def _no_report(county: County, uy: UnitYear, rng: random.Random) -> None:
    uy.without.add("report")


def _no_table(county: County, uy: UnitYear, rng: random.Random) -> None:
    uy.without.add("sheets")


def _nothing(county: County, uy: UnitYear, rng: random.Random) -> None:
    uy.without |= {"report", "sheets"}


def _late(county: County, uy: UnitYear, rng: random.Random) -> None:
    day = date(uy.year + 1, 8, 11 + rng.randint(1, 19))
    county.change_registry("receipts", uy.unit.code, uy.year, received_on=day)


def _unpublished(county: County, uy: UnitYear, rng: random.Random) -> None:
    county.change_registry("publications", uy.unit.code, uy.year)


def _unregistered(county: County, uy: UnitYear, rng: random.Random) -> Where:
    """Papers of a unit that the ledger does not know; the unit itself sent nothing else."""
    need(uy.unit.department == uy.unit.code and uy.whole is None)
    uy.name = uy.unit.name.replace("县", "市", 1)
    return Where(uy.name)


def _copied(county: County, uy: UnitYear, rng: random.Random) -> Where:
    others = [u.code for u in county.units.values()
              if u.code != uy.unit.code and not county.years[u.code, uy.year].planted]  # fmt: skip
    need(others)
    uy.borrowed = rng.choice(others)
    county.years[uy.borrowed, uy.year].planted.append("duplicate.narrative")
    return Where(min(uy.borrowed, uy.unit.code))


def _says(*lines: str, paper: str = "report") -> Change:
    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        line = rng.choice(lines).format(unit=uy.unit.name, before=uy.year - 1, year=uy.year)
        uy.extra.setdefault(paper, []).append(line)

    return plant


def _no_reason(county: County, uy: UnitYear, rng: random.Random) -> None:
    """Needs a change that is printed as one: what stayed the same needs no reason."""
    need(accounts(uy))
    years = [(uy.books.get(item, "final"), uy.books.get(item, "prior_final")) for item in NOUNS]
    need(any(before and abs(now - before) >= Decimal(1000) for now, before in years))
    uy.flags.add("no_reason")


def _without_form(county: County, uy: UnitYear, rng: random.Random) -> None:
    need(accounts(uy))
    uy.without.add(rng.choice(["final_accounts.t8", "final_accounts.t6", "final_accounts.t2"]))


def _empty_form(county: County, uy: UnitYear, rng: random.Random) -> None:
    need(accounts(uy))
    uy.blank.add("final_accounts.t8")


def _misnamed(county: County, uy: UnitYear, rng: random.Random) -> None:
    """A row's code and name belong to two accounts; the amounts are right."""
    need(accounts(uy))
    code, name = rng.choice([("2210201", "购房补贴"), ("208", "卫生健康支出"),
                             ("2080505", "机关事业单位职业年金缴费支出")])  # fmt: skip
    uy.renamed[rng.choice(["final_accounts.t3", "final_accounts.t5"]), code] = name


PLANTS = (
    Plant("accounts.code_name", "error", _misnamed),
    Plant("ledger.initial_budget", "error", _ledger("initial_budget"), "ledger/initial_budget", documents=False),
    Plant("ledger.supplement", "error", _ledger("supplement"), "ledger/supplement", documents=False),
    Plant("ledger.final", "error", _ledger("final"), "ledger/final", documents=False),
    Plant("missing.report", "error", _no_report, "report"),
    Plant("missing.table", "error", _no_table, "table"),
    Plant("submission.missing", "error", _nothing, "submission", documents=False),
    Plant("submission.late", "warning", _late, "deadline", documents=False),
    Plant("publication.missing", "warning", _unpublished, "publication", documents=False),
    Plant("unit.unregistered", "warning", _unregistered, "unit", ("submission.missing",), documents=False),
    Plant("duplicate.narrative", "warning", _copied, "narrative/*"),
    Plant("accounts.missing_table", "error", _without_form),
    Plant("accounts.empty_without_note", "error", _empty_form),
    Plant("text.placeholder", "hint", _says("本年度预算执行率为XX%，较好完成任务。", "公务用车运行支出占  %。",
                                            "{year}年____项目已完工。")),
    Plant("text.template_residue", "hint", _says("会议费较上年增加（减少），已按规定核减。", "决算数大（小）于预算数，情况正常。",
                                                 "培训费变化的主要原因是。")),
    Plant("text.year", "warning", _says("{unit}{before}年度部门整体支出绩效自评报告", "{before}年部门整体支出绩效自评报告")),
    Plant("text.missing_reason", "hint", _no_reason),
)  # fmt: skip
