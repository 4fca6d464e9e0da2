"""One page of a PDF in PDFium, closed again whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2


@contextmanager
def opened(data: bytes, number: int) -> Iterator[Any]:
    """The page object of a 1-based page.

    Raises:
        pypdfium2.PdfiumError: PDFium cannot open the file or the page.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        yield document[number - 1]
    finally:
        document.close()
