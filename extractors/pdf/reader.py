"""PDF → Document: pages read one by one, tables stitched over pages, lines joined to paragraphs."""

from __future__ import annotations

from enum import Enum, auto

from contracts.document import Block, Document, Page, Reading
from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors.layout.compose import Flow, blocks_of, page_flow
from extractors.layout.content import PageContent
from extractors.layout.health import is_garbled, is_picture, is_strange
from extractors.pdf.compare import compared, is_true
from extractors.pdf.hidden import WHOLE, is_hidden
from extractors.pdf.pages import check, contents
from extractors.pdf.recognise import recognise
from extractors.pdf.rotation import upright
from extractors.pdf.second import SecondReader

_HIDDEN = "页面的隐藏文字层与图像上的数字不一致，已按图像识别，不一致之处标为存疑，请核对原件。"
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
        doubt = _doubt(data, content)
        seen, broken = _seen(data, content.number) if doubt else (None, [])
        problems.extend(broken)
        if doubt is not None and not (doubt is _Doubt.STRANGE and is_true(seen or (), content)):
            reading = Reading.OCR if seen else Reading.TYPED
            pages.append(Page(content.number, content.width, content.height, reading))
            found, told = _recognised(doubt, seen, content)
            flow.extend(found)
            problems.extend(told)
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


class _Doubt(Enum):
    """Why a page's text is not taken from its text layer."""

    GARBLED = auto()
    PICTURE = auto()
    HIDDEN = auto()
    STRANGE = auto()


def _doubt(data: bytes, content: PageContent) -> _Doubt | None:
    """What speaks against the text layer of a page."""
    if is_garbled(content):
        return _Doubt.GARBLED
    if is_picture(content):
        return _Doubt.PICTURE
    if content.images >= WHOLE and is_hidden(data, content.number):
        return _Doubt.HIDDEN
    return _Doubt.STRANGE if is_strange(content) else None


def _seen(data: bytes, number: int) -> tuple[list[Block] | None, list[Problem]]:
    """What OCR reads of a page; a page it fails on leaves the others."""
    try:
        return recognise(data, number), []
    except Exception:  # noqa: BLE001 - whatever a strange page does to image code
        return None, [_problem(Code.PAGE_FAILED, number)]


def _recognised(
    doubt: _Doubt, seen: list[Block] | None, content: PageContent
) -> tuple[list[Block], list[Problem]]:
    """What OCR read of a page, compared with a hidden layer; and what a person should know."""
    if seen is None:
        code = Code.NO_TEXT_FOUND if doubt in {_Doubt.PICTURE, _Doubt.HIDDEN} else Code.GARBLED_TEXT
        return [], [_problem(code, content.number)]
    if doubt is not _Doubt.HIDDEN:
        return seen, []
    both = compared(seen, content)
    place = f"第 {content.number} 页"
    return both, [Problem(Code.READERS_DISAGREE, _HIDDEN, place)] if both != seen else []


def _problem(code: Code, page: int) -> Problem:
    return Problem(code, MESSAGES[code], f"第 {page} 页")
