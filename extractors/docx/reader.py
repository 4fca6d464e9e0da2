"""docx → Document: headers, body, notes and footers in reading order, text boxes once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from contracts.document import Block, Document, Paragraph, Table
from contracts.errors import Code, Problem, Refusal
from extractors.docx.grid import read_grid
from extractors.docx.names import REL_ID, is_on, number, value, w
from extractors.docx.numbering import Numbering
from extractors.docx.story import Lists, Said, Story
from extractors.docx.styles import Styles, heading_level
from extractors.docx.unread import unread
from extractors.opc import Package
from extractors.sniff import Format
from extractors.titles import title_above

_NOTES = ("footnote", "endnote")
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}

_RAGGED = "表格各行的列数不一致，列的对应关系不确定，请人工核对该表。"


def read(data: bytes, sha256: str) -> Document:
    """The document of a docx; it has no pages, because Word lays them out anew each time.

    Raises:
        Refusal: unsafe, encrypted, broken or without any text.
    """
    package = Package(data)
    root = package.parse(package.main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise Refusal(Code.CORRUPT_FILE, "缺少正文")
    reader = _Reader(package)
    blocks = reader.blocks(body)
    problems = (*reader.problems, *unread(body))
    if not blocks:
        seen = "，".join(problem.place for problem in problems)
        raise Refusal(Code.NO_TEXT_FOUND, seen)
    return Document(sha256, Format.DOCX.value, blocks, problems=problems)


class _Reader:
    """Collects the blocks of one docx, and what is uncertain about them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._lists = Lists(lambda: self._styles, lambda: self._numbering)
        self._blocks: list[Block] = []
        self.problems: list[Problem] = []
        self._tables = 0
        self._above: list[str] = []  # paragraphs since the last table, for its title

    @cached_property
    def _styles(self) -> Styles:
        return Styles(self._package.related("styles"))

    @cached_property
    def _numbering(self) -> Numbering:
        return Numbering(self._package.related("numbering"), self._styles)

    def blocks(self, body: etree._Element) -> tuple[Block, ...]:
        """Everything that is printed, headers first and footers last."""
        for part in self._margins(body, "header"):
            self._story(part, part, "header")
        self._above.clear()
        self._story(body, body, "body")
        for kind in _NOTES:
            self._notes(body, kind)
        for part in self._margins(body, "footer"):
            self._story(part, part, "footer")
        return tuple(self._blocks)

    def _story(self, root: etree._Element, parent: etree._Element, container: str) -> None:
        """Adds the blocks under `parent`; `root` is the story that its fields run through."""
        story = Story(root, self._lists)
        for block in story.blocks(parent):
            if isinstance(block, Said):
                self._say(block, container)
            else:
                self._table(block, story)

    def _say(self, said: Said, container: str) -> None:
        if said.text:
            level = self._level(said.properties)
            self._blocks.append(
                Paragraph(len(self._blocks), said.text, level=level, container=container)
            )
            self._above.append(said.text)
        for box in said.boxes:
            self._story(box, box, "textbox")

    def _table(self, element: etree._Element, story: Story) -> None:
        """Adds a table, then the tables and text boxes inside its cells."""
        grid = read_grid(element, story)
        if grid.cells:
            title = title_above(self._above, grid.cells, grid.cols)
            self._blocks.append(
                Table(
                    block=len(self._blocks),
                    index=self._tables,
                    rows=grid.rows,
                    cols=grid.cols,
                    cells=tuple(grid.cells),
                    title=title,
                )
            )
            self._tables += 1
            self._above.clear()
            if len(grid.widths) > 1:
                place = f"第 {self._tables} 个表格"
                self.problems.append(Problem(Code.READERS_DISAGREE, _RAGGED, place))
        for inner in grid.inner:
            if inner.tag == w("tbl"):
                self._table(inner, story)
            else:
                self._story(inner, inner, "textbox")

    def _level(self, properties: etree._Element | None) -> int | None:
        """Heading level of the paragraph itself, else of its style."""
        if properties is None:
            return None
        outline = value(properties, "outlineLvl")
        if outline is not None:
            return heading_level(outline)
        style = value(properties, "pStyle")
        return None if style is None else self._styles.get(style).outline

    def _margins(self, body: etree._Element, kind: str) -> Iterator[etree._Element]:
        """Header or footer parts that are printed, each once."""
        references = list(body.iter(w(f"{kind}Reference")))
        if not references:
            return
        relations = self._package.relations(self._package.main)
        settings = self._package.related("settings")
        seen: set[str] = set()
        for reference in references:
            section = reference.getparent()
            printed = {
                "first": is_on(section, "titlePg"),
                "even": is_on(settings, "evenAndOddHeaders"),
            }.get(reference.get(w("type")) or "", True)
            relation = relations.get(reference.get(REL_ID) or "")
            if not printed or relation is None or relation.target in seen:
                continue
            seen.add(relation.target)
            part = self._package.parse(relation.target)
            if part is not None:
                yield part

    def _notes(self, body: etree._Element, kind: str) -> None:
        """Adds the notes that the text refers to, in the order of reference."""
        wanted = [mark.get(w("id")) for mark in body.iter(w(f"{kind}Reference"))]
        root = self._package.related(f"{kind}s") if wanted else None
        if root is None:
            return
        notes = {
            note.get(w("id")): note
            for note in root.iterchildren(w(kind))
            if note.get(w("type")) not in _SEPARATORS
        }
        for note_id in wanted:
            if note_id in notes and number(note_id, -1) >= 0:
                self._story(notes[note_id], notes[note_id], "footnote")
