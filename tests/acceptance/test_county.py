"""The generated county: nothing fires on it while it is clean."""

from __future__ import annotations

import pytest

from tests.bench.county.county import make
from tests.bench.county.judge import reconcile


@pytest.mark.parametrize("seed", [11])
def test_nothing_fires_on_a_clean_county(seed: int) -> None:
    assert reconcile(make(seed, size=18)) == []
