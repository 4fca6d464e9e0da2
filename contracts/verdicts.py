"""Verdicts (复核结论): what a person concluded about a finding, as one small JSON file each.

Two of them close a finding without anything being handed in again: it is no error, or it is let
go. Both need a person and a reason. The files lie in `waivers/` of the home.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

#: Code → what the office writes.
VERDICTS = {"true": "属实", "false_alarm": "误报", "mended": "已整改", "waived": "不予追究"}
#: Verdicts that waive a finding.
WAIVING = frozenset({"false_alarm", "waived"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One person's word on one finding.

    Attributes:
        finding_id: stable from night to night.
        verdict: a code of `VERDICTS`.
        who, why: the person and the reason, which only a waiving verdict must have.
        when: with its zone; None in files written by hand.
        message: what the finding said; a waiver lapses when it says something else. None holds
            whatever it says.
    """

    finding_id: str
    verdict: str
    who: str
    why: str
    when: datetime | None = None
    message: str | None = None

    def dump(self) -> str:
        """The file's JSON text."""
        record = {
            "finding_id": self.finding_id,
            "verdict": self.verdict,
            "who": self.who,
            "why": self.why,
            "message": self.message,
            "when": None if self.when is None else self.when.isoformat(),
        }
        return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load_verdict(text: str) -> Verdict:
    """A verdict from its file's text; without a `verdict` it is 不予追究.

    Raises:
        ValueError: not JSON, a field is missing, or the verdict is none of `VERDICTS`.
    """
    try:
        record: dict[str, Any] = json.loads(text)
        when = record.get("when")
        found = Verdict(
            finding_id=str(record["finding_id"]),
            verdict=str(record.get("verdict", "waived")),
            who=str(record["who"]),
            why=str(record["why"]),
            message=None if record.get("message") is None else str(record["message"]),
            when=None if when is None else datetime.fromisoformat(str(when)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    if found.verdict not in VERDICTS:
        raise ValueError(f"verdict: {found.verdict}")
    return found
