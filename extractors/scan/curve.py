"""Paper that does not lie flat: rows that rise or fall on their way across are set level.

How far the rows of one upright strip of the page stand above those of the next is what moves its
pattern of rules onto the other's. The steps of all strips, at several heights of the page, give a
polynomial: curved across the page, its curve changing evenly down the page.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan import clean
from extractors.scan.images import Bend, Image, Working
from extractors.scan.straighten import sharpness

#: Strips across the page, and zones down in which they are compared.
STRIPS, ZONES = 14, 5
#: Length of a piece of a rule in points; characters have shorter strokes.
PIECE = 9.0
#: Points that one strip may stand above the next.
STEP = 3.5
#: Least share of the pattern that both strips have.
ALIKE = 0.5
#: Steps known at least.
KNOWN = 8
#: Points up to which a page is flat, and share of the page's height that no paper rises.
FLAT, MOST = 0.8, 0.03
#: Degree across the page, and weight of a bend that no step asks for.
DEGREE, CALM = 4, 0.1
#: Rows of a page set level are so many times sharper than before.
SHARPER = 1.1
Floats = npt.NDArray[np.float64]


def flat(page: Working) -> Working:
    """The page with its rows level; the same page where they are, or where too few rules tell.

    Args:
        page: upright, as straight as straight lines can be made.
    """
    bend = found(page)
    if bend is None:
        return page
    grey = _levelled(page.grey, bend, 250, cv2.INTER_CUBIC)
    stamp = None if page.stamp is None else _levelled(page.stamp, bend, 0, cv2.INTER_NEAREST)
    ink = clean.binarise(grey, page.scale)
    return replace(page, grey=grey, ink=ink, stamp=stamp, bend=bend)


def _levelled(image: Image, bend: Bend, outside: int, how: int) -> Image:
    height, width = image.shape[:2]
    x, y = np.arange(width, dtype=np.float64)[None], np.arange(height, dtype=np.float64)[:, None]
    down = (y + bend.fall(x, y)).astype(np.float32)
    across = np.broadcast_to(x.astype(np.float32), down.shape).copy()
    return cv2.remap(
        image, across, down, how, borderMode=cv2.BORDER_CONSTANT, borderValue=(outside,)
    )


def found(page: Working) -> Bend | None:
    """How the rows of a page are bent; None where they are flat or hardly any rules are seen."""
    steps = _steps(page)
    if len(steps) < KNOWN:
        return None
    bend = _fitted(steps, page.ink.shape)
    height, width = page.ink.shape[:2]
    x, y = np.linspace(0, width, 9)[None], np.linspace(0, height, 3)[:, None]
    rise = float(np.abs(bend.fall(x, y)).max())
    if rise < FLAT * page.scale or rise > MOST * height:
        return None
    level = _levelled(page.ink, bend, 0, cv2.INTER_LINEAR)
    return bend if sharpness(level) > SHARPER * sharpness(page.ink) else None


def _steps(page: Working) -> Floats:
    """Rows of (x of one strip, x of the next, y, how far the next one's rows stand lower)."""
    pieces = cv2.morphologyEx(page.ink, cv2.MORPH_OPEN, np.ones((1, page.px(PIECE)), np.uint8))
    height, width = pieces.shape[:2]
    edges = np.linspace(0, width, STRIPS + 1).astype(int)
    profiles = np.stack(
        [
            cv2.reduce(pieces[:, a:b], 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F)[:, 0] / 255 / (b - a)
            for a, b in pairwise(edges)
        ]
    )
    profiles = cv2.GaussianBlur(profiles, (0, 0), sigmaX=max(1.0, 0.35 * page.scale), sigmaY=0.01)
    reach = page.px(STEP)
    zones = np.linspace(0, height, ZONES + 1).astype(int)
    middles = (edges[1:] + edges[:-1]) / 2
    rows = []
    for strip in range(STRIPS - 1):
        for top, bottom in pairwise(zones):
            step = _shift(profiles[strip], profiles[strip + 1], (int(top), int(bottom)), reach)
            if step is not None:
                rows.append((middles[strip], middles[strip + 1], (top + bottom) / 2, step))
    return np.array(rows, np.float64).reshape(-1, 4)


def _shift(one: Floats, other: Floats, zone: tuple[int, int], reach: int) -> float | None:
    """How far down the pattern of one strip matches the other's best; None where none does."""
    top, bottom = max(zone[0], reach), min(zone[1], len(one) - reach)
    here = one[top:bottom]
    scores = np.array([float(here @ other[top + n : bottom + n]) for n in range(-reach, reach + 1)])
    best = int(scores.argmax())
    if not 0 < best < 2 * reach:
        return None
    there = other[top + best - reach : bottom + best - reach]
    if scores[best] <= ALIKE * max(float(here @ here), float(there @ there)):
        return None
    left, middle, right = scores[best - 1 : best + 2]
    bow = left - 2 * middle + right
    return best - reach + (0.5 * (left - right) / bow if bow else 0.0)


def _fitted(steps: Floats, shape: tuple[int, ...]) -> Bend:
    """The polynomial whose steps are nearest, those far off left out."""
    height, width = shape[:2]
    weights = np.ones(len(steps))
    terms = np.zeros((DEGREE, 2))
    for _ in range(4):
        before, after = (_powers(steps[:, n], steps[:, 2], width, height) for n in (0, 1))
        matrix = (after - before) * weights[:, None]
        wanted = np.concatenate([steps[:, 3] * weights, np.zeros(2 * DEGREE)])
        solved = np.linalg.lstsq(np.vstack([matrix, CALM * np.eye(2 * DEGREE)]), wanted)[0]
        terms = solved.reshape(DEGREE, 2)
        off = np.abs((after - before) @ solved - steps[:, 3])
        weights = 1 / np.maximum(1.0, off / max(0.5, 1.5 * float(np.median(off))))
    known = (float(steps[:, 2].min()), float(steps[:, 2].max()))
    return Bend(tuple((one, other) for one, other in terms.tolist()), (height, width), known)


def _powers(x: Floats, y: Floats, width: int, height: int) -> Floats:
    across, down = 2 * x / width - 1, 2 * y / height - 1
    powers = [across**n * part for n in range(1, DEGREE + 1) for part in (np.ones_like(down), down)]
    return np.stack(powers, axis=1)
