"""From colour pixels to flat grey: the red seal goes, the shadow goes, the ink stays.

A red stamp is nearly as bright as paper in the red channel while black ink is dark in all three.
Where pixels are red the red channel is taken, and what the stamp still darkens in it is divided
out: stamp ink multiplies the light by one factor a channel, so its share at each pixel follows
from green ÷ red, whatever black ink lies under it.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.scan import grey_stamp
from extractors.scan.images import Image

#: How far red must stand above green and blue to be stamp ink, of 255.
RED_EXCESS = 24
#: Brightness above which the outline of a removed stamp is paper, of 255.
OUTLINE = 188
#: Stamps smaller than this share of the page are coloured specks.
LEAST_STAMP = 2e-4


def flat_grey(rgb: Image, scale: float) -> Image:
    """The page in grey, without shadow and without red stamps.

    Args:
        rgb: colour or grey page.
        scale: pixels a point.
    """
    if rgb.ndim == 2:
        return flatten(rgb, scale)
    grey = flatten(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), scale)
    core = stamp(rgb)
    return grey if core is None else _without_stamp(rgb, grey, core, scale)


def stamp(rgb: Image) -> Image | None:
    """255 where the page is clearly red; None where that is less than a stamp.

    Args:
        rgb: colour or grey page.
    """
    if rgb.ndim == 2:
        return None
    soft = cv2.blur(rgb, (3, 3))
    red, other = soft[:, :, 0], cv2.max(soft[:, :, 1], soft[:, :, 2])
    core = cv2.threshold(cv2.subtract(red, other), RED_EXCESS, 255, cv2.THRESH_BINARY)[1]
    return core if cv2.countNonZero(core) >= LEAST_STAMP * core.size else None


def narrow(core: Image, scale: float) -> Image:
    """255 where red strokes are as narrow as print: they may be print that goes with the stamp.

    Args:
        core: 255 where the page is clearly red.
        scale: pixels a point.
    """
    size = round(grey_stamp.STROKE * scale) + 2 | 1  # the blur in `stamp` widens strokes by two
    broad = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    return cv2.subtract(core, cv2.dilate(broad, np.ones((size, size), np.uint8)))


def _without_stamp(rgb: Image, flat: Image, core: Image, scale: float) -> Image:
    """Divides the stamp out of the red channel around its pixels.

    Args:
        rgb: colour page.
        flat: its flat grey, kept elsewhere.
        core: 255 where the page is clearly red.
        scale: pixels a point.
    """
    red = flatten(np.ascontiguousarray(rgb[:, :, 0]), scale).astype(np.float32) / 250
    green = flatten(np.ascontiguousarray(rgb[:, :, 1]), scale).astype(np.float32) / 250
    inside = core > 0
    pass_red = float(np.clip(np.percentile(red[inside], 65), 0.5, 1.0))
    pass_green = float(np.clip(np.percentile(green[inside], 50), 0.05, pass_red - 0.05))
    quotient = np.clip(cv2.blur(green, (3, 3)) / np.maximum(cv2.blur(red, (3, 3)), 0.05), 0, 1)
    share = (1 - quotient) / np.maximum((1 - pass_green) - quotient * (1 - pass_red), 0.05)
    share = np.clip(share, 0, 1)
    cleaned = np.clip(red / (1 - share * (1 - pass_red)), 0, 1.02) * 250
    # Colour is stored coarser than brightness, so a faint outline stays: paper, unless it lies
    # well inside the stamp, where faint may be a number under the star.
    deep = cv2.erode(core, np.ones((5, 5), np.uint8)) > 0
    cleaned[(cleaned > OUTLINE) & ~deep] = 250
    reach = max(5, int(2.2 * scale) | 1)
    zone = cv2.dilate(core, np.ones((reach, reach), np.uint8)) > 0
    # Colours are often stored at half size: under what is broad, brightness alone is the sharper.
    paper, broad = grey_stamp.stamped_paper(cv2.GaussianBlur(flat, (3, 3), 0), scale)
    ring = grey_stamp.large(cv2.bitwise_and(broad, core), scale)
    if not ring.any():
        return np.where(zone, cleaned, flat).astype(np.uint8)
    sharp = grey_stamp.without_paper(flat, paper, ring, scale)
    under = cv2.dilate(ring, np.ones((reach, reach), np.uint8)) > 0
    by_colour = np.where(zone & ~under, cleaned, sharp)
    # The stamp's characters and a star's points: what is red and no darker than the stamp.
    level = grey_stamp.PRINT * float(np.percentile(paper[ring > 0], 10))
    bare = inside & (flat > level)
    return np.where(bare, np.where(under, np.maximum(cleaned, sharp), 250), by_colour).astype(
        np.uint8
    )


def flatten(grey: Image, scale: float) -> Image:
    """The page divided by its own background: shadow, gradient and yellow paper become white.

    Args:
        grey: page without red.
        scale: pixels a point.
    """
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    size = max(3, int(6 * scale / 4) | 1)
    paper = cv2.dilate(small, np.ones((size, size), np.uint8))
    paper = cv2.medianBlur(paper, min(255, max(3, int(12 * scale / 4) | 1)))
    paper = cv2.GaussianBlur(paper, (0, 0), max(1.0, 4 * scale / 4))
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(paper, 40), scale=250)


def binarise(flat: Image, scale: float, contrast: int = 22) -> Image:
    """255 where there is ink, by a threshold that follows the neighbourhood.

    Args:
        flat: flattened page.
        scale: pixels a point.
        contrast: how much darker than its neighbourhood ink is, of 255.
    """
    block = max(11, int(14 * scale) | 1)
    soft = cv2.GaussianBlur(flat, (3, 3), 0)
    return cv2.adaptiveThreshold(
        soft, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, contrast
    )
