"""The generated county: nothing fires on it while it is clean, and every check where it should.

The long form is `python -m tests.bench.county` (60 units, five plants of every check).
"""

from __future__ import annotations

from tests.bench.county.__main__ import one_round
from tests.bench.county.county import make
from tests.bench.county.judge import reconcile


def test_nothing_fires_on_a_clean_county() -> None:
    assert reconcile(make(11, size=8)) == []


def test_every_check_finds_its_plant_and_nothing_else_fires() -> None:
    """A check without a plant fails here: see `tests/bench/county/plants`."""
    scores, lines = one_round(12, units=36, turn=0)
    assert lines == []
    assert all(score.plants >= 1 for score in scores.values())
