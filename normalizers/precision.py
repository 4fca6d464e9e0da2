"""How fine a number was printed, judged with its neighbours (DOMAIN §5).

Trailing zeros are often dropped: 9, 0 or 16.3 stand in a document of two decimals. The printed
digits are then a lower bound, so a table takes the largest number of decimals of that column and
unit, running text the largest of that unit in the document's running text.

A text that prints 346.30万元 keeps its zeros: there 17,192万元 is rounded to whole 万元, not short
of two zeros, and every number stays as fine as it is printed. Only a bare 0 (出国费0万元) stays as
fine as the finest: it is nothing, not something below half a 万元.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from contracts.facts import Claim, Figure

Fact = TypeVar("Fact", Figure, Claim)
_KEPT = re.compile(r"[.．][\d０-９\s]*[0０](?![\d０-９])")
_Group = tuple[int | None, int | None, str | None]


def settle(
    figures: Sequence[Figure], claims: Sequence[Claim]
) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """The same facts with the half unit of their column or document, and which rule gave it."""
    finest: dict[_Group, Decimal] = {}
    facts: list[Figure | Claim] = [*figures, *claims]
    for fact in facts:
        if _rounded(fact):
            group = _group(fact)
            finest[group] = min(fact.half_unit, finest.get(group, fact.half_unit))
    kept = {_group(fact) for fact in facts if _keeps_zeros(fact)}
    return (
        tuple(_settled(figure, finest, kept) for figure in figures),
        tuple(_settled(claim, finest, kept) for claim in claims),
    )


def _rounded(fact: Figure | Claim) -> bool:
    """Whether the fact stands for an interval at all."""
    return fact.half_unit > 0 and fact.value is not None


def _keeps_zeros(fact: Figure | Claim) -> bool:
    """Whether running text prints a trailing zero here (346.30, but not 0.00)."""
    return fact.table_index is None and bool(fact.value) and bool(_KEPT.search(fact.printed))


def _group(fact: Figure | Claim) -> _Group:
    """Facts printed alike: one column of a table, or all running text, with one unit."""
    return (fact.table_index, fact.col, fact.printed_unit)


def _settled(fact: Fact, finest: dict[_Group, Decimal], kept: set[_Group]) -> Fact:
    """The fact with the finest half unit of its group."""
    if not _rounded(fact):
        return fact
    if fact.value and _group(fact) in kept:
        return fact
    half = finest[_group(fact)]
    if half == fact.half_unit:
        return fact
    rule = "document" if fact.table_index is None else "column"
    return replace(fact, half_unit=half, half_unit_rule=rule)
