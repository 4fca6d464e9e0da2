"""PDF → Document: pages read one by one, tables stitched over pages, lines joined to paragraphs."""

from __future__ import annotations

from contracts.document import Document, Page, Reading
from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors.layout.compose import Flow, blocks_of, page_flow
from extractors.layout.health import is_garbled, is_picture
from extractors.pdf.pages import check, contents
from extractors.pdf.recognise import recognise
from extractors.pdf.rotation import upright
from extractors.pdf.second import SecondReader

_UNRULED = "有疑似无框线的表格未能识别成表格，已按文字读取，请人工核对。"


def read(data: bytes, sha256: str) -> Document:
    """The document of a PDF.

    Raises:
        Refusal: encrypted, damaged, empty, or without anything readable on any page.
    """
    check(data)
    data = upright(data)
    pages: list[Page] = []
    problems: list[Problem] = []
    flow: Flow = []
    second = SecondReader(data)
    for content in contents(data):
        if isinstance(content, int):
            pages.append(Page(content, 0.0, 0.0))
            problems.append(_problem(Code.PAGE_FAILED, content))
            continue  # pdfium may render it all the same, but then nobody knows what is missing
        garbled = is_garbled(content)
        if garbled or is_picture(content):
            recognised = recognise(data, content.number)
            code = Code.GARBLED_TEXT if garbled else Code.NO_TEXT_FOUND
            if recognised is None:
                problems.append(_problem(code, content.number))
            reading = Reading.OCR if recognised else Reading.TYPED
            pages.append(Page(content.number, content.width, content.height, reading))
            flow.extend(recognised or ())
            continue
        pages.append(Page(content.number, content.width, content.height))
        items, failed = second.page(content, page_flow(content))
        flow.extend(items)
        if failed:
            problems.append(Problem(Code.READERS_DISAGREE, _UNRULED, f"第 {content.number} 页"))
    blocks = blocks_of(flow, {page.number: page for page in pages})
    if not blocks:
        codes = [problem.code for problem in problems]
        raise Refusal(codes[0] if codes else Code.NO_TEXT_FOUND)
    return Document(sha256, "application/pdf", blocks, tuple(pages), tuple(problems))


def _problem(code: Code, page: int) -> Problem:
    return Problem(code, MESSAGES[code], f"第 {page} 页")
