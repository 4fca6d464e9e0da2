"""Automatic numbering: the label that Word prints before a paragraph and stores nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.docx.names import is_on, number, value, w
from extractors.docx.numerals import write
from extractors.docx.styles import Styles
from extractors.docx.symbols import translate

_PLACEHOLDER = re.compile(r"%([1-9])")
#: A label that ends like this could be taken for a part of the number that follows.
_NEEDS_GAP = re.compile(r"[0-9０-９A-Za-z.．\-–—•·,:]$")


@dataclass(frozen=True)
class Level:
    """One level of a list.

    Attributes:
        start: the first number.
        number_format: `w:numFmt`.
        text: the label with %1..%9 for the counters of the levels.
        restart_after: the level (1-based) whose increase restarts this one; 0 for never.
        legal: every counter in the label is decimal.
        font: of the label, for bullets.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    legal: bool = False
    font: str = ""
    style: str | None = None


@dataclass
class _List:
    """A `w:num`: its levels, and whose counters it shares."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the lists of one document; ask for the labels in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._abstract[element.get(w("abstractNumId")) or ""] = element
            elif element.tag == w("num"):
                self._nums[element.get(w("numId")) or ""] = element
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}

    def label(self, properties: etree._Element | None) -> str:
        """The label of the paragraph with these `w:pPr`, counted; "" for an unnumbered one."""
        style_id = value(properties, "pStyle")
        style = self._styles.get(style_id)
        own = None if properties is None else properties.find(w("numPr"))
        num_id = value(own, "numId") or style.num_id
        if num_id is None or num_id == "0":
            return ""
        numbered = self._list(num_id)
        if numbered is None:
            return ""
        own_level = value(own, "ilvl")
        level = number(own_level, 0) if own_level is not None else style.ilvl
        if level is None:
            level = _level_of_style(numbered, style_id)
        return self._count(numbered, level)

    def _count(self, numbered: _List, at: int) -> str:
        """Counts one paragraph at a level and writes its label."""
        level = numbered.levels.get(at)
        if level is None:
            return ""
        counters = self._counters.setdefault(numbered.abstract, {})
        for restarted, start in list(numbered.restarts.items()):
            counters[restarted] = start - 1
            del numbered.restarts[restarted]
        counters[at] = counters.get(at, level.start - 1) + 1
        for lower in [known for known in counters if known > at]:
            after = numbered.levels.get(lower, Level()).restart_after
            if after is None or (after != 0 and at < after):
                del counters[lower]
        return _with_gap(_write(numbered, level, counters))

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = None  # ends a list style that links to itself
            self._lists[num_id] = self._resolve(num_id)
        return self._lists[num_id]

    def _resolve(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        abstract_id = value(num, "abstractNumId")
        abstract = self._abstract.get(abstract_id or "")
        if num is None or abstract is None or abstract_id is None:
            return None
        linked = self._styles.get(value(abstract, "numStyleLink")).num_id
        base = self._list(linked) if linked and linked != num_id else None
        if base is not None:
            numbered = _List(base.abstract, dict(base.levels))
        else:
            numbered = _List(abstract_id, _levels(abstract))
        for override in num.iterchildren(w("lvlOverride")):
            at = number(override.get(w("ilvl")), 0)
            replaced = override.find(w("lvl"))
            if replaced is not None:
                numbered.levels[at] = _level(replaced)
            start = value(override, "startOverride")
            if start is not None:
                first = number(start, 1)
                numbered.restarts[at] = first
                numbered.levels[at] = replace(numbered.levels.get(at, Level()), start=first)
        return numbered


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {
        number(element.get(w("ilvl")), 0): _level(element)
        for element in parent.iterchildren(w("lvl"))
    }


def _level(element: etree._Element) -> Level:
    fonts = element.find(f"{w('rPr')}/{w('rFonts')}")
    restart = value(element, "lvlRestart")
    return Level(
        start=number(value(element, "start"), 0),
        number_format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        restart_after=None if restart is None else number(restart, 0),
        legal=is_on(element, "isLgl"),
        font="" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "",
        style=value(element, "pStyle"),
    )


def _level_of_style(numbered: _List, style_id: str | None) -> int:
    """The level that names the paragraph's style, else the first."""
    return next(
        (at for at, level in numbered.levels.items() if style_id and level.style == style_id), 0
    )


def _write(numbered: _List, level: Level, counters: dict[int, int]) -> str:
    """The label with its counters written in their formats."""
    if level.number_format == "bullet":
        text = translate(level.text, level.font)
        return "•" if any("\ue000" <= char <= "\uf8ff" for char in text) else text

    def counter(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        used = numbered.levels.get(at, Level())
        written = "decimal" if level.legal else used.number_format
        return write(counters.get(at, used.start), written)

    return _PLACEHOLDER.sub(counter, level.text)


def _with_gap(label: str) -> str:
    """The label, a space after it where it could otherwise run into a number: 1. 5万元."""
    return f"{label} " if _NEEDS_GAP.search(label) else label
