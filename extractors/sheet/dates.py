"""Dates and times as a spreadsheet shows them in a Chinese locale."""

from __future__ import annotations

from datetime import datetime, timedelta

from extractors.sheet.formatcode import Token, sections

#: Codes whose display depends on the locale: what a Chinese Excel or WPS shows.
_LOCAL = {
    "mm-dd-yy": "yyyy/m/d",
    "m/d/yy": "yyyy/m/d",
    "m/d/yy h:mm": "yyyy/m/d h:mm",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy": 'yyyy"年"m"月"d"日"',
    "[$-F400]h:mm:ss\\ AM/PM": "h:mm:ss",
}
#: Built-in formats that exist in Chinese editions only, by their number (ECMA-376 18.8.30).
CHINESE_BUILTIN = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - sheet dates have no time zone


def display_date(moment: datetime | timedelta, code: str) -> str:
    """A date, a time or a duration through its format code."""
    date = _EPOCH + moment if isinstance(moment, timedelta) else moment
    section = sections(_LOCAL.get(code, code))[0]
    if not section.is_date:
        clock = "" if date.time() == _EPOCH.time() else f" {date:%H:%M:%S}"
        return f"{date.year}/{date.month}/{date.day}{clock}"
    twelve = any("/" in token.text for token in section.tokens if token.kind == "date")
    return "".join(
        _part(date, token, _is_minute(section.tokens, at), twelve=twelve)
        if token.kind == "date"
        else token.text
        for at, token in enumerate(section.tokens)
    ).strip()


def _is_minute(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether m means minutes: after hours, or before seconds."""
    before = next((t.text for t in reversed(tokens[:at]) if t.kind == "date"), "")
    after = next((t.text for t in tokens[at + 1 :] if t.kind == "date"), "")
    return before.lower().lstrip("[").startswith("h") or after.lower().startswith("s")


def _part(date: datetime, token: Token, minute: bool, *, twelve: bool) -> str:  # noqa: FBT001
    """What one date token shows."""
    text = token.text.lower()
    if text.startswith("["):
        return _elapsed(date, text)
    if "/" in text:
        late = date.hour >= 12
        return ("下午" if late else "上午") if "上午" in text else ("PM" if late else "AM")
    letter, width = text[0], len(text)
    if letter == "m" and not minute:
        return _month(date.month, width)
    if letter in "da" and width > 2:
        return ("星期" if width == 4 else "周" if letter == "d" else "") + _WEEKDAYS[date.weekday()]
    if letter in "yeb":
        return f"{date.year % 100:02d}" if letter == "y" and width <= 2 else f"{date.year:04d}"
    hour = (date.hour % 12 or 12) if twelve else date.hour
    numbers = {"d": date.day, "h": hour, "m": date.minute, "s": date.second}
    return f"{numbers[letter]:0{min(width, 2)}d}" if letter in numbers else ""


def _month(month: int, width: int) -> str:
    if width <= 2:
        return f"{month:0{width}d}"
    return _MONTHS[month - 1] if width == 3 else f"{month}月"


def _elapsed(date: datetime, text: str) -> str:
    """[h], [m], [s]: the whole duration in that unit."""
    seconds = int((date - _EPOCH).total_seconds())
    return str(seconds // {"h": 3600, "m": 60, "s": 1}[text[1]])
