"""Applies a person's corrections to facts (DESIGN "Trust": corrections survive re-extraction).

A correction names the printed text it expects. Where the document no longer prints that, the
correction does nothing and says so: `correction_stale`, never a silent edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.corrections import Correction
from contracts.errors import MESSAGES, Code, Problem
from contracts.facts import Facts, Figure


def apply_corrections(facts: Facts, corrections: Sequence[Correction]) -> Facts:
    """The facts with every matching figure confirmed, changed or, if it is no figure, left out.

    Args:
        facts: of one submission.
        corrections: of any submissions; the latest for a figure wins.
    """
    mine = sorted(
        (each for each in corrections if each.submission_id == facts.submission.submission_id),
        key=lambda each: each.when,
    )
    if not mine:
        return facts
    latest = {each.figure_id: each for each in mine}
    kept: list[Figure] = []
    for figure in facts.figures:
        correction = latest.get(figure.figure_id)
        if correction is None or correction.printed != figure.printed:
            kept.append(figure)
            continue
        del latest[figure.figure_id]
        if correction.new_value is not None:
            kept.append(replace(figure, value=correction.new_value, assurance="confirmed"))
    stale = tuple(
        Problem(Code.CORRECTION_STALE, MESSAGES[Code.CORRECTION_STALE], each.figure_id)
        for each in latest.values()
    )
    return replace(facts, figures=tuple(kept), problems=(*facts.problems, *stale))
