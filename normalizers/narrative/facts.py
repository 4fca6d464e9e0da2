"""Bindings → figures and claims with their places."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.document import Place, Reading, locate
from contracts.facts import Claim, Figure, Submission
from contracts.ids import IdMaker
from normalizers.narrative.joining import Joined
from normalizers.narrative.state import Binding
from normalizers.narrative.text import CleanText
from normalizers.numbers import NumberToken, Unit, half_unit


@dataclass(frozen=True, slots=True)
class _Printed:
    """Where a binding's number or word stands, and how it is printed."""

    text: str
    block: int
    start: int
    end: int
    unit: Unit | None
    measure: str
    half: Decimal
    place: Place
    broken: bool

    @property
    def assurance(self) -> str:
        """Digits joined over the author's own line break may be two numbers: a doubt."""
        if self.broken:
            return "doubtful"
        return "typed" if self.place.reading is Reading.TYPED else "read"


def _printed(binding: Binding, joined: Joined, clean: CleanText) -> _Printed:
    number, paragraph = _token(binding), joined.paragraph
    unit = binding.unit
    if number is None:
        start, end = clean.printed(binding.token.start, binding.token.end)
        measure, half = "CNY", Decimal(0)
    else:
        start, end = number.start, number.end
        measure = unit.measure if unit else "CNY"
        half = half_unit(unit, number.decimals, measure) if unit else Decimal(0)
    place = locate(paragraph.runs, start, end)
    text = paragraph.text[start:end]
    broken = number is not None and number.broken
    return _Printed(text, *joined.place(start, end), unit, measure, half, place, broken)


def _token(binding: Binding) -> NumberToken | None:
    return binding.token.number.token if binding.token.number else None


def figure_of(
    binding: Binding,
    joined: Joined,
    clean: CleanText,
    submission: Submission,
    ids: IdMaker,
) -> Figure:
    """A stated amount or number of persons as a row of the lake."""
    at = _printed(binding, joined, clean)
    return Figure(
        figure_id=ids.make("f", at.block, char_start=at.start, char_end=at.end),
        nil=binding.nil,
        **_shared(binding, at, submission),
    )


def claim_of(
    binding: Binding,
    joined: Joined,
    clean: CleanText,
    submission: Submission,
    ids: IdMaker,
) -> Claim:
    """A stated ratio or change as a row of the lake."""
    at = _printed(binding, joined, clean)
    return Claim(
        claim_id=ids.make("c", at.block, char_start=at.start, char_end=at.end),
        kind=binding.kind,
        versus=binding.versus,
        **_shared(binding, at, submission),
    )


def _shared(binding: Binding, at: _Printed, submission: Submission) -> dict[str, Any]:
    """Columns that figures and claims have in common: owner, subject, number, place, trust."""
    box = at.place.box
    return {
        "submission_id": submission.submission_id,
        "unit_code": submission.unit_code,
        "fiscal_year": submission.fiscal_year,
        "item": binding.subject.item,
        "stage": binding.stage,
        "fund": binding.subject.fund,
        "account_code": binding.subject.account_code,
        "account_name": binding.subject.account_name,
        "value": binding.value,
        "measure": at.measure,
        "printed": at.text,
        "printed_unit": at.unit.name if at.unit else None,
        "half_unit": at.half,
        "source": "narrative",
        "block": at.block,
        "char_start": at.start,
        "char_end": at.end,
        "page": at.place.page,
        "x0": box.x0 if box else None,
        "y0": box.y0 if box else None,
        "x1": box.x1 if box else None,
        "y1": box.y1 if box else None,
        "reading": at.place.reading.value,
        "confidence": at.place.confidence,
        "assurance": at.assurance,
    }
