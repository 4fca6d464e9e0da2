"""A skewed or photographed page becomes straight: one matrix from original to working pixels.

Coarse turn by the sharpness of row sums, then a fine model from the rules themselves: the slope
of horizontals as a line in y, of verticals as a line in x (a keystone changes slope across the
page), whose four outer lines give the homography.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.images import Image, Matrix

Floats = npt.NDArray[np.float64]
#: Largest skew looked for, in degrees.
MAX_SKEW = 7.0
#: Slope of verticals from which most of them are too slanted to be seen as long strokes.
LEANING = 0.02


def coarse_angle(ink: Image) -> float:
    """Skew in degrees (positive: lines fall to the right), 0 where nothing is sharper.

    Args:
        ink: binarised page.
    """
    fit = min(1.0, 700 / max(ink.shape))
    small = cv2.resize(ink, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)

    def sharp(angle: float) -> float:
        return sharpness(_turned(small, angle))

    best = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 0.5), key=sharp)
    fine = max(np.arange(best - 0.4, best + 0.41, 0.1), key=sharp)
    return float(round(fine, 2)) if sharp(fine) > 1.02 * sharp(0.0) else 0.0


def sharper(ink: Image, matrix: Matrix) -> bool:
    """Whether lines and columns of a page lie straighter once a matrix has moved its pixels.

    Args:
        ink: binarised page.
        matrix: pixel → pixel.
    """
    fit = min(1.0, 700 / max(ink.shape))
    shrink = np.diag([fit, fit, 1.0])
    small = cv2.resize(ink, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    size = (small.shape[1], small.shape[0])
    moved = cv2.warpPerspective(small, shrink @ matrix @ np.linalg.inv(shrink), size)
    return sharpness(moved) + sharpness(cv2.transpose(moved)) > sharpness(small) + sharpness(
        cv2.transpose(small)
    )


def sharpness(ink: Image) -> float:
    """How much the ink of neighbouring rows differs: most where lines lie along them."""
    sums = cv2.reduce(ink, 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F)
    return float(np.square(np.diff(sums[:, 0])).sum())


def _turned(image: Image, angle: float) -> Image:
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(image, turn, (width, height))


def rotation(shape: tuple[int, ...], angle: float) -> Matrix:
    """The matrix that turns a page of this shape upright by `angle` degrees about its middle."""
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), angle, 1.0)
    return matrix


def _shear(shape: tuple[int, ...], angle: float) -> Matrix:
    """The matrix that sets verticals leaning by `angle` degrees upright, rows as they are."""
    slope = float(np.tan(np.radians(angle)))
    return np.array([[1, -slope, slope * shape[0] / 2], [0, 1, 0], [0, 0, 1]], np.float64)


def fine_matrix(ink: Image, scale: float, *, bridge: bool = False) -> Matrix | None:
    """What is left after the coarse turn: shear, rest of the skew, keystone.

    Args:
        ink: binarised page, turned coarsely.
        scale: pixels a point.
        bridge: rules may be broken; gaps of 7 points are closed first. Lines of text are then
            taken for rules, too, so the page must become straighter.

    Returns:
        Identity where nothing is left to straighten, None where the page has too few rules.
    """
    fine = _from_rules(ink, scale, bridge=bridge, sheared=False)
    return np.eye(3) if fine is not None and bridge and not sharper(ink, fine) else fine


def _from_rules(ink: Image, scale: float, *, bridge: bool, sheared: bool) -> Matrix | None:
    """What the slopes of rules say is left; `sheared`: leaning verticals were set upright."""
    across = _slopes(ink, scale, bridge=bridge)
    down = _slopes(np.ascontiguousarray(ink.T), scale, bridge=bridge)
    if len(across) < 2:
        return None
    leaning = len(down) < 2 or abs(float(np.median(down[:, 1]))) > LEANING
    if leaning and not sheared:
        lean = _shear(ink.shape, coarse_angle(np.ascontiguousarray(ink.T)))
        size = (ink.shape[1], ink.shape[0])
        upright = cv2.warpPerspective(ink, lean, size, flags=cv2.INTER_NEAREST)
        fine = _from_rules(upright, scale, bridge=bridge, sheared=True)
        return None if fine is None else fine @ lean
    height, width = ink.shape[:2]
    rows, columns = _fit(across, height), _fit(down, width) if len(down) >= 2 else None
    top, bottom = _outer(across)
    if columns is None:  # no verticals: keep the right angle
        slope = rows(height / 2)
        columns = np.poly1d([-slope])
        left, right = 0.1 * width, 0.9 * width
    else:
        left, right = _outer(down)
    if bottom - top < 20 * scale or right - left < 20 * scale:
        return np.eye(3)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    quad = [
        _crossing((middle_x, y), rows(y), (x, middle_y), columns(x))
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    goal = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    moved = np.abs(np.array(quad) - goal).max()
    if moved < 0.4 or moved > 0.2 * max(height, width):
        return np.eye(3)
    matrix: Matrix = cv2.getPerspectiveTransform(np.array(quad, np.float32), goal).astype(float)
    return matrix


def _slopes(ink: Image, scale: float, *, bridge: bool) -> Floats:
    """Long thin near-horizontal strokes as rows of (y at the middle, slope, length)."""
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    if bridge:
        thick = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, int(7 * scale)), np.uint8))
    kernel = np.ones((1, int(28 * scale)), np.uint8)
    strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(strokes)
    found = []
    for number, (x, y, width, height, area) in enumerate(stats):
        if number == 0 or width < 40 * scale or area > width * (3 * scale + 3):
            continue
        ys, xs = np.nonzero(labels[y : y + height, x : x + width] == number)
        slope, _ = np.polyfit(xs, ys, 1)
        found.append((float(ys.mean()) + y, float(slope), float(width)))
    return np.array(found, dtype=np.float64).reshape(-1, 3)


def _fit(lines: Floats, extent: float) -> np.poly1d:
    """Slope as a line in position; constant where they do not tell; outliers left out."""
    kept = lines
    for _ in range(3):
        wide = np.ptp(kept[:, 0]) > 0.15 * extent and len(kept) >= 4
        model = np.poly1d(np.polyfit(kept[:, 0], kept[:, 1], 1 if wide else 0, w=kept[:, 2]))
        error = np.abs(model(lines[:, 0]) - lines[:, 1])
        limit = max(0.002, 2.5 * float(np.median(error)))
        kept = lines[error <= limit]
        if len(kept) < 2:
            return np.poly1d([float(np.median(lines[:, 1]))])
    return model


def _outer(lines: Floats) -> tuple[float, float]:
    return float(lines[:, 0].min()), float(lines[:, 0].max())


def _crossing(
    row: tuple[float, float], slope: float, column: tuple[float, float], lean: float
) -> tuple[float, float]:
    """Where a horizontal through a point meets a vertical through another."""
    along = column[0] + lean * (row[1] - slope * row[0] - column[1])
    cross_x = along / (1 - lean * slope)
    return float(cross_x), float(row[1] + slope * (cross_x - row[0]))
