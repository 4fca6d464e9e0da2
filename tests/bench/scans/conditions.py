"""The conditions under which a page is judged, each from a form, a seed and a resolution."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.bench.scans import wear
from tests.bench.scans.draw import FONTS, Printed, Rules, draw
from tests.bench.scans.forms import FORMS


@dataclass(frozen=True, slots=True)
class Condition:
    """How a page is worn."""

    name: str
    dpi: int = 200
    rules: Rules = Rules()
    skew: float = 0.8
    keystone: float = 0.0
    shade: bool = False
    seal: str = ""
    sigma: float = 5.0
    quality: int = 70
    mode: str = "colour"


CONDITIONS = (
    Condition("colour 200"),
    Condition("colour 300", dpi=300),
    Condition("colour 150", dpi=150),
    Condition("grey 200, 1.8° skew", skew=1.8, mode="grey"),
    Condition("red seal", seal="red"),
    Condition("red seal 300", seal="red", dpi=300),
    Condition("grey seal", seal="red", mode="grey"),
    Condition("grey seal 300", seal="red", mode="grey", dpi=300),
    Condition("broken rules", rules=Rules(0.5, 60, 6.0)),
    Condition("thin grey rules", rules=Rules(0.25, 120), quality=60),
    Condition("photo", keystone=0.03, shade=True, sigma=7),
    Condition("photo, red seal", keystone=0.03, shade=True, seal="red", sigma=7),
    Condition("jpeg 40, noise 12", sigma=12, quality=40),
    Condition("1-bit 200", mode="fax"),
    Condition("1-bit 150", mode="fax", dpi=150),
)


def page(condition: Condition, seed: int) -> tuple[Printed, wear.Worn]:
    """One worn page with its truth; the same seed gives the same page."""
    rng = random.Random(f"{condition.name}/{seed}")
    form = FORMS[seed % len(FORMS)](rng)
    printed = draw(form, condition.dpi, seed % len(FONTS), condition.rules, rng)
    image = printed.image
    if condition.seal:
        image = wear.seal(image, condition.dpi, rng, red=True)
    if condition.mode == "grey":
        image = wear.grey(image)
    matrix = wear.skew(image.shape, rng.uniform(-condition.skew, condition.skew))
    if condition.keystone:
        matrix = wear.keystone(image.shape, rng, condition.keystone) @ matrix
    image = wear.warp(image, matrix)
    if condition.shade:
        image = wear.shadow(image, rng)
    image = wear.noise(image, rng, condition.sigma)
    image = wear.fax(image) if condition.mode == "fax" else wear.jpeg(image, condition.quality)
    return printed, wear.Worn(image, matrix)
