"""Characters that fonts such as Symbol and Wingdings draw at private code points."""

from __future__ import annotations

#: Code point in the font → the character a reader sees. Only what official forms use.
_SYMBOL = {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "·",
    0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0xA8: "□", 0xD8: "➢",
    0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_PRIVATE = range(0xF000, 0xF100)


def symbol(code: int, font: str) -> str:
    """The character that `font` draws at `code`, as Unicode.

    A private code point of a font that is not known here stays what it is: it is visible as an
    unknown character, which is better than a wrong one.
    """
    table = _FONTS.get(font.lower())
    low = code - 0xF000 if code in _PRIVATE else code
    if table is not None and low in table:
        return table[low]
    return chr(code) if 0 < code <= 0x10FFFF else ""


def translate(text: str, font: str) -> str:
    """Text typed in a symbol font, its private code points resolved."""
    if not any(ord(char) in _PRIVATE for char in text):
        return text
    return "".join(symbol(ord(char), font) if ord(char) in _PRIVATE else char for char in text)
