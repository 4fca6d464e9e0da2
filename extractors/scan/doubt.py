"""Numbers that are not sure: what no one prints (1.343.30, 12,34.5) lowers the confidence.

The model is often sure of a wrong character; what it makes of a line may still be no number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extractors.scan.recognise import Line

#: Confidence given to what is no number although it is made of digits, or was read in two ways.
DOUBTFUL = 0.5
#: Confidence a cell has at most where one of its edges is unclear.
UNCLEAR_EDGE = 0.9
NUMERIC = re.compile(r"[≥≤><＝=±+\-−—]?[\d.,，．:%％‰°]+")
GRAMMAR = re.compile(r"[≥≤><=]{0,2}[-+−]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?[%‰]?")
#: A unit belongs to its number: 0.34元 is no less wrong for 0.34万元 than 0.84万元.
UNIT = re.compile(r"(?:[百千万亿]{0,2}元|[名人个辆台次项批])$")
#: A number in running text; a point that lost its decimals before a unit belongs to it.
IN_TEXT = re.compile(
    r"[≥≤]?[-+−]?[.．]?\d(?:[\d.,，． ]*\d)?(?:[.．](?=[%‰％万亿元]))?"
    r"(?:[%‰％]|[百千万亿]{0,2}元|[名人个辆台次项批])?"
)
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
        bare = UNIT.sub("", body)
        odd = not well_formed(bare) or (" " in bare and (start, stop) != (lead, end))
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
    return min(
        [line.confidence, *(part.confidence for part in parts(line) if holds_number(line, part))]
    )


def holds_number(line: Line, part: Part) -> bool:
    """Whether a part is a number, not words."""
    return bool(re.search(r"\d", line.text[part.start : part.end]))
