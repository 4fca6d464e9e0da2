"""Receipts (收件登记): one small JSON file for each content that was taken in.

A receipt is written before the original is archived (state `pending`) and again when its facts
are in the lake (`taken`). What a killed process left pending is finished by the next one.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.durable import write_text
from flows.home import Home


class State(StrEnum):
    """How far a content has come."""

    PENDING = "pending"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One content.

    Attributes:
        sha256: of the content.
        name: file name when it first came; a member's own name.
        received_at: modification time of the file at intake, with zone.
        state: pending or taken.
        container: SHA-256 of the zip it came in; only the zip itself is archived then.
        member_path: path inside that zip.
        members: for a zip, SHA-256 of what was taken from it.
        prepared: fingerprint of what the facts were made with, see `fingerprint`.
        again: names under which the same bytes came again.
    """

    sha256: str
    name: str
    received_at: datetime
    state: State = State.PENDING
    container: str | None = None
    member_path: str | None = None
    members: tuple[str, ...] = ()
    extractor_version: str = ""
    prepared: str = ""
    again: tuple[str, ...] = ()

    @property
    def submission_id(self) -> str:
        """First 16 hex digits of the SHA-256."""
        return self.sha256[:16]


def read(home: Home, sha256: str) -> Receipt | None:
    """The receipt of a content, None if it never came or its file is unreadable."""
    try:
        text = (home.receipts / f"{sha256}.json").read_text(encoding="utf-8")
        record = json.loads(text)
        return Receipt(
            **{
                **record,
                "received_at": datetime.fromisoformat(record["received_at"]),
                "state": State(record["state"]),
                "members": tuple(record["members"]),
                "again": tuple(record["again"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(home: Home, receipt: Receipt) -> None:
    """Stores a receipt durably.

    Raises:
        OSError: the disk is full or the home cannot be written.
    """
    record = dataclasses.asdict(receipt)
    record["received_at"] = receipt.received_at.isoformat()
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    write_text(home.receipts / f"{receipt.sha256}.json", text + "\n")


def remove(home: Home, sha256: str) -> None:
    """Forgets a content that turned out to be refused."""
    (home.receipts / f"{sha256}.json").unlink(missing_ok=True)


def every(home: Home) -> Iterator[Receipt]:
    """All receipts, by SHA-256."""
    for path in sorted(home.receipts.glob("*.json")):
        receipt = read(home, path.stem)
        if receipt is not None:
            yield receipt


def find(home: Home, submission_id: str) -> Receipt | None:
    """The receipt of a submission, None if there is none."""
    for path in home.receipts.glob(f"{submission_id}*.json"):
        return read(home, path.stem)
    return None
