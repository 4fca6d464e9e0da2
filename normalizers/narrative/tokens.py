"""Clean text → tokens: the longest phrase or name wins, what nothing explains is residue."""

from __future__ import annotations

import re

from normalizers.narrative.lexicon import Phrase, Token, lexicon
from normalizers.narrative.text import CleanText

_ACCOUNT = re.compile(
    r"(?:(?P<l>[^\s,;。:、()\d]{2,20})\((?P<lc>\d{3})?类\))(?:(?P<k>[^\s,;。:()\d]{2,30}(?:\([^()类款项]{1,8}\)[^\s,;。:()\d]{0,12})?)\((?P<kc>\d{2})?款\))?"
    r"(?:(?P<x>[^\s,;。:()\d]{2,30}(?:\([^()类款项]{1,8}\)[^\s,;。:()\d]{0,12})?)\((?P<xc>\d{2})?项\))?"
)
_ORDINAL = re.compile(
    r"(?:第[一二三四五六七八九十]+[,、:]?|[(]?[一二三四五六七八九十]{1,3}[)、.]+|[一二三]是"
    r"|[(]\d{1,2}[)][、.]?|\d{1,2}(?:[、)]|\.(?!\d))|[①-⑳])"
)
_THRESHOLD = re.compile(r"[(]?含?[)]?(?:及|\(含\))?以[上下内]|起[,。的]|/|每|的(?:标准|限额)")


def tokenise(clean: CleanText, organisations: tuple[str, ...] = ()) -> list[Token]:
    """Tokens of a paragraph in order; together they cover the whole text.

    Args:
        clean: the paragraph.
        organisations: clean names of the reporting unit, which explain nothing and hide nothing.
    """
    tokens: list[Token] = []
    position, text = 0, clean.text
    while position < len(text):
        token = (
            _mark(clean, position, tokens)
            or _named(text, position, organisations)
            or _number(clean, position)
        )
        if token is None:
            token = Token("residue", position, position + 1, text[position])
        if token.kind == "residue" and tokens and tokens[-1].kind == "residue":
            last = tokens.pop()
            token = Token("residue", last.start, token.end, text[last.start : token.end])
        tokens.append(token)
        position = token.end
    return tokens


def _mark(clean: CleanText, position: int, before: list[Token]) -> Token | None:
    """Punctuation, ordinals at the start of a clause, and brackets."""
    text = clean.text
    if text[position] in ",;。:":
        return Token("point", position, position + 1, text[position])
    if not before or (before[-1].kind == "point"):
        found = _ORDINAL.match(text, position)
        if found and position not in _real_numbers(clean, position):
            return Token("filler", position, found.end(), found.group())
    if text[position] == "(":
        return _bracket(clean, position)
    if text[position] == ")":
        return Token("point", position, position + 1, ")")
    return None


def _real_numbers(clean: CleanText, position: int) -> frozenset[int]:
    """The position itself, if a number with a unit starts there (no ordinal then)."""
    number = clean.numbers.get(position)
    return frozenset({position}) if number and number.token.unit is not None else frozenset()


def _bracket(clean: CleanText, position: int) -> Token | None:
    """A bracket that holds no number is no part of the statement; one that does is a clause."""
    close = clean.text.find(")", position)
    if close < 0:
        return None
    held = [n for n in clean.numbers.values() if position < n.start < close and n.token.unit]
    if held:
        return Token("point", position, position + 1, "(")
    return Token("filler", position, close + 1, clean.text[position : close + 1])


def _named(text: str, position: int, organisations: tuple[str, ...]) -> Token | None:
    """The longest phrase or name that begins here."""
    best: Token | None = None
    for name in organisations:
        if text.startswith(name, position):
            best = _longer(best, Token("filler", position, position + len(name), name))
    best = _longer(best, _account(text, position))
    lex = lexicon()
    if not lex.start.match(text, position):
        return best
    item = lex.items.match(text, position)
    if item:
        name = item.group()
        found = Token("item", position, item.end(), name, lex.codes[name], groups=_fund_in(name))
        best = _longer(best, found)
    for phrase in lex.phrases:
        for pattern in phrase.patterns:
            matched = pattern.match(text, position)
            if matched and matched.end() > (best.end if best else position):
                best = _token(phrase, matched)
    return best


def _fund_in(name: str) -> tuple[tuple[str, str], ...]:
    """The fund an item's name states inside itself (三公经费财政拨款支出)."""
    if "一般公共预算" in name:
        return (("fund", "general_public"),)
    return (("fund", "fiscal"),) if "财政拨款" in name else ()


def _token(phrase: Phrase, found: re.Match[str]) -> Token:
    groups = tuple((k, v) for k, v in found.groupdict().items() if v is not None)
    return Token(
        phrase.kind,
        found.start(),
        found.end(),
        found.group(),
        phrase.value,
        phrase.sign,
        groups=groups,
    )


def _longer(best: Token | None, other: Token | None) -> Token | None:
    if best is None or (other is not None and other.end > best.end):
        return other
    return best


def _account(text: str, position: int) -> Token | None:
    """A functional account: its path of 类, 款, 项, or the bare name of a class."""
    lex = lexicon()
    named = lex.class_names.match(text, position)
    found = _ACCOUNT.match(text, position) if "类)" in text else None
    if found:
        codes = lex.classes | lex.marked
        top = next((each for each in (found["l"], f"{found['l']}支出") if each in codes), None)
        if top:
            name = "/".join(filter(None, (top, found["k"], found["x"])))
            code = codes[top] if name == top else _printed_code(found, codes[top])
            return Token("account", position, found.end(), found.group(), name, code=code)
    if named:
        name = named.group()
        return Token("account", position, named.end(), name, name, code=lex.classes[name])
    return None


def _printed_code(found: re.Match[str], top: str) -> str | None:
    """Code of 社会保障和就业支出(208类)…(05款)…(01项), where every level prints its own."""
    levels = [found[code] for code, name in (("lc", "l"), ("kc", "k"), ("xc", "x")) if found[name]]
    if any(level is None for level in levels) or levels[0] != top:
        return None
    return "".join(levels)


def _number(clean: CleanText, position: int) -> Token | None:
    """A number; counts, dates and thresholds are residue."""
    number = clean.numbers.get(position)
    if number is None:
        return None
    text, end = clean.text[position : number.end], number.end
    token = number.token
    usable = token.number is not None and token.measure in {"CNY", "percent", "person", None}
    if not usable or _THRESHOLD.match(clean.text, end):
        return Token("residue", position, end, text)
    return Token("number", position, end, text, number=number)
