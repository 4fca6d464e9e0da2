"""Two readings of one page: what OCR sees, and what a text layer says that nobody saw.

OCR reads what is printed; the layer may come from an older OCR and lie. Where they agree nothing
is said; where a number differs it is in doubt, with the layer's reading beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from contracts.document import Block, Box, Cell, Paragraph, Run, Table
from extractors.layout.content import Glyph, PageContent, inside
from extractors.layout.lines import lines_of

#: Confidence of a number in running text that the two readings have differently.
DISAGREED = 0.5
#: Less agreement than this share of the characters: the layer is nonsense and says nothing.
_SENSE = 0.5
#: More agreement than this: the layer says what the page shows.
_TRUE = 0.85
_NUMBER = re.compile(r"[≥≤<>=-]?\d[\d,.]*%?")
#: The line around a number: its box may be a little off in either reading, points.
_AROUND = 3.0


def compared(blocks: Sequence[Block], layer: PageContent) -> list[Block]:
    """Blocks read by OCR with the doubts that a hidden text layer of the same page raises."""
    if agreement(blocks, layer) < _SENSE:
        return list(blocks)
    return [
        replace(block, cells=tuple(_cell(cell, layer) for cell in block.cells))
        if isinstance(block, Table)
        else replace(block, runs=tuple(_run(block, run, layer) for run in block.runs))
        for block in blocks
    ]


def is_true(blocks: Sequence[Block], layer: PageContent) -> bool:
    """Whether the layer says what OCR sees, misread characters aside."""
    return agreement(blocks, layer) >= _TRUE


def agreement(blocks: Sequence[Block], layer: PageContent) -> float:
    """Share of OCR's characters, as a bag, that the layer has too; 1 where OCR reads nothing."""
    seen = _bag("".join(text for block in blocks for text in _texts(block)))
    said = _bag("".join(glyph.text for glyph in layer.glyphs))
    count = sum(seen.values())
    return sum(min(n, said.get(c, 0)) for c, n in seen.items()) / count if count else 1.0


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


def _bag(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for mark in _plain(text):
        found[mark] = found.get(mark, 0) + 1
    return found


def _plain(text: str) -> str:
    """One width, no spaces: what both readings may set in their own way."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _cell(cell: Cell, layer: PageContent) -> Cell:
    """A cell, in doubt where the layer has another number in its place."""
    said = _said(cell.box, layer)
    known = [_NUMBER.findall(_plain(text)) for text in (cell.text, *cell.alternatives)]
    if not said or _NUMBER.findall(said) in known:
        return cell
    return replace(cell, alternatives=(*cell.alternatives, said))


def _run(block: Paragraph, run: Run, layer: PageContent) -> Run:
    """A piece of a line; its numbers must stand somewhere in the layer's same line."""
    numbers = _NUMBER.findall(_plain(block.text[run.start : run.end]))
    if not numbers or run.box is None:
        return run
    line = Box(0.0, run.box.y0 - _AROUND, layer.width, run.box.y1 + _AROUND)
    said = _NUMBER.findall(_said(line, layer))
    if not said or all(number in said for number in numbers):
        return run
    return replace(run, confidence=min(run.confidence, DISAGREED))


def _said(box: Box | None, layer: PageContent) -> str:
    """The layer's text inside a box, line by line."""
    if box is None:
        return ""
    glyphs: list[Glyph] = inside(layer.glyphs, box.x0, box.y0, box.x1, box.y1)
    lines = lines_of([glyph for glyph in glyphs if not glyph.blank], layer.number)
    return _plain("".join(line.text for line in lines))
