"""Numbers in OFD attributes: boxes, transformations and the paths of drawn lines, millimetres."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Points a millimetre.
POINTS = 72 / 25.4
#: Operands of each path operator; the last two are where the pen goes.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
#: A repeat count beyond this is no text line.
_MAX_DELTAS = 20_000

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> Point:
        """A point after the transformation."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Affine) -> Affine:
        """The transformation that does `inner` first, then this one."""
        e, f = self.apply(inner.e, inner.f)
        return Affine(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )

    @property
    def scale(self) -> float:
        """How much lengths grow."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c)) or 1.0


def numbers(value: str | None) -> tuple[float, ...]:
    """The finite numbers of an attribute, () where it has none."""
    found = [float(token) for token in _TOKEN.findall(value or "") if not token.isalpha()]
    return tuple(number for number in found if math.isfinite(number))


def placement(boundary: str | None, ctm: str | None) -> Affine:
    """An object's own space → its parent's: the CTM, then the corner of its Boundary."""
    box, matrix = numbers(boundary), numbers(ctm)
    x, y = (box[0], box[1]) if len(box) >= 4 else (0.0, 0.0)
    a, b, c, d, e, f = matrix[:6] if len(matrix) >= 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return Affine(a, b, c, d, e + x, f + y)


def deltas(value: str | None) -> tuple[float, ...]:
    """Distances from character to character; `g n d` says n times d."""
    tokens = (value or "").split()
    found: list[float] = []
    at = 0
    while at < len(tokens) and len(found) < _MAX_DELTAS:
        if tokens[at] == "g" and at + 2 < len(tokens):
            count = numbers(tokens[at + 1])
            step = numbers(tokens[at + 2])
            if count and step:
                found.extend([step[0]] * max(0, min(int(count[0]), _MAX_DELTAS)))
            at += 3
            continue
        found.extend(numbers(tokens[at])[:1])
        at += 1
    return tuple(found)


def subpaths(data: str | None) -> Iterator[list[Point]]:
    """The polygons of AbbreviatedData; curves are left out, their end points stay."""
    points: list[Point] = []
    operator, operands = "", list[float]()
    for token in [*_TOKEN.findall(data or ""), "M"]:
        if not token.isalpha():
            operands.append(float(token))
            continue
        if operator == "C" and points:
            points.append(points[0])
        elif operator in _OPERANDS and len(operands) >= _OPERANDS[operator] >= 2:
            if operator in "SM" and len(points) > 1:
                yield points
            points = [] if operator in "SM" else points
            points.append((operands[-2], operands[-1]))
        operator, operands = token, []
    if len(points) > 1:
        yield points
