"""What the report asks of the outside: the place of a printed number, as picture or as text.

The warehouse knows no document format; flows implements this from the archive and the documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from contracts.facts import Locator

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ContextCell:
    """A cell of a table shown as evidence; `is_marked` where the number stands."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a number in a format without pages; plain text, to be escaped.

    Attributes:
        before, marked, after: a paragraph cut at the number; empty for a table.
        rows: a table's rows around the number; empty for a paragraph.
    """

    before: str = ""
    marked: str = ""
    after: str = ""
    rows: tuple[tuple[ContextCell, ...], ...] = ()


class Evidence(Protocol):
    """Shows where a number is printed; None where it cannot be shown."""

    def crop(self, submission_id: str, page: int, box: Box) -> bytes | None:
        """PNG of the part of a page around a box (points, origin top left), the box marked."""

    def context(self, submission_id: str, locator: Locator) -> Context | None:
        """The paragraph or table around a number, for docx and xlsx."""


class NoEvidence:
    """Evidence that shows nothing: the report then names places only."""

    def crop(self, _submission_id: str, _page: int, _box: Box) -> bytes | None:
        """Nothing to show."""
        return None

    def context(self, _submission_id: str, _locator: Locator) -> Context | None:
        """Nothing to show."""
        return None
