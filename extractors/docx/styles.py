"""What a paragraph inherits from its style: heading level, numbering, hiddenness."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from extractors.docx.names import is_on, number, value, w

_BODY_TEXT = 9  # w:outlineLvl 9 means: no heading


@dataclass(frozen=True)
class Style:
    """The properties of a style that change what is printed, its ancestors' included.

    Attributes:
        outline: heading level 1.., None for body text.
        num_id, ilvl: the list it belongs to; num_id None for none.
        hidden: its characters are not printed.
    """

    outline: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    hidden: bool = False


_NONE = Style()


class Styles:
    """The styles of a document, resolved when first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        for style in root.iterchildren(w("style")) if root is not None else ():
            self._elements[style.get(w("styleId")) or ""] = style

    def get(self, style_id: str | None) -> Style:
        """The style of that id; an unknown id has no properties."""
        if style_id is None:
            return _NONE
        if style_id not in self._resolved:
            self._resolved[style_id] = _NONE  # ends a style that is based on itself
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> Style:
        element = self._elements.get(style_id)
        if element is None:
            return _NONE
        base = self.get(value(element, "basedOn"))
        properties = element.find(w("pPr"))
        numbering = None if properties is None else properties.find(w("numPr"))
        outline = value(properties, "outlineLvl")
        hidden = element.find(f"{w('rPr')}/{w('vanish')}")
        ilvl = value(numbering, "ilvl")
        return Style(
            outline=base.outline if outline is None else heading_level(outline),
            num_id=value(numbering, "numId") or base.num_id,
            ilvl=number(ilvl, 0) if ilvl is not None else base.ilvl,
            hidden=is_on(element.find(w("rPr")), "vanish") if hidden is not None else base.hidden,
        )


def heading_level(outline: str | None) -> int | None:
    """Heading level 1.. of a `w:outlineLvl`, None for body text."""
    level = number(outline, _BODY_TEXT)
    return level + 1 if 0 <= level < _BODY_TEXT else None
