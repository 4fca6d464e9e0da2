"""Proposals for scored rows: a slip of one points or score cell that would close its table's sums.

The sums are those of `score.points`, `score.level1_points` and `score.total`, judged where these
checks judge them. A person decides; nothing is ever changed by itself (DOMAIN §5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from contracts.facts import Indicator
from contracts.repairs import Kind, slips

Column = Literal["points", "score"]
COLUMNS: dict[Column, str] = {"points": "分值", "score": "得分"}
TOTAL, EXECUTION = "总分", "预算执行"
FULL = Decimal(100)
_FILLED = ("points", "score", "target_printed", "actual_printed")


@dataclass(frozen=True, slots=True)
class ScoreSum:
    """Rows that should add up to a number.

    Attributes:
        check_id: the check that reports a break.
        rows: the parts.
        total: the row that prints the number, if a row does.
        gap: what the parts are above it.
    """

    check_id: str
    column: Column
    rows: tuple[Indicator, ...]
    total: Indicator | None
    gap: Decimal


@dataclass(frozen=True, slots=True)
class ScoreRepair:
    """One cell that would close what is broken.

    Attributes:
        printed: the number as it stands, without zeros at its end.
        closes: how many broken sums it closes: all of its column.
        beside: rows of these sums.
        is_unique: no other repair closes them.
    """

    row: Indicator
    column: Column
    kind: Kind
    printed: str
    value: Decimal
    closes: int
    beside: tuple[str, ...]
    is_unique: bool


def score_sums(rows: Sequence[Indicator]) -> tuple[ScoreSum, ...]:
    """The sums of one table that its checks judge; rows of one submission and project.

    A row of the form that was left empty takes no part.
    """
    printed = [row for row in rows if any(getattr(row, name) is not None for name in _FILLED)]
    found = (_points(printed), *_levels(printed), _scores(printed))
    return tuple(one for one in found if one is not None)


def _points(rows: Sequence[Indicator]) -> ScoreSum | None:
    """All points make the printed total, or a hundred."""
    total = _total(rows, "points")
    parts = [row for row in rows if row.level1 != TOTAL and row.points is not None]
    gap = _sum(parts, "points") - _full(rows)
    lacking = any(row.points is None for row in rows if row.level1 not in {TOTAL, EXECUTION})
    unlisted = gap < 0 and not any(row.level1 == EXECUTION for row in parts)
    if lacking or unlisted or all(row.level1 == EXECUTION for row in parts):
        return None
    return ScoreSum("score.points", "points", tuple(parts), total, gap)


def _levels(rows: Sequence[Indicator]) -> Iterator[ScoreSum]:
    """The points of a level make those its label prints."""
    blocks: dict[str, list[Indicator]] = defaultdict(list)
    for row in rows:
        if row.level1 is not None and row.level1 not in {TOTAL, EXECUTION}:
            blocks[row.level1].append(row)
    for block in blocks.values():
        labels = {row.level1_points for row in block if row.level1_points is not None}
        if len(labels) == 1 and all(row.points is not None for row in block):
            gap = _sum(block, "points") - labels.pop()
            yield ScoreSum("score.level1_points", "points", tuple(block), None, gap)


def _scores(rows: Sequence[Indicator]) -> ScoreSum | None:
    """All scores make the printed total."""
    total = _total(rows, "score")
    parts = [row for row in rows if row.level1 != TOTAL and row.score is not None]
    lacking = any(row.score is None and row.points for row in rows if row.level1 != TOTAL)
    if total is None or total.score is None or lacking or not parts:
        return None
    gap = _sum(parts, "score") - total.score
    points = _sum([row for row in rows if row.level1 != TOTAL], "points")
    # forms without an execution row of their own: its score stands nowhere
    apart = points < _full(rows) and not any(row.level1 == EXECUTION for row in parts)
    unlisted = gap < 0 and apart
    return None if unlisted else ScoreSum("score.total", "score", tuple(parts), total, gap)


def _total(rows: Sequence[Indicator], column: Column) -> Indicator | None:
    printed = (row for row in rows if row.level1 == TOTAL and getattr(row, column) is not None)
    return next(printed, None)


def _full(rows: Sequence[Indicator]) -> Decimal:
    """The points of a whole table, as printed or a hundred."""
    total = _total(rows, "points")
    return FULL if total is None or total.points is None else total.points


def _sum(rows: Sequence[Indicator], column: Column) -> Decimal:
    return sum((getattr(row, column) or Decimal(0) for row in rows), Decimal(0))


def score_repairs(rows: Sequence[Indicator]) -> tuple[ScoreRepair, ...]:
    """Repairs of one table's cells: one slip that closes all its broken sums of points, or scores.

    Small numbers are a slip away from one another, so one that is not the only repair is left out
    unless its row was not surely read.
    """
    sums = score_sums(rows)
    found = [slip for row in rows for column in COLUMNS for slip in _slip(row, column, sums)]
    columns = [slip.column for slip in found]
    alone = [columns.count(column) == 1 for column in columns]
    return tuple(
        ScoreRepair(
            slip.row,
            slip.column,
            slip.kind,
            _plain(getattr(slip.row, slip.column)),
            slip.value,
            len(slip.closed),
            tuple(sorted({row.indicator_id for one in slip.closed for row in one.rows})),
            is_unique,
        )
        for slip, is_unique in zip(found, alone, strict=True)
        if is_unique or slip.row.assurance == "doubtful"
    )


@dataclass(frozen=True, slots=True)
class _Slip:
    """A cell's other number and the sums it closes."""

    row: Indicator
    column: Column
    kind: Kind
    value: Decimal
    closed: Sequence[ScoreSum]


def _slip(row: Indicator, column: Column, sums: Sequence[ScoreSum]) -> Iterator[_Slip]:
    """The slip of one cell, if one closes all its sums."""
    now = getattr(row, column)
    entered = [one for one in sums if one.column == column and _enters(row, one)]
    broken = [one for one in sums if one.column == column and one.gap]
    away = {one.gap if row is one.total else -one.gap for one in entered}
    if now is None or entered != broken or len(away) != 1:
        return
    value = now + away.pop()
    kind = slip_between(_plain(now), _plain(value))
    if kind is not None and _fits(row, column, value):
        yield _Slip(row, column, kind, value, entered)


def _enters(row: Indicator, one: ScoreSum) -> bool:
    return row is one.total or any(row is part for part in one.rows)


def _fits(row: Indicator, column: Column, value: Decimal) -> bool:
    """Whether the row could be printed so: 0 ≤ score ≤ points ≤ 100."""
    points, score = (value, row.score) if column == "points" else (row.points, value)
    return 0 <= (score or 0) <= (FULL if points is None else points) <= FULL


def slip_between(printed: str, wanted: str) -> Kind | None:
    """The one slip that makes one number of the other; None where there is none."""
    for kind, text in slips(printed):
        if text == wanted:
            return kind
    if wanted in _without_a_digit(printed):
        return "extra"
    return "missing" if printed in _without_a_digit(wanted) else None


def _without_a_digit(number: str) -> set[str]:
    places = (at for at, mark in enumerate(number) if mark.isdigit())
    return {number[:at] + number[at + 1 :] for at in places}


def _plain(number: Decimal) -> str:
    """Without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
