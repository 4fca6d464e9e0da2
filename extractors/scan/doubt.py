"""Numbers that are not sure: odd grammar lowers the confidence, a second reading is asked for.

The model is often sure of a wrong character. What it cannot be sure of is a text that no one
prints (1.343.30, a lone bracket round a digit); and a reading of other pixels (another margin,
another height) that differs is a doubt as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

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
DATED = re.compile(r"(?:19|20)\d\d(?:[.\-/]\d{1,2}){1,2}|\d{1,2}:\d\d")


def is_numeric(text: str) -> bool:
    """Whether a text is made of what numbers are made of, well-formed or not."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return bool(re.search(r"\d", plain)) and bool(NUMERIC.fullmatch(plain))


def well_formed(text: str) -> bool:
    """Whether a numeric text is a number, an amount with grouped thousands, or a date."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return bool(GRAMMAR.fullmatch(plain) or DATED.fullmatch(plain))


def judged(line: Line) -> float:
    """Confidence of a line: of a number the least sure character, of text the mean."""
    if not is_numeric(line.text.strip()):
        return line.confidence
    if not well_formed(line.text.strip()):
        return min(DOUBTFUL, line.confidence)
    return min(line.probabilities)


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
