"""The seed's scan and photograph give the grid and the figures of the typed original."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from contracts.document import Document, Paragraph, Table
from extractors.scan import read_image, read_page

pytestmark = [pytest.mark.shared, pytest.mark.slow]
#: The figures of the self-evaluation table in reading order (DOMAIN §2).
ROWS = """
9 9 9 10 100% 10 9 9 9
100% 100% 10 10 100% 100% 10 10 100% 95% 10 9 100% 100% 10 10 100% 100% 10 10
100% ≥98% 10 9 100% 100% 5 5 100% ≥98% 10 9 100% 100% 5 5 100% ≥95 10 9
100 96
"""
PLACES = [(3, col) for col in range(3, 9)] + [(4, col) for col in range(3, 6)]
PLACES += [(row, col) for row in range(10, 21) if row != 15 for col in range(4, 8)]
PLACES += [(21, 6), (21, 7)]
NUMBERS = dict(zip(PLACES, ROWS.split(), strict=True))

#: Cells the stamp touches.
STAMPED = {(row, col) for row in range(13, 19) for col in (5, 6, 7)}


@cache
def scanned(path: Path, number: int) -> tuple[Paragraph | Table, ...]:
    pdf = pypdfium2.PdfDocument(path)
    image = pdf[number - 1].render(scale=200 / 72).to_numpy()[:, :, ::-1]
    return tuple(read_page(np.ascontiguousarray(image), 200, number))


@cache
def photographed(path: Path) -> Document:
    data = path.read_bytes()
    return read_image(data, hashlib.sha256(data).hexdigest())


def the_table(blocks: tuple[Paragraph | Table, ...]) -> Table:
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return table


@pytest.mark.parametrize("kind", ["scan", "photo"])
def test_the_table_has_the_grid_and_the_figures_of_the_typed_one(seed: dict[str, Path], kind: str):
    path = seed[kind]
    table = the_table(scanned(path, 4) if kind == "scan" else photographed(path).blocks)
    assert (table.rows, table.cols, len(table.cells)) == (22, 9, 138)
    spans = {(cell.row, cell.col): (cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans[9, 0] == (12, 1)
    assert spans[7, 1] == (1, 4)
    assert spans[21, 0] == (1, 6)
    # A number under the seal may be doubtful, never wrong and sure.
    sure = {(c.row, c.col): c.text for c in table.cells if c.confidence >= 0.99}
    assert {place: text for place, text in sure.items() if NUMBERS.get(place, text) != text} == {}
    assert {place for place in NUMBERS if place not in STAMPED} <= sure.keys()
    # Nor may a number appear where none is printed.
    assert not [
        place
        for place, text in sure.items()
        if place not in NUMBERS and re.fullmatch(r"[≥\d.%]+", text)
    ]


def test_the_narrative_has_the_figures_in_whole_sentences(seed: dict[str, Path]):
    text = "\n".join(
        block.text for block in scanned(seed["scan"], 2) if isinstance(block, Paragraph)
    )
    for sentence in (
        "2022年决算总收入128.69万元，较预算增加28.83万元，总支出128.69万元",
        "基本支出103.98万元，占总支出的80.8%；项目支出24.71万元，占总支出的19.2%",
        "经费决算数0.34元",
        "公务接待费0.34万元",
        "货物0元，工程0万元，服务0万元",
        "固定资产账面原值26.61万元，在用资产26.61万元，资产使用率100%",
    ):
        assert sentence in text


def test_a_cell_knows_its_place_on_the_page_as_given(seed: dict[str, Path]):
    table = the_table(scanned(seed["scan"], 4))
    last = next(cell for cell in table.cells if cell.text == "96")
    assert last.box is not None
    # Seen on the picture: the total stands about 208 mm down and 147 mm across.
    assert last.box.x0 < 429 < last.box.x1
    assert last.box.y0 < 697 < last.box.y1
