"""What the levels of the accounts (类, 款, 项) say of their lines read by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from contracts.equations import account_sums, holds, span
from contracts.facts import Figure


def levels(figures: Sequence[Figure]) -> tuple[set[str], set[str]]:
    """Ids of the figures that a level of a table proves, and of those that one contradicts.

    A level of one line repeats a number, and the same print may be misread twice alike: two lines
    with something in them must add up to prove anything, and sharply (DOMAIN §5, low power).
    """
    closing: set[str] = set()
    breaking: set[str] = set()
    printed = {figure.figure_id: figure for figure in figures}
    for equation in account_sums(figures):
        members = [printed[name] for name in equation.figure_ids]
        if not holds(equation, {one.figure_id: span(one) for one in members}):
            breaking.update(equation.figure_ids)
            continue
        amounts = [abs(one.value) for one in members if one.value]
        width = 2 * sum(one.half_unit for one in members)
        # Within rounding a misread last digit hides: only to the last digit does a sum prove.
        to_the_digit = holds(equation, {one.figure_id: _point(one) for one in members})
        if to_the_digit and len(amounts) > 2 and width * 100 <= max(amounts):
            closing.update(equation.figure_ids)
    return closing, breaking


def _point(figure: Figure) -> tuple[Decimal, Decimal]:
    """A printed number as the very number it prints."""
    value = figure.value or Decimal(0)
    return value, value
