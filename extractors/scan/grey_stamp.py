"""A stamp that was scanned without colour: grey over black print, taken off by width and darkness.

Stamp ink multiplies the light, so print below it stays darker than it. A ring or a star is wider
than a stroke of print: what remains of the page when narrow strokes are closed is the paper with
the stamp on it, and the page is divided by that. A stamp's own characters are as narrow as print;
they go where nothing near is darker than the stamp.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.images import Image, Rect

#: Share of a stamp's brightness that print under it is darker than.
PRINT = 0.85
#: Wider than a stroke of print, narrower than a ring, points.
STROKE = 2.0
#: Least width of what is a stamp's for its width, points.
BROAD = 1.6
#: Brightness of 255 of stamped paper; darker is a black box or a heading.
DARKEST, LIGHTEST = 95, 222
#: Parts of one stamp are no farther apart, points.
APART = 8.0
#: A stamp is at least so large, and its ring or star, points. Dense print has no such piece.
LEAST, PIECE = 50.0, 24.0
#: Blur around the broad parts of a stamp, points.
RIM = 3.0
#: Print is told from a stamp's characters where it is darker than this share of the stamp.
DARKER = 0.92
#: Percentiles of a page's print: its pieces, and its pixels with the darkest within `NEAR` points.
PIECES, PIXELS, NEAR = 98, 99.5, 1.0
#: What is smaller is a point or a comma, what is smaller still dust, points.
SMALLEST, DUST = 3.0, 0.7
#: What is lower may be a minus: it stays unless it touches the stamp, points.
LOW, TOUCH = 1.0, 1.2
#: Straight strokes of this length are rules, points: they may be lighter than print.
RULE = 12.0
#: Brightness of 255 below which a pixel is ink.
INK = 205
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def taken_off(flat: Image, scale: float) -> tuple[Image, Image | None]:
    """A page without its grey stamps.

    Args:
        flat: flattened straight page, paper near 250.
        scale: pixels a point.

    Returns:
        The page, and 255 where whole strokes were taken away, which could have been print; None
        where no stamp is.
    """
    soft = cv2.GaussianBlur(flat, (3, 3), 0)
    paper, broad = stamped_paper(soft, scale)
    places = _places(broad, scale)
    if not places:
        return flat, None
    known = _Print.beyond(places, soft, scale)
    cleaned, gone = flat.copy(), np.zeros_like(flat)
    for place in places:
        grey, body, around = (place.cut(one) for one in (flat, paper, broad))
        part = without_paper(grey, body, around, scale)
        stamp = _Stamp(around, float(np.percentile(body[around > 0], 10)))
        light = _lighter(part, place.cut(soft), stamp, known, scale)
        place.cut(gone)[light > 0] = 255
        part[cv2.dilate(light, _square(0)) > 0] = 250
        place.cut(cleaned)[:] = part
    return cleaned, gone


def stamped_paper(soft: Image, scale: float) -> tuple[Image, Image]:
    """The page without narrow strokes, and 255 on the parts of it that are as grey as a stamp.

    Args:
        soft: flattened page, blurred a little.
        scale: pixels a point.
    """
    paper = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, _square(STROKE * scale))
    grey = cv2.inRange(paper, DARKEST, LIGHTEST)
    return paper, cv2.morphologyEx(grey, cv2.MORPH_OPEN, _square(BROAD * scale))


def large(broad: Image, scale: float) -> Image:
    """255 on the connected pieces of a ring's or a star's size."""
    _, labels, pieces, _ = cv2.connectedComponentsWithStats(broad)
    extents = pieces[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    kept = np.where(extents >= PIECE * scale, 255, 0).astype(np.uint8)
    kept[0] = 0
    found: Image = kept[labels]
    return found


def without_paper(flat: Image, paper: Image, broad: Image, scale: float) -> Image:
    """The page divided by its `stamped_paper` around the broad parts of that."""
    near = cv2.dilate(broad, _square(RIM * scale)) > 0
    divided = cv2.divide(flat, np.maximum(paper, 40), scale=250)
    return np.where(near, divided, flat).astype(np.uint8)


def _places(broad: Image, scale: float) -> list[Rect]:
    """Where broad grey parts make up a stamp."""
    reach = cv2.dilate(broad, _square(APART * scale))
    _, _, groups, _ = cv2.connectedComponentsWithStats(reach)
    places = [
        Rect(int(x), int(y), int(x + width), int(y + height))
        for x, y, width, height, _ in groups[1:]
        if min(width, height) >= LEAST * scale
    ]
    return [place for place in places if large(place.cut(broad), scale).any()]


@dataclass(frozen=True, slots=True)
class _Print:
    """How light the print of a page is where no stamp is.

    Attributes:
        characters: brightness that the darkest part of nearly every character stays below.
        points: the same of points and commas.
        strokes: what the darkest part near nearly every pixel of a character stays below.
    """

    characters: float
    points: float
    strokes: float

    @classmethod
    def beyond(cls, places: list[Rect], soft: Image, scale: float) -> _Print:
        """Measured outside the stamps; white where nothing is."""
        rest = soft.copy()
        for place in places:
            place.cut(rest)[:] = 250
        pieces = _pieces(rest, soft, scale)
        characters = pieces.darkest[~pieces.points & ~pieces.dashes]
        points = pieces.darkest[pieces.points]
        if not characters.size:
            return cls(255.0, 255.0, 255.0)
        near = _darkest_near(soft, scale)[pieces.at(~pieces.points & ~pieces.dashes)]
        return cls(
            float(np.percentile(characters, PIECES)),
            float(np.percentile(points, PIECES)) if points.size else 255.0,
            float(np.percentile(near, PIXELS)),
        )


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The broad parts of a stamp, 255 where they are, and their brightness where it is darkest."""

    broad: Image
    level: float


