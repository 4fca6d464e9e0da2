"""Readings of pages kept as files: a bench that is cut short goes on where it stopped."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

import extractors.scan
from contracts.document import Document, Paragraph, Table
from contracts.document_json import dump, load
from extractors.scan.images import Image
from extractors.version import extractor_version


class Kept:
    """While it is open, a page that the readers have read before is not read again.

    Attributes:
        seconds: CPU time of reading the pages that were asked for, whenever they were read.
        pages: how many of them.
    """

    def __init__(self, folder: Path | None) -> None:
        """Readings lie in the folder, one file a page; without one nothing is kept."""
        self.seconds = 0.0
        self.pages = 0
        self._folder = folder
        self._read_page = extractors.scan.read_page

    def __enter__(self) -> Self:
        """Stands before the scan reader."""
        extractors.scan.read_page = self._read
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Steps aside."""
        extractors.scan.read_page = self._read_page

    def _read(self, image: Image, dpi: float, number: int) -> list[Paragraph | Table]:
        path = self._path(image, dpi, number)
        if path is not None and path.exists():
            stored = json.loads(path.read_text(encoding="ascii"))
            seconds = stored["seconds"]
            blocks = list(load(base64.b64decode(stored["document"])).blocks)
        else:
            start = time.process_time()
            blocks = self._read_page(image, dpi, number)
            seconds = time.process_time() - start
            if path is not None:
                document = base64.b64encode(dump(Document("", "", tuple(blocks)))).decode()
                written = path.with_suffix(".part")
                written.write_text(json.dumps({"seconds": seconds, "document": document}))
                written.rename(path)
        self.seconds += seconds
        self.pages += 1
        return blocks

    def _path(self, image: Image, dpi: float, number: int) -> Path | None:
        """Where the reading of a page lies: named by its pixels and the version of the readers."""
        if self._folder is None:
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        made = hashlib.blake2b(np.ascontiguousarray(image).tobytes(), digest_size=12)
        made.update(f"{dpi} {number} {extractor_version()}".encode())
        return self._folder / f"{made.hexdigest()}.json"
