"""A stamp scanned without colour goes by its width and its lightness; print and rules stay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan import clean, grey_stamp

SCALE = 200 / 72


def stamped(stamp: float = 0.6, light: float = 0.0) -> np.ndarray:
    """A page of numbers and a rule with a ring and characters of a stamp over them.

    Args:
        stamp: light that stamp ink lets through; light: that print does.
    """
    ink = np.zeros((600, 600), np.uint8)
    for y in (100, 262, 480, 540):
        for x in (60, 250, 420):
            cv2.putText(ink, "3907", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2, cv2.LINE_AA)
            cv2.rectangle(ink, (x + 90, y - 3), (x + 93, y), 255, -1)
    cv2.line(ink, (0, 320), (600, 320), 255, 2)
    layer = np.zeros_like(ink)
    cv2.circle(layer, (300, 300), 120, 255, 9, cv2.LINE_AA)
    cv2.putText(layer, "No.37", (240, 368), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2, cv2.LINE_AA)
    page = 250 * (1 - ink / 255 * (1 - light)) * (1 - layer / 255 * (1 - stamp))
    return cv2.GaussianBlur(page.astype(np.uint8), (0, 0), 0.6)


@pytest.mark.parametrize("stamp", [0.45, 0.6, 0.7])
def test_a_grey_ring_and_its_characters_go_and_what_is_printed_stays(stamp: float):
    page = stamped(stamp)
    cleaned, gone = grey_stamp.taken_off(page, SCALE)
    plain = stamped(1.0)
    assert gone is not None
    assert cleaned[300, 180] > 230  # the ring
    assert cleaned[340:372, 236:320].min() > 200  # the stamp's own characters
    printed = plain < 120
    assert np.mean(cleaned[printed] < 140) > 0.97
    assert cleaned[260, 341] < 120  # the decimal point inside the ring
    assert gone[340:372, 236:320].any()
    assert not gone[240:265, 250:330].any()


def test_what_goes_with_a_stamp_is_only_what_print_never_is():
    page = stamped(0.6, light=0.6)  # print as light as the stamp: nothing tells them apart
    cleaned, gone = grey_stamp.taken_off(page, SCALE)
    assert gone is not None
    assert not gone.any()
    assert np.mean(cleaned[stamped(1.0) < 120] < 200) > 0.97


def test_a_character_that_only_reaches_into_the_place_of_a_stamp_is_not_cut():
    page = stamped(0.6)
    page[427:446, 298:302] = 120  # its pale part is inside
    page[446:450, 285:315] = 20
    cleaned, _ = grey_stamp.taken_off(page, SCALE)
    assert cleaned[430:448, 300].max() < 160


def test_a_pale_minus_under_a_stamp_stays():
    page = stamped(0.6)
    cv2.line(page, (256, 230), (264, 230), 135, 1)  # thinner and lighter than any digit
    cleaned, _ = grey_stamp.taken_off(page, SCALE)
    assert cleaned[230, 258:263].max() < 160


def test_a_page_without_a_stamp_is_left_as_it_is():
    page = stamped(1.0)
    cv2.putText(page, "88", (100, 420), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 9)  # a bold heading
    cleaned, gone = grey_stamp.taken_off(page, SCALE)
    assert gone is None
    assert cleaned is page


def test_print_under_a_red_ring_whose_colour_is_stored_at_half_size_keeps_its_strokes():
    layer = np.zeros((600, 600), np.uint8)
    cv2.circle(layer, (300, 300), 120, 255, 9, cv2.LINE_AA)
    red = 1 - layer[:, :, None] / 255 * 0.8 * (1 - np.array([205, 40, 45]) / 255)
    plain = stamped(1.0)
    page = np.clip(plain[:, :, None] * red, 0, 255).astype(np.uint8)
    stored = cv2.imencode(".jpg", page[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 70])[1]
    read = np.ascontiguousarray(cv2.imdecode(stored, cv2.IMREAD_COLOR)[:, :, ::-1])
    flat = clean.flat_grey(read, SCALE)
    under = (layer > 200) & (plain < 100)
    assert np.percentile(flat[under], 95) < 75  # by colour alone: 94
    assert np.mean(flat[(layer > 200) & (plain > 240)]) > 235
