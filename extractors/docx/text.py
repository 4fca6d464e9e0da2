"""The text of a paragraph as Word prints it: tracked changes accepted, fields as their results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.docx.names import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    is_on,
    m,
    value,
    w,
)
from extractors.docx.styles import Styles
from extractors.docx.symbols import symbol, translate

#: Never printed: removed text, properties, annotations, phonetic guides, field codes.
_SKIPPED = frozenset(
    {w(name) for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr",
        "sdtEndPr", "customXmlPr", "smartTagPr", "rt", "fldData", "footnoteReference",
        "endnoteReference", "commentReference", "annotationRef", "footnoteRef", "endnoteRef",
    )}
)  # fmt: skip
#: Elements that stand for characters.
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_LEAVES = frozenset({*_CHARACTERS, w("t"), m("t"), w("sym")})
_HEX = re.compile(r"[0-9A-Fa-f]{1,5}")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_TEXTBOX = w("txbxContent")


def alternative(element: etree._Element) -> etree._Element | None:
    """The one reading of `mc:AlternateContent` that is used: the first choice, never both."""
    choice = element.find(CHOICE)
    return choice if choice is not None else element.find(FALLBACK)


@dataclass
class Line:
    """What a paragraph says, and the text boxes anchored in it."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)


class TextReader:
    """Reads the paragraphs of one story; complex fields run over paragraphs, hence the state."""

    def __init__(self, styles: Callable[[], Styles], story: etree._Element) -> None:
        self._styles = styles
        kinds = [mark.get(w("fldCharType")) for mark in story.iter(w("fldChar"))]
        # Fields that are not closed would swallow the rest of the text: then none is believed.
        self._fields_hold = kinds.count("begin") == kinds.count("end")
        self._fields: list[bool] = []  # one for each open field: still in its code

    def read(self, paragraph: etree._Element) -> Line:
        """The paragraph's characters, automatic numbering not included."""
        line = Line()
        line.text = "".join(self._walk(paragraph, line)).translate(_INVISIBLE)
        return line

    def _walk(self, parent: etree._Element, line: Line) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag in _LEAVES:
                if not any(self._fields):
                    yield _character(element)
            elif tag == w("fldChar"):
                self._turn(element)
            elif tag == _TEXTBOX:
                line.boxes.append(element)
            elif tag == ALTERNATE:
                chosen = alternative(element)
                if chosen is not None:
                    yield from self._walk(chosen, line)
            elif tag not in _SKIPPED and len(element) and not self._is_hidden(element):
                yield from self._walk(element, line)

    def _is_hidden(self, run: etree._Element) -> bool:
        """Whether an element is a run of characters that are not printed."""
        properties = run.find(w("rPr")) if run.tag == w("r") else None
        if properties is None:
            return False
        if properties.find(w("vanish")) is not None:
            return is_on(properties, "vanish")
        style = value(properties, "rStyle")
        return style is not None and self._styles().get(style).hidden

    def _turn(self, mark: etree._Element) -> None:
        """Follows begin, separate and end of complex fields."""
        if not self._fields_hold:
            return
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def _character(element: etree._Element) -> str:
    """What a leaf of a run prints."""
    tag = element.tag
    if tag in _CHARACTERS:
        return _CHARACTERS[tag]
    if tag == w("sym"):
        code = element.get(w("char")) or ""
        font = element.get(w("font")) or ""
        return symbol(int(code, 16), font) if _HEX.fullmatch(code) else ""
    text = (element.text or "").replace("\n", " ")  # a line of the XML, none of the text
    if text.isascii():
        return text
    run = element.getparent()
    fonts = None if run is None else run.find(f"{w('rPr')}/{w('rFonts')}")
    return translate(text, "" if fonts is None else fonts.get(w("ascii")) or "")
