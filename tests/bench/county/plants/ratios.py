# ruff: noqa: E501 - an entry a line
"""Plants in printed ratios and changes, and in the unit a number is printed in."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from tests.bench.county.county import County, UnitYear
from tests.bench.county.papers import papers
from tests.bench.county.plants.kit import (
    Plant,
    accounts,
    alone,
    base,
    misrated,
    need,
    rate_off,
    second_year,
)  # fmt: skip
from tests.bench.county.printing import Slip, rounded
from tests.bench.county.wording import NOUNS

Change = Callable[[County, UnitYear, random.Random], None]


def _rate_of_nothing(county: County, uy: UnitYear, rng: random.Random) -> None:
    """A completion rate printed on a budget of 0 for money that was spent."""
    item = "three_public.overseas"
    need(accounts(uy) and second_year(uy) and not uy.books.get(item, "initial_budget"))
    tables = [d for paper in papers(county, uy) for d in paper.drafts if d.form.endswith("t9")]
    need(all(c.stage != "adjusted_budget" for d in tables for c in d.document()[1].values()))
    uy.flags.add("zeros")
    more = Decimal(rng.choice([30000, 125000]))
    for name in (item, "three_public.total"):
        uy.books.add(name, "final", more)


def _wrong_base(county: County, uy: UnitYear, rng: random.Random) -> None:
    """A share of the year's budget instead of the outcome."""
    books = uy.books
    item = rng.choice(["expenditure.basic", "expenditure.project"])
    whole = books.get("expenditure.total", "initial_budget")
    need(
        books.get("expenditure.total", "final") > whole * 12 / 10
        and books.get(item, "final") > 100000
    )
    wrong = (books.get(item, "final") * 100 / whole).quantize(Decimal("0.1"))
    uy.slips.append(Slip("report", item, lambda *_: wrong, kind="share"))


def _sheet_rate(county: County, uy: UnitYear, rng: random.Random) -> None:
    sheet = rng.choice(uy.sheets)
    need(sheet.money["total", "final"] >= 20000)
    sheet.rate = rate_off(rng)(sheet.rate, Decimal("0.01"))


def _moved(uy: UnitYear, rng: random.Random, least: int) -> str:
    """A small item of the explanation that changed by so much at least."""
    need(accounts(uy))
    fitting = [
        item for item in sorted(NOUNS)
        if abs(uy.books.get(item, "final") - uy.books.get(item, "prior_final")) >= least
        and uy.books.get(item, "prior_final") >= 10 * least // 2
    ]  # fmt: skip
    need(fitting)
    return rng.choice(fitting)


def _amount(county: County, uy: UnitYear, rng: random.Random) -> None:
    """A change larger than the two amounts give, in the right direction."""
    item, more = _moved(uy, rng, 1000), rng.choice([6, 30, 900])
    uy.slips.append(
        Slip("accounts", item, lambda v, step: v + (step if v > 0 else -step) * more, kind="change")
    )


def _rate(county: County, uy: UnitYear, rng: random.Random) -> None:
    """A rate of change off by points, or a percent point taken for the whole."""
    item, more = _moved(uy, rng, 2000), rng.choice([Decimal(9), Decimal(35), Decimal("0.01")])
    uy.slips.append(Slip(
        "accounts", item, kind="change_rate",
        change=lambda v, _: v * more if more < 1 else v + (more if v > 0 else -more),
    ))  # fmt: skip


def _direction(county: County, uy: UnitYear, rng: random.Random) -> None:
    """More written for less."""
    item = _moved(uy, rng, 2000)
    books = uy.books
    need(abs(books.get(item, "final") / books.get(item, "prior_final") - 1) < Decimal("0.9"))
    uy.slips.append(Slip("accounts", item, lambda v, _: -v, kind="change"))


def _unit(place: str, item: str, stage: str = "final") -> Change:
    """The same digits with 元 for 万元, or the other way round."""

    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        need(alone(uy) or not item.startswith("three_public"))
        need(uy.books.get(item, stage) >= 4000)
        money = uy.rng("report").choice(["万元", "万元", "万元", "元"])
        uy.slips.append(Slip(place, item, stage=stage, unit="元" if money == "万元" else "万元"))

    return plant


