"""Two readings of one cell, and the levels of the accounts as proof."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contracts.document import Cell, Document, Page, Paragraph, Reading, Table
from contracts.facts import Figure
from normalizers import Source, normalize

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (
    ("合计", "", "30.00", "22.00", "8.00"),
    ("201", "一般公共服务支出", "20.00", "14.00", "6.00"),
    ("208", "社会保障和就业支出", "10.00", "8.00", "2.00"),
)


def figures(read: dict[tuple[int, int], tuple[str, ...]]) -> dict[tuple[int, int], Figure]:
    """Figures by place; `read` gives a cell's text and what another reader has there."""
    cells = [
        Cell(r, c, read.get((r, c), (text,))[0], page=1, reading=Reading.OCR, confidence=0.98,
             alternatives=read.get((r, c), (text,))[1:])
        for r, row in enumerate((HEAD, *ROWS))
        for c, text in enumerate(row)
    ]  # fmt: skip
    above = ("水务局2024年度部门决算", "支出决算表", "单位：万元")
    blocks = tuple(Paragraph(n, text) for n, text in enumerate(above))
    table = Table(3, 0, 4, 5, tuple(cells), "支出决算表", 1)
    pages = (Page(1, 595, 842, Reading.OCR),)
    document = Document("0" * 64, "image/png", (*blocks, table), pages)
    facts = normalize(document, Source("scan.png", datetime(2025, 1, 1, tzinfo=UTC)))
    return {(f.row or 0, f.col or 0): f for f in facts.figures}


def test_levels_prove_what_they_add_up_to() -> None:
    found = figures({})
    assert len(found) == 9
    assert {one.assurance for one in found.values()} == {"proved"}


def test_the_reading_that_closes_every_sum_is_taken() -> None:
    found = figures({(2, 3): ("19.00", "14.00")})
    assert (found[2, 3].printed, found[2, 3].assurance) == ("14.00", "proved")
    assert found[2, 3].value == 140000


def test_a_reading_that_closes_stays_whatever_the_other_says() -> None:
    found = figures({(2, 3): ("14.00", "19.00")})
    assert (found[2, 3].printed, found[2, 3].assurance) == ("14.00", "proved")


@pytest.mark.parametrize("other", ["15.00", "1400", "no number"])
def test_what_closes_nothing_is_not_taken(other: str) -> None:
    found = figures({(2, 3): ("19.00", other)})
    assert (found[2, 3].printed, found[2, 3].assurance) == ("19.00", "doubtful")
