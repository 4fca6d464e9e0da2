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


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One person's word on one figure.

    Attributes:
        figure_id: the figure; begins with its submission's id.
        printed: the text that must be printed there for the correction to hold.
        old_value: the value that was shown to the person, base units (yuan, percent points).
        new_value: what it should be; equal to `old_value` confirms it, None says that this is
            no figure at all (不是数字).
        who, when, why: the person, the time with its zone, the reason.
    """

    figure_id: str
    printed: str
    old_value: Decimal | None
    new_value: Decimal | None
    who: str
    when: datetime
    why: str

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
