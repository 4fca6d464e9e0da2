"""The block level of a docx: paragraphs and tables in order, whatever wraps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.docx.names import ALTERNATE, is_on, w
from extractors.docx.numbering import Numbering
from extractors.docx.styles import Styles
from extractors.docx.text import TextReader, alternative

_REMOVED = frozenset({w("del"), w("moveFrom")})
_WRAPPERS = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


def children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Children of the asked tags, also those in content controls, insertions and the like."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPERS:
            yield from children(element, *tags)
        elif element.tag == ALTERNATE:
            chosen = alternative(element)
            if chosen is not None:
                yield from children(chosen, *tags)


@dataclass
class Said:
    """A paragraph as it is printed.

    Attributes:
        text: automatic numbering included, outer white space removed.
        properties: its `w:pPr`, for the heading level.
        boxes: text boxes anchored in it.
    """

    text: str
    properties: etree._Element | None
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass
class Lists:
    """What paragraphs need to know of their document: styles and lists, loaded when needed."""

    styles: Callable[[], Styles]
    numbering: Callable[[], Numbering]

    def label(self, properties: etree._Element | None) -> str:
        """The number that Word prints before the paragraph."""
        if properties is None:
            return ""
        if properties.find(w("numPr")) is None and properties.find(w("pStyle")) is None:
            return ""
        return self.numbering().label(properties)


class Story:
    """Reads one story (the body, a header, a text box …) and counts its lists."""

    def __init__(self, root: etree._Element, lists: Lists) -> None:
        self.root = root
        self._text = TextReader(lists.styles, root)
        self._lists = lists

    def blocks(self, parent: etree._Element) -> Iterator[Said | etree._Element]:
        """Paragraphs as said, tables as elements, in reading order.

        A paragraph whose mark was deleted in a tracked change runs on into the next one.
        """
        text = ""
        boxes: list[etree._Element] = []
        pending = False
        for element in children(parent, w("p"), w("tbl")):
            if element.tag == w("tbl"):
                if pending:
                    yield Said(text.strip(), None, boxes)
                    text, boxes, pending = "", [], False
                yield element
                continue
            line = self._text.read(element)
            text += line.text
            boxes = boxes + line.boxes
            properties = element.find(w("pPr"))
            pending = _mark_is_deleted(properties)
            if not pending:
                label = self._lists.label(properties)
                yield Said((label + text.lstrip()).strip(), properties, boxes)
                text, boxes = "", []
        if pending:
            yield Said(text.strip(), None, boxes)


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    """Whether a tracked change removed the end of the paragraph."""
    run = None if properties is None else properties.find(w("rPr"))
    return run is not None and any(run.find(tag) is not None for tag in _REMOVED)


def row_is_printed(row: etree._Element) -> bool:
    """Whether a table row is neither deleted by a tracked change nor hidden."""
    properties = row.find(w("trPr"))
    if properties is None:
        return True
    return properties.find(w("del")) is None and not is_on(properties, "hidden")
