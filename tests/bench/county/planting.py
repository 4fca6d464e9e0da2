"""Puts plants into a county and holds what is found against them."""

from __future__ import annotations

import copy
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

from tests.bench.county.county import County, UnitYear
from tests.bench.county.judge import Found
from tests.bench.county.papers import papers
from tests.bench.county.plants import PLANTS, Plant, UnfitError, Where


@dataclass(frozen=True)
class Placed:
    """A plant in a unit's year, with where its finding must stand."""

    plant: Plant
    unit: str
    year: int
    where: Where

    @property
    def at(self) -> tuple[str, int]:
        """Unit and year of the finding."""
        return self.where.unit or self.unit, self.where.year or self.year

    def finds(self, found: Found) -> bool:
        """Whether a finding is this plant's, severity apart."""
        same = (found.check, (found.unit, found.year)) == (self.plant.check, self.at)
        return same and fnmatch(found.binding, self.plant.binding)

    def explains(self, found: Found) -> bool:
        """Whether a finding is this plant's or one of its declared consequences."""
        if self.finds(found):
            return True
        for entry in self.plant.consequences:
            check, _, later = entry.partition("@")
            year = self.year + int(later or 0)
            if (
                found.check == check
                and found.unit in {self.unit, self.at[0]}
                and found.year == year
            ):
                return True
        here = (found.unit, found.year) == self.at
        # what is out of line with itself may be out of line with its peers, this year or next
        strange = found.check.startswith("outlier.") and found.unit == self.unit
        return (found.check == self.plant.check and here) or (
            strange and found.year - self.year in {0, 1}
        )


def place(county: County, plant: Plant, uy: UnitYear, rng: random.Random) -> Placed | None:
    """Plants in one unit's year; None, and nothing changed, where it does not fit."""
    key = (uy.unit.code, uy.year)
    kept, ledger = copy.deepcopy(uy), county.registry
    try:
        where = plant.change(county, uy, rng) or Where()
        _print_all(county, uy)
    except UnfitError:
        county.years[key] = kept
        county.registry = ledger
        return None
    uy.planted.append(plant.check)
    return Placed(plant, *key, where)


def _print_all(county: County, uy: UnitYear) -> None:
    """Every slip must reach paper.

    Raises:
        UnfitError: the number is not printed in this unit's papers.
    """
    for slip in uy.slips:
        slip.used = 0
    if uy.slips:
        list(papers(county, uy))
    if not all(slip.used for slip in uy.slips):
        raise UnfitError


def variants(checks: Iterable[str], turn: int) -> list[Plant]:
    """One plant of each check, another way each turn."""
    by_check: dict[str, list[Plant]] = defaultdict(list)
    for plant in PLANTS:
        by_check[plant.check].append(plant)
    missing = sorted(set(checks) - set(by_check))
    if missing:
        raise LookupError(f"checks without a plant: {missing}")
    return [by_check[check][turn % len(by_check[check])] for check in sorted(checks)]


def plant_apart(county: County, plants: Sequence[Plant], rng: random.Random) -> list[Placed]:
    """Each plant in a unit of its own, as far as there are units; then in another year of one.

    Raises:
        LookupError: a plant fits nowhere.
    """
    placed = []
    busy: Counter[str] = Counter()
    for plant in sorted(plants, key=_choosy):
        spots = list(county.years.values())
        rng.shuffle(spots)
        spots = sorted((uy for uy in spots if not uy.planted), key=lambda uy: busy[uy.unit.code])
        done = next((found for uy in spots if (found := place(county, plant, uy, rng))), None)
        if done is None:
            raise LookupError(f"{plant.check} ({plant.binding}) fits nowhere")
        for code in {done.unit, done.at[0]} & county.units.keys():
            busy[code] += 1
        placed.append(done)
    return placed


RARE = (
    "unit.suspect_scale", "sum.three_public", "sum.three_public_vehicle", "rollup.department",
    "outlier.execution_rate", "outlier.public_per_head", "unit.unregistered",
    "continuity.carryover",
)  # fmt: skip


