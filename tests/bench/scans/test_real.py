"""The short form of the bench over real PDFs: two pages of tables, turned and without colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.scans import real


@pytest.mark.shared
@pytest.mark.slow
def test_pages_of_a_real_final_account_give_the_typed_numbers(shared: Path):
    data = next((shared / "real").glob("*2024年度部门决算.pdf")).read_bytes()
    tallies, _ = real.compare(real.cut(data, 8, 2), real.CONDITIONS[-1])
    cells, figures = tallies["cells"], tallies["figures"]
    assert cells.numbers > 80
    assert figures.numbers > 30
    assert (cells.exact, cells.lost, cells.silent) == (cells.numbers, 0, 0)
    assert (figures.exact, figures.lost, figures.silent) == (figures.numbers, 0, 0)


def test_a_wrong_number_counts_as_silent_only_without_a_doubt():
    tally = real.Tally(numbers=3)
    tally.note("1→1", right=True, doubtful=False)
    tally.note("2→7", right=False, doubtful=False)
    tally.note("3→8", right=False, doubtful=True)
    assert (tally.exact, tally.silent, tally.doubtful) == (1, 1, 1)
    assert tally.wrong == ["2→7 SILENT", "3→8 doubtful"]