def _scaled(place: str, item: str, fund: str | None = None) -> Change:
    """An amount in a table ten thousand times too large."""

    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        need(base(uy) if place == "base" else accounts(uy))
        need(uy.books.get(item, "final", fund) >= 10000)
        exact = uy.books.get(item, "final", fund)
        uy.slips.append(
            Slip(place, item, lambda _, step: rounded(exact * 10000, step), "final", fund)
        )

    return plant


def _sheet_scale(county: County, uy: UnitYear, rng: random.Random) -> None:
    sheet = rng.choice(uy.sheets)
    need(sheet.money["fiscal", "initial_budget"] >= 10000)
    sheet.money["fiscal", "initial_budget"] *= 10000


def _line_share(county: County, uy: UnitYear, rng: random.Random) -> None:
    need(accounts(uy) and uy.books.get("revenue.fiscal_appropriation", "final", "fiscal") > 100000)
    uy.slips.append(
        Slip("accounts", "revenue.fiscal_appropriation", rate_off(rng), fund=None, kind="share")
    )


def _component(county: County, uy: UnitYear, rng: random.Random) -> None:
    """A part's change that does not add up to the change of the whole."""
    need(accounts(uy))
    more = rng.choice([7, 60, 4000])
    uy.slips.append(Slip(
        "moves", rng.choice(["three_public.reception", "three_public.vehicle"]),
        lambda v, step: v + (step if v >= 0 else -step) * more, kind="change",
    ))  # fmt: skip


def _swapped(place: str, one: str, two: str) -> Change:
    """Two parts of a whole printed each in the other's place; another paper has them right."""

    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        need(accounts(uy) if place != "report" else base(uy))
        first, second = (uy.books.get(item, "final") for item in (one, two))
        need(abs(first - second) > 2000 and min(first, second) > 0)
        uy.slips += [
            Slip(place, one, lambda _, step: rounded(second, step)),
            Slip(place, two, lambda _, step: rounded(first, step)),
        ]

    return plant


PLANTS = (
    Plant("change.components", "error", _component, "three_public/*", ("change.amount",)),
    Plant("conflict.swapped", "error", _swapped("official", "three_public.vehicle", "three_public.reception"),
          "three_public.*"),
    Plant("conflict.swapped", "error", _swapped("report", "three_public.vehicle", "three_public.reception"),
          "three_public.*", ("continuity.prior_final@+1",)),
    Plant("ratio.completion", "error", misrated("official", "completion_rate", "three_public.total", 40000, fits=accounts),
          "three_public.total/*"),
    Plant("ratio.completion", "error",
          misrated("accounts", "completion_rate", "expenditure.total", 40000, code="2210201", fits=accounts), "expenditure.total/*"),
    Plant("ratio.completion", "error", _rate_of_nothing, "three_public.overseas/*"),
    Plant("ratio.execution", "error", _sheet_rate, "project_funds.total/*"),
    Plant("ratio.execution", "error", misrated("report", "execution_rate", "expenditure.total", 40000), "expenditure.total/*"),
    Plant("ratio.share", "error", misrated("report", "share", "expenditure.project", 40000), "expenditure.project/*"),
    Plant("ratio.share", "error", _wrong_base, "expenditure.*"),
    Plant("ratio.share", "error", _line_share, "revenue.fiscal_appropriation/*"),
    Plant("change.amount", "error", _amount),
    Plant("change.rate", "error", _rate),
    Plant("text.direction", "warning", _direction),
    Plant("unit.suspect_scale", "error", _unit("report", "three_public.total"), "three_public.total/*"),
    Plant("unit.suspect_scale", "error", _unit("report", "assets.total"), "assets.total/*"),
    Plant("unit.suspect_scale", "error", _unit("report", "expenditure.basic", "initial_budget"), "expenditure.basic/*"),
    Plant("unit.suspect_scale", "error", _scaled("final_accounts.t9", "three_public.total"), "three_public.total/*"),
    Plant("unit.suspect_scale", "error", _sheet_scale, "project_funds.fiscal/*"),
)  # fmt: skip
