"""Lines of running text to paragraphs, joined the way Chinese is set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contracts.document import Paragraph, Run
from extractors.scan import places
from extractors.scan.images import Rect, Working
from extractors.scan.recognise import Line

#: Marks after which a numbered line begins a paragraph of its own.
FINAL = ("。", "：", ":", "；", ";", "！", "？")
#: How a paragraph is numbered: （二） 三、 1. 2、 (3)
NUMBERED = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|[（(]?\d{1,2}[）)、]|\d{1,2}[.．](?!\d)"
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the page with its pieces from left to right.

    Attributes:
        rect: working pixels around all pieces.
        text: pieces joined by two spaces where they stand apart.
        runs: places, offsets from 0.
    """

    rect: Rect
    text: str
    runs: tuple[Run, ...]


def rows(page: Working, rects: Sequence[Rect], readings: Sequence[Line]) -> list[TextLine]:
    """Detected boxes gathered into lines, top to bottom; boxes with nothing read are dropped."""
    pieces = [(rect, line) for rect, line in zip(rects, readings, strict=True) if line.text.strip()]
    pieces.sort(key=lambda piece: piece[0].y0 + piece[0].y1)
    gathered: list[list[tuple[Rect, Line]]] = []
    for piece in pieces:
        if gathered and _same_row(gathered[-1], piece[0]):
            gathered[-1].append(piece)
        else:
            gathered.append([piece])
    return [_row(page, sorted(row, key=lambda piece: piece[0].x0)) for row in gathered]


def _same_row(row: Sequence[tuple[Rect, Line]], rect: Rect) -> bool:
    last = row[-1][0]
    overlap = min(last.y1, rect.y1) - max(last.y0, rect.y0)
    slack = rect.height // 2
    beside = all(rect.x0 >= one.x1 - slack or rect.x1 <= one.x0 + slack for one, _ in row)
    return beside and overlap > 0.5 * min(last.height, rect.height)


def _row(page: Working, pieces: Sequence[tuple[Rect, Line]]) -> TextLine:
    text = ""
    runs: list[Run] = []
    last: Rect | None = None
    for rect, line in pieces:
        body = line.text.strip()
        if last is not None and rect.x0 - last.x1 > 0.8 * rect.height:
            text += "  "
        runs += places.runs(page, line, len(text), seen=rect, ink=rect)
        text += body
        last = rect
    rects = [rect for rect, _ in pieces]
    around = Rect(
        min(rect.x0 for rect in rects),
        min(rect.y0 for rect in rects),
        max(rect.x1 for rect in rects),
        max(rect.y1 for rect in rects),
    )
    return TextLine(around, text, tuple(runs))


def merge(lines: Sequence[TextLine], breaks: Sequence[float] = ()) -> list[tuple[Rect, Paragraph]]:
    """Lines to paragraphs (block 0), each with the rectangle of its first line.

    Args:
        lines: top to bottom.
        breaks: y of tables; lines above and below one never join.
    """
    if not lines:
        return []
    size = sorted(line.rect.height for line in lines)[len(lines) // 2]
    left = min(line.rect.x0 for line in lines)
    right = max(line.rect.x1 for line in lines)
    merged: list[tuple[Rect, Paragraph]] = []
    last: TextLine | None = None
    for line in lines:
        if (
            last is not None
            and _goes_on(last, line, (left, right), size)
            and not _between(last, line, breaks)
        ):
            rect, paragraph = merged[-1]
            merged[-1] = (rect, _joined(paragraph, line))
        else:
            merged.append((line.rect, Paragraph(0, line.text, line.runs)))
        last = line
    return merged


def _between(last: TextLine, line: TextLine, breaks: Sequence[float]) -> bool:
    """Whether a table begins between two lines."""
    return any(last.rect.y0 < y < line.rect.y1 for y in breaks)


def _goes_on(last: TextLine, line: TextLine, sides: tuple[int, int], size: int) -> bool:
    """Whether a line continues the one above: that one is full, this one is not indented."""
    left, right = sides
    if line.rect.y0 - last.rect.y1 > 1.6 * size:
        return False
    if abs(line.rect.height - last.rect.height) > 0.45 * size:
        return False
    if last.text.endswith(FINAL) and NUMBERED.match(line.text):
        return False
    indented = line.rect.x0 - left > 1.1 * size
    full = right - last.rect.x1 < 2.2 * size
    return full and not indented


def _joined(paragraph: Paragraph, line: TextLine) -> Paragraph:
    shift = len(paragraph.text)
    moved = tuple(replace(run, start=run.start + shift, end=run.end + shift) for run in line.runs)
    return replace(paragraph, text=paragraph.text + line.text, runs=(*paragraph.runs, *moved))
