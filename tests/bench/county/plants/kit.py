"""What a plant is, and the small tools that plants are made with."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tests.bench.county.county import County, UnitYear
from tests.bench.county.printing import Slip

Change = Callable[[Decimal, Decimal], Decimal]


class UnfitError(Exception):
    """This unit's year cannot carry this plant."""


@dataclass(frozen=True)
class Where:
    """Where the finding must stand, if not at the planted unit and year."""

    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Plant:
    """One way to break one rule.

    Attributes:
        check: the check that must find it.
        severity: of the finding.
        change: breaks the rule in a unit's year; raises `UnfitError` where it cannot.
        binding: pattern of the finding's binding.
        consequences: checks that rightly fire as well, "check" or "check@+1" for the next year.
        documents: whether documents alone determine it (no ledger).
        times: how often it may be planted; None for as often as there are units.
    """

    check: str
    severity: str
    change: Callable[[County, UnitYear, random.Random], Where | None]
    binding: str = "*"
    consequences: tuple[str, ...] = ()
    documents: bool = True


def need(condition: object) -> None:
    """Raises where the unit's year does not fit."""
    if not condition:
        raise UnfitError


SIZES = ("least", "some", "much")


def off(
    rng: random.Random, terms: int = 3, *, up: bool | None = None, sizes: tuple[str, ...] = SIZES
) -> Change:
    """A value off by just more than rounding of so many terms explains, by some, or by much."""
    size, some = rng.choice(sizes), rng.randint(1, 60)
    rises = rng.random() < 0.5 if up is None else up

    def change(value: Decimal, step: Decimal) -> Decimal:
        least = step * (terms + 2)
        much = (abs(value) * some / 100 / step).to_integral_value() * step
        delta = {"least": least, "some": least + step * some, "much": max(least, much)}[size]
        if up is False:
            need(value >= delta)
        return value + delta if rises or value < delta else value - delta

    return change


def slipping(
    place: str, item: str, terms: int = 3, *, stage: str | None = "final", fund: str | None = None,
    code: str | None = "", kind: str = "figure", up: bool | None = None,
    fits: Callable[[UnitYear], object] = lambda _: True,
) -> Callable[[County, UnitYear, random.Random], None]:  # fmt: skip
    """A plant that changes one printed number."""

    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        need(fits(uy))
        uy.slips.append(Slip(place, item, off(rng, terms, up=up), stage, fund, code, kind))

    return plant


def rate_off(rng: random.Random) -> Change:
    """A ratio off by six to forty points, never below nothing."""
    points, rises = Decimal(rng.randint(6, 40)), rng.random() < 0.5
    return lambda value, _: value + points if rises or value <= points else value - points


def misrated(
    place: str, kind: str, item: str, least: int, *, code: str | None = "",
    stage: str = "final", fits: Callable[[UnitYear], object] = lambda _: True,
) -> Callable[[County, UnitYear, random.Random], None]:  # fmt: skip
    """A printed ratio that its amounts, at least so many yuan, do not give."""

    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        need(fits(uy) and uy.books.get(item, stage, code=code or "") >= least)
        uy.slips.append(Slip(place, item, rate_off(rng), stage, None, code, kind))

    return plant


def accounts(uy: UnitYear) -> bool:
    """Whether the unit publishes its accounts."""
    return uy.unit.accounts


def alone(uy: UnitYear) -> bool:
    """Whether the unit's report is its only paper with the three public expenses."""
    return not uy.unit.accounts and not uy.unit.base and uy.whole is None


def base(uy: UnitYear) -> bool:
    """Whether the unit sends the base data table."""
    return uy.unit.base


def main_line(uy: UnitYear) -> str:
    """The unit's largest account of its own work."""
    return {"教育": "2050202", "卫生": "2100302"}.get(uy.unit.category, "2010301")


def second_year(uy: UnitYear) -> bool:
    """Whether the year before is in the county as well."""
    return uy.year == 2024
