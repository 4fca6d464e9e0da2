"""Where a number is printed, as picture or as text.

The archive and the documents cache stand behind the report's `Evidence` and behind `explain`.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from contracts.document import Box, Document, Paragraph, Table
from contracts.document_json import load
from contracts.errors import Refusal
from contracts.facts import Locator
from flows import receipts
from flows.home import Home
from flows.receipts import Receipt
from warehouse.report.evidence import Context, ContextCell

#: Rows of a table shown above and below the marked one, and characters of a paragraph.
ROWS_AROUND = 3
CHARACTERS_AROUND = 120
#: Largest member of a zip that is unpacked for a picture, and how deep zips may lie in zips.
MEMBER_BYTES = 200 << 20
DEPTH = 2


@dataclass(slots=True)
class HomeEvidence:
    """Evidence from a home; documents are kept in memory one at a time."""

    home: Home
    _held: tuple[str, Document | None] = field(default=("", None))

    def crop(
        self, submission_id: str, page: int, box: tuple[float, float, float, float]
    ) -> bytes | None:
        """PNG of the part of a page around a box, the box marked; None if it cannot be shown."""
        receipt = receipts.find(self.home, submission_id)
        if receipt is None:
            return None
        crop = import_module("extractors.evidence").crop
        with original(self.home, receipt) as path:
            if path is None:
                return None
            with contextlib.suppress(Refusal, OSError, ValueError):
                picture: bytes = crop(path, page, Box(*box))
                return picture
        return None

    def context(self, submission_id: str, locator: Locator) -> Context | None:
        """The paragraph or table around a number; None where the document is not cached."""
        document = self.document(submission_id)
        block = locator.block
        if document is None or block is None or not 0 <= block < len(document.blocks):
            return None
        found = document.blocks[block]
        if isinstance(found, Paragraph):
            return _paragraph(found, locator.char_start or 0, locator.char_end or 0)
        return _table(found, locator.row, locator.col)

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


def _paragraph(paragraph: Paragraph, start: int, end: int) -> Context:
    """A paragraph cut at the number."""
    text = paragraph.text
    return Context(
        text[max(0, start - CHARACTERS_AROUND) : start],
        text[start:end],
        text[end : end + CHARACTERS_AROUND],
    )


def _table(table: Table, row: int | None, col: int | None) -> Context:
    """The header rows and the rows around the number, the number's cell marked."""
    marked = -1 if row is None else row
    shown = {0, 1, *range(marked - ROWS_AROUND, marked + ROWS_AROUND + 1)}
    rows: dict[int, list[ContextCell]] = {}
    for cell in table.cells:
        if cell.row in shown:
            is_marked = cell.row == row and cell.col == col
            rows.setdefault(cell.row, []).append(
                ContextCell(cell.text, cell.rowspan, cell.colspan, is_marked)
            )
    return Context(rows=tuple(tuple(rows[index]) for index in sorted(rows)))


@contextlib.contextmanager
def original(home: Home, receipt: Receipt) -> Iterator[Path | None]:
    """The archived bytes of a content as a file; a zip's member is unpacked for the time being."""
    if receipt.container is None:
        path = home.original(receipt.sha256)
        yield path if path.is_file() else None
        return
    with contextlib.suppress(OSError, zipfile.BadZipFile):
        data = _member(home.original(receipt.container).read_bytes(), receipt.sha256, DEPTH)
        if data is not None:
            with TemporaryDirectory(prefix="duizhang-") as folder:
                path = Path(folder) / "member"
                path.write_bytes(data)
                yield path
            return
    yield None


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
