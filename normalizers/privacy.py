"""Personal data is masked before anything else sees a document (DESIGN "Privacy").

Names after a label (填表人, 负责人 …), mobile, landline and identity numbers are replaced character
by character, so that every place in the document stays what it was. The archive alone keeps the
original.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from contracts.document import Block, Cell, Document, Table

MASK = "＊"
_HAN = "一-鿿"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Compiled from `data/privacy.toml`."""

    labelled_name: re.Pattern[str]
    labelled_phone: re.Pattern[str]
    name_label: re.Pattern[str]
    phone_label: re.Pattern[str]
    bare_name: re.Pattern[str]


#: Mobile and identity numbers stand alone: never a part of a longer number or an amount.
_NUMBERS = re.compile(
    r"(?<![\d.,])(?:\d{17}[\dXx]|1[3-9]\d(?:[ \-]?\d{4}){2}|1[3-9]\d{9}|0\d{2,3}[-－]\d{7,8})"
    r"(?![\d,]|\.\d|\s*[万亿]?元)"
)


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    with (Path(__file__).parent / "data" / "privacy.toml").open("rb") as file:
        data = tomllib.load(file)
    labels, fillers = _any_of(data["names"]["labels"]), _any_of(data["names"]["fillers"])
    stops = _any_of(data["names"]["not_names"] + data["names"]["labels"])
    filler = rf"(?:\s*[（(]?\s*(?:{fillers})\s*[）)]?)*"
    # Two to four characters, perhaps spaced (张 三), before something that is not a name's.
    name = rf"(?!{stops})[{_HAN}](?:[ 　]?(?!{stops})[{_HAN}·]){{1,3}}"
    tail = rf"(?=$|[^{_HAN}]|{stops})"
    phones = _any_of(data["phones"]["labels"])
    return _Patterns(
        re.compile(rf"(?:{labels}){filler}(?:\s*[:：]\s*|[ 　]+)({name}){tail}"),
        re.compile(
            rf"(?:{phones})\s*(?:[:：]\s*|[ 　]+)?([\d０-９][\d０-９ \-－]{{5,18}}[\d０-９])"
        ),
        re.compile(rf"^(?:\S{{0,4}})(?:{labels}){filler}\s*[:：]?$"),
        re.compile(rf"^(?:{labels}|{phones}|及|和|\s)*(?:{phones})\s*[:：]?$"),
        re.compile(rf"^{name}$"),
    )


def mask_text(text: str) -> str:
    """The text with names and numbers of people replaced, the same length."""
    patterns = _patterns()
    covered = text
    for pattern in (patterns.labelled_name, patterns.labelled_phone):
        covered = pattern.sub(
            lambda hit: (
                hit[0][: hit.start(1) - hit.start()]
                + _cover(hit[1])
                + hit[0][hit.end(1) - hit.start() :]
            ),
            covered,
        )
    return _NUMBERS.sub(lambda hit: _cover(hit[0]), covered)


def _cover(text: str) -> str:
    return re.sub(r"\S", MASK, text)


def mask(document: Document) -> Document:
    """The document with personal data replaced; blocks, cells and characters keep their places."""
    return replace(document, blocks=tuple(_mask_block(block) for block in document.blocks))


def _mask_block(block: Block) -> Block:
    if isinstance(block, Table):
        private = _cells_beside_labels(block)
        cells = tuple(
            _mask_cell(cell, whole=(cell.row, cell.col) in private) for cell in block.cells
        )
        return replace(block, cells=cells, title=mask_text(block.title))
    return replace(block, text=mask_text(block.text))


def _mask_cell(cell: Cell, *, whole: bool) -> Cell:
    change = _cover if whole else mask_text
    return replace(
        cell,
        text=change(cell.text),
        alternatives=tuple(change(other) for other in cell.alternatives),
    )


def _cells_beside_labels(table: Table) -> set[tuple[int, int]]:
    """Cells right of a cell that holds only a label (填表人 | 张三) and look like its value."""
    patterns = _patterns()
    found = set()
    by_left = {(cell.row, cell.col): cell for cell in table.cells}
    for cell in table.cells:
        right = by_left.get((cell.row, cell.col + cell.colspan))
        if right is None:
            continue
        label, value = cell.text.strip(), right.text.strip()
        is_name = patterns.name_label.match(label) and patterns.bare_name.match(value)
        is_phone = patterns.phone_label.match(label) and re.fullmatch(r"[\d \-－]{7,20}", value)
        if is_name or is_phone:
            found.add((right.row, right.col))
    return found
