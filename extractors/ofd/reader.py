"""OFD → Document: pages with their templates, read by the layout engine of PDF.

ofdkit opens the package (names in any encoding, XML as producers write it); places of single
characters and rules are in the page XML, which it does not give, and are read here.
"""

from __future__ import annotations

from contextlib import closing

from ofdkit import OFDError, OFDLimitError

from contracts.document import Document, Page, Reading
from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors.layout.compose import Flow, blocks_of, page_flow
from extractors.layout.health import is_garbled, is_picture
from extractors.ofd.objects import named
from extractors.ofd.package import Parts
from extractors.ofd.pages import Pages, Sheet
from extractors.ofd.pictures import recognise

#: More pages than any submission has; a bound on time.
MAX_PAGES = 1500
#: A picture beside text that covers more of the page than a logo or a seal does.
_LARGE = 0.3
_ADVICE = "页面只有图片或文字轮廓，请提供带文字的 OFD、Word 或 PDF"


def read(data: bytes, sha256: str) -> Document:
    """The document of an OFD file.

    Raises:
        Refusal: damaged, encrypted, too large, several documents in one file, or without
            anything readable on any page.
    """
    try:
        with closing(Parts(data)) as parts:
            return _document(parts, sha256)
    except OFDLimitError as error:
        unsafe = "DTD" in str(error)
        raise Refusal(Code.UNSAFE_CONTENT if unsafe else Code.DECOMPRESSION_BOMB) from error
    except OFDError as error:
        raise Refusal(Code.CORRUPT_FILE) from error


def _document(parts: Parts, sha256: str) -> Document:
    pages: list[Page] = []
    problems: list[Problem] = []
    flow: Flow = []
    for number, sheet in enumerate(Pages(parts, _root(parts)), 1):
        if number > MAX_PAGES:
            raise Refusal(Code.TOO_LARGE, f"超过 {MAX_PAGES} 页")
        page, found, code = _read(sheet, parts, number)
        pages.append(page)
        flow.extend(found)
        if code is not None:
            problems.append(Problem(code, MESSAGES[code], f"第 {number} 页"))
    blocks = blocks_of(flow, {page.number: page for page in pages})
    if not blocks:
        code = problems[0].code if problems else Code.NO_TEXT_FOUND
        raise Refusal(code, _ADVICE if problems and code is Code.NO_TEXT_FOUND else "")
    return Document(sha256, "application/ofd", blocks, tuple(pages), tuple(problems))


def _root(parts: Parts) -> str:
    """The root part of the one document in the package.

    Raises:
        Refusal: none, or several: which of them was handed in is not for us to say.
    """
    entry = parts.find("OFD.xml")
    if entry is None:
        raise Refusal(Code.CORRUPT_FILE, "缺少 OFD.xml")
    bodies = named(parts.read_xml(entry), "DocBody")
    if len(bodies) > 1:
        detail = f"一个 OFD 内有 {len(bodies)} 份文档，请分别导出后重新报送"
        raise Refusal(Code.UNKNOWN_FORMAT, detail)
    paths = [parts.resolve(entry, root.text) for body in bodies for root in named(body, "DocRoot")]
    path = paths[0] if paths else None
    if path is None:
        raise Refusal(Code.CORRUPT_FILE, "缺少文档入口")
    return path


def _read(sheet: Sheet | None, parts: Parts, number: int) -> tuple[Page, Flow, Code | None]:
    """A page, what it gives, and what a person should know about it."""
    if sheet is None:
        return Page(number, 0.0, 0.0), [], Code.PAGE_FAILED
    content = sheet.content
    page = Page(number, content.width, content.height)
    if is_garbled(content):
        return page, [], Code.GARBLED_TEXT
    if is_picture(content):
        size = content.width, content.height
        blocks = recognise(sheet.pictures, sheet.files, parts, size, number)
        if blocks is None:
            return page, [], Code.NO_TEXT_FOUND
        return Page(number, *size, Reading.OCR), list(blocks), None
    if all(glyph.blank for glyph in content.glyphs):
        return page, [], Code.NO_TEXT_FOUND if sheet.pictures or sheet.outlines else None
    return page, list(page_flow(content)), Code.UNREAD_PICTURE if content.images > _LARGE else None
