# ruff: noqa: E501 - an entry a line
"""Plants in sums, balances, bridges and repeated numbers."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from tests.bench.county.county import County, UnitYear
from tests.bench.county.plants.kit import (
    Plant,
    accounts,
    alone,
    base,
    main_line,
    need,
    off,
    second_year,
    slipping,
)  # fmt: skip
from tests.bench.county.printing import Slip

T = "final_accounts."
Change = Callable[[County, UnitYear, random.Random], None]


def _two(
    place: str, *items: str, code: str = "", fund: str | None = None, terms: int = 8
) -> Change:
    """The same slip on several columns of a row, so that the row itself still adds up."""

    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        need(accounts(uy))
        line = code or main_line(uy)
        change = off(rng, terms, up=True, sizes=("least", "some"))
        uy.slips += [Slip(place, item, change, "final", fund, line) for item in items]

    return plant


def _cell(form: str, item: str, *, fund: str | None = None, terms: int = 8) -> Change:
    """One column of the unit's main account: the row breaks, and the column with it."""

    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        need(accounts(uy))
        uy.slips.append(
            Slip(T + form, item, off(rng, terms, up=True), "final", fund, main_line(uy))
        )

    return plant


def _three_codes(county: County, uy: UnitYear, rng: random.Random) -> None:
    """An economic account larger than the whole of its kind, the rest of the table adding up."""
    need(accounts(uy) and second_year(uy))
    code, item = rng.choice([("30217", "reception"), ("30231", "vehicle.operation")])
    whole = uy.books.get(f"three_public.{item}", "final")
    now = uy.books.get("expenditure.basic", "final", "general_public", code)
    more = (whole - now) + Decimal(rng.choice([20000, 55500, 300000]))
    for above, sign in ((code, 1), ("302", 1), ("30101", -1), ("301", -1)):
        key = ("expenditure.basic", "final", "general_public", above)
        uy.books.amounts[key] = uy.books.amounts.get(key, Decimal(0)) + sign * more
    need(uy.books.get("expenditure.basic", "final", "general_public", "30101") >= 0)
    for fund in ("general_public", "all"):
        uy.books.add("expenditure.basic.public", "final", more, fund)
        uy.books.add("expenditure.basic.personnel", "final", -more, fund)


def _opening(county: County, uy: UnitYear, rng: random.Random) -> None:
    """This year begins with another balance than last year ended with; all else adds up."""
    before = county.years[uy.unit.code, uy.year - 1] if second_year(uy) else None
    need(before and accounts(uy) and before.books.get("carryover.closing", "final") > 0)
    more = Decimal(rng.choice([6000, 25000, 480000]))
    for item in ("carryover.opening", "carryover.closing", "grand_total.revenue",
                 "grand_total.expenditure"):  # fmt: skip
        uy.books.add(item, "final", more)


def _prior(county: County, uy: UnitYear, rng: random.Random) -> None:
    """Last year's outcome printed differently this year, with changes that fit it."""
    need(second_year(uy) and accounts(uy))
    item = rng.choice(["training", "meeting", "agency_operating"])
    uy.books.put(
        item, "prior_final", uy.books.get(item, "prior_final") + Decimal(rng.choice([3000, 44000]))
    )


def _rolled(county: County, uy: UnitYear, rng: random.Random) -> None:
    """A department that prints more than its units, its own tables adding up."""
    need(uy.whole is not None)
    assert uy.whole is not None
    more, line = Decimal(rng.choice([90000, 2500000])), main_line(uy)
    for item in ("revenue.business", "revenue.total", "expenditure.total", "expenditure.basic"):
        uy.whole.add(item, "final", more, "all", line)
    for item in ("grand_total.revenue", "grand_total.expenditure"):
        uy.whole.add(item, "final", more)


def _uncovered(county: County, uy: UnitYear, rng: random.Random) -> None:
    """One project without a table."""
    need(len(uy.sheets) > 1)
    gone = rng.choice(uy.sheets)
    need(gone.money["total", "final"] >= 10000)
    uy.sheets.remove(gone)


def _staffless(uy: UnitYear) -> bool:
    return not uy.unit.base


def _fiscal(county: County, uy: UnitYear, rng: random.Random) -> None:
    sheet = rng.choice(uy.sheets)
    stage = rng.choice(["initial_budget", "adjusted_budget", "final"])
    up = ("carried_over", stage) not in sheet.money or None
    sheet.money["fiscal", stage] = off(rng, 4, up=up)(sheet.money["fiscal", stage], Decimal(100))


