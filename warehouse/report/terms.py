"""Chinese names of codes and numbers as an office writes them."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

TEN_THOUSAND = Decimal(10000)


#: Sections that the whole warehouse shares.
SHARED = {"items": "item", "stages": "stage"}


@cache
def table(section: str) -> dict[str, str]:
    """A section of `terms.toml`, or items and stages of the warehouse: code → Chinese, in order."""
    here = Path(__file__).parent
    path = here.parent / "names.toml" if section in SHARED else here / "terms.toml"
    entries: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))[
        SHARED.get(section, section)
    ]
    return entries


def name(section: str, code: str | None) -> str:
    """Chinese of a code; the code itself where it has none, "" for None."""
    return "" if code is None else table(section).get(code, code)


def plain(number: Decimal) -> str:
    """Thousands separated, trailing zeros dropped."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan(yuan: Decimal | None) -> str:
    """Yuan as 万元 with at least two decimals and every digit that is there."""
    if yuan is None:
        return ""
    number = yuan / TEN_THOUSAND
    exact = plain(number)
    places = len(exact.partition(".")[2])
    return exact if places > 2 else f"{number:,.2f}"


def amount(value: Decimal | None, measure: str) -> str:
    """A value with its unit; small money in 元, the rest in 万元."""
    if value is None:
        return "—"
    if measure == "CNY":
        return f"{plain(value)} 元" if 0 < abs(value) < 100 else f"{wan(value)} 万元"
    return f"{plain(value)} {name('measures', measure)}".rstrip()


def percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part of whole in percent points with two decimals; None where whole is 0 or missing."""
    if part is None or not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
