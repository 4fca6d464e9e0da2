"""A page whose reading is kept is not read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import extractors.scan
from contracts.document import Paragraph, Table
from extractors.scan.images import Image
from tests.bench.scans.kept import Kept


def test_a_page_is_read_once_and_counted_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def reader(image: Image, dpi: float, number: int) -> list[Paragraph | Table]:
        read.append((image.shape, dpi, number))
        return [Paragraph(0, f"第{number}页")]

    monkeypatch.setattr(extractors.scan, "read_page", reader)
    pages = [np.full((4, 4), shade, np.uint8) for shade in (0, 9, 0)]
    for _ in range(2):
        with Kept(tmp_path) as kept:
            found = [extractors.scan.read_page(page, 200, 1) for page in pages]
        assert found == [[Paragraph(0, "第1页")]] * 3
        assert kept.pages == 3
    assert len(read) == 2
    assert extractors.scan.read_page is reader


def test_without_a_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    monkeypatch.setattr(extractors.scan, "read_page", lambda *_: read.append(1) or [])
    with Kept(None):
        for _ in range(2):
            extractors.scan.read_page(np.zeros((4, 4), np.uint8), 200, 1)
    assert len(read) == 2
