"""Proposals: small slips of a printed number that would close every sum it breaks (DOMAIN §5).

A person decides; nothing is ever changed by itself. Money printed in the wrong unit is the check
`unit.suspect_scale`'s and not repeated here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from contracts.equations import Equation, Span, equations, holds, meet, span
from contracts.facts import Figure

Kind = Literal["digit", "point", "swap", "extra", "missing"]
WORDS: dict[Kind, str] = {
    "digit": "一位数字之差",
    "point": "小数点遗漏或错位",
    "swap": "相邻两位数字颠倒",
    "extra": "多了一位",
    "missing": "少了一位",
}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Decimals an amount is printed with.
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """One number that would close what is broken.

    Attributes:
        printed: the figure's text with the number put in.
        value: base units.
        closes: how many broken sums it closes: all that the figure enters.
        is_unique: no other repair closes any of them.
    """

    figure_id: str
    kind: Kind
    printed: str
    value: Decimal
    closes: int
    is_unique: bool


def repairs(figures: Sequence[Figure]) -> tuple[Repair, ...]:
    """Repairs of a submission's figures, those of one figure together.

    A repair is left out where another closes all it closes and more: one cause is likelier than
    two.
    """
    sums = _Sums(figures)
    found: list[tuple[Figure, Kind, str, Decimal, frozenset[int]]] = []
    for name, numbers in sums.broken.items():
        wanted = sums.wanted(name)
        for kind, text, value, half in _edits(sums.printed[name], sums.units) if wanted else ():
            if meet([*wanted, (value - half, value + half)]) is not None:
                found.append((sums.printed[name], kind, text, value, frozenset(numbers)))
    best = [one for one in found if not any(one[4] < other[4] for other in found)]
    return tuple(
        Repair(one.figure_id, kind, text, value, len(closed), _alone(closed, best))
        for one, kind, text, value, closed in best
    )


def settled(figures: Sequence[Figure], readings: Mapping[str, Sequence[str]]) -> tuple[Figure, ...]:
    """Figures, each that breaks its sums taken from another reader's text where that closes them.

    Args:
        figures: of one submission.
        readings: what else was read at a figure, by figure id; all are readings of the same print.

    Where the other readings of two figures would close the same sum, neither is taken.
    """
    sums = _Sums(figures)
    found: dict[str, list[Figure]] = defaultdict(list)
    for name, texts in readings.items():
        wanted = sums.wanted(name) if sums.broken.get(name) else []
        for text in dict.fromkeys(texts) if wanted else ():
            other = _restated(sums.printed[name], text, sums.units)
            if other is not None and meet([*wanted, span(other)]) is not None:
                found[name].append(other)
    taken = {
        name: others[0]
        for name, others in found.items()
        if len(others) == 1
        and not any(sums.broken[name] & sums.broken[other] for other in found if other != name)
    }
    return tuple(taken.get(one.figure_id, one) for one in figures)


def _restated(figure: Figure, text: str, units: Mapping[str | None, Decimal]) -> Figure | None:
    """The figure with the one number of another reading; None where that is no number."""
    number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    factor = _factor(figure, _number(figure)) or units.get(figure.printed_unit)
    if number is None or factor is None:
        return None
    return replace(figure, value=decimal_of(number[0]) * abs(factor), printed=text.strip())


class _Sums:
    """A submission's equations by figure.

    Attributes:
        printed: figures with a value, by id.
        units: base units of each printed unit.
        broken: the numbers of the broken equations each figure enters.
    """

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.printed = {one.figure_id: one for one in figures if one.value is not None}
        self.units = units_of(self.printed.values())
        self.broken: dict[str, set[int]] = defaultdict(set)
        self._spans = {name: span(one) for name, one in self.printed.items()}
        self._entered: dict[str, list[Equation]] = defaultdict(list)
        every = (one for one in equations(figures) if one.figure_ids <= self.printed.keys())
        for number, equation in enumerate(every):
            breaks = equation.claimed and not holds(equation, self._spans)
            for name in equation.figure_ids:
                self._entered[name].append(equation)
                if breaks:
                    self.broken[name].add(number)

    def wanted(self, name: str) -> list[Span]:
        """Where a figure's number must lie for all its equations to hold; empty if nowhere."""
        return _wanted(name, self._entered[name], self._spans)


def _alone(closed: frozenset[int], best: Sequence[tuple[object, ...]]) -> bool:
    """Whether only one repair touches any of these sums."""
    return sum(bool(closed & other) for *_, other in best if isinstance(other, frozenset)) == 1


