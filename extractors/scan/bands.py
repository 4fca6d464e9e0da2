"""A page cut at the white strips that run across it: bands of text, each cut at its gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.scan.images import Image

#: White wider than this, in heights of a character, parts two texts; so much parts them where
#: other lines part there, too.
APART, GUTTER = 1.0, 0.35
#: Ink lower than this, in heights of a character, is no line.
LOWEST = 0.3
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two white strips that run across.

    Attributes:
        y0, y1: top and bottom, pixels.
        runs: ink parted by white of `GUTTER` and more, left to right.
        texts: the same parted by `APART`.
    """

    y0: int
    y1: int
    runs: tuple[Span, ...]
    texts: tuple[Span, ...]

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.y1 - self.y0


def bands(ink: Image, size: float) -> list[Band]:
    """The bands of a page, top to bottom.

    Args:
        ink: writing, 255 on a page of 0.
        size: usual height of a character, pixels.
    """
    found = []
    for y0, y1 in filled(ink.max(axis=1) > 0, 1):
        if y1 - y0 < LOWEST * size:
            continue
        part = np.asarray(ink[y0:y1].max(axis=0) > 0)
        runs, texts = (tuple(filled(part, gap * size)) for gap in (GUTTER, APART))
        found.append(Band(y0, y1, runs, texts))
    return found


def filled(marks: npt.NDArray[np.bool_], gap: float) -> list[Span]:
    """Where marks are set, over gaps smaller than `gap`."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0])))).tolist()
    joined: list[Span] = []
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        if joined and low - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined
