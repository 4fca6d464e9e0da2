"""The short form of `python -m tests.fuzz`; the long one is run by hand with other seeds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flows.home import Home
from tests.fuzz.mutations import KNOWING
from tests.fuzz.run import broken, run

COUNT, SEED = 40, 20261123


@pytest.mark.slow
def test_broken_files_end_in_a_defined_state(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Old office formats cost a conversion each and are left to the long form.
    quick = (each for each in broken(3 * COUNT, SEED, None) if not each[0].endswith(".rtf"))
    files = [each for _, each in zip(range(COUNT), quick, strict=False)]
    report = run(Home(tmp_path / "home"), iter(files), workers=1)
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(report.lines()) + "\n")
    assert report.faults == []
    assert sum(report.ways.values()) == COUNT


def test_the_same_seed_breaks_the_same_way() -> None:
    first, second = (list(broken(12, 3, None)) for _ in "ab")
    assert first == second
    assert {Path(name).suffix for name, _, _ in first} & KNOWING.keys()
