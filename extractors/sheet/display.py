"""What a spreadsheet cell displays: its value through its number format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from operator import eq, ge, gt, le, lt, ne

from extractors.sheet.dates import display_date
from extractors.sheet.formatcode import Section, Token, sections

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lt, ">": gt, "<=": le, ">=": ge, "=": eq, "<>": ne,
}  # fmt: skip
#: A cell of the usual width shows a General number in this many characters.
_GENERAL_WIDTH = 11
_FILLERS = {"0": "0", "?": " ", "#": ""}

CellValue = str | bool | int | float | datetime | timedelta | None


def display(value: CellValue, code: str) -> str:
    """The text that the sheet shows; outer white space removed.

    Columns too narrow for a number (####) are taken as wide enough. A format beyond money, rates
    and dates (fractions) shows the number as General does.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _display_text(value.replace("\r\n", "\n").replace("\r", "\n"), sections(code))
    if isinstance(value, datetime | timedelta):
        return display_date(value, code)
    return display_number(exact(value), code)


def exact(number: float) -> Decimal:
    """A stored number with the 15 digits that a spreadsheet keeps."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")


def display_number(number: Decimal, code: str) -> str:
    """A number through a format code, rounded half up as spreadsheets do."""
    parts = sections(code)
    section, signed = _choose(number, parts)
    if section is None:
        return general(number)
    if section.has("fraction") or section.is_date:
        return general(number)
    sign = "-" if number < 0 and signed else ""
    return (sign + _write(abs(number), section)).strip()


def general(number: Decimal) -> str:
    """A number as General shows it: as many decimals as eleven characters hold."""
    whole = len(str(abs(int(number))))
    places = max(_GENERAL_WIDTH - 1 - whole, 0)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _choose(number: Decimal, parts: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """The section for a number, and whether a minus sign is still to be written."""
    if any(part.condition for part in parts):
        for part in parts:
            if part.condition is None or _COMPARE[part.condition[0]](number, part.condition[1]):
                return part, True
        return None, True
    if len(parts) == 1:
        return parts[0], True
    if number < 0:
        return parts[1], False
    if number == 0 and len(parts) > 2:
        return parts[2], False
    return parts[0], False


def _write(number: Decimal, section: Section) -> str:
    """A number that is not negative in one section."""
    if section.has("general") or section.has("text"):
        return "".join(
            general(number) if token.kind in {"general", "text"} else token.text
            for token in section.tokens
        )
    if section.has("exponent"):
        return _scientific(number, section)
    tokens = list(section.tokens)
    last_digit = max((at for at, token in enumerate(tokens) if token.kind == "digit"), default=-1)
    scale = sum(token.kind == "comma" for token in _run_after(tokens, last_digit))
    scale += _commas_before_point(tokens)
    percents = sum(token.kind == "percent" for token in tokens)
    scaled = number.scaleb(2 * percents - 3 * scale)
    return _place_digits(scaled, tokens)


def _run_after(tokens: list[Token], at: int) -> list[Token]:
    """The commas that directly follow a position: each divides by a thousand."""
    run: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.kind != "comma":
            break
        run.append(token)
    return run if at >= 0 else []


def _commas_before_point(tokens: list[Token]) -> int:
    """Commas just before the decimal point divide by a thousand too."""
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), 0)
    count = 0
    while point - count > 0 and tokens[point - count - 1].kind == "comma":
        count += 1
    return count


def _place_digits(number: Decimal, tokens: list[Token]) -> str:
    """Writes the digits of a number into the places of its section."""
    kinds = [token.kind for token in tokens]
    point = kinds.index("point") if "point" in kinds else len(tokens)
    places = kinds[point:].count("digit")
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    slots = [at for at in range(point) if kinds[at] == "digit"]
    grouped = bool(slots) and "comma" in kinds[slots[0] : slots[-1]]
    left = _integer(whole if whole != "0" else "", tokens[:point], grouped=grouped)
    return left + _fraction(decimals, tokens[point:])


def _integer(digits: str, tokens: list[Token], *, grouped: bool) -> str:
    """The integer part, from the right; the leftmost place takes all digits that are left."""
    first = next((at for at, token in enumerate(tokens) if token.kind == "digit"), None)
    pieces: list[str] = []
    written = 0
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.kind == "digit":
            taken = digits if at == first else digits[-1:]
            digits = digits[: len(digits) - len(taken)]
            for digit in reversed(taken or _FILLERS[token.text]):
                if grouped and written and written % 3 == 0 and digit.isdigit():
                    pieces.append(",")
                pieces.append(digit)
                written += 1
        elif token.kind != "comma":
            pieces.append(token.text)
    return "".join(reversed(pieces))


def _fraction(decimals: str, tokens: list[Token]) -> str:
    """The point and what follows; # leaves out zeros at the end."""
    kept = len(decimals)
    fillers = [token.text for token in tokens if token.kind == "digit"]
    while kept and decimals[kept - 1] == "0" and fillers[kept - 1] != "0":
        kept -= 1
    text = ""
    at = 0
    for token in tokens:
        if token.kind == "digit":
            text += decimals[at] if at < kept else _FILLERS[token.text].replace("0", "")
            at += 1
        elif token.kind != "comma":
            text += token.text
    return text


def _scientific(number: Decimal, section: Section) -> str:
    kinds = [token.kind for token in section.tokens]
    exponent = kinds.index("exponent")
    point = kinds.index("point") if "point" in kinds[:exponent] else exponent
    return f"{number:.{kinds[point:exponent].count('digit')}E}"


def _display_text(text: str, parts: tuple[Section, ...]) -> str:
    """Text through the section for text, where the code has one."""
    if len(parts) == 4:
        section = parts[3]
    elif len(parts) == 1 and parts[0].has("text"):
        section = parts[0]
    else:
        return text.strip()
    return "".join(text if token.kind == "text" else token.text for token in section.tokens).strip()
