"""The numbers of a case that a person may correct, in the order of the form."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from contracts.facts import Indicator
from warehouse.report.places import Fact


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a case that may be corrected.

    Attributes:
        column: of `CORRECTABLE`.
        label: what it is, Chinese; "" where the case's own label says it.
        value: as read, base units.
        unit: printed unit that an entered number without one has.
    """

    column: str
    label: str
    value: Decimal | None
    unit: str


LABELS = {"target_value": "指标值", "actual_value": "完成值", "points": "分值", "score": "得分"}


def entries(fact: Fact) -> tuple[Entry, ...]:
    """The numbers of a fact, in the order of the form."""
    if not isinstance(fact, Indicator):
        return (Entry("value", "", fact.value, fact.printed_unit or ""),)
    return tuple(
        Entry(
            column,
            label,
            getattr(fact, column),
            (fact.value_unit or "") if "value" in column else "",
        )
        for column, label in LABELS.items()
    )
