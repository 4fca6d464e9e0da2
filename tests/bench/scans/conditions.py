"""The conditions under which a page is judged, each from a form, a seed and a resolution."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.scans import accounts, scored, wear
from tests.bench.scans.draw import FONTS, Printed, Rules, draw
from tests.bench.scans.forms import Form

#: Every form of the project (DOMAIN §3).
TABLES: tuple[Callable[[random.Random], Form], ...] = (
    accounts.t2, scored.self_evaluation, accounts.t9, accounts.t3, scored.base_data, accounts.t1,
    accounts.t6, accounts.t5, accounts.t4, accounts.t7, accounts.t9_vertical,
)  # fmt: skip
TEXTS = (scored.prose,)
#: Tables whose columns their alignment alone shows.
LISTS = (accounts.t2, accounts.t3, accounts.t5, accounts.t4)
FAINT = Rules(0.25, 120)
BROKEN = Rules(0.5, 60, 6.0)
THREE = Rules(1.0, three=True)
#: Tables printed with three rules, headings over several columns among them.
OPEN = (*LISTS, accounts.t7, accounts.t9_vertical, accounts.t9, accounts.t1)


@dataclass(frozen=True, slots=True)
class Condition:
    """How a page is worn.

    Attributes:
        skew: at most so many degrees either way.
        keystone: at most this share of the page is a corner out of place.
        bow: at most this share of the page's height do rows rise or fall in the middle.
        cut: the picture ends between the left border of the table and its text.
        turned: lying on a side or on its head.
        sigma: noise; quality: of the JPEG; mode: colour, grey or fax (one bit a pixel).
        judged: fine, with rules (or text), level and whole: what the confidence curve is of.
    """

    name: str
    dpi: int = 200
    rules: Rules = Rules()
    skew: float = 0.8
    keystone: float = 0.0
    bow: float = 0.0
    shade: bool = False
    seal: bool = False
    cut: bool = False
    turned: bool = False
    sigma: float = 5.0
    quality: int = 70
    mode: str = "colour"
    forms: tuple[Callable[[random.Random], Form], ...] = TABLES
    judged: bool = True

    @property
    def fine(self) -> bool:
        """Whether it counts towards "colour or grey, at least 200 dpi"."""
        return self.mode != "fax" and self.dpi >= 200


CONDITIONS = (
    Condition("colour 200"),
    Condition("colour 300", dpi=300),
    Condition("grey 200, skew up to 2.5°", skew=2.5, mode="grey"),
    Condition("grey 300", dpi=300, mode="grey"),
    Condition("red seal 200", seal=True),
    Condition("red seal 300", seal=True, dpi=300),
    Condition("grey seal 200", seal=True, mode="grey"),
    Condition("grey seal 300", seal=True, mode="grey", dpi=300),
    Condition("broken rules", rules=BROKEN),
    Condition("thin grey rules, JPEG 60", rules=FAINT, quality=60),
    Condition("photo: keystone, shadow", keystone=0.04, shade=True, sigma=7),
    Condition("photo, red seal", keystone=0.03, shade=True, seal=True, sigma=7),
    Condition("noise 14, JPEG 35", sigma=14, quality=35),
    Condition("red seal, broken rules, skew 2°, JPEG 45", rules=BROKEN, seal=True, skew=2.0,
              quality=45, sigma=9),
    Condition("turned by 90°, 180° or 270°", turned=True),
    Condition("text pages 200", forms=TEXTS),
    Condition("text pages, grey seal 200", forms=TEXTS, seal=True, mode="grey"),
    Condition("no rules at all", rules=Rules(0), forms=LISTS, judged=False),
    Condition("three rules only", rules=THREE, forms=OPEN, judged=False),
    Condition("photo, no rules", rules=Rules(0), keystone=0.03, shade=True, sigma=7, forms=LISTS,
              judged=False),
    Condition("photo of bowed paper", keystone=0.02, bow=0.01, shade=True, sigma=7, judged=False),
    Condition("left border cut off", skew=0.1, cut=True, judged=False),
    Condition("labels one character a line", forms=(scored.upright_labels,), judged=False),
    Condition("colour 150", dpi=150, judged=False),
    Condition("1-bit 200", mode="fax", judged=False),
    Condition("1-bit 150", mode="fax", dpi=150, judged=False),
    Condition("text pages, 1-bit 150", forms=TEXTS, mode="fax", dpi=150, judged=False),
)  # fmt: skip


def page(condition: Condition, seed: int) -> tuple[Printed, wear.Worn]:
    """One worn page with its truth; the same seed gives the same page."""
    rng = random.Random(f"{condition.name}/{seed}")
    # Another condition begins with another form and font, so that a few seeds see many pairs.
    number = seed + sum(condition.name.encode()) % 997
    form = condition.forms[number % len(condition.forms)](rng)
    if condition.rules.white:
        form = form.without_rules()
    printed = draw(form, condition.dpi, number * 5 % len(FONTS), condition.rules, rng)
    image = printed.image
    if condition.seal:
        image = wear.seal(image, condition.dpi, rng)
    if condition.mode == "grey":
        image = wear.grey(image)
    bow = None
    if condition.bow:
        ends = (rng.uniform(-1, 1) * condition.bow * image.shape[0] for _ in range(2))
        bow = wear.Bow(*ends, image.shape)
        image = bow.bend(image)
    matrix = wear.skew(image.shape, rng.uniform(-condition.skew, condition.skew))
    if condition.keystone:
        matrix = wear.keystone(image.shape, rng, condition.keystone) @ matrix
    image = wear.warp(image, matrix)
    if condition.shade:
        image = wear.shadow(image, rng)
    image = wear.noise(image, rng, condition.sigma)
    if condition.cut:
        image, turn = wear.cut(image, matrix, printed.boxes, condition.dpi)
        matrix = turn @ matrix
    if condition.turned:
        image, turn = wear.turn(image, rng.randint(1, 3))
        matrix = turn @ matrix
    image = wear.fax(image) if condition.mode == "fax" else wear.jpeg(image, condition.quality)
    return printed, wear.Worn(image, matrix, bow)
