"""Printed numbers: exactly what is printed, in base units, with the width of its last digit.

A printed number stands for an interval (`contracts.identities`); here is only what the paper
says: digits, printed decimals, unit, and which kind of nothing an empty cell is. A text that is
not clearly one number is no number: wrong thousands groups, digits torn apart by a space and
unknown units give nothing rather than a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from contracts.facts import UNREADABLE
from normalizers.number_units import UNITS, Unit, unit_at

__all__ = [
    "UNITS",
    "NumberToken",
    "Printed",
    "Unit",
    "find_unit",
    "half_unit",
    "parse_cell",
    "scan",
]

#: Full-width digits and marks to ASCII, character by character (positions stay).
_ASCII = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {"．": ".", "﹒": ".", "％": "%", "﹪": "%", "−": "-", "－": "-", "﹣": "-", "\u3000": " "}
    | {"﹦": "=", "＝": "=", "＞": ">", "＜": "<", "≧": "≥", "≦": "≤", "（": "(", "）": ")"}
    | {"\xa0": " ", "△": "-", "▲": "-"}
)
_CELL_ASCII = str.maketrans({"，": ",", "﹐": ","})
_NIL_WORDS = frozenset({"无", "没有", "未发生", "未安排", "零", "为零", "暂无"})
_NOT_APPLICABLE = re.compile(r"[/／\\*＊—―–─－−-]+|不适用|N/?A", re.IGNORECASE)
_COMPARATORS = {
    "≥": ">=", ">=": ">=", "=>": ">=", "大于等于": ">=", "大于或等于": ">=", "不低于": ">=",
    "不少于": ">=", "≤": "<=", "<=": "<=", "=<": "<=", "小于等于": "<=", "小于或等于": "<=",
    "不高于": "<=", "不超过": "<=", "不多于": "<=", "=": "=", "等于": "=", ">": ">", "大于": ">",
    "高于": ">", "<": "<", "小于": "<", "低于": "<",
}  # fmt: skip
_COMPARATOR = re.compile("|".join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True)))
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\s?\d{3})+|\d+)(?:\s?\.\s?\d+)?")
#: Digits with everything that may be torn into them; judged by `_PLAIN` afterwards.
_RUNNING = re.compile(r"\d+(?:\s*[.,]\s*\d+|\n\d+(?![.、]\D))*")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed number or printed nothing, as a cell states it.

    Attributes:
        text: exact printed text with its unit.
        value: base units (yuan, percent points, persons); None for blank, "/" and money without
            a known unit.
        unit: its own unit, else the one of its column; None if neither is known.
        decimals: printed decimals k.
        half_unit: 10**(e-k)/2 for money and percent, 0 for exact measures (DOMAIN §5).
        nil: `number`, `nil` (无), `blank` or `not_applicable` ("/", "—", "-", "*").
        comparator: `=`, `>=`, `<=`, `>`, `<`, or None if none is printed.
        measure: CNY, percent, person, score or count.
        number: the number without its unit, None where none is printed.
    """

    text: str
    value: Decimal | None
    unit: Unit | None
    decimals: int
    half_unit: Decimal
    nil: str
    comparator: str | None = None
    measure: str = "CNY"
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A number in running text.

    Attributes:
        start, end: half-open range in the text, sign and unit included.
        number_end: end of the digits, where the unit begins.
        number: signed number without its unit; None if the digits are torn or wrongly grouped.
        decimals: printed decimals.
        unit: the unit printed behind it, None if there is none that is known.
        broken: a line break of the author stands between its digits: one number, or two.
    """

    start: int
    end: int
    number_end: int
    number: Decimal | None
    decimals: int
    unit: Unit | None
    broken: bool = False

    @property
    def measure(self) -> str | None:
        """Measure of the printed unit, None without one."""
        return self.unit.measure if self.unit else None

    @property
    def value(self) -> Decimal | None:
        """Base units; None without a readable number or without a unit."""
        if self.number is None or self.unit is None:
            return None
        return self.number * Decimal(10) ** self.unit.exponent


def half_unit(unit: Unit | None, decimals: int, measure: str) -> Decimal:
    """Half of the last printed digit in base units; 0 for measures that are exact.

    Args:
        unit: the number's unit.
        decimals: printed decimals k.
        measure: decides where no unit is known.
    """
    kind = unit.measure if unit else measure
    if kind not in {"CNY", "percent"}:
        return Decimal(0)
    return Decimal(10) ** ((unit.exponent if unit else 0) - decimals) / 2


def _decimal(text: str) -> tuple[Decimal, int] | None:
    """Number and printed decimals of digits with commas; None if they are no one number."""
    if not _PLAIN.fullmatch(text):
        return None
    digits = re.sub(r"[\s,]", "", text)
    return Decimal(digits), len(digits.partition(".")[2])


def _nothing(text: str, unit: Unit | None, measure: str) -> Printed | None:
    """A cell that prints no number: blank, 无 or "/"; None for anything else."""
    bare = re.sub(r"\s", "", text)
    zero = Decimal(0)
    if not bare:
        return Printed(text, None, unit, 0, zero, "blank", None, measure)
    if bare in _NIL_WORDS:
        return Printed(text, zero, unit, 0, zero, "nil", None, measure)
    if _NOT_APPLICABLE.fullmatch(bare):
        return Printed(text, None, unit, 0, zero, "not_applicable", None, measure)
    return None


def _signed(text: str) -> tuple[str, int]:
    """Text without its sign, and the sign: −, -, △, or accounting brackets (1.23)."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), -1
    if text[:1] in {"-", "+"}:
        return text[1:].strip(), -1 if text[0] == "-" else 1
    return text, 1


