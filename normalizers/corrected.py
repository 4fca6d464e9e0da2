"""Applies a person's corrections to facts (DESIGN "Trust": corrections survive re-extraction).

A correction names the printed text it expects. Where the document no longer prints that, the
correction does nothing and says so: `correction_stale`, never a silent edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from contracts.corrections import CORRECTABLE, Correction, fact_id, printed_text
from contracts.errors import MESSAGES, Code, Problem
from contracts.facts import Claim, Facts, Figure, Indicator

Fact = TypeVar("Fact", Figure, Claim, Indicator)


def apply_corrections(facts: Facts, corrections: Sequence[Correction]) -> Facts:
    """The facts with every matching one confirmed, changed or, if it is no number, left out.

    Args:
        facts: of one submission.
        corrections: of any submissions; the latest for a number wins.
    """
    mine = sorted(
        (each for each in corrections if each.submission_id == facts.submission.submission_id),
        key=lambda each: each.when,
    )
    if not mine:
        return facts
    latest = {(each.figure_id, each.column): each for each in mine}
    words: dict[str, list[Correction]] = defaultdict(list)
    for word in latest.values():
        words[word.figure_id].append(word)
    return replace(
        facts,
        figures=_corrected(facts.figures, words),
        claims=_corrected(facts.claims, words),
        indicators=_corrected(facts.indicators, words),
        problems=(
            *facts.problems,
            *(
                Problem(Code.CORRECTION_STALE, MESSAGES[Code.CORRECTION_STALE], each.figure_id)
                for left in words.values()
                for each in left
            ),
        ),
    )


def _corrected(rows: Sequence[Fact], words: dict[str, list[Correction]]) -> tuple[Fact, ...]:
    """The rows after every word that fits; words that were used are taken away."""
    kept: list[Fact] = []
    for row in rows:
        said = words.get(fact_id(row), [])
        fitting = [
            word
            for word in said
            if word.printed == printed_text(row) and word.column in CORRECTABLE[type(row)]
        ]
        if fitting:
            words[fact_id(row)] = [word for word in said if word not in fitting]
        many = len(CORRECTABLE[type(row)]) > 1  # a row of several numbers loses one of them only
        if many or all(word.new_value is not None for word in fitting):
            kept.append(_with(row, fitting))
    return tuple(kept)


def _with(row: Fact, words: Sequence[Correction]) -> Fact:
    """A row with what was said of it."""
    if not words:
        return row
    changes: dict[str, Any] = {word.column: word.new_value for word in words}
    for word in words:
        if word.half_unit is not None and not isinstance(row, Indicator):
            changes["half_unit"] = word.half_unit
    return replace(row, assurance="confirmed", **changes)
