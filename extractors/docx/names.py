"""Names of WordprocessingML in lxml's notation, and the two small questions asked everywhere."""

from __future__ import annotations

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    """`w:name` as lxml writes it."""
    return f"{{{_W}}}{name}"


def m(name: str) -> str:
    """`m:name` (formulas) as lxml writes it."""
    return f"{{{_M}}}{name}"


ALTERNATE = f"{{{_MC}}}AlternateContent"
CHOICE = f"{{{_MC}}}Choice"
FALLBACK = f"{{{_MC}}}Fallback"
REL_ID = f"{{{_R}}}id"
VAL = w("val")


def value(parent: etree._Element | None, name: str) -> str | None:
    """`w:val` of the child `w:name`; None where either is missing."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VAL)


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether the switch `w:name` is present and not turned off."""
    child = None if parent is None else parent.find(w(name))
    return child is not None and child.get(VAL) not in {"0", "false", "off", "none"}


def number(text: str | None, default: int) -> int:
    """An integer attribute; the default where it is missing or no integer."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
