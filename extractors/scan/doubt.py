"""Numbers that are not sure: odd grammar lowers the confidence, a second reading is asked for.

The model is often sure of a wrong character. What it cannot be sure of is a text that no one
prints (1.343.30, a lone bracket round a digit); and a reading of other pixels (another margin,
another height) that differs is a doubt as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import cv2

from extractors.scan.images import Image, Working
from extractors.scan.lines import Piece
from extractors.scan.recognise import Line, Recogniser

#: Below this confidence a number is read a second time.
ASK_AGAIN = 0.997
#: Confidence given to what is no number although it is made of digits, or was read in two ways.
DOUBTFUL = 0.5
#: Confidence a cell has at most where one of its edges is unclear.
UNCLEAR_EDGE = 0.9
NUMERIC = re.compile(r"[≥≤><＝=±+\-−—]?[\d.,，．:%％‰°]+")
GRAMMAR = re.compile(r"[≥≤><=]{0,2}[-+−]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?[%‰]?")
#: A number in running text; a point that lost its decimals before a unit belongs to it.
IN_TEXT = re.compile(r"[-+−]?[.．]?\d(?:[\d.,，． ]*\d)?(?:[.．](?=[%‰％万亿元]))?[%‰％]?")
DATED = re.compile(r"(?:19|20)\d\d(?:[.\-/]\d{1,2}){1,2}|\d{1,2}:\d\d")


def is_numeric(text: str) -> bool:
    """Whether a text is made of what numbers are made of, well-formed or not."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return bool(re.search(r"\d", plain)) and bool(NUMERIC.fullmatch(plain))


def well_formed(text: str) -> bool:
    """Whether a numeric text is a number, an amount with grouped thousands, or a date."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return bool(GRAMMAR.fullmatch(plain) or DATED.fullmatch(plain))


@dataclass(frozen=True, slots=True)
class Part:
    """Characters start..end of a line's text that are a number, or none."""

    start: int
    end: int
    confidence: float


def parts(line: Line) -> list[Part]:
    """A line's text, spaces at its ends left out, cut at the numbers in it.

    A number is as sure as its least sure character, and in doubt if nobody prints it so; text
    is as sure as its characters are on average.
    """
    lead = len(line.text) - len(line.text.lstrip())
    end = len(line.text.rstrip())
    found: list[Part] = []
    at = lead
    for start, stop in _numbers(line.text, lead, end):
        if start > at:
            found.append(_words(line, at, start))
        sure = min(line.probabilities[start:stop])
        body = line.text[start:stop]
        odd = not well_formed(body) or (" " in body and (start, stop) != (lead, end))
        found.append(Part(start, stop, min(DOUBTFUL, sure) if odd else sure))
        at = stop
    if at < end:
        found.append(_words(line, at, end))
    return found


def _numbers(text: str, lead: int, end: int) -> list[tuple[int, int]]:
    if is_numeric(text[lead:end]):
        return [(lead, end)]
    return [found.span() for found in IN_TEXT.finditer(text, lead, end)]


def _words(line: Line, start: int, end: int) -> Part:
    return Part(start, end, sum(line.probabilities[start:end]) / (end - start))


def judged(line: Line) -> float:
    """Confidence of a line: of a number the least sure character, of text the mean.

    Text is no surer than a number in it.
    """
    return min([line.confidence, *(part.confidence for part in parts(line) if _digits(line, part))])


def _digits(line: Line, part: Part) -> bool:
    return bool(re.search(r"\d", line.text[part.start : part.end]))


def second_readings(
    page: Working, clean: Image, pieces: Sequence[Piece], lines: Sequence[Line], reader: Recogniser
) -> dict[int, str]:
    """What another look reads at the unsure numbers, by position in `pieces`.

    The other look is wider and taken from pixels sharpened at another scale.
    """
    unsure = [
        number
        for number, line in enumerate(lines)
        if is_numeric(line.text.strip()) and judged(line) < ASK_AGAIN
    ]
    crops = [_other_look(page, clean, pieces[number]) for number in unsure]
    again = reader.read(crops)
    return {number: line.text.strip() for number, line in zip(unsure, again, strict=True)}


def _other_look(page: Working, clean: Image, piece: Piece) -> Image:
    """The same line with other margins, another scale, and harder contrast."""
    rect = piece.ink.grown(page.px(7), page.px(2.6), clean)
    crop = rect.cut(clean)
    large = cv2.resize(crop, None, fx=1.7, fy=1.7, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(large, (0, 0), 1.2)
    return cv2.addWeighted(large, 1.6, soft, -0.6, 0)
