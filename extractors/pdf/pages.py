"""PDF bytes → what each page prints: glyphs and rules (pdfplumber does the parsing)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from contracts.errors import Code, Refusal
from extractors.layout.content import Glyph, PageContent, Rule, without_duplicates

#: More pages than any submission has; a bound on time.
MAX_PAGES = 1500
#: A rectangle thinner than this is a rule, points.
THIN = 3.0


def check(data: bytes) -> int:
    """The number of pages of a PDF that opens.

    Raises:
        Refusal: encrypted with a password, damaged, without pages or with too many.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        code = Code.PASSWORD_PROTECTED if "password" in str(error).lower() else Code.CORRUPT_FILE
        raise Refusal(code) from error
    if count == 0:
        raise Refusal(Code.EMPTY_FILE, "PDF 没有页面")
    if count > MAX_PAGES:
        raise Refusal(Code.TOO_LARGE, f"{count} 页")
    return int(count)


def contents(data: bytes) -> Iterator[PageContent | int]:
    """What each page prints; the bare page number where a page could not be parsed.

    Raises:
        Refusal: the file cannot be opened at all.
    """
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        protected = isinstance(cause, PDFPasswordIncorrect)
        raise Refusal(Code.PASSWORD_PROTECTED if protected else Code.CORRUPT_FILE) from error
    with pdf:
        for number, page in enumerate(pdf.pages, 1):
            try:
                yield _content(page, number)
            # One bad page leaves the others: pdfminer fails in its own many ways on damaged ones.
            except Exception:  # noqa: BLE001 - reported as page_failed by the caller
                yield number
            finally:
                page.close()


def _content(page: Any, number: int) -> PageContent:
    width, height = float(page.width), float(page.height)
    glyphs = [
        Glyph(char["text"], char["x0"], char["top"], char["x1"], char["bottom"])
        for char in page.chars
        if char["text"] and char["x1"] > char["x0"] and 0 <= char["top"] < height
    ]
    images = sum((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) for i in page.images)
    return PageContent(
        number,
        width,
        height,
        tuple(without_duplicates(glyphs)),
        tuple(_rules(page)),
        min(images / (width * height), 1.0),
    )


def _rules(page: Any) -> Iterator[Rule]:
    """Rules of lines and rectangles; a white rectangle's rim is no rule."""
    for line in page.lines:
        x0, x1, top, bottom = line["x0"], line["x1"], line["top"], line["bottom"]
        if abs(bottom - top) < 1:
            yield Rule(horizontal=True, at=top, low=x0, high=x1)
        elif abs(x1 - x0) < 1:
            yield Rule(horizontal=False, at=x0, low=top, high=bottom)
    for rect in (*page.rects, *page.curves):
        yield from _rim(rect)


def _rim(rect: dict[str, Any]) -> Iterator[Rule]:
    x0, x1, top, bottom = rect["x0"], rect["x1"], rect["top"], rect["bottom"]
    if x1 - x0 < THIN and bottom - top < THIN:
        return
    if bottom - top < THIN:
        yield Rule(horizontal=True, at=(top + bottom) / 2, low=x0, high=x1)
    elif x1 - x0 < THIN:
        yield Rule(horizontal=False, at=(x0 + x1) / 2, low=top, high=bottom)
    elif rect.get("stroke") and len(rect.get("pts", ())) <= 5:
        yield Rule(horizontal=True, at=top, low=x0, high=x1)
        yield Rule(horizontal=True, at=bottom, low=x0, high=x1)
        yield Rule(horizontal=False, at=x0, low=top, high=bottom)
        yield Rule(horizontal=False, at=x1, low=top, high=bottom)
