"""A second look at the numbers that are not sure: other margins, another scale, harder contrast.

What both looks read alike is as unlikely to be wrong as both being wrong at once; what they read
in two ways is in doubt. Odd grammar stays odd however often it is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import cv2

from extractors.scan import doubt, outside
from extractors.scan.crumbled import crumbled, halved_zeros
from extractors.scan.images import Image, Rect, Working
from extractors.scan.lines import Piece
from extractors.scan.recognise import Line, Recogniser

#: Below this confidence a number is read a second time.
ASK_AGAIN = 0.999
#: Heights of the line kept on both sides of a number of running text: its neighbours say where
#: it ends.
BESIDE = 1.2


@dataclass(frozen=True, slots=True)
class Seen:
    """A line after the second look.

    Attributes:
        line: its numbers as sure as both looks make them.
        other: what the second look read, where a number differs.
    """

    line: Line
    other: str | None = None


def in_cells(
    page: Working, clean: Image, pieces: Sequence[Piece], lines: Sequence[Line], reader: Recogniser
) -> list[Seen]:
    """The lines of cells, looked at again as a whole where a number in them is not sure.

    Args:
        page: working page.
        clean: its pixels without rules.
        pieces: the lines' places; lines: what was read first.
        reader: reads again.
    """

    def look(number: int, _: doubt.Part) -> Image:
        wide = pieces[number].ink.grown(page.px(7), page.px(2.6), clean)
        return _sharpened(wide.cut(clean))

    read = [
        (piece.ink, plain(line.text))
        for piece, line in zip(pieces, lines, strict=True)
        if doubt.is_numeric(line.text)
    ]
    seen = _again(lines, look, reader)
    if crumbled(page, read):
        return [replace(one, line=_in_doubt(one.line)) for one in seen]
    return seen


def in_text(
    page: Working, rects: Sequence[Rect], lines: Sequence[Line], reader: Recogniser
) -> list[Line]:
    """Lines of running text, every unsure number looked at again with the characters beside it.

    Args:
        page: working page.
        rects: the detector's boxes; lines: what was read in them.
        reader: reads again.
    """

    def look(number: int, part: doubt.Part) -> Image:
        rect, line = rects[number], lines[number]
        seen = outside.crop(page, rect)
        edges = line.edges(seen.x0, seen.x1)
        beside = round(BESIDE * rect.height)
        known = len(edges) == len(line.text) + 1
        left = int(edges[part.start]) - beside if known else seen.x0
        right = int(edges[part.end]) + beside if known else seen.x1
        area = Rect(max(left, seen.x0), rect.y0, min(right, seen.x1), rect.y1)
        return _sharpened(area.grown(0, page.px(2), page.grey).cut(page.grey))

    seen = [one.line for one in _again(lines, look, reader)]
    return [_in_doubt(halved_zeros(line)) for line in seen] if page.fax else seen


def plain(text: str) -> str:
    """Text in one width without spaces, for comparing two readings."""
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def _again(
    lines: Sequence[Line], look: Callable[[int, doubt.Part], Image], reader: Recogniser
) -> list[Seen]:
    asked = [
        (number, part)
        for number, line in enumerate(lines)
        for part in doubt.parts(line)
        if doubt.holds_number(line, part) and part.confidence < ASK_AGAIN
    ]
    seen = [Seen(line) for line in lines]
    looks = reader.read([look(number, part) for number, part in asked])
    for (number, part), again in zip(asked, looks, strict=True):
        line = seen[number].line
        other = _same(plain(line.text[part.start : part.end]), again)
        if other is None:
            seen[number] = Seen(_capped(line, part), again.text.strip())
        else:
            seen[number] = replace(seen[number], line=_surer(line, part, other))
    return seen


def _same(wanted: str, again: Line) -> float | None:
    """How sure the second look is of a number; None where it does not see it."""
    sure = [
        min(again.probabilities[part.start : part.end])
        for part in doubt.parts(again)
        if plain(again.text[part.start : part.end]) == wanted
    ]
    return max(sure, default=None)


def _surer(line: Line, part: doubt.Part, other: float) -> Line:
    """The line with a number's characters as sure as two looks that agree."""
    both = (1 - (1 - one) * (1 - other) for one in line.probabilities[part.start : part.end])
    return _replaced(line, part, both)


def _in_doubt(line: Line) -> Line:
    """The line with all its numbers in doubt."""
    for part in doubt.parts(line):
        if doubt.holds_number(line, part):
            line = _capped(line, part)
    return line


def _capped(line: Line, part: doubt.Part) -> Line:
    """The line with a number in doubt."""
    low = (min(doubt.DOUBTFUL, one) for one in line.probabilities[part.start : part.end])
    return _replaced(line, part, low)


def _replaced(line: Line, part: doubt.Part, sure: Iterable[float]) -> Line:
    before, after = line.probabilities[: part.start], line.probabilities[part.end :]
    return replace(line, probabilities=(*before, *sure, *after))


def _sharpened(crop: Image) -> Image:
    """The same pixels at another scale and with harder contrast."""
    large = cv2.resize(crop, None, fx=1.7, fy=1.7, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(large, (0, 0), 1.2)
    return cv2.addWeighted(large, 1.6, soft, -0.6, 0)
