"""Spreadsheet format codes (`#,##0.00;[Red]-0`) cut into sections and tokens.

No well-kept library renders them, and what the sheet displays is what the unit printed, so the
part of ECMA-376 18.8.31 that money, rates and dates use is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal["literal", "digit", "point", "comma", "percent", "exponent", "general", "text",
               "date", "fraction"]  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)
      | (?P<escaped>[\\!].)
      | (?P<width>_.)
      | (?P<fill>\*.)
      | (?P<elapsed>\[(?:h+|m+|s+)\])
      | (?P<bracket>\[[^\]]*\])
      | (?P<general>General|G/通用格式)
      | (?P<noon>AM/PM|A/P|上午/下午)
      | (?P<exponent>E[+-])
      | (?P<digit>[0#?])
      | (?P<date>y+|m+|d+|h+|s+|e+|a{3,4}|b+|g+)
      | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<text>@) | (?P<fraction>/)
      | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_CURRENCY = re.compile(r"\[\$([^\-\]]*)(?:-[0-9A-F]+)?\]", re.IGNORECASE)
_TOKEN_KINDS: dict[str, Kind] = {
    "general": "general", "exponent": "exponent", "digit": "digit", "date": "date",
    "elapsed": "date", "noon": "date", "point": "point", "comma": "comma", "percent": "percent",
    "text": "text", "fraction": "fraction",
}  # fmt: skip
MAX_CODE = 255  # of characters, Excel's own limit


@dataclass(frozen=True)
class Token:
    """One piece of a section: what it is and what the code says there."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Section:
    """What one part between semicolons says.

    Attributes:
        tokens: in order.
        condition: comparison and number, None for the usual rule by sign.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def is_date(self) -> bool:
        """Whether the section writes a date or a time."""
        return any(token.kind == "date" for token in self.tokens) and not any(
            token.kind == "general" for token in self.tokens
        )

    def has(self, kind: Kind) -> bool:
        """Whether a token of that kind is in the section."""
        return any(token.kind == kind for token in self.tokens)


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code; at least one."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code[:MAX_CODE]):
        text = match.group()
        if text == ";":
            found.append(Section(_settled(tokens), condition))
            tokens, condition = [], None
        elif match.lastgroup == "bracket":
            compared = _CONDITION.fullmatch(text)
            currency = _CURRENCY.fullmatch(text)
            if compared:
                condition = (compared[1], Decimal(compared[2]))
            elif currency and currency[1]:
                tokens.append(Token("literal", currency[1]))
        else:
            token = _token(match.lastgroup or "", text)
            if token is not None:
                tokens.append(token)
    found.append(Section(_settled(tokens), condition))
    return tuple(found)


def _token(group: str, text: str) -> Token | None:
    if group in _TOKEN_KINDS:
        return Token(_TOKEN_KINDS[group], text)
    literal = {"quoted": text.strip('"'), "escaped": text[1:], "width": " ", "fill": ""}
    written = literal.get(group, text)
    return Token("literal", written) if written else None


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """A slash is a fraction only between digits; points and commas in dates are literals."""
    has_date = any(token.kind == "date" for token in tokens)
    settled = []
    for at, token in enumerate(tokens):
        near = {other.kind for other in tokens[max(at - 1, 0) : at + 2]}
        is_fraction = token.kind == "fraction" and "digit" in near and not has_date
        plain = token.kind == "fraction" and not is_fraction
        plain = plain or (has_date and token.kind in {"comma", "percent"})
        settled.append(Token("literal", token.text) if plain else token)
    return tuple(settled)