ACROSS = ("conflict.across_documents",)
PLANTS = (
    Plant("sum.revenue", "error", _cell("t2", "revenue.other"), "revenue/final/*", ("sum.accounts",)),
    Plant("sum.revenue", "error", slipping("accounts", "revenue.other", 7, fits=accounts),
          "revenue/final/narrative*", ("ratio.share",)),
    Plant("sum.expenditure", "error", slipping("report", "expenditure.basic", stage="initial_budget"),
          "expenditure/initial_budget/narrative"),
    Plant("sum.expenditure", "error", _cell("t3", "expenditure.basic"), "expenditure/final/*", ("sum.accounts",)),
    Plant("sum.expenditure", "error", _cell("t5", "expenditure.project"), "expenditure/final/*", ("sum.accounts",)),
    Plant("sum.three_public", "error",
          slipping("report", "three_public.total", 5, stage="initial_budget", fits=alone), "three_public/initial_budget/*"),
    Plant("sum.three_public", "error",
          slipping("report", "three_public.overseas", 5, up=True, fits=alone), "three_public/final/*"),
    Plant("sum.three_public_vehicle", "error",
          slipping("report", "three_public.vehicle.operation", fits=alone), "three_public.vehicle/final/*"),
    Plant("sum.three_public_vehicle", "error",
          slipping("report", "three_public.vehicle.purchase", up=True, fits=alone), "three_public.vehicle/final/*"),
    Plant("sum.procurement", "error", slipping("report", "procurement.goods", 5), "procurement/final/*"),
    Plant("sum.procurement", "error", slipping("report", "procurement.services", 5), "procurement/final/*"),
    Plant("sum.assets", "error", slipping("report", "liabilities.total"), "assets/final/*"),
    Plant("sum.assets", "error", slipping("report", "net_assets.total"), "assets/final/*"),
    Plant("sum.staff", "error", slipping("report", "staff.actual", 0, up=True), "staff*/final/*"),
    Plant("sum.staff", "error", slipping("report", "staff.in_service", 0, up=False, fits=_staffless), "staff*/final/*"),
    Plant("sum.project_funds", "error", _fiscal, "project_funds/*"),
    Plant("sum.accounts", "error", _two(T + "t3", "expenditure.total", "expenditure.project"), "*.t3/*"),
    Plant("sum.accounts", "error", _two(T + "t6", "expenditure.basic", code="30201"), "*.t6/*/302"),
    Plant("sum.accounts", "error", _two(T + "t2", "revenue.total", "revenue.business"), "*.t2/*"),
    Plant("balance.revenue_expenditure", "error",
          slipping(T + "t1", "grand_total.revenue", 6, fund="all", fits=accounts), "grand_total*/final/*"),
    Plant("balance.revenue_expenditure", "error",
          slipping(T + "t4", "grand_total.expenditure", 6, fund="fiscal", fits=accounts), "grand_total*/final/*"),
    Plant("balance.revenue_expenditure", "error",
          slipping("report", "revenue.total", 3, stage="initial_budget", up=True), "balance/initial_budget/*",
          ("bridge.budget_to_final", "change.amount")),
    Plant("bridge.budget_to_final", "error",
          slipping("report", "expenditure.total", 5, stage="adjusted_budget"), "bridge.*adjusted/*", ("ratio.execution",)),
    Plant("bridge.budget_to_final", "error",
          slipping("report", "expenditure.total", 6, stage="supplement"), "bridge.expenditure*", ("ledger.supplement",)),
    Plant("conflict.within_document", "error", slipping("recap", "expenditure.total", 12), "expenditure.total/final*"),
    Plant("conflict.within_document", "error", slipping("recap", "procurement.total", 12), "procurement.total/final*"),
    Plant("conflict.across_documents", "error", slipping("base", "procurement.total", 20, fits=base), "procurement.total/final*",
          ("continuity.prior_final@+1",)),
    Plant("conflict.across_documents", "error",
          slipping("base", "expenditure.project", 20, stage="initial_budget", fits=base), "expenditure.project/initial_budget*"),
    Plant("coverage.project_self_evaluation", "warning", _uncovered, "project_funds/final*"),
    Plant("accounts.between_tables", "error", slipping(T + "t1", "revenue.total", 2, fund="all", fits=accounts), "revenue.total/*"),
    Plant("accounts.between_tables", "error",
          slipping(T + "t4", "revenue.general_public_budget", 2, fund=None, fits=accounts), "revenue.general_public_budget/*"),
    Plant("accounts.between_tables", "error",
          slipping(T + "t1", "revenue.other", 2, up=True,
                   fits=lambda uy: accounts(uy) and uy.books.get("revenue.other", "final")), "revenue.other/*"),
    Plant("accounts.three_public_codes", "error", _three_codes, "302*"),
    Plant("continuity.carryover", "error", _opening, "carryover.opening/*"),
    Plant("continuity.prior_final", "error", _prior, "*/prior_final/*"),
    Plant("continuity.prior_final", "error",
          slipping("base", "procurement.total", 20, stage="prior_final",
                   fits=lambda uy: base(uy) and second_year(uy)
                   # nothing last year may be printed “/”, which says no number
                   and uy.books.get("procurement.total", "prior_final")), "procurement.total/prior_final/*"),
    Plant("rollup.department", "error", _rolled, "*/final", documents=False),
)  # fmt: skip
