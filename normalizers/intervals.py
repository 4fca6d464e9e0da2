"""Closed intervals of Decimal: a printed number and everything that may have been rounded to it.

The analogue of XBRL Calculations 1.1 (DOMAIN §5): a printed value v with a last digit worth u is
[v − u/2, v + u/2]; sums add ends, a negative weight swaps them, quotients are evaluated once and
rounded outwards. Two printings agree when their intervals meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Literal

Comparison = Literal["exact", "rounding", "break"]

_DOWN = Context(prec=40, rounding=ROUND_FLOOR)
_UP = Context(prec=40, rounding=ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval [low, high] in base units.

    Attributes:
        low, high: ends, low ≤ high.
        middle: the value as printed or computed from printed values; None where there is none
            (an intersection of two printings).
    """

    low: Decimal
    high: Decimal
    middle: Decimal | None = None

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"empty interval: {self.low} > {self.high}")

    @classmethod
    def of(cls, value: Decimal, half_unit: Decimal) -> Interval:
        """What a printed value stands for; `half_unit` 0 is the exact value."""
        return cls(value - half_unit, value + half_unit, value)

    def __add__(self, other: Interval) -> Interval:
        middle = None
        if self.middle is not None and other.middle is not None:
            middle = self.middle + other.middle
        return Interval(self.low + other.low, self.high + other.high, middle)

    def weigh(self, weight: Decimal) -> Interval:
        """Times an exact weight; a negative one swaps the ends."""
        ends = sorted((self.low * weight, self.high * weight))
        return Interval(ends[0], ends[1], None if self.middle is None else self.middle * weight)

    def quotient(self, other: Interval) -> Interval | None:
        """Divided by `other`, ends rounded outwards; None where the divisor may be 0."""
        if other.low <= 0 <= other.high:
            return None
        corners = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        middle = None
        if self.middle is not None and other.middle is not None:
            middle = self.middle / other.middle
        return Interval(
            min(_DOWN.divide(a, b) for a, b in corners),
            max(_UP.divide(a, b) for a, b in corners),
            middle,
        )

    def meets(self, other: Interval) -> bool:
        """Whether one number could have been printed as both (closed ends touch)."""
        return self.low <= other.high and other.low <= self.high

    def meet(self, other: Interval) -> Interval | None:
        """What both allow; None if disjoint."""
        if not self.meets(other):
            return None
        return Interval(max(self.low, other.low), min(self.high, other.high))

    @property
    def width(self) -> Decimal:
        """High minus low, base units."""
        return self.high - self.low


ZERO = Interval(Decimal(0), Decimal(0), Decimal(0))


def total(parts: Iterable[tuple[Decimal, Interval]]) -> Interval:
    """Weighted sum of printed values: Σ wᵢ·Iᵢ."""
    result = ZERO
    for weight, part in parts:
        result = result + part.weigh(weight)
    return result


def compare(expected: Interval, actual: Interval) -> Comparison:
    """How two statements of the same number agree.

    Returns:
        `exact` where the printed middles are equal, `rounding` where only the intervals meet,
        `break` where they are disjoint.
    """
    if expected.middle is not None and expected.middle == actual.middle:
        return "exact"
    return "rounding" if expected.meets(actual) else "break"


def low_power(computed: Interval, printed: Interval) -> bool:
    """Whether agreement means little: the interval is wider than 1 % of the total (DOMAIN §5)."""
    size = max(abs(printed.low), abs(printed.high))
    return computed.width + printed.width > size / 100
