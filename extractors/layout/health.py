"""Whether a page's text layer can be believed: nonsense codes, odd characters, letters too wide."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from statistics import median

from extractors.layout.content import PageContent

#: Fewer glyphs say nothing about a font.
_ENOUGH = 40
_BROKEN = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b-\x1f\ufffd\ue000-\uf8ff]")
#: Share of glyphs without a meaning that makes a page unreadable.
_BROKEN_SHARE = 0.05
_HAN_SHARE = 0.02
#: A Latin letter is narrower than this share of its height; a Han character behind it is not.
_WIDE = 0.8
#: Of the Han characters of any real page at least two thirds are common ones.
_COMMON_SHARE = 0.4
_VOWELS = frozenset("aeiouAEIOU")
#: Vowels among the letters of a text in a Latin script.
_VOWEL_SHARE = (0.2, 0.6)


@cache
def _common() -> frozenset[str]:
    """The commonest Chinese characters, and those of our documents' labels."""
    path = Path(__file__).with_name("common_characters.txt")
    return frozenset("".join(path.read_text(encoding="utf-8").split()))


def is_garbled(page: PageContent) -> bool:
    """Whether the page's characters are not what it shows."""
    inked = [glyph.text for glyph in page.glyphs if not glyph.blank]
    if not inked:
        return False
    broken = sum(bool(_BROKEN.search(text)) for text in inked)
    if broken > max(_BROKEN_SHARE * len(inked), 2):
        return True
    if len(inked) < _ENOUGH:
        return False
    han = sum("\u4e00" <= text[0] <= "\u9fff" for text in inked)
    digits = sum(text[0].isdigit() or text[0] in ".,%-" for text in inked)
    if han >= _HAN_SHARE * len(inked) or digits >= 0.6 * len(inked):
        return False
    return not _is_latin(page)


def _is_latin(page: PageContent) -> bool:
    """Whether a page without Han is text in a Latin script: narrow letters, vowels among them."""
    inked = [glyph for glyph in page.glyphs if not glyph.blank]
    letters = [glyph for glyph in inked if glyph.text[0].isascii() and glyph.text[0].isalpha()]
    plain = sum(glyph.text[0].isascii() for glyph in inked)
    if len(letters) < _ENOUGH / 2 or plain < 0.9 * len(inked):
        return False
    wide = median((glyph.x1 - glyph.x0) / max(glyph.size, 0.1) for glyph in letters)
    vowels = sum(glyph.text[0] in _VOWELS for glyph in letters) / len(letters)
    return wide < _WIDE and _VOWEL_SHARE[0] <= vowels <= _VOWEL_SHARE[1]


def is_strange(page: PageContent) -> bool:
    """Whether the page is Chinese that nobody writes: a font may show other characters."""
    han = [glyph.text[0] for glyph in page.glyphs if "\u4e00" <= glyph.text[:1] <= "\u9fff"]
    return len(han) >= _ENOUGH and sum(one in _common() for one in han) < _COMMON_SHARE * len(han)


def is_picture(page: PageContent) -> bool:
    """Whether the page is an image without a text of its own, or but a typed line over it."""
    inked = sum(not glyph.blank for glyph in page.glyphs)
    return (inked < 10 and page.images > 0.3) or (inked < 2 * _ENOUGH and page.images > 0.8)
