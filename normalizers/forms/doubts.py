"""Doubts about scored rows that OCR read: what the row itself contradicts.

Typed rows are never doubted: what breaks there is a finding, not a reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.document import Reading
from contracts.facts import Indicator
from normalizers.number_units import UNITS

_DOUBTFUL = "doubtful"


def doubt_rows(rows: Sequence[Indicator]) -> list[Indicator]:
    """The rows of one table, those OCR may have misread marked doubtful.

    A row is doubtful where its value is no number though it has digits (`100%8`), and where its
    unit is no unit (`100°`). What its sums say is decided later (`normalizers.scores`).
    """
    return [
        replace(row, assurance=_DOUBTFUL)
        if row.reading == Reading.OCR and _is_strange(row)
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
