"""What the report asks of the outside: the place of printed numbers, as picture or as text.

The warehouse knows no document format; flows implements this from the archive and the documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from contracts.facts import Locator

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph; `is_marked` where a number of the finding stands."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class ContextCell:
    """A cell of a table shown as evidence; `is_marked` where a number of the finding stands."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of numbers in a format without pages; plain text, to be escaped.

    Attributes:
        segments: a paragraph cut at the numbers; empty for a table.
        rows: a table's rows around the numbers; empty for a paragraph.
    """

    segments: tuple[Segment, ...] = ()
    rows: tuple[tuple[ContextCell, ...], ...] = ()


class Evidence(Protocol):
    """Shows where numbers are printed; None where they cannot be shown."""

    def crop(self, submission_id: str, page: int, boxes: Sequence[Box]) -> bytes | None:
        """PNG of the part of a page around boxes (points, origin top left), the boxes marked."""

    def context(self, submission_id: str, locators: Sequence[Locator]) -> Context | None:
        """The paragraph or table around numbers of one block, for docx and xlsx."""


class NoEvidence:
    """Evidence that shows nothing: the report then names places only."""

    def crop(self, _submission_id: str, _page: int, _boxes: Sequence[Box]) -> bytes | None:
        """Nothing to show."""
        return None

    def context(self, _submission_id: str, _locators: Sequence[Locator]) -> Context | None:
        """Nothing to show."""
        return None
