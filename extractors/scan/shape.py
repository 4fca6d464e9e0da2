"""Whether the ink of a number can be that number: its height, and its width for so many digits.

The model may be sure of "910" where a 9 of the next column stands far from a 10, or of a 1 that is
the rest of a rule. Digits are of one width and stand close.
"""

from __future__ import annotations

import re
import unicodedata

from extractors.scan.images import Rect

#: Width of a character in widths of a digit.
WIDTHS = {".": 0.5, ",": 0.5, ":": 0.5, "%": 1.7, "‰": 1.9, "≥": 1.7, "≤": 1.7, "=": 1.4, "°": 0.7}
#: A digit's width by its height: fonts of the field have 0.55 to 0.9; a page may be stretched.
NARROWEST, WIDEST = 0.42, 1.15
#: A 1 alone is a stroke.
STROKE = 0.25
#: Height of a digit by the usual height of a line.
LOWEST, HIGHEST = 0.5, 1.6


def fits(text: str, ink: Rect, size: float) -> bool:
    """Whether a number's ink is as high and as wide as its characters take.

    Args:
        text: a number and nothing else, as read.
        ink: box of its ink.
        size: usual height of a line's ink in the table, pixels; the same unit as the box.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not plain or ink.height <= 0:
        return False
    if not LOWEST * size <= ink.height <= HIGHEST * size:
        return False
    widest = sum(WIDTHS.get(mark, 1.0) for mark in plain)
    ends = (plain[0] == "1") + (plain[-1] == "1" and len(plain) > 1)
    narrowest = widest - 0.75 * ends
    across = ink.width / ink.height
    return max(STROKE, NARROWEST * narrowest) <= across <= max(0.7, WIDEST * widest)
