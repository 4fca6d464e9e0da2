"""What pages refer to by ID: composite graphics and the files of pictures."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from extractors.ofd.objects import named
from extractors.ofd.package import Parts


class Resources:
    """Resources of a document, and of a page where it has its own.

    Attributes:
        units: composite graphic units by ID.
        media: names of the package's picture files by ID.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.units: dict[str, Element] = {}
        self.media: dict[str, str] = {}

    def add(self, base: str, holders: list[Element]) -> None:
        """Reads the resource files that elements of the part `base` name.

        A damaged one is left out: a picture whose file is not found is told on its page.
        """
        for holder in holders:
            path = self._parts.resolve(base, holder.text)
            root = self._parts.optional_xml(path)
            if path is None or root is None:
                continue
            for group in named(root, "CompositeGraphicUnits"):
                for unit in named(group, "CompositeGraphicUnit"):
                    self.units[unit.get("ID", "").strip()] = unit
            folder = posixpath.join(posixpath.dirname(path), root.get("BaseLoc", "").strip())
            for group in named(root, "MultiMedias"):
                for medium in named(group, "MultiMedia"):
                    self._add_medium(folder, medium)

    def _add_medium(self, folder: str, medium: Element) -> None:
        for file in named(medium, "MediaFile"):
            path = self._parts.resolve(posixpath.join(folder, "-"), file.text)
            if path is not None:
                self.media[medium.get("ID", "").strip()] = path

    def inner(self) -> Resources:
        """A copy that a page may add its own to."""
        copy = Resources(self._parts)
        copy.units, copy.media = dict(self.units), dict(self.media)
        return copy
