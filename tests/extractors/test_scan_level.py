"""Long lines say how a page without rules lies; turned, bent to one side, or not at all."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan import outside

SHAPE = (1654, 2339)


def lines(count: int, width: int = 1900) -> list[outside.Quad]:
    """Level lines down a landscape page."""
    return [
        np.array([[200, y], [200 + width, y], [200 + width, y + 40], [200, y + 40]], np.float64)
        for y in np.linspace(100, 1500, count)
    ]


def bent(quads: list[outside.Quad], top: float, bottom: float) -> list[outside.Quad]:
    """The same lines on a page whose upper and lower edge fall by so many pixels."""
    corners = np.float32([[0, 0], [2339, 0], [0, 1654], [2339, 1654]])
    moved = np.float32([[0, 0], [2339, top], [0, 1654], [2339, 1654 + bottom]])
    turn = cv2.getPerspectiveTransform(corners, moved)
    return [cv2.perspectiveTransform(quad[None], turn)[0] for quad in quads]


def falls(quads: list[outside.Quad]) -> float:
    return max(float(abs(quad[1] - quad[0])[1]) for quad in quads)


@pytest.mark.parametrize(
    ("count", "top", "bottom"), [(2, 40, 40), (20, 40, 40), (20, -60, 30), (20, 10, -50)]
)
def test_lines_lie_level_afterwards(count: int, top: float, bottom: float):
    quads = bent(lines(count), top, bottom)
    assert falls(quads) > 8
    turn = outside.level(quads, SHAPE)
    assert turn is not None
    assert falls([cv2.perspectiveTransform(quad[None], turn)[0] for quad in quads]) < 2.5


def test_a_box_round_two_lines_does_not_bend_the_page():
    quads = [*lines(20), np.array([[200, 700], [2100, 760], [2100, 840], [200, 780]], np.float64)]
    turn = outside.level(quads, SHAPE)
    assert (
        turn is None
        or falls([cv2.perspectiveTransform(quad[None], turn)[0] for quad in quads[:-1]]) < 2.5
    )


@pytest.mark.parametrize("quads", [[], lines(20), bent(lines(20, width=100), 60, 60)])
def test_a_level_page_and_one_of_short_lines_stay(quads: list[outside.Quad]):
    assert outside.level(quads, SHAPE) is None
