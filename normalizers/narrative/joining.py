"""Paragraphs that an extractor broke in the middle of a sentence, put together again.

Lines of a PDF or a scan become paragraphs by their indents; a page break or an odd indent splits a
sentence, at times a number from its unit. Word processors' paragraphs are as their author made
them and stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contracts.document import Paragraph
from normalizers.narrative.section import heading_level, ordinal_level
from normalizers.narrative.text import clean_text

#: A sentence, a list entry or an announcement ends here.
_ENDS = "。;:；：！？!?"
#: A line that begins so goes on with the one before, whatever that looks like.
_GOES_ON = re.compile(r"\s*(?:[（(](?:类|款|项|境)[）)]|[,，。；、）)%％])")
#: A heading that was set on the line of the sentence before it: nothing goes on from there.
_HEADING_LAST = re.compile(r"[一二三四五六七八九十]、[^,，。；;：:、]{2,25}$")
_SHORTEST = 15


@dataclass(frozen=True, slots=True)
class Joined:
    """A paragraph put together from blocks.

    Attributes:
        paragraph: the whole text with all its places; its block is the first.
        parts: where each block begins in the text: (offset, block).
    """

    paragraph: Paragraph
    parts: tuple[tuple[int, int], ...]

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Block, start and end in that block's text; what runs over blocks ends with the first."""
        index = max(i for i, (offset, _) in enumerate(self.parts) if offset <= start)
        offset, block = self.parts[index]
        ends = [each for each, _ in self.parts[index + 1 :]] or [len(self.paragraph.text)]
        return block, start - offset, min(end, ends[0]) - offset


def join(paragraphs: Sequence[Paragraph]) -> Iterator[Joined]:
    """Paragraphs as their author meant them, in reading order."""
    open_one: Joined | None = None
    for paragraph in paragraphs:
        if open_one is not None and _continues(open_one, paragraph):
            open_one = _longer(open_one, paragraph)
            continue
        if open_one is not None:
            yield open_one
        open_one = Joined(paragraph, ((0, paragraph.block),))
    if open_one is not None:
        yield open_one


def _continues(open_one: Joined, after: Paragraph) -> bool:
    """Whether a paragraph goes on with the sentence of the one before it."""
    before = open_one.paragraph
    if not (before.runs and before.runs[-1].page is not None):
        return False
    if open_one.parts[-1][1] + 1 != after.block or before.container != after.container:
        return False
    text = before.text.rstrip()
    if not text or text[-1] in _ENDS or _HEADING_LAST.search(text):
        return False
    if _GOES_ON.match(after.text):
        return True
    clean = clean_text(after.text)
    if len(text) < _SHORTEST or ordinal_level(clean.text) is not None or after.level is not None:
        return False
    return heading_level(before, clean_text(before.text)) is None


def _longer(open_one: Joined, after: Paragraph) -> Joined:
    before = open_one.paragraph
    offset = len(before.text)
    moved = tuple(
        replace(run, start=run.start + offset, end=run.end + offset) for run in after.runs
    )
    return Joined(
        replace(before, text=before.text + after.text, runs=before.runs + moved),
        (*open_one.parts, (offset, after.block)),
    )
