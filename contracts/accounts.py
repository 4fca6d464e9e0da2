"""Account classes of the government's 收支分类科目: codes and names (`accounts.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("accounts.toml")
#: Digits of a code at 类, 款 and 项 level.
LEVELS = {"functional": (3, 5, 7), "economic": (3, 5)}


@cache
def account_names(classification: str) -> dict[str, tuple[str, ...]]:
    """Names by code, the official one first, earlier editions after it.

    Args:
        classification: `functional` or `economic`.
    """
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    names = {code: tuple(said) for code, said in table[classification].items()}
    if classification == "functional":
        common = table["common"]
        for above in common["under"]:
            names |= {above + digits: (name,) for digits, name in common["items"].items()}
    return names


@cache
def class_names() -> dict[str, tuple[str, ...]]:
    """Functional classes at 类 level: their names say the code, those below repeat."""
    top = LEVELS["functional"][0]
    return {c: names for c, names in account_names("functional").items() if len(c) == top}