def _lighter(part: Image, soft: Image, stamp: _Stamp, known: _Print, scale: float) -> Image:
    """255 on ink too light for print: whole pieces, and parts of characters where print tells."""
    pieces = _pieces(part, soft, scale)
    labels = pieces.labels
    kept = pieces.dashes.copy()
    kept[_named(labels[cv2.dilate(stamp.broad, _square(2 * TOUCH * scale)) > 0])] = False
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):  # cut: its rest may be dark
        kept[_named(edge)] = True
    characters, points, strokes = (
        _between(lightest, stamp.level)
        for lightest in (known.characters, known.points, known.strokes)
    )
    whole = pieces.darkest > np.where(pieces.points, points, characters)
    lone = pieces.at(~pieces.points & ~kept) & (_darkest_near(soft, scale) > strokes)
    return np.where(pieces.at(whole & ~kept) | lone, 255, 0).astype(np.uint8)


def _named(labels: Image) -> npt.NDArray[np.intp]:
    """The numbers of the pieces that labels name, from 0."""
    return np.unique(labels[labels > 0]).astype(np.intp) - 1


def _between(print_: float, stamp: float) -> float:
    """Brightness that parts print from a stamp; above white where they are alike."""
    return (print_ + stamp) / 2 if print_ < DARKER * stamp else 256.0


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Connected ink without rules.

    Attributes:
        labels: 0 on paper, 1.. on the pieces.
        darkest: brightness of each piece's darkest part.
        points: whether it is of the size of a point or a comma.
        dashes: whether it is as low as a minus.
    """

    labels: Image
    darkest: Floats
    points: Bools
    dashes: Bools

    def at(self, chosen: Bools) -> Bools:
        """Where chosen pieces are."""
        found: Bools = np.append([False], chosen)[self.labels]
        return found


def _pieces(part: Image, soft: Image, scale: float) -> _Pieces:
    """The pieces of ink of a part of the page."""
    ink = cv2.threshold(part, INK, 255, cv2.THRESH_BINARY_INV)[1]
    ink[cv2.dilate(_rules(ink, scale), _square(0)) > 0] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    darkest = np.full(count, 255.0)
    inked = ink > 0
    np.minimum.at(darkest, labels[inked].astype(np.intp), soft[inked])
    sizes = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]] / scale
    points = (sizes.max(axis=1) < SMALLEST) & (sizes.min(axis=1) >= DUST)
    return _Pieces(labels, darkest[1:], points, (sizes[:, 1] < LOW) & ~points)


def _darkest_near(soft: Image, scale: float) -> Image:
    return cv2.erode(soft, _square(2 * NEAR * scale))


def _rules(ink: Image, scale: float) -> Image:
    """255 on long straight strokes along the page."""
    length = round(RULE * scale)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return cv2.bitwise_or(across, down)


def _square(side: float) -> Image:
    size = max(3, round(side) | 1)
    return np.ones((size, size), np.uint8)
