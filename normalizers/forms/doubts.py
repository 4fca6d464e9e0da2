"""Doubts about scored rows that OCR read: what the row itself and the printed sums contradict.

Typed rows are never doubted: what breaks there is a finding, not a reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contracts.document import Reading
from contracts.facts import Indicator
from normalizers.number_units import UNITS

_DOUBTFUL = "doubtful"


def doubt_rows(rows: Sequence[Indicator]) -> list[Indicator]:
    """The rows of one table, those OCR may have misread marked doubtful.

    A row is doubtful where its value is no number though it has digits (`100%8`), where its unit
    is no unit (`100°`), and where the points of its level do not add up to the printed ones, or
    all points to the printed total.
    """
    unsafe = _levels_that_do_not_add_up(rows)
    return [
        replace(row, assurance=_DOUBTFUL)
        if row.reading == Reading.OCR and (row.level1 in unsafe or _is_strange(row))
        else row
        for row in rows
    ]


def _is_strange(row: Indicator) -> bool:
    """Whether the target or the actual value looks like a misread number."""
    for printed, value in (
        (row.target_printed, row.target_value),
        (row.actual_printed, row.actual_value),
    ):
        if printed is None or not printed[:1].isdigit():
            continue
        if value is None and not any("\u4e00" <= character <= "\u9fff" for character in printed):
            return True
        tail = printed.lstrip("0123456789.,")
        if tail and tail not in UNITS and not "\u4e00" <= tail[0] <= "\u9fff":
            return True
    return False


def _levels_that_do_not_add_up(rows: Sequence[Indicator]) -> set[str | None]:
    """Level 1 names whose points contradict what is printed for them, or for the whole."""
    sums: dict[str | None, Decimal] = {}
    for row in rows:
        if row.level1 != "总分":
            sums[row.level1] = sums.get(row.level1, Decimal(0)) + (row.points or Decimal(0))
    printed = {row.level1: row.level1_points for row in rows if row.level1_points is not None}
    wrong: set[str | None] = {
        level for level, points in printed.items() if sums[level] not in {points, Decimal(0)}
    }
    totals = [row.points for row in rows if row.level1 == "总分" and row.points is not None]
    if not wrong and len(totals) == 1 and sum(sums.values()) not in {totals[0], Decimal(0)}:
        wrong = set(sums) - {level for level in printed if sums[level] == printed[level]}
    return wrong
