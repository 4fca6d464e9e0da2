"""The short form of the bench over real PDFs: two pages of tables, turned and without colour."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.scans import real
from tests.bench.scans.real_judge import Tally
from tests.bench.scans.real_pages import CONDITIONS, cut


@pytest.mark.shared
@pytest.mark.slow
def test_pages_of_a_real_final_account_give_the_typed_numbers(shared: Path):
    data = next((shared / "real").glob("*2024年度部门决算.pdf")).read_bytes()
    tallies, _ = real.compare(cut(data, 8, 2), CONDITIONS[-1])
    cells, figures = tallies["cells"], tallies["figures"]
    assert cells.numbers > 80
    assert figures.numbers > 30
    assert (cells.exact, cells.lost, cells.silent) == (cells.numbers, 0, 0)
    assert (figures.exact, figures.lost, figures.silent) == (figures.numbers, 0, 0)


def test_a_wrong_number_counts_as_silent_only_without_a_doubt():
    tally = Tally(numbers=3)
    tally.note("1→1", right=True, doubtful=False)
    tally.note("2→7", right=False, doubtful=False)
    tally.note("3→8", right=False, doubtful=True)
    assert (tally.exact, tally.silent, tally.doubtful) == (1, 1, 1)
    assert tally.wrong == ["2→7 SILENT", "3→8 doubtful"]


def test_kept_counts_make_the_page_without_reading_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    tally = {"numbers": 200, "exact": 199, "lost": 1, "silent": 0, "doubtful": 3, "wrong": []}
    for name in ("colour", "grey"):
        piece = {"file": "a", "pages": 4, "condition": name, "tallies": {"cells": tally},
                 "seconds": 2.5, "at": "commit 1"}  # fmt: skip
        (tmp_path / f"a {name}.piece").write_text(json.dumps(piece), encoding="utf-8")
    page = tmp_path / "page.md"
    real.main(["--keep", str(tmp_path), "--merge", "--write", str(page)])
    whole = "| **all files** |  | **all** | cells | 400 | 99.50 % | 2 | 0 | 0.746 % | 1.5 % |  |  |"
    assert whole in capsys.readouterr().out
    written = page.read_text(encoding="utf-8")
    assert whole in written
    row = "| a | 4 | grey | cells | 200 | 99.50 % | 1 | 0 | 1.487 % | 1.5 % | 2.5 | commit 1 |"
    assert row in written
