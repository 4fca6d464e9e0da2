"""Where a number is printed, as picture or as text.

The archive and the documents cache stand behind the report's `Evidence` and behind `explain`.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from contracts.document import Box, Document, Paragraph, Table, locate
from contracts.document_json import load
from contracts.errors import Refusal
from contracts.facts import Indicator, Locator
from extractors.evidence import crop
from flows import receipts
from flows.home import Home
from flows.receipts import Receipt
from warehouse.report.evidence import Context, ContextCell, Segment

#: What personal data was replaced with, see `normalizers.mask`.
MASKED = re.compile("＊+")
#: Rows of a table shown above and below the marked one, and characters of a paragraph.
ROWS_AROUND = 3
CHARACTERS_AROUND = 120
#: Points shown above and below a number.
MARGIN = 24.0
#: Largest member of a zip that is unpacked for a picture, and how deep zips may lie in zips.
MEMBER_BYTES = 200 << 20
DEPTH = 2
NO_ROWS: set[int | None] = set()


@dataclass(slots=True)
class HomeEvidence:
    """Evidence from a home; documents are kept in memory one at a time."""

    home: Home
    _held: tuple[str, Document | None] = field(default=("", None))

    def crop(
        self,
        submission_id: str,
        page: int,
        boxes: Sequence[tuple[float, float, float, float]],
        *,
        margin: float = MARGIN,
    ) -> bytes | None:
        """PNG of the part of a page around boxes, the boxes marked; None if it cannot be shown.

        What is masked in the document is painted over in the picture; `margin` points are shown
        above and below.
        """
        receipt = receipts.find(self.home, submission_id)
        document = self.document(submission_id)
        if receipt is None or document is None or not boxes:
            return None
        first, *others = (Box(*box) for box in boxes)
        with original(self.home, receipt) as path:
            if path is None:
                return None
            with contextlib.suppress(Refusal, OSError, ValueError):
                covered = masked(document, page)
                return crop(path, page, first, margin=margin, others=others, covered=covered)
        return None

    def context(self, submission_id: str, locators: Sequence[Locator]) -> Context | None:
        """The paragraph or table around numbers; None where the document is not cached."""
        document = self.document(submission_id)
        block = locators[0].block if locators else None
        if document is None or block is None or not 0 <= block < len(document.blocks):
            return None
        found = document.blocks[block]
        if isinstance(found, Paragraph):
            places = [(item.char_start or 0, item.char_end or 0) for item in locators]
            return _paragraph(found.text, sorted(set(places)))
        rows = {item.row for item in locators if isinstance(item, Indicator)}
        return _table(found, {(item.row, item.col) for item in locators}, rows)

    def document(self, submission_id: str) -> Document | None:
        """The cached, masked document of a submission."""
        if self._held[0] != submission_id:
            self._held = (submission_id, self._load(submission_id))
        return self._held[1]

    def _load(self, submission_id: str) -> Document | None:
        receipt = receipts.find(self.home, submission_id)
        if receipt is None:
            return None
        with contextlib.suppress(OSError, ValueError):
            path = self.home.document(receipt.sha256, receipt.extractor_version)
            return load(path.read_bytes())
        return None


def _paragraph(text: str, places: Sequence[tuple[int, int]]) -> Context:
    """A paragraph cut at the numbers; far from them it is left out."""
    segments: list[Segment] = []
    at = max(0, places[0][0] - CHARACTERS_AROUND)
    if at:
        segments.append(Segment("…"))
    for start, end in places:
        if end <= at or start < at:
            continue
        segments += [Segment(text[at:start]), Segment(text[start:end], is_marked=True)]
        at = end
    rest = text[at : at + CHARACTERS_AROUND]
    segments.append(Segment(rest + ("…" if at + len(rest) < len(text) else "")))
    return Context(tuple(segment for segment in segments if segment.text))


def _table(
    table: Table, places: set[tuple[int | None, int | None]], whole: set[int | None] = NO_ROWS
) -> Context:
    """The header rows and the rows around the numbers, their cells marked.

    Args:
        table: where the numbers stand.
        places: row and column of each; of rows in `whole`, all cells from there on are marked.
        whole: rows of indicators.

    Spans are cut to the rows that are shown.
    """
    first = {row: col for row, col in places if row in whole and col is not None}
    marked = {row for row, _ in places if row is not None}
    near = {row + step for row in marked for step in range(-ROWS_AROUND, ROWS_AROUND + 1)}
    shown = sorted({0, 1, *near} & set(range(table.rows)))
    rows: dict[int, list[ContextCell]] = {row: [] for row in shown}
    for cell in table.cells:
        covered = [row for row in shown if cell.row <= row < cell.row + cell.rowspan]
        if covered:
            is_marked = (cell.row, cell.col) in places or cell.col >= first.get(
                cell.row, table.cols
            )
            rows[covered[0]].append(ContextCell(cell.text, len(covered), cell.colspan, is_marked))
    return Context(rows=tuple(tuple(rows[row]) for row in shown))


def masked(document: Document, page: int) -> list[Box]:
    """Boxes of a page's characters that are masked in the document."""
    found: list[Box] = []
    for block in document.blocks:
        texts = (
            [(block.text, block.runs)]
            if isinstance(block, Paragraph)
            else [(cell.text, cell.runs) for cell in block.cells if cell.runs]
        )
        for text, runs in texts:
            places = (locate(runs, *hit.span()) for hit in MASKED.finditer(text))
            found += [place.box for place in places if place.box and place.page == page]
        if isinstance(block, Table):
            hidden = (cell for cell in block.cells if not cell.runs and MASKED.search(cell.text))
            found += [cell.box for cell in hidden if cell.box and cell.page == page]
    return found


@contextlib.contextmanager
def original(home: Home, receipt: Receipt) -> Iterator[Path | None]:
    """The archived bytes of a content as a file; a zip's member is unpacked for the time being."""
    if receipt.container is None:
        path = home.original(receipt.sha256)
        yield path if path.is_file() else None
        return
    data: bytes | None = None
    with contextlib.suppress(OSError, zipfile.BadZipFile):
        data = _member(home.original(receipt.container).read_bytes(), receipt.sha256, DEPTH)
    with TemporaryDirectory(prefix="duizhang-") as folder:
        unpacked = Path(folder) / "member"
        if data is not None:
            unpacked.write_bytes(data)
        yield None if data is None else unpacked


def _member(archive: bytes, sha256: str, depth: int) -> bytes | None:
    """The member with this SHA-256, however its name is coded; None if there is none."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for info in opened.infolist():
            if info.is_dir() or info.file_size > MEMBER_BYTES:
                continue
            data = opened.read(info)
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
            if depth > 1 and zipfile.is_zipfile(io.BytesIO(data)):
                found = _member(data, sha256, depth - 1)
                if found is not None:
                    return found
    return None
