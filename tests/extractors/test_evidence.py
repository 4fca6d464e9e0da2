"""The picture of a number: its surroundings, the mark, and nothing of what is covered."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from contracts.document import Box
from contracts.errors import Refusal
from extractors.evidence import LINE, MARK, crop

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "inbox"


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def near(picture: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    return np.asarray((np.abs(picture - np.array(colour)) < 12).all(axis=2))


def test_pdf_page_with_two_marks() -> None:
    path = next(SAMPLES.glob("*史志*.pdf"))
    one = pixels(crop(path, 2, Box(200, 300, 240, 312)))
    two = pixels(crop(path, 2, Box(200, 300, 240, 312), others=[Box(300, 340, 330, 352)]))
    assert near(one, LINE).any()
    assert near(two, LINE).sum() > near(one, LINE).sum()
    assert two.shape[0] > one.shape[0]
    assert one.shape[0] == pytest.approx((12 + 48) * 1.8, abs=3)


def test_image_file_keeps_ink_under_the_mark(tmp_path: Path) -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).rectangle((400, 400, 420, 420), fill="black")
    path = tmp_path / "page.png"
    page.save(path, dpi=(150, 150))
    picture = pixels(crop(path, 1, Box(190, 190, 205, 205)))
    assert near(picture, MARK).any()
    assert near(picture, (0, 0, 0)).any()


def test_covered_boxes_are_painted_over(tmp_path: Path) -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).rectangle((400, 440, 480, 460), fill="black")
    path = tmp_path / "page.png"
    page.save(path, dpi=(150, 150))
    open_picture = crop(path, 1, Box(190, 190, 205, 205))
    hidden = crop(path, 1, Box(190, 190, 205, 205), covered=[Box(190, 209, 232, 223)])
    assert near(pixels(open_picture), (0, 0, 0)).any()
    assert not near(pixels(hidden), (0, 0, 0)).any()


def test_no_such_page_or_place() -> None:
    path = next(SAMPLES.glob("*史志*.pdf"))
    with pytest.raises(Refusal):
        crop(path, 99, Box(0, 0, 10, 10))
    with pytest.raises(Refusal):
        crop(path, 1, Box(5000, 5000, 5010, 5010))
