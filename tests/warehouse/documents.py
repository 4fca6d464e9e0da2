"""Documents written as docx, read by the product, reconciled: what a check says of real paper."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx

from contracts.facts import Facts
from contracts.registry import Registry
from extractors import extract
from normalizers import Source, normalize
from tests.warehouse.conftest import reconciled

Block = str | Sequence[Sequence[str]]
RECEIVED = datetime(2023, 8, 1, tzinfo=UTC)


def facts(*blocks: Block, name: str = "材料.docx") -> Facts:
    """Facts of a docx of these lines (str) and tables (rows; "<" widens the cell before)."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _table(document, block)
    file = io.BytesIO()
    document.save(file)
    return normalize(extract(file.getvalue(), name), Source(name, RECEIVED))


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table; "<" is covered by the cell to its left."""
    table = document.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for col, text in enumerate(row):
            if text != "<":
                table.cell(at, col).text = text
        for col in (c for c, text in enumerate(row) if text == "<"):
            table.cell(at, col - 1).merge(table.cell(at, col))


def query(home: Path, read: Sequence[Facts], sql: str, registry: Registry | None = None) -> Any:
    """Reconciles what was read and asks."""
    rows = {
        "submissions": [one.submission for one in read],
        **{
            name: list(itertools.chain.from_iterable(getattr(one, name) for one in read))
            for name in ("figures", "claims", "indicators", "passages", "forms")
        },
    }
    return reconciled(rows, sql, home=home, registry=registry)


def findings(home: Path, *read: Facts, registry: Registry | None = None) -> dict[str, list[str]]:
    """Messages of the findings by check."""
    rows = query(home, read, "SELECT * FROM findings ORDER BY check_id, binding", registry)
    return {
        check: [row["message"] for row in same]
        for check, same in itertools.groupby(rows, lambda row: row["check_id"])
    }
