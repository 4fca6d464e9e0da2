"""A second reader's doubts, only where they were asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors import extract, extract_all
from extractors.second_look import second_look
from tests.extractors.pdf_maker import Maker

ROWS = [("项目", "预算数", "决算数"), ("合计", "1.00", "2.00"), ("基本", "1.00", "2.00")]


def two_tables() -> bytes:
    return Maker().table(100, ROWS).text(60, 240, "另一张表。").table(300, ROWS).bytes()


def test_agreement_leaves_the_document_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(two_tables())
    [extraction] = extract_all(path)
    assert extraction.again is not None
    assert extraction.again([0, 1]) == extraction.document


def test_only_the_suspected_table_is_read_again() -> None:
    data = two_tables()
    document = extract(data, "a.pdf")
    wrong = replace(
        document,
        blocks=tuple(
            replace(
                table, cells=tuple(replace(c, text=c.text.replace("1", "7")) for c in table.cells)
            )
            for table in document.tables
        ),
    )
    first, second = second_look(data, wrong, [1]).tables
    assert not any(cell.alternatives for cell in first.cells)
    assert [c.alternatives for c in second.cells if c.alternatives] == [("1.00",), ("1.00",)]


def test_formats_that_state_their_cells_are_never_read_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = replace(extract(two_tables(), "a.pdf"), media_type="text/plain")
    assert second_look(b"", document, [0, 1]) is document
