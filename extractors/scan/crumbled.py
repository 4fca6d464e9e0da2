"""Whether strokes are missing: numbers fall apart into more pieces of ink than they have marks.

One bit a pixel at a coarse resolution loses what is printed a little lighter, and the same stroke
however often it is looked at: a 4 without its slant is a perfect 1. That two looks agree proves
nothing then.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from statistics import median

import cv2

from extractors.scan import doubt
from extractors.scan.images import Working
from extractors.scan.lines import Piece
from extractors.scan.recognise import Line

#: Pieces in which a mark is printed, where they are not one.
PIECES = {"%": 3, "‰": 4, "≥": 2, "≤": 2, "=": 2, ":": 2}
#: Pieces of ink for each that is printed, over the numbers of a table: 0.8 to 1.1 where the strokes
#: are whole, 1.6 to 2.1 where they are not.
APART = 1.35


def crumbled(page: Working, pieces: Sequence[Piece], lines: Sequence[Line]) -> list[bool]:
    """Which lines are numbers with broken strokes, in a table where most numbers are so.

    Args:
        page: working page.
        pieces: the lines' places; lines: what was read.
    """
    shares = [
        _share(page, piece, line.text) if doubt.is_numeric(line.text) else None
        for piece, line in zip(pieces, lines, strict=True)
    ]
    known = [share for share in shares if share is not None]
    usual = median(known) if known else 0.0
    return [usual >= APART and share is not None and share > 1 for share in shares]


def _share(page: Working, piece: Piece, text: str) -> float:
    """Pieces of a number's ink for each that is printed."""
    marks = unicodedata.normalize("NFKC", text).replace(" ", "")
    found = cv2.connectedComponents(piece.ink.cut(page.ink))[0] - 1
    return found / sum(PIECES.get(mark, 1) for mark in marks)
