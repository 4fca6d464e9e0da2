"""Whether a page's text layer can be believed: (cid:n), control characters, hardly any Han."""

from __future__ import annotations

import re

from extractors.layout.content import PageContent

#: Fewer glyphs say nothing about a font.
_ENOUGH = 40
_BROKEN = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b-\x1f\ufffd\ue000-\uf8ff]")
#: Share of glyphs without a meaning that makes a page unreadable.
_BROKEN_SHARE = 0.05
_HAN_SHARE = 0.02


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
    return han < _HAN_SHARE * len(inked) and digits < 0.6 * len(inked)


def is_picture(page: PageContent) -> bool:
    """Whether the page is an image without a text of its own: a scan."""
    inked = sum(not glyph.blank for glyph in page.glyphs)
    return inked < 10 and page.images > 0.3
