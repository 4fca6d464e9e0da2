"""Tables that run over scanned pages become one; image files take bounded memory page by page."""

from __future__ import annotations

import io
from unittest import mock

import numpy as np
import pytest
from PIL import Image

from contracts.document import Box, Cell, Page, Paragraph, Reading, Table
from contracts.errors import Code, Refusal
from extractors.layout.compose import blocks_of
from extractors.scan import pages, prepare, read_image

HEAD = ("科目名称", "本年收入合计", "财政拨款收入")


def table(page: int, rows: list[tuple[str, ...]], shift: float = 0.0) -> Table:
    """A table of three columns as the scan reader gives it, the paper shifted a little."""
    xs = [60.0 + shift, 200.0 + shift, 320.0 + shift, 440.0 + shift]
    cells = tuple(
        Cell(r, c, text, page=page, box=Box(xs[c], 90 + 20 * r, xs[c + 1], 110 + 20 * r),
             reading=Reading.OCR, confidence=0.99)
        for r, row in enumerate(rows) for c, text in enumerate(row)
    )  # fmt: skip
    return Table(0, 0, len(rows), 3, cells, page=page)


def flowed(*flow: Paragraph | Table) -> list[Paragraph | Table]:
    sizes = {number: Page(number, 595, 842, Reading.OCR) for number in (1, 2)}
    return list(blocks_of(list(flow), sizes))


def test_a_table_goes_on_on_the_next_scanned_page_without_its_header():
    first = table(1, [HEAD, ("行政运行", "12.30", "12.30")])
    second = table(2, [HEAD, ("其他支出", "1.00", "1.00")], shift=9.5)
    title = Paragraph(0, "收入决算表")
    found = flowed(title, first, Paragraph(0, "- 1 -"), title, second)
    (whole,) = [block for block in found if isinstance(block, Table)]
    assert [cell.text for cell in whole.cells if cell.col == 0] == [HEAD[0], "行政运行", "其他支出"]
    assert [cell.page for cell in whole.cells if cell.col == 0] == [1, 1, 2]
    assert [block.block for block in found] == list(range(len(found)))


def test_a_new_title_begins_a_new_table():
    first = table(1, [HEAD, ("行政运行", "12.30", "12.30")])
    found = flowed(first, Paragraph(0, "支出决算表"), table(2, [HEAD, ("大气", "1", "1")]))
    assert [block.rows for block in found if isinstance(block, Table)] == [2, 2]


def test_a_single_table_stays_as_it_was_read():
    only = table(1, [HEAD, ("行政运行", "12.30", "12.30")])
    assert flowed(only) == [only]


def tiff(count: int) -> bytes:
    file = io.BytesIO()
    page = Image.new("1", (1654, 2339), 1)
    page.save(file, "TIFF", save_all=True, append_images=[page] * (count - 1),
              compression="group4", dpi=(200, 200))  # fmt: skip
    return file.getvalue()


def test_a_page_that_fails_leaves_the_others():
    def read(_: np.ndarray, __: float, number: int) -> list[Paragraph]:
        if number == 2:
            raise ValueError("broken")
        return [Paragraph(0, f"第 {number} 页的文字")]

    with mock.patch.object(pages, "read_page", read):
        document = read_image(tiff(3), "0" * 64)
    assert [block.text for block in document.paragraphs] == ["第 1 页的文字", "第 3 页的文字"]
    (problem,) = document.problems
    assert problem.code is Code.PAGE_FAILED
    assert "2" in (problem.place or "")


def test_pages_are_decoded_one_at_a_time():
    with mock.patch.object(pages, "_pixels", wraps=pages._pixels) as decoded:
        next(pages._open(tiff(12))[1])
    assert decoded.call_count == 1


def test_a_huge_page_is_refused_before_it_is_decoded():
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000), 1).save(file, "TIFF", compression="group4")
    with mock.patch.object(pages, "_pixels") as decoded, pytest.raises(Refusal) as refused:
        read_image(file.getvalue(), "0" * 64)
    assert refused.value.code is Code.TOO_LARGE
    assert not decoded.called


def test_a_page_larger_than_memory_allows_is_read_smaller_at_the_same_places():
    with mock.patch.object(prepare, "MAX_PIXELS", 250_000):
        page = prepare.prepare(np.full((1000, 1000, 3), 255, np.uint8), 100, 1)
    assert page.grey.shape == (500, 500)
    assert page.box(100, 100, 200, 200) == Box(144, 144, 288, 288)


def test_a_frame_that_cannot_be_decoded_leaves_the_others():
    data = bytearray(tiff(3))
    with Image.open(io.BytesIO(bytes(data))) as picture:
        picture.seek(1)
        start, count = picture.tag_v2[273][0], picture.tag_v2[279][0]
    data[start : start + count] = b"\x00" * count

    def read(_: np.ndarray, __: float, number: int) -> list[Paragraph]:
        return [Paragraph(0, f"第 {number} 页的文字")]

    with mock.patch.object(pages, "read_page", read):
        document = read_image(bytes(data), "0" * 64)
    assert [block.text for block in document.paragraphs] == ["第 1 页的文字", "第 3 页的文字"]
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert pages.frame(bytes(data), 3)[0].shape == (2339, 1654, 3)
    (problem,) = document.problems
    assert (problem.code, problem.place) == (Code.PAGE_FAILED, "第 2 页")


def test_a_cut_off_tiff_is_corrupt():
    with pytest.raises(Refusal) as refused:
        read_image(tiff(3)[:-300], "0" * 64)
    assert refused.value.code is Code.CORRUPT_FILE
