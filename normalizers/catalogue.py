"""The catalogue of items (CONTRACT §3) and their printed names, read from `data/catalogue.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "catalogue.toml"
_ORDINAL = re.compile(
    r"^(?:其中[:：]?|[（(]?[一二三四五六七八九十百]+[)）]?[、.．]?(?<![一二三四五六七八九十百])"
    r"|[（(]\d{1,2}[)）][、.．]?|\d{1,2}[、.．](?!\d))+"
)
_DROPPED = re.compile(r"[\s“”‘’\"'＂＇「」『』《》]")
_SAME = str.maketrans("（）：，", "():,")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that figures are about.

    Attributes:
        code: item code of the contract, e.g. `three_public.reception`.
        name: official Chinese name.
        aliases: other printed names.
        parent: code of the item it is a part of, None at the top.
        measure: CNY or person.
        fund: fund that the name itself states (一般公共预算拨款), None if it states none.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    measure: str = "CNY"
    fund: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every printed name."""
        return (self.name, *self.aliases)


def clean(label: str) -> str:
    """A label without spaces and quotes, （） as (), for comparison."""
    return _DROPPED.sub("", label).translate(_SAME)


def strip_ordinal(label: str) -> str:
    """A clean label without a leading ordinal or 其中： (一、本年收入 → 本年收入)."""
    return _ORDINAL.sub("", clean(label))


@lru_cache(maxsize=1)
def items() -> dict[str, Item]:
    """Every item by code, in catalogue order."""
    entries = tomllib.loads(_DATA.read_text(encoding="utf-8"))["item"]
    return {
        entry["code"]: Item(**(entry | {"aliases": tuple(entry.get("aliases", ()))}))
        for entry in entries
    }


@lru_cache(maxsize=1)
def names() -> tuple[tuple[str, Item], ...]:
    """Every clean printed name with its item, longest first."""
    pairs = [(clean(name), item) for item in items().values() for name in item.names]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Item]:
    return dict(names())


def find(label: str) -> Item | None:
    """The item whose name the whole label is; None if it is no name of ours."""
    bare = strip_ordinal(label).rstrip(":：")
    return _by_name().get(bare)


def children(code: str) -> tuple[str, ...]:
    """Codes of the items that are parts of `code`, in catalogue order."""
    return tuple(item.code for item in items().values() if item.parent == code)
