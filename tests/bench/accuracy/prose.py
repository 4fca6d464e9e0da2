"""Running text with its truth: a writer that knows what each printed number means."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.document import Document, Paragraph

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
POWER = {"元": 0, "万元": 4, "亿元": 8}


@dataclass(frozen=True)
class Truth:
    """What a number means: a figure, or a claim with its baseline; value in base units."""

    kind: str
    item: str
    stage: str
    value: Decimal
    versus: str | None = None
    fund: str | None = None
    account: str | None = None


@dataclass(frozen=True)
class Fact:
    """A printed number with what it means; None in `means` for a distractor."""

    text: str
    means: tuple[Truth, ...]


@dataclass
class Prose:
    """A report under construction."""

    rng: random.Random
    year: int
    kind: str
    unit: str
    money_unit: str = "万元"
    decimals: int = 2
    commas: bool = False
    wide: bool = False
    gap: str = ""
    paragraphs: list[str] = field(default_factory=list)
    truths: dict[tuple[int, int], list[Truth]] = field(default_factory=dict)

    def any(self, *choices: str) -> str:
        """One of several wordings."""
        return self.rng.choice(choices)

    def amount(self, top: int = 5_000_000, low: int = 0) -> Decimal:
        """An amount in yuan as fine as this report prints."""
        step = 10 ** (POWER[self.money_unit] - self.decimals) if self.money_unit != "元" else None
        cents = self.rng.randint(low, top)
        if step is None:
            return Decimal(cents).quantize(Decimal(1))
        return Decimal(cents // step * step)

    def printed(self, yuan: Decimal, *, unit: bool = True) -> str:
        """An amount as this report prints it."""
        number = yuan / 10 ** POWER[self.money_unit]
        digits = self.decimals if self.money_unit != "元" else 0
        text = format(number, f"{',' if self.commas else ''}.{digits}f")
        if self.rng.random() < 0.3 and "." in text:
            text = text.rstrip("0").rstrip(".")
        text = text.translate(WIDE) if self.wide else text
        return f"{text}{self.gap}{self.money_unit}" if unit else text

    def money(self, yuan: Decimal, item: str, stage: str, **more: str | None) -> Fact:
        """A stated amount."""
        return Fact(self.printed(yuan), (Truth("figure", item, stage, yuan, **more),))

    def percent(self, value: Decimal, *, wide: bool = False) -> str:
        text = str(value)
        return (text.translate(WIDE) + "％") if wide else text + "%"

    def rate(self, kind: str, item: str, versus: str, stage: str = "final", **more: str) -> Fact:
        """A printed rate or share; its value need not fit the amounts."""
        value = Decimal(self.rng.randint(1, 12000)) / 100
        means = Truth(kind, item, stage, value, versus, **more)
        return Fact(self.percent(value, wide=self.wide), (means,))

    def noise(self, text: str) -> Fact:
        """A number that means nothing to us."""
        return Fact(text, ())

    def say(self, *parts: str | Fact) -> None:
        """A paragraph."""
        text = ""
        block = len(self.paragraphs)
        for part in parts:
            if isinstance(part, Fact):
                self.truths.setdefault((block, len(text)), []).extend(part.means)
                text += part.text
            else:
                text += part
        self.paragraphs.append(text)

    def document(self) -> Document:
        blocks = tuple(Paragraph(at, text) for at, text in enumerate(self.paragraphs))
        return Document("0" * 64, "", blocks)


def start(rng: random.Random) -> Prose:
    """A report of a random unit in a random style."""
    year = rng.randint(2018, 2025)
    county = rng.choice(["青云县", "松河县", "白石市", "云岭区"])
    unit = county + rng.choice(["教育局", "水利局", "林业和草原局", "卫生健康局", "第二小学"])
    style = rng.choice(["万元", "万元", "万元", "万元", "元"])
    return Prose(
        rng,
        year,
        rng.choice(["self_evaluation_report", "final_accounts"]),
        unit,
        style,
        rng.choice([2, 2, 2, 1, 4, 0]) if style == "万元" else 0,
        rng.random() < 0.3,
        rng.random() < 0.05,
        rng.choice(["", "", "", " ", "  "]),
    )
