"""Labels as they are compared: one spelling for what is printed in many.

`joined` keeps the words and drops what only typesetting put there; `canon` makes a label
comparable; `spellings` lists the forms under which a label may stand in a vocabulary, most exact
first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_QUOTES = re.compile("[\"'“”‘’「」『』＂＇〝〞]")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.,]|\([一二三四五六七八九十\d]+\)、?|\d{1,2}[、.](?!\d)|[①-⑳])"
)
_AMONG = re.compile(r"^(?:其中|减|加)[:,、]?")
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?(?!\d)")


def joined(text: str) -> str:
    """The text without the breaks and spaces of typesetting; spaces between Latin words stay."""
    marked = _BETWEEN_WORDS.sub("\x00", text.strip())
    return _SPACE.sub("", marked).replace("\x00", " ")


@lru_cache(maxsize=8192)
def canon(text: str) -> str:
    """A label in one width, without spaces, quotes and a closing colon."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _QUOTES.sub("", _SPACE.sub("", plain))
    return plain.rstrip(":、,;")


def without_ordinal(label: str) -> str:
    """A canonical label without 一、 1. (一) 其中: in front."""
    previous = None
    while previous != label:
        previous = label
        label = _AMONG.sub("", _ORDINAL.sub("", label))
    return label


@lru_cache(maxsize=8192)
def spellings(text: str, *, ordinals: bool = True) -> tuple[str, ...]:
    """Spellings to look a label up by, most exact first.

    Args:
        text: the label as printed.
        ordinals: also without its ordinal (一、 1. 其中：).
    """
    full = canon(text)
    found = [full]
    if ordinals:
        found.append(without_ordinal(full))
    found += [_BRACKETED.sub("", spelling) for spelling in list(found)]
    return tuple(dict.fromkeys(spelling for spelling in found if spelling))


def year_in(text: str) -> tuple[str, int | None]:
    """A label without the year it names, and that year (2024年预算数 → 预算数, 2024)."""
    label = canon(text)
    years = {int(year) for year in _YEAR.findall(label)}
    if len(years) != 1:
        return label, None
    return _YEAR.sub("", label), years.pop()
