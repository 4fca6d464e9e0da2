"""Office packages (docx, xlsx): their parts, and what a part refers to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from contracts.errors import Code, Refusal
from extractors import hardened
from extractors.limits import open_zip, read_part

_STRICT = b"http://purl.oclc.org/ooxml/"
#: The strict edition of the standard names the same things differently.
_USUAL = (
    (b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


@dataclass(frozen=True)
class Relation:
    """What a part refers to: the last word of its type, and the target part's name."""

    kind: str
    target: str


class Package:
    """An opened package.

    Attributes:
        main: name of the part that holds the document or the workbook.

    Raises:
        Refusal: where the container or a part is unsafe, encrypted or broken.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = open_zip(data)
        self._members = {member.filename: member for member in self._zip.infolist()}
        roots = self.relations("").values()
        main = next((rel.target for rel in roots if rel.kind == "officeDocument"), "")
        if main not in self._members:
            raise Refusal(Code.CORRUPT_FILE, "缺少正文部件")
        self.main = main

    def relations(self, part: str) -> dict[str, Relation]:
        """Relations of a part by their id; internal targets only."""
        folder, name = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for rel in root if root is not None else ():
            if rel.get("TargetMode") == "External":
                continue
            kind = posixpath.basename(rel.get("Type") or "")
            target = posixpath.normpath(posixpath.join("/", folder, rel.get("Target") or ""))
            found[rel.get("Id") or ""] = Relation(kind, target.lstrip("/"))
        return found

    def parse(self, part: str) -> etree._Element | None:
        """The root element of a part, None where it is missing."""
        member = self._members.get(part)
        if member is None:
            return None
        data = read_part(self._zip, member)
        if _STRICT in data:
            for strict, usual in _USUAL:
                data = data.replace(_STRICT + strict, usual)
        return hardened.parse(data, part)

    def related(self, kind: str) -> etree._Element | None:
        """The root of the main part's only relation of a kind (styles, numbering, footnotes)."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind:
                return self.parse(relation.target)
        return None
