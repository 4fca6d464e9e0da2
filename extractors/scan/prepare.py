"""Colour page to straight working page."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.scan import clean, crumbled, grey_stamp, straighten
from extractors.scan.images import Image, Matrix, Working

#: Working resolution is at most this; more only costs time.
MAX_DPI = 300.0
#: Working pixels at most, whatever the page's size: A4 at 300 dpi has 9 million. Bounds memory.
MAX_PIXELS = 14_000_000
#: Contrast at which hairlines appear, of 255; noise does, too.
FAINT = 12


def prepare(rgb: Image, dpi: float, number: int) -> Working:
    """Removes seal and shadow, straightens, binarises.

    Args:
        rgb: page in colour or grey, 8 bit.
        dpi: its resolution.
        number: 1-based page number.
    """
    shrink = min(1.0, MAX_DPI / dpi, (MAX_PIXELS / (rgb.shape[0] * rgb.shape[1])) ** 0.5)
    fax = crumbled.fax(rgb, dpi)
    matrix: Matrix = np.diag([shrink, shrink, 1.0])
    if shrink < 1.0:
        rgb = cv2.resize(rgb, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    scale = dpi * shrink / 72
    flat = clean.flat_grey(rgb, scale)
    ink = clean.binarise(flat, scale)
    turn = straighten.rotation(flat.shape, straighten.coarse_angle(ink))
    if not np.allclose(turn, np.eye(3)):
        ink = clean.binarise(_warp(flat, turn), scale)
    fine = straighten.fine_matrix(ink, scale)
    if fine is None:  # no continuous rules: look for faint and broken ones
        faint = clean.binarise(_warp(flat, turn), scale, FAINT)
        fine = straighten.fine_matrix(faint, scale, bridge=True)
    fine = turn if fine is None else fine @ turn
    straight = flat if np.allclose(fine, np.eye(3)) else _warp(flat, fine)
    core = clean.stamp(rgb)
    gone = None if core is None else _warp(clean.narrow(core, scale), fine, outside=0)
    if core is None:
        straight, gone = grey_stamp.taken_off(straight, scale)
    return Working(
        straight,
        clean.binarise(straight, scale),
        fine @ matrix,
        scale,
        dpi / 72,
        number,
        gone,
        fax=fax,
    )


def _warp(grey: Image, matrix: Matrix, outside: int = 250) -> Image:
    size = (grey.shape[1], grey.shape[0])
    return cv2.warpPerspective(
        grey,
        matrix,
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=outside,
    )