def _choosy(plant: Plant) -> int:
    """Those that fit few units first."""
    return RARE.index(plant.check) if plant.check in RARE else len(RARE)


#: Read the papers of the year before as well.
OF_LAST_YEAR = (
    "continuity.prior_final", "continuity.carryover", "outlier.three_public_change",
)  # fmt: skip


def plant_together(
    county: County, plants: Sequence[Plant], rng: random.Random, each: int = 4
) -> list[Placed]:
    """Up to `each` plants of different checks in every unit's year, none touching another's."""
    placed: list[Placed] = []
    times: Counter[Plant] = Counter()
    tags: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for uy in sorted(county.years.values(), key=lambda each: each.year):
        taken = tags[uy.unit.code, uy.year]
        for plant in sorted(rng.sample(plants, len(plants)), key=lambda p: times[p]):
            now = county.years[uy.unit.code, uy.year]
            if len(now.planted) >= each or plant.check in now.planted:
                continue
            kept, ledger = copy.deepcopy(now), county.registry
            if (done := place(county, plant, now, rng)) is None:
                continue
            new = touched(kept, now) | ({"ledger"} if county.registry is not ledger else set())
            last = tags[uy.unit.code, uy.year - 1] if plant.check in OF_LAST_YEAR else set()
            if not new or clash(taken | last, new) or done.where != Where():
                county.years[uy.unit.code, uy.year], county.registry = kept, ledger
                continue
            taken |= new
            times[plant] += 1
            placed.append(done)
    return placed


def touched(before: UnitYear, after: UnitYear) -> set[str]:
    """What a plant changed: "books", "paper", "text", a family of items, a project's table."""
    tags = {f"items {family(slip.item)}" for slip in after.slips[len(before.slips) :]}
    old = {sheet.project: sheet for sheet in before.sheets}
    new = {sheet.project: sheet for sheet in after.sheets}
    tags |= {f"sheet {name}" for name in old if old[name] != new.get(name)}
    tags |= {"books"} if (before.books, before.whole) != (after.books, after.whole) else set()
    tags |= {"paper"} if (before.without, before.blank) != (after.without, after.blank) else set()
    told = (before.extra, before.flags, before.renamed) != (after.extra, after.flags, after.renamed)
    return tags | ({"text"} if told else set())


JOINT = {
    "budget": ("revenue", "expenditure", "carryover", "grand_total", "balance"),
    "assets": ("assets", "net_assets", "liabilities"),
}


def family(item: str) -> str:
    """Items that meet in identities."""
    root = item.partition(".")[0]
    for name, joint in JOINT.items():
        if root in joint:
            return name
    return root


def clash(taken: set[str], new: set[str]) -> bool:
    """Whether two plants could hide or change one another."""
    whole = {"books", "paper"}
    both = taken and new and (taken | new) & whole
    return bool(taken & new or both)


@dataclass
class Score:
    """Counts of one check: plants, found, found with the right severity, false findings."""

    plants: int = 0
    found: int = 0
    severity: int = 0
    false: int = 0


def judge(
    placed: Sequence[Placed], found: Sequence[Found]
) -> tuple[dict[str, Score], list[str]]:  # fmt: skip
    """Scores by check, and a line for each miss, wrong severity and unexplained finding."""
    scores: dict[str, Score] = defaultdict(Score)
    lines = []
    for spot in placed:
        score = scores[spot.plant.check]
        own = [f for f in found if spot.finds(f)]
        score.plants += 1
        score.found += bool(own)
        right = any(f.severity == spot.plant.severity or f.attached for f in own)
        score.severity += right
        if not right:
            what = "wrong severity" if own else "missed"
            lines.append(
                f"{what}: {spot.plant.check} {spot.plant.binding} at {spot.unit} {spot.year}"
            )
    for finding in found:
        if not finding.attached and not any(spot.explains(finding) for spot in placed):
            scores[finding.check].false += 1
            lines.append(f"false: {finding}")
    return scores, lines
