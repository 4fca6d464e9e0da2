"""What people decided, as small files of the home: corrections of numbers, verdicts on findings.

A decision is a new file beside the older ones, so that who said what when stays on record; the
latest counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from contracts.corrections import Correction
from flows.durable import write_text
from flows.home import Home


def save_correction(home: Home, word: Correction) -> Path:
    """Writes a correction; it counts from the next run on.

    Raises:
        OSError: the disk is full or the home cannot be written.
    """
    at = f"{word.when:%Y%m%dT%H%M%S%f}"
    column = "" if word.column == "value" else f".{word.column}"
    path = home.corrections / f"{word.figure_id}{column}.{at}.json"
    write_text(path, word.dump())
    return path


def latest(words: Iterable[Correction]) -> dict[tuple[str, str], Correction]:
    """The word that counts for each number, by id and column."""
    return {
        (word.figure_id, word.column): word for word in sorted(words, key=lambda word: word.when)
    }


def says_the_same(one: Correction | None, other: Correction) -> bool:
    """Whether a word is already on record: same number, value, person and reason."""
    return one is not None and replace(one, when=other.when, old_value=other.old_value) == other


def now() -> datetime:
    """The present time with the machine's zone."""
    return datetime.now().astimezone()


def shown(value: Decimal | None) -> str:
    """A number without exponent and needless zeros."""
    return "" if value is None else f"{value.normalize():f}"
