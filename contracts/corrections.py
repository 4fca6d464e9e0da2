"""Corrections (更正): what a person said about a figure, as one small JSON file each.

A correction names the printed text it expects, so that it fails loudly (`correction_stale`) when
the document changes, and survives a better extractor because figure ids are built from places.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from contracts.facts import Claim, Figure, Indicator

#: Columns of each kind of fact that a person may correct, the first one standing for the fact.
CORRECTABLE: dict[type, tuple[str, ...]] = {
    Figure: ("value",),
    Claim: ("value",),
    Indicator: ("score", "points", "actual_value", "target_value"),
}


def fact_id(fact: Figure | Claim | Indicator) -> str:
    """The id of a figure, claim or indicator."""
    if isinstance(fact, Figure):
        return fact.figure_id
    return fact.claim_id if isinstance(fact, Claim) else fact.indicator_id


def printed_text(fact: Figure | Claim | Indicator) -> str:
    """The text a correction of this fact expects: as printed, or what an indicator's row says."""
    if not isinstance(fact, Indicator):
        return fact.printed
    numbers = (
        "" if number is None else f"{number.normalize():f}" for number in (fact.points, fact.score)
    )
    return " | ".join((fact.target_printed or "", fact.actual_printed or "", *numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One person's word on one number.

    Attributes:
        figure_id: the figure, claim or indicator; begins with its submission's id.
        printed: the text that must be printed there for the correction to hold, `printed_text`.
        old_value: the value that was shown to the person, base units (yuan, percent points).
        new_value: what it should be; equal to `old_value` confirms it, None says that this is
            no figure at all (不是数字).
        who, when, why: the person, the time with its zone, the reason.
        column: which number of the fact, see `CORRECTABLE`.
        half_unit: half of the last digit of what the person read, base units; None leaves it.
    """

    figure_id: str
    printed: str
    old_value: Decimal | None
    new_value: Decimal | None
    who: str
    when: datetime
    why: str
    column: str = "value"
    half_unit: Decimal | None = None

    @property
    def submission_id(self) -> str:
        """The submission the figure belongs to."""
        return self.figure_id.split(".", 1)[0]

    def dump(self) -> str:
        """The file's JSON text: decimals as strings, sorted keys, a line break at the end."""
        record = {
            "figure_id": self.figure_id,
            "printed": self.printed,
            "old_value": None if self.old_value is None else str(self.old_value),
            "new_value": None if self.new_value is None else str(self.new_value),
            "who": self.who,
            "when": self.when.isoformat(),
            "why": self.why,
        }
        if self.column != "value":
            record["column"] = self.column
        if self.half_unit is not None:
            record["half_unit"] = str(self.half_unit)
        return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load_correction(text: str) -> Correction:
    """A correction from its file's text.

    Raises:
        ValueError: not JSON, a field is missing, or a number or time is none.
    """
    try:
        record: dict[str, Any] = json.loads(text)
        return Correction(
            figure_id=str(record["figure_id"]),
            printed=str(record["printed"]),
            old_value=_number(record["old_value"]),
            new_value=_number(record["new_value"]),
            who=str(record["who"]),
            when=datetime.fromisoformat(str(record["when"])),
            why=str(record["why"]),
            column=str(record.get("column", "value")),
            half_unit=_number(record.get("half_unit")),
        )
    except (KeyError, TypeError, ArithmeticError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _number(value: object) -> Decimal | None:
    """A JSON string or null as Decimal; a JSON float is refused, it has lost digits."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"number must be a string: {value!r}")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return number
