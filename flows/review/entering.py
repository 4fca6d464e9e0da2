"""What a person types, as a value in base units with the width of its last digit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from contracts.facts import Indicator
from flows.review.entries import Entry
from normalizers.numbers import UNITS, parse_cell
from warehouse.report.places import Fact


class EntryError(ValueError):
    """What was typed is no number that fits; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A typed number: value in base units, half of its last digit (None for exact measures)."""

    value: Decimal
    half_unit: Decimal | None


def entered(text: str, fact: Fact, entry: Entry) -> Entered:
    """The number a person typed for an entry; a unit in the text wins over the printed one.

    A change that the text calls 减少 is stored negative: what is typed is its size.

    Raises:
        EntryError: no number, an unknown unit, or a unit of another kind.
    """
    measure = "count" if isinstance(fact, Indicator) else fact.measure
    printed = parse_cell(text, UNITS.get(entry.unit), measure=measure)
    if printed is None or printed.nil in {"blank", "not_applicable"} or printed.comparator:
        raise EntryError(f"看不懂“{text.strip()}”，请只输入数字，例如 128.69。")
    if printed.value is None:
        raise EntryError("请写明单位，例如 128.69万元。")
    if not isinstance(fact, Indicator) and printed.measure != fact.measure:
        raise EntryError(f"单位“{printed.unit.name if printed.unit else ''}”与此数不符。")
    value = printed.value
    if entry.value is not None and entry.value < 0 <= value and "-" not in text:
        value = -value
    return Entered(value, printed.half_unit if printed.nil == "number" else None)
