"""A table whose numbers fall apart has lost strokes: no second look makes them sure."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.scan import crumbled, doubt, second
from extractors.scan.images import Rect, Working
from extractors.scan.lines import Piece
from extractors.scan.recognise import Line, Recogniser

NUMBERS = ("3847", "5632", "98%")


class Echo(Recogniser):
    """Reads every crop as the same number, and is sure of it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, crops: object) -> list[Line]:
        """The same line for each crop."""
        return [line(self.text) for _ in list(crops)]  # type: ignore[call-overload] - any sequence


def line(text: str, sure: float = 0.99) -> Line:
    return Line(text, (sure,) * len(text), tuple((n + 0.5) / len(text) for n in range(len(text))))


def drawn(*, broken: bool) -> tuple[Working, list[Piece]]:
    """A page of numbers, their thin strokes gone if broken."""
    ink = np.zeros((200, 300), np.uint8)
    pieces = []
    for row, text in enumerate(NUMBERS):
        cv2.putText(ink, text, (20, 50 + 60 * row), cv2.FONT_HERSHEY_DUPLEX, 1.5, 255, 2)
        box = Rect(10, 10 + 60 * row, 290, 60 + 60 * row)
        pieces.append(Piece(box, box))
    if broken:
        ink[::7] = 0
    return Working(250 - ink, ink, np.eye(3), 2.0, 2.0, 1), pieces


def numbers(pieces: list[Piece]) -> list[tuple[Rect, str]]:
    return [(piece.ink, text) for piece, text in zip(pieces, NUMBERS, strict=True)]


@pytest.mark.parametrize("broken", [True, False])
def test_numbers_in_more_pieces_than_marks_are_crumbled(*, broken: bool):
    page, pieces = drawn(broken=broken)
    assert crumbled.crumbled(page, numbers(pieces)) == broken


def test_one_number_in_pieces_does_not_speak_for_a_table():
    page, pieces = drawn(broken=False)
    page.ink[:60:7] = 0
    assert not crumbled.crumbled(page, numbers(pieces))
    assert not crumbled.crumbled(page, [])


def test_the_neighbours_of_a_number_are_not_its_pieces():
    ink = np.zeros((60, 300), np.uint8)
    cv2.putText(ink, "iii38.47iii", (20, 45), cv2.FONT_HERSHEY_DUPLEX, 1.2, 255, 2)
    (before, _), _ = cv2.getTextSize("iii", cv2.FONT_HERSHEY_DUPLEX, 1.2, 2)
    (through, _), _ = cv2.getTextSize("iii38.47", cv2.FONT_HERSHEY_DUPLEX, 1.2, 2)
    page = Working(250 - ink, ink, np.eye(3), 2.0, 2.0, 1)
    assert not crumbled.crumbled(page, [(Rect(20 + before, 5, 20 + through, 58), "38.47")])


def test_two_looks_that_agree_on_lost_strokes_prove_nothing():
    page, pieces = drawn(broken=True)
    (broken,) = second.in_cells(page, page.grey, pieces[:1], [line("3817")], Echo("3817"))
    assert doubt.judged(broken.line) <= doubt.DOUBTFUL
    whole = replace(page, ink=drawn(broken=False)[0].ink)
    (sure,) = second.in_cells(whole, page.grey, pieces[:1], [line("3817")], Echo("3817"))
    assert doubt.judged(sure.line) > 0.999


@pytest.mark.parametrize(
    ("dpi", "soft", "told"), [(150, 0, True), (150, 2, False), (200, 0, False)]
)
def test_a_fax_has_one_bit_a_pixel_and_few_pixels(dpi: int, soft: int, *, told: bool):
    page = np.where(drawn(broken=False)[0].ink > 0, 0, 255).astype(np.uint8)
    shown = cv2.GaussianBlur(page, (0, 0), soft) if soft else page
    assert crumbled.fax(shown, dpi) == told
    assert crumbled.fax(cv2.cvtColor(shown, cv2.COLOR_GRAY2RGB), dpi) == told


def test_a_zero_in_two_halves_is_not_lost():
    read = line("工程()万元（）人（附）")
    whole = crumbled.halved_zeros(read)
    assert whole.text == "工程0万元0人（附）"
    assert len(whole.text) == len(whole.probabilities) == len(whole.centres)


@pytest.mark.parametrize("fax", [True, False])
def test_numbers_in_running_text_of_a_fax_are_in_doubt(*, fax: bool):
    page = replace(drawn(broken=False)[0], fax=fax)
    (seen,) = second.in_text(page, [Rect(10, 10, 290, 60)], [line("3847", 1.0)], Echo("3847"))
    assert (doubt.judged(seen) <= doubt.DOUBTFUL) == fax
