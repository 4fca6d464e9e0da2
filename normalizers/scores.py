"""What the sums of a scored table say of its rows: which they prove, which they contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.facts import Indicator

TOTAL = "总分"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Ids of rows.

    Attributes:
        closing: of tables whose scores add up to the printed total.
        breaking: of tables whose scores do not, and of levels whose points do not make what is
            printed for them, or for the whole.
    """

    closing: frozenset[str]
    breaking: frozenset[str]


def verdicts(rows: Iterable[Indicator]) -> Verdicts:
    """The verdicts over all tables of a submission; a person's corrections are in the rows."""
    sheets: dict[tuple[str | None, int | None], list[Indicator]] = defaultdict(list)
    for row in rows:
        sheets[row.project, row.table_index].append(row)
    closing: set[str] = set()
    breaking: set[str] = set()
    for sheet in sheets.values():
        add_up = _scores_add_up(sheet)
        names = {row.indicator_id for row in sheet}
        closing |= names if add_up else set()
        breaking |= names if add_up is False else set()
        unsafe = _levels_that_do_not_add_up(sheet)
        breaking |= {row.indicator_id for row in sheet if row.level1 in unsafe}
    return Verdicts(frozenset(closing), frozenset(breaking))


def _scores_add_up(rows: Sequence[Indicator]) -> bool | None:
    """Whether the scores make the printed total; None where a number is missing."""
    totals = [row.score for row in rows if row.level1 == TOTAL and row.score is not None]
    scored = [row for row in rows if row.level1 != TOTAL and row.points is not None]
    scores = [row.score for row in scored if row.score is not None]
    if len(totals) != 1 or len(scores) < 2 or len(scores) < len(scored):
        return None
    inside = all(row.score <= row.points for row in scored if row.score and row.points)
    return inside and sum(scores) == totals[0]


def _levels_that_do_not_add_up(rows: Sequence[Indicator]) -> set[str | None]:
    """Level 1 names whose points contradict what is printed for them, or for the whole."""
    sums: dict[str | None, Decimal] = {}
    for row in rows:
        if row.level1 != TOTAL:
            sums[row.level1] = sums.get(row.level1, Decimal(0)) + (row.points or Decimal(0))
    printed = {row.level1: row.level1_points for row in rows if row.level1_points is not None}
    wrong: set[str | None] = {
        level for level, points in printed.items() if sums[level] not in {points, Decimal(0)}
    }
    totals = [row.points for row in rows if row.level1 == TOTAL and row.points is not None]
    if not wrong and len(totals) == 1 and sum(sums.values()) not in {totals[0], Decimal(0)}:
        wrong = set(sums) - {level for level in printed if sums[level] == printed[level]}
    return wrong