def _wanted(name: str, entered: Sequence[Equation], spans: Mapping[str, Span]) -> list[Span]:
    """Where a figure's number would have to lie for each equation it enters; none if nowhere."""
    found = []
    for equation in entered:
        needed = _needed(name, equation, spans)
        if needed is None:
            return []
        found.append(needed)
    both = meet(found)
    return [both] if both else []


def _needed(name: str, equation: Equation, spans: Mapping[str, Span]) -> Span | None:
    """The interval one figure must meet, all others as they are; None where nothing helps."""
    low = high = Decimal(0)
    own: list[Span] = []
    weight: int | None = None
    for term in equation.terms:
        others = [spans[other] for other in term.figure_ids if other != name]
        if name in term.figure_ids:
            if weight is not None:
                return None  # on both sides: no equation in one unknown
            weight, own = term.weight, others
            continue
        both = meet(others)
        if both is None:
            return None
        ends = sorted((term.weight * both[0], term.weight * both[1]))
        low, high = low + ends[0], high + ends[1]
    if not weight:
        return meet(own)
    return meet([(low, high) if weight < 0 else (-high, -low), *own])


def _edits(
    figure: Figure, units: Mapping[str | None, Decimal]
) -> Iterator[tuple[Kind, str, Decimal, Decimal]]:
    """Kind, text, value and half unit of every slip that could have led to the printed number."""
    number = _number(figure)
    factor = _factor(figure, number) or units.get(figure.printed_unit)
    if number is None or factor is None:
        return
    plain = _plain(figure)
    decimals = len(number.partition(".")[2])
    seen = {decimal_of(number)}
    for kind, text in slips(number):
        value = decimal_of(text)
        if value in seen:
            continue
        seen.add(value)
        now = len(text.partition(".")[2])
        half = figure.half_unit if now == decimals else abs(factor).scaleb(-now) / 2
        yield kind, plain.replace(number, text, 1), value * factor, half


def _plain(figure: Figure) -> str:
    return unicodedata.normalize("NFKC", figure.printed)


def _number(figure: Figure) -> str | None:
    """The digits of a figure's text."""
    match = _NUMBER.search(_plain(figure))
    return match[0].rstrip(",") if match else None


def decimal_of(number: str) -> Decimal:
    """Digits, grouped or not, as a number."""
    return Decimal(number.replace(",", ""))


def _factor(figure: Figure, number: str | None) -> Decimal | None:
    """Base units of one as printed: a power of ten, negative for a decrease; None if unknown."""
    if not figure.value or number is None or not decimal_of(number):
        return None  # a zero does not tell 元 from 万元
    factor = figure.value / decimal_of(number)
    return factor if abs(factor).log10() % 1 == 0 else None


def units_of(figures: Iterable[Figure]) -> dict[str | None, Decimal]:
    """Base units of each printed unit, as the other numbers of the document have it."""
    found = {}
    for one in figures:
        factor = _factor(one, _number(one))
        if factor is not None:
            found[one.printed_unit] = abs(factor)
    return found


def slips(number: str) -> Iterator[tuple[Kind, str]]:
    """Numbers that one slip turns into this one, well-formed ones only."""
    for kind, text in (*_digits(number), *_swaps(number), *_points(number)):
        whole = text.partition(".")[0].replace(",", "")
        if whole and (whole == "0" or not whole.startswith("0")):
            yield kind, text


def _digits(number: str) -> Iterator[tuple[Kind, str]]:
    for place, mark in enumerate(number):
        for digit in "0123456789" if mark.isdigit() else "":
            if digit != mark:
                yield "digit", number[:place] + digit + number[place + 1 :]


def _swaps(number: str) -> Iterator[tuple[Kind, str]]:
    places = [place for place, mark in enumerate(number) if mark.isdigit()]
    for one, two in pairwise(places):
        if number[one] != number[two]:
            marks = list(number)
            marks[one], marks[two] = marks[two], marks[one]
            yield "swap", "".join(marks)


def _points(number: str) -> Iterator[tuple[Kind, str]]:
    """The same digits with the point elsewhere, or where none is printed."""
    digits = number.replace(",", "").replace(".", "")
    for decimals in range(min(_DECIMALS, len(digits) - 1) + 1):
        whole = digits[: len(digits) - decimals]
        if "," in number:
            whole = f"{int(whole):,}"
        yield "point", f"{whole}.{digits[len(digits) - decimals :]}".rstrip(".")
