"""A Document as gzip JSON: how `documents/` keeps what was extracted, and hands it back exactly.

Fields that have their default value are left out, so a table of a thousand cells stays small.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, cast

from contracts.document import Block, Box, Cell, Document, Page, Paragraph, Reading, Run, Table
from contracts.errors import Code, Problem

#: Version of the layout; `load` refuses others.
LAYOUT = 1

Json = dict[str, Any]


def dump(document: Document) -> bytes:
    """The document as gzip JSON; the same document always gives the same bytes."""
    content = {"layout": LAYOUT, **_pack(document)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def load(data: bytes) -> Document:
    """The document that `dump` was given, equal to it in every field.

    Raises:
        ValueError: the bytes are not a document of this layout.
    """
    try:
        content = json.loads(gzip.decompress(data))
        layout = content["layout"]
        if layout == LAYOUT:
            return _document(content)
    except (OSError, EOFError, KeyError, TypeError, ValueError, zlib.error) as error:
        raise ValueError(f"not a stored document: {error}") from error
    raise ValueError(f"stored document of layout {layout}, expected {LAYOUT}")


def _pack(value: object) -> Any:
    """A value of the document model as JSON types."""
    if isinstance(value, Box):
        return [value.x0, value.y0, value.x1, value.y1]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_pack(item) for item in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    packed: Json = {}
    for field in fields(cast("Document", value)):
        content = getattr(value, field.name)
        if field.default is MISSING or content != field.default:
            packed[field.name] = _pack(content)
    if isinstance(value, Table):
        packed["kind"] = "table"
    return packed


def _document(packed: Json) -> Document:
    return Document(
        packed["sha256"],
        packed["media_type"],
        tuple(_block(block) for block in packed["blocks"]),
        tuple(Page(**_with(page, reading=Reading)) for page in packed.get("pages", ())),
        tuple(Problem(**_with(problem, code=Code)) for problem in packed.get("problems", ())),
    )


def _block(packed: Json) -> Block:
    if packed.pop("kind", "") == "table":
        return Table(**_with(packed, cells=lambda cells: tuple(_cell(cell) for cell in cells)))
    return Paragraph(**_with(packed, runs=_runs))


def _cell(packed: Json) -> Cell:
    return Cell(**_with(packed, box=_box, reading=Reading, alternatives=tuple, runs=_runs))


def _runs(packed: list[Json]) -> tuple[Run, ...]:
    return tuple(Run(**_with(run, box=_box, edges=tuple, reading=Reading)) for run in packed)


def _box(packed: list[float]) -> Box:
    return Box(*packed)


def _with(packed: Json, **builders: Callable[[Any], object]) -> Json:
    """The packed fields with those that are no plain JSON values rebuilt."""
    return {
        name: builders[name](value) if name in builders else value for name, value in packed.items()
    }
