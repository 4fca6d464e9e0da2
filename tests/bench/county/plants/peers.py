# ruff: noqa: E501 - an entry a line
"""Plants that leave a unit's papers right in themselves and far from its peers'."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.bench.county.county import County, UnitYear
from tests.bench.county.plants.kit import Plant, main_line, need, second_year
from tests.bench.county.plants.scores import modest


def _crowded(county: County, uy: UnitYear) -> None:
    """A category with enough units to compare."""
    peers = [u for u in county.units.values() if u.category == uy.unit.category]
    need(len(peers) >= 12)


def _per_head(county: County, uy: UnitYear, rng: random.Random) -> None:
    """Two people on what many spend."""
    peers = [u for u in county.units.values() if u.category == uy.unit.category and u.accounts]
    need(len(peers) >= 10)  # who publishes no accounts prints no 公用经费
    need(uy.unit.accounts and uy.books.get("expenditure.basic.public", "final") >= 60000)
    people = uy.books.people
    people.update(in_service=2, establishment=3, actual=2 + people["retired"])


def _three_public(county: County, uy: UnitYear, rng: random.Random) -> None:
    """Many times last year's, budget and outcome alike."""
    _crowded(county, uy)
    last = uy.books.get("three_public.total", "prior_final")
    need(second_year(uy) and uy.whole is None and last > 0)
    more = max(last * 8, Decimal(40000))
    for item in ("three_public.reception", "three_public.total"):
        for stage in ("initial_budget", "adjusted_budget", "final"):
            uy.books.add(item, stage, more)


def _unspent(county: County, uy: UnitYear, rng: random.Random) -> None:
    """Late money that is carried on; everything adds up."""
    _crowded(county, uy)
    need(second_year(uy) and uy.whole is None and uy.unit.department == uy.unit.code)
    books, code = uy.books, main_line(uy)
    late = books.get("expenditure.total", "final") * 7 // 1000 * 100
    funds = ("all", "fiscal", "general_public")
    for fund in funds:
        books.add("revenue.total", "final", late, fund, code)
        for item in ("carryover.closing", "grand_total.revenue", "grand_total.expenditure"):
            books.add(item, "final", late, fund)
    books.add("revenue.general_public_budget", "final", late, "general_public", code)
    books.add("revenue.fiscal_appropriation", "final", late, "fiscal", code)
    for item, stage in (("expenditure.total", "supplement"), ("expenditure.total", "adjusted_budget"),
                        ("revenue.total", "supplement")):  # fmt: skip
        books.add(item, stage, late)
    (line,) = [x for x in county.registry.ledger
               if (x.unit_code, x.fiscal_year) == (uy.unit.code, uy.year)]  # fmt: skip
    assert line.supplement is not None
    county.change_registry("ledger", uy.unit.code, uy.year, supplement=line.supplement + late)


def _low(county: County, uy: UnitYear, rng: random.Random) -> None:
    """Scores far below everybody's, each with its reason."""
    _crowded(county, uy)
    for sheet in uy.sheets:
        modest(sheet, rng)


PLANTS = (
    Plant("outlier.score", "hint", _low, documents=False),
    Plant("outlier.public_per_head", "hint", _per_head, documents=False),
    Plant("outlier.three_public_change", "hint", _three_public, documents=False),
    Plant("outlier.execution_rate", "hint", _unspent, documents=False),
)
