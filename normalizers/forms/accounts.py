"""Account codes and names as printed: 支出功能分类 and 经济分类."""

from __future__ import annotations

import re
from functools import cache

from contracts.accounts import LEVELS, account_names, class_names
from normalizers.forms.labels import canon, spellings

_CODED = re.compile(r"\[?(\d{3}|\d{5}|\d{7})\]?[-—]?(?=[^\d.,%])(.*)")


@cache
def _by_name(classification: str) -> dict[str, str | None]:
    """Code by canonical name; None where two codes share the name."""
    known = class_names() if classification == "functional" else account_names(classification)
    found: dict[str, str | None] = {}
    for code, names in known.items():
        for name in names:
            key = canon(name)
            found[key] = None if key in found else code
    return found


def code_of(name: str, classification: str) -> str | None:
    """Code of a printed account name; None if unknown or shared by two codes.

    Args:
        name: as printed, with or without an ordinal (八、社会保障和就业支出).
        classification: `functional` or `economic`.
    """
    known = _by_name(classification)
    for spelling in spellings(name):
        if spelling in known:
            return known[spelling]
    return None


def split_code(label: str) -> tuple[str | None, str]:
    """Code and name of a label that prints both: [30201]办公费, 2010601行政运行."""
    plain = canon(label)
    match = _CODED.fullmatch(plain)
    return (match[1], match[2].strip("-—")) if match else (None, plain)


def is_code(code: str, classification: str) -> bool:
    """Whether digits are a code of the classification, by length and first digit."""
    first = "2" if classification == "functional" else "35"
    return len(code) in LEVELS[classification] and code[0] in first
