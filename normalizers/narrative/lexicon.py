"""What the words of running text mean: `data/narrative.toml` and the item catalogue, read once.

Kinds: `item` (a strong name), `weak` (收入, 支出: an item only where nothing better stands),
`pair` (收支总计), `fund`, `account` (…（类）…（款）…（项）), `stage`, `year`, `versus` (比上年),
`direction`, `becomes` (减少到), `level` (持平), `spoilt` (增加（减少）), `complete` (完成预算),
`rate`, `share` (占), `nil`, `zero`, `among` (其中), `within` (中), `list` (分别), `each` (均),
`reason`, `detail`, `bar`, `join`, `filler`, `number`, `point` (, ; 。 : and brackets that hold
numbers) and `residue`: text that no phrase explains.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from contracts.accounts import class_names
from normalizers.catalogue import names
from normalizers.narrative.text import CleanNumber

_DATA = Path(__file__).parent.parent / "data"
_FUND_START = re.compile(r"一般公共预算|政府性基金|国有资本经营|财政拨款")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of clean text and what it does.

    Attributes:
        kind: see the module.
        start, end: range in the clean text.
        text: the piece.
        value: stage, fund, item or baseline; of an account its path (类/款/项).
        sign: of directions and supplements.
        code: account code, where known.
        number: of number tokens.
        groups: named parts of the phrase.
    """

    kind: str
    start: int
    end: int
    text: str
    value: str = ""
    sign: int = 1
    code: str | None = None
    number: CleanNumber | None = None
    groups: tuple[tuple[str, str], ...] = ()

    def group(self, name: str) -> str:
        """A named part of the phrase, "" if absent."""
        return dict(self.groups).get(name, "")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of the data: a meaning, its patterns and its examples."""

    kind: str
    value: str
    sign: int
    patterns: tuple[re.Pattern[str], ...]
    examples: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the tokeniser knows.

    Attributes:
        phrases: entries of the data.
        start: what any phrase or name may begin with, tried first.
        items: item names, longest first, in one pattern.
        codes: item code by clean name.
        narrow: parent prefix by clean name, for names that need their parent beside them.
        classes: functional class codes by name.
        class_names: their names in one pattern.
        marked: classes whose name says too little without its （类）.
        suffixes: how the name of an organisation ends.
        selves: how units call themselves, by the end of their name.
    """

    phrases: tuple[Phrase, ...]
    start: re.Pattern[str]
    items: re.Pattern[str]
    codes: dict[str, str]
    narrow: dict[str, str]
    classes: dict[str, str]
    class_names: re.Pattern[str]
    marked: dict[str, str]
    suffixes: re.Pattern[str]
    selves: dict[str, list[str]]


def _phrase(entry: dict[str, Any]) -> Phrase:
    return Phrase(
        entry["kind"],
        entry.get("value", ""),
        entry.get("sign", 1),
        tuple(re.compile(pattern) for pattern in entry["patterns"]),
        tuple((each["text"], tuple(each["gives"])) for each in entry.get("example", ())),
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads((_DATA / "narrative.toml").read_text(encoding="utf-8"))
    codes_by_name = {name: code for code, several in class_names().items() for name in several}
    vague = set(data["accounts"]["marked"])
    classes = {n: c for n, c in codes_by_name.items() if n.endswith("支出") and n not in vague}
    skipped = set(data["tables"]["only"])
    codes = {
        name: item.code
        for name, item in names()
        if name not in skipped and not _FUND_START.match(name) and not _states(name)
    }
    narrow = {name: entry["parent"] for entry in data["narrow"] for name in entry["names"]}
    return Lexicon(
        tuple(_phrase(entry) for entry in data["phrase"]),
        _start([each for entry in data["phrase"] for each in entry["patterns"]], codes),
        _any_of(codes),
        codes,
        narrow,
        classes,
        _any_of(classes),
        {name: codes_by_name[name] for name in sorted(vague)},
        re.compile(f"(?:{data['organisation']['suffixes']})$"),
        data["organisation"]["self"],
    )


def _states(name: str) -> bool:
    """Whether a name says its stage itself (收入预算): composed of weak name and stage instead."""
    return "预算" in name or "决算" in name


def _any_of(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _start(patterns: list[str], codes: dict[str, str]) -> re.Pattern[str]:
    """One pattern that matches wherever any of the many does."""
    unnamed = [f"(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', pattern)})" for pattern in patterns]
    return re.compile("|".join(unnamed + [re.escape(name) for name in codes]))
