"""Lines → paragraphs: a line that runs to the right margin goes on in the next one.

Numbers broken over a line (128. / 69万元) and units on the next line come together again, because
joined lines get no character between them, as Chinese is set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from contracts.document import Paragraph
from extractors.layout.lines import Line

#: A line ending within this many characters of the right margin is full.
FULL = 1.8
#: A line beginning this much of a character right of the left margin is indented: a new paragraph.
INDENT = 1.2
#: Lines further apart than this many heights do not belong together.
GAP = 2.4
#: A line of a table of contents is as wide as its dots.
_DOTTED = re.compile(r"[.…·]{4,}")
_ENDS = re.compile(r"[。；;！？：:]$")
_NEW_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d))"
)
_CENTERED = 0.08


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text begins and ends on pages of one width, points."""

    left: float
    right: float


def margins_of(lines: Sequence[Line], fewest: int = 2) -> Margins | None:
    """Margins from the long lines; None where fewer than `fewest` of them can tell."""
    long_lines = [line for line in lines if len(line.text) >= 15 and not _DOTTED.search(line.text)]
    if len(long_lines) < fewest:
        return None
    rights = sorted(line.box.x1 for line in long_lines)
    lefts = sorted(line.box.x0 for line in long_lines)
    return Margins(lefts[len(lefts) // 10], rights[(len(rights) * 9) // 10])


def paragraphs_of(lines: Sequence[Line], margins: Mapping[int, Margins]) -> list[Paragraph]:
    """Paragraphs of lines that follow one another, block 0 as placeholder.

    Args:
        lines: in reading order.
        margins: by page; on a page without, every line is a paragraph of its own.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join(group) for group in groups]


def join(lines: Sequence[Line]) -> Paragraph:
    """One paragraph of lines; a space only between two Latin words."""
    text, runs = "", []
    for line in lines:
        if text and re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", line.text):
            text += " "
        runs.append(line.run(len(text)))
        text += line.text
    return Paragraph(0, text, tuple(runs))


def _continues(group: list[Line], line: Line, margins: Mapping[int, Margins]) -> bool:
    last = group[-1]
    before, here = margins.get(last.page), margins.get(line.page)
    if before is None or here is None or not _alike(last, line):
        return False
    size = median(each.size for each in group)
    full = before.right - last.box.x1 < FULL * size
    indented = line.box.x0 - here.left > INDENT * size
    if _NEW_ITEM.match(line.text) and (indented or _ENDS.search(last.text)):
        return False
    # Indented text under indented text is one paragraph set inside, e.g. a list item.
    inside = len(group) > 1 and abs(line.box.x0 - last.box.x0) < 0.5 * size
    return full and (not indented or inside)


def _alike(last: Line, line: Line) -> bool:
    """Same size; near enough on a page, or the first line of the next page."""
    if abs(last.size - line.size) > 0.25 * max(last.size, line.size):
        return False
    if last.page != line.page:
        return line.page == last.page + 1
    return line.box.y0 - last.box.y1 < GAP * last.size
