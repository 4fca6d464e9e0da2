"""Where the characters of a line stand on the page, every number a run of its own.

A consumer asks for the place of a number and gets the confidence of the least sure run it touches:
a number that shared a run with its sentence would be as sure as the sentence.
"""

from __future__ import annotations

from contracts.document import Reading, Run
from extractors.scan import doubt
from extractors.scan.images import Rect, Working
from extractors.scan.recognise import Line


def runs(page: Working, line: Line, start: int, *, seen: Rect, ink: Rect) -> list[Run]:
    """Runs of a line, spaces at its ends left out.

    Args:
        page: working page.
        line: what was read.
        start: place of its first character in the owning text.
        seen: what the recogniser saw.
        ink: bounding box of the line's ink; the same height for every run.
    """
    edges = line.edges(seen.x0, seen.x1)
    known = len(edges) == len(line.text) + 1
    middle = (ink.y0 + ink.y1) / 2
    places = [page.box(edge, middle, edge, middle).x0 for edge in edges]
    parts = doubt.parts(line)
    found = []
    for part in parts:
        left = ink.x0 if part is parts[0] or not known else edges[part.start]
        right = ink.x1 if part is parts[-1] or not known else edges[part.end]
        found.append(
            Run(
                start + part.start - parts[0].start,
                start + part.end - parts[0].start,
                page.number,
                page.box(left, ink.y0, right, ink.y1),
                tuple(places[part.start : part.end + 1]) if known else (),
                Reading.OCR,
                part.confidence,
            )
        )
    return found
