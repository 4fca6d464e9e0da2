"""OFD → Document: pages with their templates, read by the layout engine of PDF.

ofdkit opens the package (limits, names in any encoding, XML as producers write it); places of
single characters and rules are in the page XML, which it does not give, and are read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ofdkit import OFDError, OFDLimitError
from ofdkit.package import Package

from contracts.document import Document, Page
from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors.layout.compose import Flow, blocks_of, page_flow
from extractors.layout.content import PageContent, without_duplicates
from extractors.layout.health import is_garbled, is_picture
from extractors.ofd.geometry import POINTS, numbers
from extractors.ofd.objects import Objects, named

#: More pages than any submission has; a bound on time.
MAX_PAGES = 1500
_A4 = (0.0, 0.0, 210.0, 297.0)


def read(data: bytes, sha256: str) -> Document:
    """The document of an OFD file.

    Raises:
        Refusal: damaged, too large, or without text on any page (pictures or glyph outlines only).
    """
    try:
        with Package(data) as package:
            return _document(package, sha256)
    except OFDLimitError as error:
        unsafe = "DTD" in str(error)
        raise Refusal(Code.UNSAFE_CONTENT if unsafe else Code.DECOMPRESSION_BOMB) from error
    except OFDError as error:
        raise Refusal(Code.CORRUPT_FILE) from error


def _document(package: Package, sha256: str) -> Document:
    pages: list[Page] = []
    problems: list[Problem] = []
    flow: Flow = []
    for number, content in enumerate(_contents(package), 1):
        if number > MAX_PAGES:
            raise Refusal(Code.TOO_LARGE, f"超过 {MAX_PAGES} 页")
        if content is None:
            pages.append(Page(number, 0.0, 0.0))
            problems.append(_problem(Code.PAGE_FAILED, number))
            continue
        pages.append(Page(number, content.width, content.height))
        if is_garbled(content):
            problems.append(_problem(Code.GARBLED_TEXT, number))
        elif is_picture(content):
            problems.append(_problem(Code.NO_TEXT_FOUND, number))
        else:
            flow.extend(page_flow(content))
    blocks = blocks_of(flow, {page.number: page for page in pages})
    if not blocks:
        raise Refusal(problems[0].code if problems else Code.NO_TEXT_FOUND)
    return Document(sha256, "application/ofd", blocks, tuple(pages), tuple(problems))


def _problem(code: Code, page: int) -> Problem:
    return Problem(code, MESSAGES[code], f"第 {page} 页")


def _contents(package: Package) -> Iterator[PageContent | None]:
    """Pages of every document in the package; None for one that cannot be read."""
    entry = package.find("OFD.xml")
    if entry is None:
        raise Refusal(Code.CORRUPT_FILE, "缺少 OFD.xml")
    number = 0
    for body in named(package.read_xml(entry), "DocBody"):
        roots = [package.resolve(entry, root.text) for root in named(body, "DocRoot")]
        for path in filter(None, roots):
            document = package.read_xml(path)
            reader = _Pages(package, path, document)
            for holder in named(document, "Pages"):
                for page in named(holder, "Page"):
                    number += 1
                    yield reader.content(page, number)


class _Pages:
    """Pages of one document, with the templates and graphics they share."""

    def __init__(self, package: Package, path: str, document: Element) -> None:
        self._package, self._path = package, path
        commons = named(document, "CommonData")
        self._common = commons[0] if commons else None
        self._area = _area(self._common, "PageArea") or _A4
        self._templates = {
            template.get("ID", "").strip(): template.get("BaseLoc")
            for template in named(self._common, "TemplatePage")
        }
        self._units = self._composites()

    def content(self, page: Element, number: int) -> PageContent | None:
        """What a page and its templates print."""
        location = self._package.resolve(self._path, page.get("BaseLoc"))
        if location is None:
            return None
        objects = Objects(self._units)
        try:
            root = self._package.read_xml(location)
            for reference in named(root, "Template"):
                base = self._templates.get(reference.get("TemplateID", "").strip())
                template = self._package.resolve(self._path, base)
                if template is None:
                    return None  # the form is missing: numbers without their labels
                objects.add(self._package.read_xml(template))
            objects.add(root)
        except OFDLimitError:
            raise
        except OFDError:
            return None
        _, _, width, height = _area(root, "Area") or self._area
        width, height = width * POINTS, height * POINTS
        return PageContent(
            number,
            width,
            height,
            tuple(without_duplicates(objects.glyphs)),
            tuple(objects.rules),
            min(objects.picture_area / max(width * height, 1.0), 1.0),
        )

    def _composites(self) -> dict[str, Element]:
        """Graphics that pages refer to, by ID."""
        found: dict[str, Element] = {}
        for name in ("PublicRes", "DocumentRes"):
            for element in named(self._common, name):
                path = self._package.resolve(self._path, element.text)
                root = None if path is None else self._package.read_xml(path)
                for holder in named(root, "CompositeGraphicUnits"):
                    for unit in named(holder, "CompositeGraphicUnit"):
                        found[unit.get("ID", "").strip()] = unit
        return found


def _area(element: Element | None, name: str) -> tuple[float, float, float, float] | None:
    """The PhysicalBox in an area element, millimetres."""
    for area in named(element, name):
        for box in named(area, "PhysicalBox"):
            values = numbers(box.text)
            if len(values) >= 4 and values[2] > 0 and values[3] > 0:
                return values[0], values[1], values[2], values[3]
    return None
