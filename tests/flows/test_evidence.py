"""Surroundings of numbers: marked pieces of a paragraph, rows of a table, what is painted over."""

from __future__ import annotations

from contracts.document import Box, Cell, Document, Paragraph, Run, Table
from flows.evidence import _paragraph, _table, masked

TEXT = "三公经费合计0.34元，其中公务接待费0.34万元。"


def test_paragraph_marks_every_number_once() -> None:
    context = _paragraph(TEXT, [(6, 11), (19, 25), (19, 25)])
    assert "".join(piece.text for piece in context.segments) == TEXT
    marked = [piece.text for piece in context.segments if piece.is_marked]
    assert marked == [TEXT[6:11], TEXT[19:25]]


def test_long_paragraph_is_cut_far_from_the_number() -> None:
    context = _paragraph("字" * 500 + "9万元" + "字" * 500, [(500, 503)])
    shown = "".join(piece.text for piece in context.segments)
    assert shown.startswith("…字")
    assert shown.endswith("字…")
    assert len(shown) == 2 * 120 + 3 + 2


def test_table_shows_rows_around_with_spans_cut() -> None:
    cells = [Cell(0, 0, "表头", colspan=2), Cell(1, 0, "产出", rowspan=19)]
    cells += [Cell(row, 1, str(row)) for row in range(1, 20)]
    context = _table(Table(0, 0, 20, 2, tuple(cells)), {(10, 1)})
    assert [len(row) for row in context.rows] == [1, 2, 1, 1, 1, 1, 1, 1, 1]
    spanning = context.rows[1][0]
    assert (spanning.text, spanning.rowspan) == ("产出", 8)
    assert [c.text for row in context.rows for c in row if c.is_marked] == ["10"]


def test_masked_characters_have_boxes() -> None:
    run = Run(0, 6, page=2, box=Box(0, 10, 60, 20), edges=(0, 10, 20, 30, 40, 50, 60))
    blocks = (Paragraph(0, "填表人：＊＊", (run,)), Paragraph(1, "联系＊＊"))
    document = Document("a" * 64, "application/pdf", blocks)
    assert masked(document, 2) == [Box(40, 10, 60, 20)]
    assert masked(document, 1) == []


def test_an_indicators_row_is_marked_from_its_name_on() -> None:
    cells = tuple(Cell(row, col, f"{row}{col}") for row in range(4) for col in range(4))
    context = _table(Table(0, 0, 4, 4, cells), {(2, 1)}, {2})
    assert [c.text for row in context.rows for c in row if c.is_marked] == ["21", "22", "23"]
