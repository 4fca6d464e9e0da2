"""Identifiers built from the locator, so that corrections survive a better extractor."""

from __future__ import annotations

from collections import Counter


class IdMaker:
    """Gives each fact of one submission an id from where it is printed.

    Two facts at one place (收支总计均为 … states two totals) get the suffixes "", "~2", "~3" in
    order of asking, which the normalizer keeps stable.
    """

    def __init__(self, submission_id: str) -> None:
        self._submission = submission_id
        self._seen: Counter[str] = Counter()

    def make(
        self,
        kind: str,
        block: int,
        *,
        row: int | None = None,
        col: int | None = None,
        char_start: int | None = None,
        char_end: int | None = None,
    ) -> str:
        """An id such as `0f3a….f12.r3c4` (cell) or `0f3a….f12.34-39` (running text).

        Args:
            kind: "f" for a figure, "c" for a claim, "i" for an indicator.
            block: block ordinal.
            row, col: grid position, for tables.
            char_start, char_end: character range, for running text or inside a cell.
        """
        place = f"{self._submission}.{kind}{block}"
        if row is not None:
            place += f".r{row}c{col}"
        if char_start is not None:
            place += f".{char_start}-{char_end}"
        self._seen[place] += 1
        nth = self._seen[place]
        return place if nth == 1 else f"{place}~{nth}"
