"""What a docx shows and this reader does not read: pictures of text, embedded files."""

from __future__ import annotations

import re

from lxml import etree

from contracts.errors import MESSAGES, Code, Problem
from extractors.docx.names import ALTERNATE, w
from extractors.docx.text import alternative

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_VML = "{urn:schemas-microsoft-com:vml}"
_STYLE = re.compile(r"(width|height):\s*([0-9.]+)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}
_EMU = 12_700  # a point
#: Smaller pictures are seals, logos and lines; in points (8 × 4 cm).
_WIDE, _HIGH = 227.0, 113.0


def unread(body: etree._Element) -> tuple[Problem, ...]:
    """One problem for the large pictures, one for embedded files, none for a plain document."""
    found = []
    pictures = sum(_is_large(size) for size in _pictures(body))
    if pictures:
        message = MESSAGES[Code.UNREAD_PICTURE]
        found.append(Problem(Code.UNREAD_PICTURE, message, f"正文图片 {pictures} 幅"))
    chunks = sum(1 for _ in body.iter(w("altChunk")))
    if chunks:
        message = "文档内嵌了另一份文件，其内容未读取，请把内容粘贴到正文后重新报送。"
        found.append(Problem(Code.PAGE_FAILED, message, f"内嵌文件 {chunks} 份"))
    return tuple(found)


def _pictures(parent: etree._Element) -> list[tuple[float, float]]:
    """Sizes of the pictures, in points; the alternatives of one picture count once."""
    sizes: list[tuple[float, float]] = []
    for element in parent:
        if element.tag == ALTERNATE:
            chosen = alternative(element)
            sizes += [] if chosen is None else _pictures(chosen)
        elif element.tag == w("drawing"):
            extent = element.find(f".//{_DRAWING}extent")
            if extent is not None and element.find(f".//{_BLIP}") is not None:
                width, height = (extent.get(side) or "0" for side in ("cx", "cy"))
                sizes.append((_points(width) / _EMU, _points(height) / _EMU))
        elif element.tag in {w("pict"), w("object")}:
            sizes += [
                _styled(shape)
                for shape in element.iter(f"{_VML}shape", f"{_VML}rect")
                if shape.find(f"{_VML}imagedata") is not None
            ]
        elif len(element):
            sizes += _pictures(element)
    return sizes


def _styled(shape: etree._Element) -> tuple[float, float]:
    """Width and height in points from a style such as `width:415pt;height:220pt`."""
    sizes = {
        name: _points(number) * _POINTS[unit]
        for name, number, unit in _STYLE.findall(shape.get("style") or "")
    }
    return sizes.get("width", 0.0), sizes.get("height", 0.0)


def _points(number: str) -> float:
    try:
        return float(number)
    except ValueError:
        return 0.0


def _is_large(size: tuple[float, float]) -> bool:
    return size[0] >= _WIDE and size[1] >= _HIGH