def parse_cell(text: str, unit: Unit | None, *, measure: str = "CNY") -> Printed | None:
    """What a cell prints, if the whole cell is one number or one kind of nothing.

    Args:
        text: the cell as printed.
        unit: unit of the table or column; one printed in the cell wins.
        measure: what the column measures, used where neither has a unit.

    Returns:
        None if the cell is other text.
    """
    nothing = _nothing(text, unit, unit.measure if unit else measure)
    if nothing is not None:
        return nothing
    body = text.translate(_ASCII).translate(_CELL_ASCII).strip()
    found = _COMPARATOR.match(body)
    comparator = _COMPARATORS[found.group()] if found else None
    body, sign = _signed(body[found.end() :].strip() if found else body)
    digits = re.match(r"[\d.,\s]+", body)
    number = _decimal(digits.group().strip()) if digits else None
    if digits is None or number is None:
        return None
    own, own_end = unit_at(body, digits.end())
    if body[own_end:].strip():
        return None
    final = own or unit
    kind = final.measure if final else measure
    signed = number[0] * sign
    value = signed * 10**final.exponent if final else None if kind == "CNY" else signed
    half = half_unit(final, number[1], kind)
    return Printed(text.strip(), value, final, number[1], half, "number", comparator, kind, signed)


def parse_heap(text: str, unit: Unit | None) -> Printed | None:
    """A cell of money with digits that are no one number (`5.001.00`): printed, without a value.

    Returns:
        None if the cell holds anything but digits, points and commas.
    """
    plain = text.translate(_ASCII).translate(_CELL_ASCII).strip()
    if not re.fullmatch(r"[\d.,\s]*\d[\d.,\s]*", plain):
        return None
    return Printed(plain, None, unit, 0, Decimal(0), UNREADABLE, None, "CNY")


def _sign_start(text: str, start: int) -> int:
    """Where the number really starts: a minus counts unless it is a dash between two things."""
    if start == 0 or text[start - 1] != "-":
        return start
    before = text[start - 2] if start > 1 else " "
    return (
        start if re.match(r"[\w%)]", before) and not "\u4e00" <= before <= "\u9fff" else start - 1
    )


def _torn(text: str, start: int, end: int) -> bool:
    """Whether more digits stand beside the number with only a space between."""
    return bool(re.search(r"[\d.,] +$", text[:start]) or re.match(r" +\d", text[end:]))


def scan(text: str) -> list[NumberToken]:
    """Every number of a running text with its unit, in order.

    Full-width digits, thousands commas, a space after a comma or around the point and a line
    break inside the digits are accepted ("1, 537.4万元", "9 .5"); digits torn apart otherwise are
    a token without a number. A full-width comma groups thousands only before decimals
    ("2，946.25"), else it separates.
    """
    plain = text.translate(_ASCII)
    plain = re.sub(r"(?<=\d)，(?=\d{3}\.\d)", ",", plain)
    return list(_tokens(plain))


def _tokens(plain: str) -> Iterator[NumberToken]:
    """Tokens of a text whose digits are ASCII already."""
    for found in _RUNNING.finditer(plain):
        start, end = _sign_start(plain, found.start()), found.end()
        if re.match(r"[A-Za-z]", plain[found.start() - 1 : found.start()]):
            continue
        joined = re.sub(r"(?<=\d)\n(?=\d)", "", found.group())
        number = None if _torn(plain, found.start(), end) else _decimal(joined)
        unit, unit_end = unit_at(plain, end)
        sign = -1 if start < found.start() else 1
        yield NumberToken(
            start,
            unit_end,
            end,
            number[0] * sign if number else None,
            number[1] if number else 0,
            unit,
            joined != found.group(),
        )


_NAMES = "|".join(
    sorted((n for n, u in UNITS.items() if u.measure == "CNY"), key=len, reverse=True)
)
_STATED = re.compile(
    rf"单位[:：为]?(?:人民币)?({_NAMES})(?![\u4e00-\u9fff])"
    rf"|[(（](?:金额)?(?:单位[:：]?)?(?:人民币)?({_NAMES})[)）]"
)


def find_unit(text: str) -> Unit | None:
    """The money unit a heading or title states: 单位：万元, 金额单位：元, (万元), （单位:元）.

    None if it states none, or two different ones.
    """
    bare = re.sub(r"\s", "", text)
    names = {first or second for first, second in _STATED.findall(bare)}
    return UNITS[names.pop()] if len(names) == 1 else None
