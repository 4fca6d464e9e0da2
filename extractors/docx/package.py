"""The parts of a docx: which part is the text, and what it refers to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from contracts.errors import Code, Refusal
from extractors import hardened
from extractors.docx.names import STRICT
from extractors.limits import open_zip, read_part


@dataclass(frozen=True)
class Relation:
    """What a part refers to: the last word of its type, and the target part's name."""

    kind: str
    target: str


class Package:
    """An opened docx.

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
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        return hardened.parse(data, part)

    def related(self, kind: str) -> etree._Element | None:
        """The root of the main part's only relation of a kind (styles, numbering, footnotes)."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind:
                return self.parse(relation.target)
        return None
