"""A page on its side or on its head is turned once, and its boxes stay where the ink is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan import upright
from extractors.scan.images import Image
from extractors.scan.recognise import Line


class Reader:
    """Reads a line well where its mark, a black end, is on the left."""

    def read(self, crops: list[Image]) -> list[Line]:
        """Ten Chinese characters a crop."""
        return [self._line(crop) for crop in crops]

    def _line(self, crop: Image) -> Line:
        middle = crop.shape[1] // 2
        sure = 0.99 if crop[:, :middle].mean() < crop[:, middle:].mean() else 0.5
        return Line("收入支出决算总表合计", (sure,) * 10, tuple(n / 10 for n in range(10)))


class Unsure(Reader):
    """Reads figures, whichever way they lie."""

    def read(self, crops: list[Image]) -> list[Line]:
        return [Line("1969.86", (0.9,) * 7, tuple(n / 7 for n in range(7))) for _ in crops]


def written() -> np.ndarray:
    """A page of lines of characters, each line heavier at its beginning; with rules beside them."""
    page = np.full((1400, 1000, 3), 255, np.uint8)
    for y in range(150, 1100, 60):
        for n in range(14):
            thickness = 9 if n < 4 else 2
            cv2.rectangle(page, (150 + 30 * n, y), (172 + 30 * n, y + 24), (0, 0, 0), thickness)
    for x in range(650, 950, 40):
        cv2.line(page, (x, 100), (x, 1100), (0, 0, 0), 2)
    return page


@pytest.mark.parametrize("quarters", range(4))
def test_a_page_is_turned_on_its_feet_and_places_are_given_as_it_lay(quarters: int):
    lying = np.ascontiguousarray(np.rot90(written(), quarters))
    assert upright.sideways(lying, 200 / 72) is (quarters % 2 == 1)
    page = upright.prepared(lying, 200, 1, Reader())  # type: ignore[arg-type]
    assert page.grey.shape == (1400, 1000)
    assert page.grey[150:1000, 150:260].mean() < page.grey[150:1000, 320:570].mean()
    mark = page.box(160, 160, 260, 170)
    x, y = ((210, 165), (165, 790), (790, 1235), (1235, 210))[quarters]
    assert (mark.x0 + mark.x1) / 2 == pytest.approx(x * 72 / 200, abs=2)
    assert (mark.y0 + mark.y1) / 2 == pytest.approx(y * 72 / 200, abs=2)


def test_figures_alone_do_not_turn_a_page():
    page = upright.prepared(written(), 200, 1, Unsure())  # type: ignore[arg-type]
    assert page.grey[150:1000, 150:260].mean() < page.grey[150:1000, 320:570].mean()


def test_a_page_is_not_laid_down_for_a_few_large_figures_that_look_like_lines_running_down():
    page = np.full((1400, 1000, 3), 255, np.uint8)
    for x in range(300, 600, 40):
        cv2.rectangle(page, (x, 400), (x + 16, 460), (0, 0, 0), 4)
    assert upright.sideways(page, 200 / 72)
    kept = upright.prepared(page, 200, 1, Unsure())  # type: ignore[arg-type]
    assert kept.grey.shape == (1400, 1000)


class OfTables(Reader):
    """Reads low lines as figures."""

    def _line(self, crop: Image) -> Line:
        low = crop.shape[0] < 32
        return Line("1954.97", (0.9,) * 7, (0.0,) * 7) if low else super()._line(crop)


def test_where_only_figures_stand_close_the_words_set_wide_apart_say_which_way_is_up():
    page = np.full((1400, 1000, 3), 255, np.uint8)
    for y in range(150, 1100, 60):
        for n in range(6):
            shade = (0, 0, 0) if n < 2 else (120, 120, 120)
            cv2.rectangle(page, (100 + 40 * n, y), (124 + 40 * n, y + 24), shade, 6)
        for n in range(12):
            cv2.rectangle(page, (500 + 14 * n, y), (510 + 14 * n, y + 16), (0, 0, 0), 2)
    head = np.ascontiguousarray(np.rot90(page, 2))
    turned = upright.prepared(head, 200, 1, OfTables())  # type: ignore[arg-type]
    assert turned.grey[150:1000, 100:165].mean() < turned.grey[150:1000, 180:325].mean()
    assert np.count_nonzero(turned.ink[:, 500:680]) > np.count_nonzero(turned.ink[:, 335:490])
