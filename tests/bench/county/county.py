# ruff: noqa: E501 - labels and wordings stand beside what they mean
"""The made-up county: its units, their books of two years, what each submits, the bureau's ledger.

A county is made right from a seed. Plants change it before anything is printed: the ledger, a
unit's tables and texts, or single printed numbers (`slips`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from contracts.registry import LedgerLine, Notice, Publication, Receipt, Registry, RegistryUnit
from tests.bench.county.books import NAMES as ACCOUNTS
from tests.bench.county.books import Books, Keeper, merged
from tests.bench.county.printing import Slip, rounded
from tests.bench.county.sheet import NAMES, Sheet, sheets

YEARS = (2023, 2024)
NOW = datetime(2025, 11, 1, tzinfo=UTC)
COUNTY = "松河县"
PLACES = ("青石", "白沙", "龙尾", "枫木", "长岭", "云溪", "石桥", "金坑", "双江", "梅田", "望月", "东湖",
          "马山", "竹溪", "黄泥", "大河", "桃源", "银塘", "沙坪", "柳林")  # fmt: skip
BUREAUS = ("水利局", "林业局", "司法局", "统计局", "审计局", "民政局", "商务局", "交通运输局", "应急管理局",
           "自然资源局", "退役军人事务局", "融媒体中心", "档案馆", "供销合作社联合社", "残疾人联合会",
           "文化旅游局", "农业农村局", "信访局", "科学技术局", "城市管理局")  # fmt: skip
OFFICES = {"乡镇": "乡镇财政服务中心", "教育": "教育局", "卫生": "卫健局", "其他": "归口股室"}


@dataclass(frozen=True)
class Unit:
    """A budget unit and what it usually submits."""

    code: str
    name: str
    category: str
    department: str
    accounts: bool
    base: bool
    apart: bool


@dataclass
class UnitYear:
    """Everything one unit submits for one year, right until a plant changes it.

    Attributes:
        slips: single printings that differ from the books.
        sheets: self-evaluation tables.
        extra: paragraphs put at the end of a paper ("report", "accounts").
        without: papers and tables that are not there ("report", "sheets", "base", "final_accounts.t5").
        blank: tables without numbers that do not say why, by form.
        flags: "no_reason" (changes without one), "zeros" (tables print them).
        renamed: wrong names of accounts by form and code.
        borrowed: the unit whose running text this report copies.
        whole: the department's books, where the unit answers for one.
    """

    unit: Unit
    year: int
    books: Books
    sheets: list[Sheet]
    seed: str
    slips: list[Slip] = field(default_factory=list)
    extra: dict[str, list[str]] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    blank: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    borrowed: str | None = None
    name: str | None = None
    whole: Books | None = None
    planted: list[str] = field(default_factory=list)

    def account(self, form: str, code: str) -> str:
        """An account's name as a form prints it."""
        return self.renamed.get((form, code), ACCOUNTS[code])

    def rng(self, paper: str) -> random.Random:
        """Chance of one paper, so that a plant in another changes nothing here."""
        return random.Random(f"{self.seed}/{self.unit.code}/{self.year}/{paper}")


@dataclass
class County:
    """Units by code, their years, and the registry."""

    units: dict[str, Unit]
    years: dict[tuple[str, int], UnitYear]
    registry: Registry

    def each(self) -> Iterator[UnitYear]:
        """Every unit's year."""
        yield from self.years.values()

    def change_registry(self, sheet: str, code: str, year: int | None, **change: object) -> None:
        """Changes a unit's line of a sheet of the ledger; no change takes the line out."""
        lines = []
        for line in getattr(self.registry, sheet):
            if line.unit_code != code or (year is not None and line.fiscal_year != year):
                lines.append(line)
            elif change:
                lines.append(replace(line, **change))
        self.registry = replace(self.registry, **{sheet: tuple(lines)})


def make(seed: int, size: int = 60) -> County:
    """The clean county of a seed: `size` units of four categories, some of them departments."""
    rng = random.Random(f"county {seed}")
    units = {unit.code: unit for unit in _units(rng, size)}
    years: dict[tuple[str, int], UnitYear] = {}
    for unit in units.values():
        keeper = Keeper(random.Random(f"{seed}/{unit.code}"), unit.category)
        keeper.year()
        names = rng.sample(NAMES, rng.choice([1, 2, 2, 3]))
        for year in YEARS:
            books = keeper.year()
            chance = random.Random(f"{seed}/{unit.code}/{year}/sheets")
            spent = books.get("expenditure.project", "final")
            tables = sheets(chance, unit.name, spent, names)
            years[unit.code, year] = UnitYear(unit, year, books, tables, str(seed))
    for unit in units.values():
        members = [u.code for u in units.values() if u.department == unit.code]
        if len(members) > 1:
            for year in YEARS:
                years[unit.code, year].whole = merged(years[m, year].books for m in members)
    return County(units, years, _registry(rng, units, years))


def _units(rng: random.Random, size: int) -> Iterator[Unit]:
    """Bureaus first; every sixth unit leads a department of itself and the two after it."""
    names = [(f"{COUNTY}{name}", "其他") for name in BUREAUS]
    for place in PLACES:
        names += [(f"{COUNTY}{place}镇人民政府", "乡镇"), (f"{COUNTY}{place}中心学校", "教育"),
                  (f"{COUNTY}{place}镇卫生院", "卫生")]  # fmt: skip
    for number, (name, category) in enumerate(names[:size]):
        lead = number - number % 6 if number % 6 < 3 else number
        yield Unit(
            f"{101 + number}001", name, category, f"{101 + lead}001",
            number % 6 < 3 or rng.random() < 0.45, rng.random() < 0.4, rng.random() < 0.5,
        )  # fmt: skip


def _registry(
    rng: random.Random, units: dict[str, Unit], years: dict[tuple[str, int], UnitYear]
) -> Registry:
    """The bureau's ledger: two decimals of 万元."""

    def booked(uy: UnitYear, stage: str) -> Decimal:
        return rounded(uy.books.get("expenditure.total", stage), Decimal(100))

    return Registry(
        units=tuple(
            RegistryUnit(
                unit_code=unit.code, unit_name=unit.name, category=unit.category,
                aliases=(unit.name.removeprefix(COUNTY),), department_code=unit.department,
                review_office=OFFICES[unit.category], last_onsite_year=rng.randint(2019, 2023),
            ) for unit in units.values()
        ),
        publications=tuple(
            Publication(unit_code=code, fiscal_year=year, published_on=date(year + 1, 9, 1),
                        published_url=f"https://portal.example/{code}/{year}")
            for code, year in years
        ),
        ledger=tuple(
            LedgerLine(unit_code=code, fiscal_year=year,
                       **{s: booked(uy, s) for s in ("initial_budget", "supplement",
                                                     "adjusted_budget", "final")})
            for (code, year), uy in years.items()
        ),
        receipts=tuple(
            Receipt(unit_code=code, fiscal_year=year, received_on=date(year + 1, 8, rng.randint(1, 11)))
            for code, year in years
        ),
        notices=tuple(
            Notice(fiscal_year=year, deadline=date(year + 1, 8, 11), spot_check_share=Decimal(50),
                   deviation_threshold=Decimal(20), execution_points=Decimal(10),
                   level1_split="50/30/10", grade_edges="90/80/60")
            for year in YEARS
        ),
    )  # fmt: skip
