"""How far each figure can be trusted, and why (DESIGN "Trust").

Agreement is evidence: a figure read by OCR that closes an identity with other printed figures is
`proved`; one that breaks every identity it enters is `doubtful`; else its confidence decides
between `read` and `doubtful`. A typed figure that breaks an identity is a finding of the checks,
never a doubt about the reading, so typed figures are left as they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from contracts.document import Reading
from contracts.facts import Claim, Facts, Figure, Indicator
from contracts.identities import Evaluation, evaluate
from normalizers.levels import levels
from normalizers.scores import Verdicts, verdicts

Fact = TypeVar("Fact", Figure, Claim, Indicator)
PROVED, READ, DOUBTFUL, CONFIRMED = "proved", "read", "doubtful", "confirmed"


#: What a figure is off by where 元 stands for 万元, and the reverse.
_UNIT_SCALES = (Decimal(10_000), Decimal("0.0001"))


@cache
def _settings() -> dict[str, Decimal]:
    """`[ocr]` of data/assurance.toml."""
    path = Path(__file__).with_name("data") / "assurance.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["ocr"]
    return {name: Decimal(value) for name, value in read.items()}


def confidence_threshold() -> Decimal:
    """Confidence of a number (0..1) under which an unproved OCR reading is doubtful."""
    return _settings()["confidence"]


def words_threshold() -> Decimal:
    """Confidence of a cell of words (0..1) from which it surely holds no misread number."""
    return _settings()["words"]


def assure(facts: Facts) -> Facts:
    """The same facts with the assurance of everything read by OCR decided.

    Args:
        facts: one submission; `assurance` is what the readers set: `doubtful` where two readers
            disagree or a binding is not sure.
    """
    evidence = _evidence(evaluate(facts.figures), facts.figures)
    sums = verdicts(facts.indicators)
    return replace(
        facts,
        figures=tuple(_figure(figure, evidence) for figure in facts.figures),
        claims=tuple(_by_confidence(claim) for claim in facts.claims),
        indicators=tuple(_indicator(row, sums) for row in facts.indicators),
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Figures that close an identity which means something, and those that break one."""

    closing: frozenset[str]
    breaking: frozenset[str]


def _evidence(evaluations: Iterable[Evaluation], figures: Iterable[Figure]) -> _Evidence:
    """Sorts figures by what the identities say; low power and sums of zeros prove nothing.

    Nor does a sum that holds within rounding only: a misread last digit hides there (74343.1 for
    74343.11). Such a figure is left to its confidence.
    """
    by_id = {figure.figure_id: figure for figure in figures}
    closing, breaking = levels(list(by_id.values()))
    for evaluation in evaluations:
        if evaluation.outcome == "break":
            breaking.update(_slipped(evaluation, by_id) or evaluation.figure_ids)
        elif evaluation.outcome == "exact" and _means_something(evaluation):
            closing.update(evaluation.figure_ids)
    return _Evidence(frozenset(closing), frozenset(breaking))


def _slipped(evaluation: Evaluation, figures: Mapping[str, Figure]) -> set[str]:
    """Figures that alone would close a broken sum in another unit (元 for 万元 or the reverse).

    No misread digit is off by ten thousand: such a break says nothing against the others.
    """
    if evaluation.expected is None or evaluation.tolerance is None:
        return set()
    gap = abs(evaluation.actual - evaluation.expected)
    found: set[str] = set()
    for name in evaluation.figure_ids:
        figure = figures[name]
        for scale in _UNIT_SCALES:
            moved = abs((figure.value or Decimal(0)) * (scale - 1))
            slack = evaluation.tolerance + figure.half_unit * scale
            if abs(gap - moved) <= slack < moved / 2:
                found.add(name)
    return found


def _means_something(evaluation: Evaluation) -> bool:
    """Whether agreement could hardly be chance: two printed figures, not zero, sharp intervals."""
    printed = bool(evaluation.total) and bool(evaluation.parts)
    return printed and not evaluation.low_power and evaluation.actual != 0


def _figure(figure: Figure, evidence: _Evidence) -> Figure:
    """One figure's assurance."""
    if figure.reading != Reading.OCR or figure.assurance == CONFIRMED:
        return figure
    if figure.figure_id in evidence.closing:
        return replace(figure, assurance=PROVED)
    if figure.figure_id in evidence.breaking:
        return replace(figure, assurance=DOUBTFUL)
    return _by_confidence(figure)


def _by_confidence(fact: Fact) -> Fact:
    """`read` above the threshold; a doubt of the readers stays."""
    if fact.reading != Reading.OCR or fact.assurance in {CONFIRMED, DOUBTFUL}:
        return fact
    sure = Decimal(str(fact.confidence)) >= confidence_threshold()
    return replace(fact, assurance=READ if sure else DOUBTFUL)


def _indicator(row: Indicator, sums: Verdicts) -> Indicator:
    """One scored row's assurance; the total proves scores, the confidence must carry the rest."""
    if row.reading != Reading.OCR or row.assurance in {CONFIRMED, DOUBTFUL}:
        return row
    if row.indicator_id in sums.breaking:
        return replace(row, assurance=DOUBTFUL)
    sure = _by_confidence(row)
    if row.indicator_id in sums.closing and sure.assurance == READ and row.score is not None:
        return replace(row, assurance=PROVED)
    return sure
