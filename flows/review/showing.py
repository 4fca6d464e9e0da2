"""A case as the page gets it: words, numbers, surroundings, choices of one key."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from contracts.facts import Figure, Indicator
from contracts.repairs import WORDS, Kind
from contracts.score_repairs import COLUMNS
from flows.rendering import SOURCES
from flows.review.desk import Desk
from flows.review.effect import OUTCOMES, Effect
from flows.review.entries import entries
from normalizers.assurance import confidence_threshold
from warehouse.report import places
from warehouse.report.places import Fact
from warehouse.report.terms import amount, plain
from warehouse.report.waiting import Case


def show(desk: Desk, number: int) -> dict[str, Any]:
    """Everything the page needs of one case."""
    case = desk.case(number)
    fact = case.fact
    readings = desk.readings(case)
    context = None
    if fact.page is None:
        context = desk.evidence.context(fact.submission_id, [fact])
    return {
        "number": number,
        "count": len(desk.cases),
        "file": case.submission.file_name,
        "unit": case.submission.unit_name or "单位不明",
        "year": case.submission.fiscal_year,
        "place": places.place(fact, None).partition("，")[2],
        "source": SOURCES.get(getattr(fact, "source", "self_evaluation_table"), ""),
        "label": places.label(fact),
        "printed": places.printed(fact),
        "reasons": reasons(fact, readings),
        "findings": list(case.findings),
        "entries": [
            {
                "column": entry.column,
                "label": entry.label,
                "value": "" if entry.value is None else _value(fact, entry.value),
                "unit": entry.unit,
            }
            for entry in entries(fact)
        ],
        "choices": choices(desk, case, readings),
        "picture": fact.page is not None and fact.x0 is not None,
        "context": None if context is None else dataclasses.asdict(context),
        "decided": desk.decision(case),
    }


def choices(desk: Desk, case: Case, readings: Iterable[str]) -> list[dict[str, str]]:
    """What one key enters: other readings, then slips that would close the sums.

    `column` says into which of a row's numbers; empty for the only one, or the last.
    """
    found = dict.fromkeys((("", text) for text in readings), "另一种读法")
    for repair in desk.proposals(case):
        _add(found, ("", repair.printed), _closes(repair.kind, repair.closes))
    for score in desk.score_proposals(case):
        told = f"{COLUMNS[score.column]}{_closes(score.kind, score.closes)}"
        _add(found, (score.column, plain(score.value)), told)
    return [
        {"column": column, "text": text, "note": note} for (column, text), note in found.items()
    ]


def _closes(kind: Kind, sums: int) -> str:
    return f"{WORDS[kind]}，可使 {sums} 处合计相符"


def _add(found: dict[tuple[str, str], str], key: tuple[str, str], told: str) -> None:
    """Two reasons for one number are told together."""
    found[key] = f"{found[key]}；{told}" if key in found else told


def _value(fact: Fact, value: Decimal) -> str:
    """A value as read, with its unit; an indicator's numbers as they are printed."""
    return plain(value) if isinstance(fact, Indicator) else amount(value, fact.measure)


def reasons(fact: Fact, readings: tuple[str, ...]) -> list[str]:
    """Why a person is asked, in Chinese."""
    told = []
    if fact.reading == "ocr" and fact.confidence < confidence_threshold():
        told.append(f"扫描识别，把握 {fact.confidence:.1%}，不足以直接采信")
    if readings:
        told.append("两种读法不一致")
    if isinstance(fact, Figure) and fact.assurance != "doubtful":
        told.append("同一数字印有不同的值")
    if not told and fact.reading == "ocr":
        told.append("识别出的数字与相关合计对不上，或字迹不清")
    return told or ["读法或含义没有把握"]


def show_effect(found: Effect) -> dict[str, Any]:
    """The effect on the sums in words."""
    return {
        "lines": [
            {
                "name": line.name,
                "text": line.text,
                "before": OUTCOMES.get(line.before, ""),
                "after": OUTCOMES.get(line.after, ""),
                "outcome": line.after,
                "changed": line.before != line.after,
            }
            for line in found.lines
        ],
        "doubts_before": found.doubts_before,
        "doubts_after": found.doubts_after,
        "unknown": found.unknown,
    }
