# ruff: noqa: E501 - labels and wordings stand beside what they mean
"""A unit's books of one year: every amount that its papers print, exact, and adding up.

Amounts are yuan by item, stage, fund and account. Lines are booked at the lowest account and
summed upwards; all else follows: revenue from expenditure and what is carried over, the year's
budget from the outcome. Books of a department are its members' added together.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.bench.accuracy.finance_tables import ECONOMIC

#: Item, stage, fund ("" where nobody names one), account ("" for the whole unit).
Key = tuple[str, str, str, str]
ZERO = Decimal(0)
NAMES = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "205": "教育支出", "20502": "普通教育", "2050202": "小学教育", "2050203": "初中教育",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出", "21003": "基层医疗卫生机构", "2100302": "乡镇卫生院",
    "21011": "行政事业单位医疗", "2101101": "行政单位医疗",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出",
    "2120801": "征地和拆迁补偿支出",
    "213": "农林水支出", "21303": "水利", "2130314": "防汛",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
}  # fmt: skip
OWN_LINES = {
    "其他": ("2010301", "2010302", "2130314"),
    "乡镇": ("2010301", "2010302", "2130314"),
    "教育": ("2050202", "2050203"),
    "卫生": ("2100302", "2101101"),
}
COMMON = ("2080505", "2210201")
LAND = "2120801"
FUNDS = ("general_public", "government_fund", "own")
THREE = (
    "three_public.overseas",
    "three_public.vehicle.purchase",
    "three_public.vehicle.operation",
    "three_public.reception",
)
SINGLE = ("meeting", "training", "agency_operating")


@dataclass
class Books:
    """Amounts by key; `get` knows what is booked under no key: nothing."""

    category: str = "其他"
    amounts: dict[Key, Decimal] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    projects: list[str] = field(default_factory=list)

    def get(self, item: str, stage: str, fund: str | None = None, code: str = "") -> Decimal:
        """An amount; the three public expenses are one thing whatever fund is named."""
        if item.startswith("three_public") or item in SINGLE:
            fund = None
        return self.amounts.get((item, stage, fund or "all", code), ZERO)

    def put(self, item: str, stage: str, value: Decimal, fund: str = "all", code: str = "") -> None:
        """Books an amount under its key."""
        self.amounts[item, stage, fund, code] = value

    def add(self, item: str, stage: str, value: Decimal, fund: str = "all", code: str = "") -> None:
        """Adds to an account, the accounts above it and the whole."""
        for above in ("", code[:3], code[:5], code) if code else ("",):
            key = (item, stage, fund, above)
            self.amounts[key] = self.amounts.get(key, ZERO) + value

    def accounts(self, fund: str = "all") -> list[str]:
        """Functional accounts with money of a fund, in the order of tables."""
        found = {k[3] for k, v in self.amounts.items() if k[0] == "expenditure.total" and k[2] == fund
                 and k[1] == "final" and v and k[3].startswith("2")}  # fmt: skip
        return sorted(found)


def merged(parts: Iterable[Books]) -> Books:
    """A department's books: its members' added together."""
    whole = Books()
    for part in parts:
        for key, value in part.amounts.items():
            whole.amounts[key] = whole.amounts.get(key, ZERO) + value
    return whole


class Keeper:
    """Makes the books of one unit, year after year."""

    def __init__(self, rng: random.Random, category: str) -> None:
        self.rng = rng
        self.category = category
        self.grain = rng.choice([Decimal(100), Decimal(1), Decimal("0.01")])
        self.size = rng.choice([100_000, 400_000, 2_000_000, 9_000_000])
        self.land = rng.random() < 0.25
        self.own = rng.random() < 0.5
        self.cars = rng.random() < 0.5
        self.carries = rng.random() < 0.6
        self.before: Books | None = None
        self.levels: list[float] = []
        self.asked = 0

    def level(self) -> float:
        """A number from 0 to 1 that stays the same from year to year."""
        if self.asked == len(self.levels):
            self.levels.append(self.rng.random())
        self.asked += 1
        return self.levels[self.asked - 1]

    def amount(self, low: float, high: float) -> Decimal:
        """An amount between two parts of the unit's size, a little different each year."""
        part = (low + (high - low) * self.level()) * self.rng.uniform(0.92, 1.08)
        return Decimal(int(Decimal(self.size) * Decimal(str(part)) / self.grain)) * self.grain

    def year(self) -> Books:
        """The next year's books."""
        books = Books(self.category)
        self.asked = 0
        self._lines(books)
        self._revenue(books)
        self._budget(books)
        self._economic(books)
        self._three(books)
        self._others(books)
        for item, stage, fund, code in list((self.before or books).amounts):
            if stage == "final":
                last = (self.before or books).amounts[item, stage, fund, code]
                books.put(item, "prior_final", last, fund, code)
        self.before = books
        return books

    def _lines(self, books: Books) -> None:
        """Expenditure by account, fund and kind, with the year's initial budget."""
        for code in (*OWN_LINES[self.category], *COMMON):
            basic = self.amount(0.05, 1) if code not in {"2130314", "2010302"} else ZERO
            project = self.amount(0.02, 0.6) if code in OWN_LINES[self.category] else ZERO
            self._spend(books, "general_public", code, basic, project)
        if self.land:
            self._spend(books, "government_fund", LAND, ZERO, self.amount(0.1, 0.5))
        if self.own:
            main = OWN_LINES[self.category][0]
            self._spend(books, "own", main, self.amount(0.1, 0.4), self.amount(0, 0.1))

    def _spend(self, books: Books, fund: str, code: str, basic: Decimal, project: Decimal) -> None:
        for item, value in (("basic", basic), ("project", project)):
            cut = Decimal(self.rng.randint(60, 88)) / 100
            first = (value * cut / self.grain).to_integral_value() * self.grain
            for stage, money in (("final", value), ("initial_budget", first)):
                for under in ("all", fund, *(["fiscal"] if fund != "own" else [])):
                    for name in ("expenditure.total", f"expenditure.{item}"):
                        books.add(name, stage, money, under, code)

    def _carry(self, books: Books, fund: str, code: str) -> Decimal:
        """Books opening and closing of a fund; returns what revenue must cover besides spending."""
        item = ("carryover.opening", "carryover.closing")
        before = self.before
        opening = before.amounts.get((item[1], "final", fund, ""), ZERO) if before else ZERO
        closing = self.amount(0, 0.02) if self.carries else ZERO
        for name, value in zip(item, (opening, closing), strict=True):
            for under in ("all", fund, *(["fiscal"] if fund != "own" else [])):
                books.add(name, "final", value, under)
            for above in (code[:3], code[:5], code):
                books.put(name, "final", value, fund, above)
        return closing - opening

    def _revenue(self, books: Books) -> None:
        """Revenue by account: what is spent and carried on, less what was carried over."""
        main = OWN_LINES[self.category][0]
        for fund, code in zip(FUNDS, (main, LAND, main), strict=True):
            if not books.get("expenditure.total", "final", fund):
                continue
            more = self._carry(books, fund, code)
            for line in [a for a in books.accounts(fund) if len(a) == 7]:
                spent = books.get("expenditure.total", "final", fund, line)
                self._earn(books, fund, line, spent + (more if line == code else ZERO))
        for side, carried in (("revenue", "opening"), ("expenditure", "closing")):
            for fund in ("all", "fiscal", *FUNDS[:2]):
                total = books.get(f"{side}.total", "final", fund)
                total += books.get(f"carryover.{carried}", "final", fund)
                books.put(f"grand_total.{side}", "final", total, fund)

    def _earn(self, books: Books, fund: str, code: str, value: Decimal) -> None:
        if fund == "own":
            part = (value / 3 / self.grain).to_integral_value() * self.grain
            shares = {"revenue.business": part, "revenue.other": value - part}
            for item, money in shares.items():
                books.add(item, "final", money, "all", code)
        else:
            name = "general_public_budget" if fund == "general_public" else fund
            books.add(f"revenue.{name}", "final", value, fund, code)
            books.add("revenue.fiscal_appropriation", "final", value, "fiscal", code)
            for under in ("fiscal", fund):
                books.add("revenue.total", "final", value, under, code)
        books.add("revenue.total", "final", value, "all", code)

    def _budget(self, books: Books) -> None:
        """The initial budget balances; the year's budget is the outcome without carry-over."""
        first = books.get("expenditure.total", "initial_budget")
        spent, earned = (books.get(f"{side}.total", "final") for side in ("expenditure", "revenue"))
        moved = books.get("carryover.opening", "final") - books.get("carryover.closing", "final")
        books.put("revenue.total", "initial_budget", first)
        public = books.get("expenditure.total", "initial_budget", "general_public")
        books.put("revenue.general_public_budget", "initial_budget", public, "general_public")
        books.put("expenditure.total", "supplement", spent - moved - first)
        books.put("expenditure.total", "adjusted_budget", spent - moved)
        books.put("revenue.total", "supplement", earned - first)

    def _economic(self, books: Books) -> None:
        """Basic expenditure of public money by economic account."""
        basic = books.get("expenditure.basic", "final", "general_public")
        codes = [code for code, _ in ECONOMIC if len(code) == 5]
        left = basic
        for code in codes[:0:-1]:
            value = min(self.amount(0, 0.02), left)
            left -= value
            self._economic_line(books, code, value)
        self._economic_line(books, codes[0], left)

    def _economic_line(self, books: Books, code: str, value: Decimal) -> None:
        for above in (code[:3], code):
            key = ("expenditure.basic", "final", "general_public", above)
            books.amounts[key] = books.amounts.get(key, ZERO) + value
        kind = "personnel" if code[:3] in {"301", "303"} else "public"
        for fund in ("general_public", "all"):
            books.add(f"expenditure.basic.{kind}", "final", value, fund)

    def _three(self, books: Books) -> None:
        """The three public expenses, never below what the economic accounts hold of them."""
        codes = {"reception": "30217", "vehicle.operation": "30231"}
        for item in THREE:
            code = codes.get(item.removeprefix("three_public."), "")
            least = (
                books.get("expenditure.basic", "final", "general_public", code) if code else ZERO
            )
            rare = item in THREE[:2]
            bought = not rare or (self.level() < 0.2 and self.cars)
            value = least + (self.amount(0.001, 0.02) if bought else ZERO)
            budget = value + (self.amount(0.001, 0.01) if value else ZERO)
            above = ["three_public.total"] + (["three_public.vehicle"] if "vehicle" in item else [])
            for name in (item, *above):
                for stage, money in (("final", value), ("initial_budget", budget),
                                     ("adjusted_budget", budget)):  # fmt: skip
                    books.add(name, stage, money)

    def _others(self, books: Books) -> None:
        """Procurement, assets, small items, people and projects."""
        rng = self.rng
        for item in ("goods", "works", "services"):
            value = self.amount(0, 0.1) if self.level() < 0.7 else ZERO
            for name in ("total", item):
                for stage in ("final", "initial_budget"):
                    books.add(f"procurement.{name}", stage, value)
        owed = self.amount(0, 0.2) if self.level() < 0.6 else ZERO
        kept, original = self.amount(0.1, 2), self.amount(0.1, 3)
        for name, value in {"assets.total": owed + kept, "liabilities.total": owed,
                            "net_assets.total": kept, "fixed_assets.original_value": original,
                            "fixed_assets.in_use": original}.items():  # fmt: skip
            books.put(name, "final", value)
        for item in SINGLE:
            books.put(item, "final", self.amount(0.005, 0.03))
        working = max(3, int(self.size / 30_000 * (0.9 + self.level() / 5)))
        retired = rng.randint(0, working)
        books.people = {"establishment": working + rng.randint(0, 6), "in_service": working,
                        "retired": retired, "actual": working + retired}  # fmt: skip
        books.put("expenditure.basic.public", "initial_budget",
                  books.get("expenditure.basic.public", "final"))  # fmt: skip
