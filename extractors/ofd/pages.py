"""Pages of one document in the package: their own objects and those of their templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ofdkit import OFDError, OFDLimitError

from extractors.layout.content import PageContent, without_duplicates
from extractors.ofd.geometry import POINTS, numbers
from extractors.ofd.objects import Objects, Picture, named
from extractors.ofd.package import Parts
from extractors.ofd.resources import Resources

#: Millimetres, where neither page nor document says.
_A4 = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is printed.

    Attributes:
        content: glyphs and rules.
        pictures: in the order they are painted.
        files: names of picture files by resource ID.
        outlines: number of curved shapes, which may be text drawn as outlines.
    """

    content: PageContent
    pictures: list[Picture]
    files: dict[str, str]
    outlines: int


class Pages:
    """Pages of one document, with the templates and graphics they share.

    Args:
        parts: the package.
        path: the document's root part.

    Raises:
        OFDError: the root is damaged.
    """

    def __init__(self, parts: Parts, path: str) -> None:
        self._parts, self._path = parts, path
        document = parts.read_xml(path)
        self._holders = named(document, "Pages")
        commons = named(document, "CommonData")
        self._common = commons[0] if commons else None
        self._area = _area(self._common, "PageArea") or _A4
        self._templates = {
            template.get("ID", "").strip(): template.get("BaseLoc")
            for template in named(self._common, "TemplatePage")
        }
        self._resources = Resources(parts)
        for name in ("PublicRes", "DocumentRes"):
            self._resources.add(path, named(self._common, name))

    def __iter__(self) -> Iterator[Sheet | None]:
        """The pages in order; None for one that cannot be read."""
        number = 0
        for holder in self._holders:
            for page in named(holder, "Page"):
                number += 1
                try:
                    yield self._sheet(page, number)
                except OFDLimitError:
                    raise
                except OFDError:
                    yield None

    def _sheet(self, page: Element, number: int) -> Sheet | None:
        location = self._parts.resolve(self._path, page.get("BaseLoc"))
        if location is None:
            return None
        root = self._parts.read_xml(location)
        printed = [root]
        for reference in named(root, "Template"):
            base = self._templates.get(reference.get("TemplateID", "").strip())
            template = self._parts.resolve(self._path, base)
            if template is None:
                return None  # the form is missing: numbers without their labels
            printed.insert(-1, self._parts.read_xml(template))
        resources = self._resources.inner()
        for part in printed:
            resources.add(location, named(part, "PageRes"))
        objects = Objects(resources.units)
        for part in printed:
            objects.add(part)
        _, _, width, height = _area(root, "Area") or self._area
        width, height = width * POINTS, height * POINTS
        shown = [picture.clipped(width, height) for picture in objects.pictures]
        content = PageContent(
            number,
            width,
            height,
            tuple(without_duplicates(objects.glyphs)),
            tuple(objects.rules),
            min(sum(picture.area for picture in shown) / max(width * height, 1.0), 1.0),
        )
        return Sheet(content, objects.pictures, resources.media, objects.outlines)


def _area(element: Element | None, name: str) -> tuple[float, float, float, float] | None:
    """The PhysicalBox in an area element, millimetres."""
    for area in named(element, name):
        for box in named(area, "PhysicalBox"):
            values = numbers(box.text)
            if len(values) >= 4 and values[2] > 0 and values[3] > 0:
                return values[0], values[1], values[2], values[3]
    return None
