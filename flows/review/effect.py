"""What a value does to the sums of its document: the identities before and after, and doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from contracts.facts import Facts, Indicator
from contracts.identities import Evaluation, Place, evaluate
from contracts.score_repairs import COLUMNS, ScoreSum, score_sums
from flows.decisions import shown
from warehouse.report.terms import amount, name

OUTCOMES = {
    "exact": "相符",
    "rounding": "相符（四舍五入）",
    "break": "不符",
    "insufficient": "缺数，无法检查",
}
UNKNOWN = "insufficient"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of the document: name, arithmetic, and whether it holds (`OUTCOMES`)."""

    name: str
    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sum before and after; `before` and `after` are outcomes, "" where it does not exist."""

    name: str
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an entered value changes.

    Attributes:
        lines: sums the number enters, and others whose outcome changes.
        doubts_before, doubts_after: doubtful numbers of the document.
        unknown: sums the number enters that cannot be judged before or after.
    """

    lines: tuple[Line, ...]
    doubts_before: int
    doubts_after: int
    unknown: int = 0


Key = tuple[object, ...]


def effect(before: Facts, after: Facts, identity: str) -> Effect:
    """Compares two readings of one document around the number `identity`."""
    old, new = dict(_sums(before, identity)), dict(_sums(after, identity))
    lines, unknown = [], 0
    for key in [*new, *(key for key in old if key not in new)]:
        one, other = old.get(key), new.get(key)
        outcomes = tuple("" if item is None else item[0].outcome for item in (one, other))
        concerned = any(item is not None and item[1] for item in (one, other))
        shown_sum = (other or one or (None,))[0]
        if outcomes == (UNKNOWN, UNKNOWN):
            unknown += concerned
            continue
        if shown_sum is not None and (concerned or outcomes[0] != outcomes[1]):
            lines.append(Line(shown_sum.name, shown_sum.text, *outcomes))
    return Effect(tuple(lines), doubts(before), doubts(after), unknown)


def doubts(facts: Facts) -> int:
    """How many numbers and rows of a document are doubtful."""
    every = (*facts.figures, *facts.claims, *facts.indicators)
    return sum(fact.assurance == "doubtful" for fact in every)


def _sums(facts: Facts, identity: str) -> Iterator[tuple[Key, tuple[Sum, bool]]]:
    """Every sum by its key, and whether the number takes part in it."""
    values = {figure.figure_id: figure for figure in facts.figures}
    for found in evaluate(facts.figures):
        key = (found.identity.family, found.place)
        measure = values[found.total[0]].measure if found.total else "CNY"
        told = Sum(_name(found), _arithmetic(found, measure), found.outcome)
        yield key, (told, identity in found.figure_ids)
    sheets: dict[str | None, list[Indicator]] = defaultdict(list)
    for row in facts.indicators:
        sheets[row.project].append(row)
    for project, rows in sheets.items():
        for one in score_sums(rows):
            every = (*one.rows, *([one.total] if one.total else []))
            told = _scores(one, project)
            yield (project, told.name), (told, any(row.indicator_id == identity for row in every))


def _arithmetic(found: Evaluation, measure: str) -> str:
    """The total as printed against the sum of the parts, in the words of the measure."""
    printed = f"合计所印 {amount(found.actual, measure)}"
    if found.expected is None:
        return printed
    gap = found.actual - found.expected
    told = f"{printed}，各项相加 {amount(found.expected, measure)}"
    return told + (f"，相差 {amount(gap, measure)}" if gap else "")


def _name(found: Evaluation) -> str:
    """What is added up: the total with its stage, project and account."""
    place: Place = found.place
    words = (place.project, place.account_name, name("items", found.identity.total))
    return " · ".join(word for word in (*words, name("stages", place.stage)) if word)


def _scores(one: ScoreSum, project: str | None) -> Sum:
    """The rows' sum against the printed total, the level's label, or a hundred."""
    added = sum((getattr(row, one.column) for row in one.rows), Decimal(0))
    level = one.rows[0].level1 if one.check_id == "score.level1_points" else None
    against = "标签所印" if level else "总分所印" if one.total else "应为"
    text = f"{against} {shown(added - one.gap)}，各行相加 {shown(added)}"
    if one.gap:
        text += f"，相差 {shown(-one.gap)}"
    words = (f"自评表{level or ''}{COLUMNS[one.column]}合计", project)
    return Sum(" · ".join(word for word in words if word), text, "break" if one.gap else "exact")
