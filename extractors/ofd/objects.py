"""Objects of an OFD page → glyphs, rules and the share that pictures cover, points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from extractors.layout.content import Glyph, Rule
from extractors.ofd.geometry import POINTS, Affine, deltas, numbers, placement, subpaths

#: Deeper groups than this are not followed.
MAX_DEPTH = 24
#: A filled shape thinner than this is a rule, points.
THIN = 3.0
#: Share of a character above its baseline.
_ASCENT = 0.88
_CURVE = re.compile("[QBA]")
_WHITE = {(255.0, 255.0, 255.0), (255.0,), (0.0, 0.0, 0.0, 0.0)}


def local(element: Element) -> str:
    """Tag without its namespace: producers use several, or none."""
    return str(element.tag).rsplit("}", 1)[-1]


def named(element: Element | None, name: str) -> list[Element]:
    """Direct children of a name."""
    return [] if element is None else [child for child in element if local(child) == name]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page.

    Attributes:
        resource: ID of its file.
        x0, y0, x1, y1: where it stands, points.
        upright: it fills this place, neither turned, mirrored nor cut.
    """

    resource: str
    x0: float
    y0: float
    x1: float
    y1: float
    upright: bool

    @property
    def area(self) -> float:
        """Square points."""
        return max(self.x1 - self.x0, 0.0) * max(self.y1 - self.y0, 0.0)

    def clipped(self, width: float, height: float) -> Picture:
        """The part of it on a page of this size."""
        return Picture(
            self.resource,
            min(max(self.x0, 0.0), width),
            min(max(self.y0, 0.0), height),
            max(min(self.x1, width), 0.0),
            max(min(self.y1, height), 0.0),
            self.upright,
        )

    def share_of(
        self, whole: Picture, width: int, height: int
    ) -> tuple[float, float, float, float]:
        """This part of a whole picture, in pixels of its `width` × `height` image."""
        across = width / max(whole.x1 - whole.x0, 1e-6)
        down = height / max(whole.y1 - whole.y0, 1e-6)
        return (
            max((self.x0 - whole.x0) * across, 0.0),
            max((self.y0 - whole.y0) * down, 0.0),
            min((self.x1 - whole.x0) * across, width),
            min((self.y1 - whole.y0) * down, height),
        )


class Objects:
    """Collects what the layers of one page print.

    Attributes:
        glyphs, rules, pictures: in the order of the file.
        outlines: number of curved shapes; text drawn as outlines is made of them.

    Args:
        units: composite graphic units by their ID.
    """

    def __init__(self, units: Mapping[str, Element]) -> None:
        self._units = units
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.pictures: list[Picture] = []
        self.outlines = 0

    def add(self, page: Element) -> None:
        """Everything in the layers of a page or template."""
        for content in named(page, "Content"):
            for layer in named(content, "Layer"):
                self._walk(layer, Affine(POINTS, 0, 0, POINTS), 0)

    def _walk(self, parent: Element, outer: Affine, depth: int) -> None:
        for element in parent:
            if element.get("Visible", "true").lower() == "false":
                continue
            name = local(element)
            inner = outer.after(placement(element.get("Boundary"), element.get("CTM")))
            if name == "TextObject" and _is_printed(element):
                self.glyphs.extend(_glyphs(element, inner))
            elif name == "PathObject":
                # The straight parts of a character drawn as an outline divide nothing.
                if _is_curved(element):
                    self.outlines += 1
                else:
                    self.rules.extend(_rules(element, inner))
            elif name == "ImageObject":
                self.pictures.extend(_picture(element, outer))
            elif name == "PageBlock" and depth < MAX_DEPTH:
                self._walk(element, outer, depth + 1)
            elif name == "CompositeObject" and depth < MAX_DEPTH:
                unit = self._units.get(element.get("ResourceID", "").strip())
                for content in named(unit, "Content"):
                    self._walk(content, inner, depth + 1)


