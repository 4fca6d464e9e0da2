"""Indicator values: `≥95%`, `12次`, `98%以上`, or three columns 性质 | 值 | 单位.

Source: the notes to 项目支出绩效自评表 (年度指标值, 实际完成值). A value that is not one number
with at most one comparison and one unit has no value; its text is kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from normalizers.forms.labels import joined

_COMPARATORS = {
    "≥": ">=", "≧": ">=", ">=": ">=", "=>": ">=", "大于等于": ">=", "大于或等于": ">=",
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "达到": ">=", "至少": ">=",
    "≤": "<=", "≦": "<=", "<=": "<=", "=<": "<=", "小于等于": "<=", "小于或等于": "<=",
    "不高于": "<=", "不超过": "<=", "不多于": "<=", "不大于": "<=", "控制在": "<=",
    "=": "=", "等于": "=", ">": ">", "大于": ">", "高于": ">", "超过": ">",
    "<": "<", "小于": "<", "低于": "<",
}  # fmt: skip
_WORDS = "|".join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True))
_VALUE = re.compile(
    rf"(?P<sign>{_WORDS})?(?P<number>-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
    r"(?P<unit>[^\d\s≥≤=<>,;、。~\-—至到]{0,8}?)(?P<after>\(?(?:含)?\)?(?:以上|及以上|以内|以下|及以下|之内))?"
)
_AFTER = {"以上": ">=", "及以上": ">=", "以内": "<=", "以下": "<=", "及以下": "<=", "之内": "<="}
_BLANK = re.compile(r"[\s/／\-—–―*＊…\.。无]*")


@dataclass(frozen=True, slots=True)
class Target:
    """One indicator value.

    Attributes:
        printed: text as printed, typesetting spaces removed; None where the cell is empty.
        comparator: one of = >= <= > <, None where none is printed.
        value: the number (percent in percent points), None where it is no single number.
        unit: the unit printed behind the number, None where none is.
    """

    printed: str | None = None
    comparator: str | None = None
    value: Decimal | None = None
    unit: str | None = None


def is_blank(text: str) -> bool:
    """Whether a cell of a self-evaluation table says nothing (blank, "/", "—", "-", "*", …)."""
    return _BLANK.fullmatch(text) is not None and text.strip() != "无"


def read_target(text: str) -> Target:
    """Read one indicator value."""
    if is_blank(text):
        return Target()
    printed = joined(text)
    plain = unicodedata.normalize("NFKC", printed).replace("﹦", "=").replace(" ", "")
    match = _VALUE.fullmatch(plain)
    if match is None:
        return Target(printed)
    sign, after = match["sign"], match["after"]
    if sign and after:
        return Target(printed)
    comparator = _COMPARATORS[sign] if sign else None
    if after:
        comparator = _AFTER[re.sub(r"[()含]", "", after)]
    return Target(
        printed, comparator, Decimal(match["number"].replace(",", "")), match["unit"] or None
    )


def compose(nature: str, value: str, unit: str) -> Target:
    """Read a value printed in three columns (指标性质, 指标值, 度量单位).

    Args:
        nature: ≥ ≤ = or 定性 and its like.
        value: the number or words.
        unit: the unit, with or without brackets.
    """
    whole = read_target(value)
    if whole.printed is None:
        return Target()
    sign = joined(nature) if not is_blank(nature) else ""
    measure = joined(unit).strip("()（）") if not is_blank(unit) else ""
    comparator = _COMPARATORS.get(unicodedata.normalize("NFKC", sign))
    shown = (sign if comparator else "") + whole.printed
    if measure and not shown.endswith(measure):
        shown += measure
    if comparator is not None and whole.comparator not in {None, comparator}:
        return Target(shown)
    return Target(shown, comparator or whole.comparator, whole.value, whole.unit or measure or None)
