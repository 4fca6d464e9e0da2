# ruff: noqa: E501 - labels and wordings stand beside what they mean
"""How booked amounts get onto paper, and how a plant changes what one place prints.

`Page` is one unit's view of its books for one paper: it rounds to what the paper prints and lets
slips change single printings. `BookedStyle` and `BookedProse` stand where the accuracy bench draws
numbers by chance, so that its tables and wordings print the books instead.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from tests.bench.accuracy.draft import Box, Style
from tests.bench.accuracy.draft import Truth as Cell
from tests.bench.accuracy.prose import POWER, WIDE, Fact, Prose, Truth
from tests.bench.county.books import NAMES, Books

CODES = {name: code for code, name in reversed(NAMES.items())}


@dataclass
class Slip:
    """One printed number that says something else than the books.

    Attributes:
        place: form, project or section that prints it.
        item, stage, fund, code: which number; None for any.
        change: new value from the right one and the worth of its last digit, base units.
        kind: "figure", or the kind of a claim.
        unit: printed in this unit instead, same digits.
    """

    place: str
    item: str
    change: Callable[[Decimal, Decimal], Decimal] = lambda value, _: value
    stage: str | None = "final"
    fund: str | None = None
    code: str | None = ""
    kind: str = "figure"
    unit: str | None = None
    used: int = 0


@dataclass
class Page:
    """One place's view of the books.

    Attributes:
        books: what is right.
        place: the form, project or section.
        slips: what is printed otherwise.
    """

    books: Books
    place: str
    slips: list[Slip] = field(default_factory=list)

    def slip(self, kind: str, item: str, stage: str, fund: str | None, code: str) -> Slip | None:
        """The slip of a number, if it is planted."""
        for slip in self.slips:
            asked = (slip.stage, slip.fund, slip.code)
            if (slip.place, slip.kind, slip.item) == (self.place, kind, item) and all(
                want is None or want == (have or "")
                for want, have in zip(asked, (stage, fund, code), strict=True)
            ):
                slip.used += 1
                return slip
        return None

    def figure(
        self, item: str, stage: str, fund: str | None, code: str, step: Decimal
    ) -> tuple[Decimal, str | None]:
        """What is printed, a multiple of `step`, and the unit where a slip names another."""
        right = rounded(self.books.get(item, stage, fund, code), step)
        slip = self.slip("figure", item, stage, fund, code)
        return (slip.change(right, step), slip.unit) if slip else (right, None)

    def claim(
        self, kind: str, item: str, stage: str, code: str, step: Decimal, *, right: Decimal
    ) -> Decimal:
        """A printed ratio or change."""
        slip = self.slip(kind, item, stage, None, code)
        return slip.change(rounded(right, step), step) if slip else rounded(right, step)


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """To the next multiple of a step, halves away from zero."""
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def percent(one: Decimal, other: Decimal) -> Decimal:
    """One as percent of the other; nothing of nothing is 100."""
    return one * 100 / other if other else Decimal(100)


class BookedStyle(Style):
    """Prints a table's cells from the books, in the ways units print tables."""

    def __init__(self, rng: random.Random, page: Page, unit: str, year: int) -> None:
        super().__init__(rng)
        self.page, self.name, self.year = page, unit, year
        self.hide_zeros = rng.random() < 0.5
        if self.exponent == 4 and self.decimals == 0:
            self.decimals = 2

    def money(self, item: str, stage: str, fund: str | None, code: str | None = None) -> Box:
        """A booked amount; nothing is a zero or a blank, as the table has it."""
        step = Decimal(10) ** (self.exponent - self.decimals)
        value, _ = self.page.figure(item, stage, fund, code or "", step)
        if value == 0 and self.hide_zeros:
            return Box(self.blank, truth=Cell(item, stage, fund, code))
        digits = value / Decimal(10) ** self.exponent
        text = f"{digits:,.{self.decimals}f}" if self.commas else f"{digits:.{self.decimals}f}"
        return Box(text, truth=Cell(item, stage, fund, code, value))

    def head(self, title: str, year: int) -> list[str]:  # noqa: ARG002 - the unit's own year
        """Title and unit line of this unit and year."""
        lines = super().head(title, self.year)
        return [line.replace("甲局", self.name) for line in lines]


@dataclass
class BookedProse(Prose):
    """Running text whose amounts and ratios come from the books."""

    page: Page = field(default_factory=lambda: Page(Books(), ""))
    places: int = 2
    drops: bool = False

    @property
    def step(self) -> Decimal:
        """Worth of the last printed digit, yuan."""
        return Decimal(10) ** (POWER[self.money_unit] - self._digits)

    @property
    def _digits(self) -> int:
        return self.decimals if self.money_unit != "元" else 0

    def right(self, item: str, stage: str, **more: str | None) -> Decimal:
        """The booked amount."""
        return self.page.books.get(item, stage, more.get("fund"), code_of(more.get("account")))

    def printed(self, yuan: Decimal, *, unit: bool = True) -> str:
        """An amount in this text's habit: trailing zeros are dropped everywhere or nowhere."""
        number = yuan / 10 ** POWER[self.money_unit]
        text = format(number, f"{',' if self.commas else ''}.{self._digits}f")
        if self.drops and "." in text:
            text = text.rstrip("0").rstrip(".")
        text = text.translate(WIDE) if self.wide else text
        return f"{text}{self.gap}{self.money_unit}" if unit else text

    def money(self, yuan: Decimal, item: str, stage: str, **more: str | None) -> Fact:  # noqa: ARG002
        """The booked amount; what the wording drew is not asked."""
        code = code_of(more.get("account"))
        value, unit = self.page.figure(item, stage, more.get("fund"), code, self.step)
        text = self.printed(value)
        if unit:
            value = value / 10 ** POWER[self.money_unit] * 10 ** POWER[unit]
            text = text.removesuffix(self.money_unit) + unit
        return Fact(text, (Truth("figure", item, stage, value, **more),))

    def rate(self, kind: str, item: str, versus: str, stage: str = "final", **more: str) -> Fact:
        """A ratio of booked amounts."""
        one = self.right(item, stage, **more)
        if kind == "share":
            whole = more if versus == item else {}
            other = self.right(versus, stage, fund=whole.get("fund"))
        else:
            other = self.right(item, versus, **more)
        code, step = code_of(more.get("account")), Decimal(10) ** -self.places
        value = self.page.claim(kind, item, stage, code, step, right=percent(one, other))
        means = Truth(kind, item, stage, value, versus, **more)
        return Fact(self.percent(value, wide=self.wide), (means,))

    def change(self, item: str, fund: str | None = None) -> tuple[Fact, Fact, bool]:
        """Change and rate against the year before as printed, without sign, and whether it is more."""
        one, other = self.right(item, "final"), self.right(item, "prior_final")
        moved = self.page.claim("change", item, "final", "", self.step, right=one - other)
        rate = self.page.claim(
            "change_rate", item, "final", "", Decimal(10) ** -self.places,
            right=percent(one - other, other),
        )  # fmt: skip
        if moved and (rate < 0) != (moved < 0):
            rate = -rate
        amount = Fact(
            self.printed(abs(moved)), (Truth("change", item, "final", moved, "prior_final", fund),)
        )
        grown = Fact(
            self.percent(abs(rate), wide=self.wide),
            (Truth("change_rate", item, "final", rate, "prior_final", fund),),
        )
        return amount, grown, (moved or rate) >= 0


def code_of(account: str | None) -> str:
    """The account's code from its name; "" for the whole unit."""
    return CODES.get(account, account) if account else ""
