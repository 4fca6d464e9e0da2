"""Document: what every extractor yields, whatever the file was.

Pages and blocks in reading order. A paragraph is text with its place; a table is a grid of cells
with spans. Declarative formats (docx, xlsx) and recognised ones (pdf, scan) give the same thing;
every character knows its page and how it was read. Coordinates are points (1/72 inch), origin top
left of the page as a reader sees it; `None` where the format has no pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contracts.errors import Problem


class Reading(StrEnum):
    """How a character came to us."""

    TYPED = "typed"
    OCR = "ocr"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters of a text that share a line, a page and a way of reading.

    Attributes:
        start, end: half-open range in the owning text.
        page: 1-based page, None where the format has none.
        box: place of the whole run.
        edges: x of every character border (end − start + 1 values), empty if unknown.
        reading: typed or ocr.
        confidence: mean character probability in 0..1; 1.0 for typed text.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    edges: tuple[float, ...] = ()
    reading: Reading = Reading.TYPED
    confidence: float = 1.0

    def part(self, start: int, end: int) -> Box | None:
        """Box of the characters start..end of the owning text that lie in this run."""
        if self.box is None or not self.edges:
            return self.box
        low = max(start, self.start) - self.start
        high = min(end, self.end) - self.start
        return Box(self.edges[low], self.box.y0, self.edges[high], self.box.y1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stands and how it was read.

    A piece that runs over lines has the box of its part on the first page only.
    """

    page: int | None = None
    box: Box | None = None
    reading: Reading = Reading.TYPED
    confidence: float = 1.0


def locate(runs: tuple[Run, ...], start: int, end: int) -> Place:
    """Place of the characters start..end, the least confident run deciding the confidence."""
    touched = [run for run in runs if run.start < end and run.end > start]
    if not touched:
        return Place()
    page = touched[0].page
    box: Box | None = None
    for run in touched:
        part = run.part(start, end) if run.page == page else None
        if part is not None:
            box = part if box is None else box.union(part)
    ocr = any(run.reading is Reading.OCR for run in touched)
    return Place(
        page, box, Reading.OCR if ocr else Reading.TYPED, min(run.confidence for run in touched)
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a line of running text.

    Attributes:
        block: ordinal in reading order over the whole document (tables count too), from 0.
        text: the text as printed, automatic numbering included; lines that a page merely wraps
            are joined without a character, as Chinese is set, a break that the author set stays
            as "\\n" (it must not glue two numbers).
        runs: what stands where; may be empty for formats without places.
        level: heading level 1.. where the format states it, else None.
        container: "body", "header", "footer", "textbox" or "footnote".
    """

    block: int
    text: str
    runs: tuple[Run, ...] = ()
    level: int | None = None
    container: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table at its top left grid position.

    Attributes:
        row, col: 0-based grid position; rowspan, colspan ≥ 1.
        text: as printed, paragraphs of the cell joined with "\\n".
        page, box: place on the page, None where the format has none.
        reading, confidence: how the text was read.
        alternatives: what other readers read here, where they disagree (a doubt).
        runs: character places inside `text`, where known.
    """

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    box: Box | None = None
    reading: Reading = Reading.TYPED
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells; covers pages when it was stitched.

    Attributes:
        block: ordinal in reading order, shared with paragraphs.
        index: 0-based ordinal among the document's tables.
        rows, cols: grid size. Cells do not overlap; positions without a cell do not exist.
        cells: ordered by row, then column.
        title: guess from the text above (or the sheet's name), "" if none.
        page: first page, None where the format has none.
        sheet: worksheet name for spreadsheets.
    """

    block: int
    index: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    title: str = ""
    page: int | None = None
    sheet: str | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a reader sees it: size in points after rotation, and how it was read."""

    number: int
    width: float
    height: float
    reading: Reading = Reading.TYPED


@dataclass(frozen=True, slots=True)
class Document:
    """An extracted file.

    Attributes:
        sha256: of the bytes that were read.
        media_type: by content, never by name.
        blocks: paragraphs and tables in reading order; `blocks[i].block == i`.
        pages: empty for formats without pages.
        problems: parts that are in doubt or failed; the document is then partial.
    """

    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Running text in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
