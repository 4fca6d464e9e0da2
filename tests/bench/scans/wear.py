"""What happens to paper: stamps, shadow, a crooked feed, a phone, compression, fax."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True, slots=True)
class Bow:
    """Paper that does not lie flat: rows rise in the middle, by `top` and `bottom` pixels there.

    Attributes:
        top, bottom: of the upper and lower edge.
        shape: of the page, pixels.
    """

    top: float
    bottom: float
    shape: tuple[int, ...]

    def there(self, points: np.ndarray) -> np.ndarray:
        """Drawn points on the bowed paper."""
        x, y = np.asarray(points, np.float64).T
        across = 4 * x / self.shape[1] * (1 - x / self.shape[1])
        rise = self.top + (self.bottom - self.top) * y / self.shape[0]
        return np.stack([x, y - rise * across], axis=1)

    def bend(self, image: np.ndarray) -> np.ndarray:
        """The drawn page bowed."""
        ys, xs = np.mgrid[0 : self.shape[0], 0 : self.shape[1]].astype(np.float32)
        across = 4 * xs / self.shape[1] * (1 - xs / self.shape[1])
        change = (self.bottom - self.top) / self.shape[0]
        drawn = ((ys + self.top * across) / (1 - change * across)).astype(np.float32)
        return cv2.remap(image, xs, drawn, cv2.INTER_LINEAR, borderValue=(252,) * 3)


@dataclass(frozen=True, slots=True)
class Worn:
    """Pixels as they arrive, and the way from the drawn page to them."""

    image: np.ndarray
    matrix: np.ndarray
    bow: Bow | None = None

    def place(self, points: np.ndarray) -> np.ndarray:
        """Where drawn points (n × 2) stand."""
        bent = points if self.bow is None else self.bow.there(points)
        return cv2.perspectiveTransform(np.asarray(bent, np.float64)[None], self.matrix)[0]


def seal(image: np.ndarray, dpi: int, rng: random.Random) -> np.ndarray:
    """A round red stamp with a star and characters, somewhere over the figures."""
    height, width = image.shape[:2]
    unit = dpi / 72
    radius = int(58 * unit)
    x = int(width * rng.uniform(0.45, 0.75))
    y = int(height * rng.uniform(0.35, 0.65))
    layer = np.zeros((height, width), np.uint8)
    cv2.circle(layer, (x, y), radius, 255, max(2, int(3.4 * unit)), cv2.LINE_AA)
    star = []
    for point in range(10):
        reach = 18 * unit if point % 2 == 0 else 7 * unit
        angle = np.pi * point / 5 - np.pi / 2
        star.append((x + reach * np.cos(angle), y + reach * np.sin(angle)))
    cv2.fillPoly(layer, [np.array(star, np.int32)], 255, cv2.LINE_AA)
    place, size = (x - int(24 * unit), y + int(36 * unit)), 0.33 * unit
    face, weight = cv2.FONT_HERSHEY_SIMPLEX, max(1, int(unit))
    cv2.putText(layer, "No.3702", place, face, size, 255, weight, cv2.LINE_AA)
    grain = np.random.default_rng(rng.randrange(2**31)).random((height, width))
    patchy = cv2.GaussianBlur(grain.astype(np.float32), (0, 0), 2 * unit)
    patchy = 0.75 + 0.25 * np.clip((patchy - 0.45) * 10, 0, 1)
    strength = (layer / 255.0 * patchy * rng.uniform(0.6, 0.9))[:, :, None]
    ink = np.array([205, 40, 45], float)
    tint = 1 - strength * (1 - ink / 255)
    return np.clip(image * tint, 0, 255).astype(np.uint8)


def shadow(image: np.ndarray, rng: random.Random) -> np.ndarray:
    """Light that falls off across the page."""
    height, width = image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 6.28)
    slope = (xs / width - 0.5) * np.cos(angle) + (ys / height - 0.5) * np.sin(angle)
    return np.clip(image * (0.78 + 0.3 * slope)[:, :, None], 0, 255).astype(np.uint8)


def skew(shape: tuple[int, ...], degrees: float) -> np.ndarray:
    """Turn about the middle."""
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), degrees, 1)
    return matrix


def keystone(shape: tuple[int, ...], rng: random.Random, share: float) -> np.ndarray:
    """A phone held not quite level."""
    height, width = shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners * 0.92 + np.array([width, height]) * 0.04
    moved += np.array([[rng.uniform(-share, share) * width, rng.uniform(-share, share) * height]
                       for _ in range(4)], np.float32)  # fmt: skip
    return cv2.getPerspectiveTransform(corners, moved.astype(np.float32)).astype(float)


def warp(image: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Pixels moved; what comes in from outside is paper."""
    size = (image.shape[1], image.shape[0])
    return cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(252,) * 3)


def turn(image: np.ndarray, quarters: int) -> tuple[np.ndarray, np.ndarray]:
    """A page fed sideways or upside down: quarter turns against the clock, and where pixels go."""
    matrix = np.eye(3)
    for _ in range(quarters):
        width = image.shape[1]
        image = np.ascontiguousarray(np.rot90(image))
        matrix = np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], float) @ matrix
    return image, matrix


def cut(
    image: np.ndarray, matrix: np.ndarray, boxes: Sequence[tuple[float, ...]], dpi: int
) -> tuple[np.ndarray, np.ndarray]:
    """A picture that begins just inside the left border of a table, and where pixels go."""
    corners = np.array([[(box[0], box[1]), (box[0], box[3])] for box in boxes], np.float64)
    left = cv2.perspectiveTransform(corners.reshape(1, -1, 2), matrix)[0]
    edge = min(boxes)[0]
    outer = [
        x for (x, _), drawn in zip(left, corners.reshape(-1, 2), strict=True) if drawn[0] == edge
    ]
    start = int(max(outer) + 1.2 * dpi / 72)
    return image[:, start:], np.array([[1, 0, -start], [0, 1, 0], [0, 0, 1]], float)


def noise(image: np.ndarray, rng: random.Random, sigma: float) -> np.ndarray:
    """Grain of the sensor and the paper, slightly out of focus."""
    grain = np.random.default_rng(rng.randrange(2**31)).normal(0, sigma, image.shape[:2])
    soft = cv2.GaussianBlur(image, (0, 0), 0.6).astype(np.float32)
    return np.clip(soft + grain[:, :, None], 0, 255).astype(np.uint8)


def jpeg(image: np.ndarray, quality: int) -> np.ndarray:
    """Through JPEG and back, colours at half size as cameras store them."""
    stored = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.ascontiguousarray(cv2.imdecode(stored, cv2.IMREAD_COLOR)[:, :, ::-1])


def grey(image: np.ndarray) -> np.ndarray:
    """Without colour."""
    return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def fax(image: np.ndarray) -> np.ndarray:
    """One bit a pixel."""
    plain = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return cv2.cvtColor(np.where(plain > 150, 255, 0).astype(np.uint8), cv2.COLOR_GRAY2RGB)