def _is_printed(text: Element) -> bool:
    """Whether a text is visible; the text under a scan's picture is there to be searched only."""
    alphas = [text.get("Alpha"), *(color.get("Alpha") for color in named(text, "FillColor"))]
    painted = (
        text.get("Fill", "true").lower() != "false" or text.get("Stroke", "false").lower() == "true"
    )
    return painted and not any(numbers(alpha)[:1] == (0.0,) for alpha in alphas)


def _picture(element: Element, outer: Affine) -> Iterator[Picture]:
    box, matrix = numbers(element.get("Boundary")), numbers(element.get("CTM"))
    if len(box) < 4:
        return
    x, y, width, height = box[:4]
    x0, y0 = outer.apply(x, y)
    x1, y1 = outer.apply(x + width, y + height)
    # The unit square becomes the box; a tenth of a millimetre is a producer's rounding.
    plain = (width, 0.0, 0.0, height, 0.0, 0.0)
    fills = len(matrix) < 6 or all(
        abs(is_ - should) < 0.1 for is_, should in zip(matrix, plain, strict=False)
    )
    upright = fills and outer.b == outer.c == 0 and x1 > x0 and y1 > y0
    yield Picture(
        element.get("ResourceID", "").strip(),
        min(x0, x1),
        min(y0, y1),
        max(x0, x1),
        max(y0, y1),
        upright,
    )


def _glyphs(element: Element, place: Affine) -> Iterator[Glyph]:
    size = (numbers(element.get("Size")) or (0.0,))[0]
    stretch = (numbers(element.get("HScale")) or (1.0,))[0]
    height = size * place.scale
    x = y = 0.0
    for code in named(element, "TextCode"):
        x = (numbers(code.get("X")) or (x,))[0]
        y = (numbers(code.get("Y")) or (y,))[0]
        across, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
        pen_x, pen_y = x, y
        for number, character in enumerate(code.text or ""):
            natural = size * stretch * (1.0 if _is_wide(character) else 0.5)
            step = across[number] if number < len(across) else natural
            left, base = place.apply(pen_x, pen_y)
            right, _ = place.apply(pen_x + (min(step, natural) if step > 0 else natural), pen_y)
            if height > 0:
                top = base - _ASCENT * height
                yield Glyph(character, min(left, right), top, max(left, right), top + height)
            fall = down[number] if number < len(down) else 0.0
            # Text set downwards states DeltaY alone: the pen then does not move across.
            pen_x += 0.0 if down and not across else step
            pen_y += fall


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F", "A")


def _is_curved(path: Element) -> bool:
    return any(_CURVE.search(data.text or "") for data in named(path, "AbbreviatedData"))


def _rules(element: Element, place: Affine) -> Iterator[Rule]:
    stroked = element.get("Stroke", "true").lower() != "false" and not _is_white(
        element, "StrokeColor"
    )
    filled = element.get("Fill", "false").lower() == "true" and not _is_white(element, "FillColor")
    for data in named(element, "AbbreviatedData"):
        for path in subpaths(data.text):
            points = [place.apply(x, y) for x, y in path]
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
            if min(x1 - x0, y1 - y0) < THIN:
                if (stroked or filled) and max(x1 - x0, y1 - y0) >= THIN:
                    yield _thin(x0, y0, x1, y1)
            elif stroked:
                yield from _sides(points)


def _thin(x0: float, y0: float, x1: float, y1: float) -> Rule:
    if x1 - x0 > y1 - y0:
        return Rule(horizontal=True, at=(y0 + y1) / 2, low=x0, high=x1)
    return Rule(horizontal=False, at=(x0 + x1) / 2, low=y0, high=y1)


def _sides(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y1 - y0) < 1 < abs(x1 - x0):
            yield Rule(horizontal=True, at=(y0 + y1) / 2, low=min(x0, x1), high=max(x0, x1))
        elif abs(x1 - x0) < 1 < abs(y1 - y0):
            yield Rule(horizontal=False, at=(x0 + x1) / 2, low=min(y0, y1), high=max(y0, y1))


def _is_white(element: Element, name: str) -> bool:
    return any(numbers(color.get("Value")) in _WHITE for color in named(element, name))
